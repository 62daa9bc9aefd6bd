package io.github.procmm.kernel;

import io.github.procmm.v2.AreaKind;
import io.github.procmm.v2.OpView;
import io.github.procmm.v2.ReplyWriter;

/** Reports areas: V2-QUERY-1 to V2-QUERY-4. */
final class QueryRun {

    /** What an area takes in a reply, in bytes: table 20.1. */
    private static final int AREA = 48;

    private static final int HEAD = 48;

    private QueryRun() {}

    /**
     * Appends the result of a QUERY.
     *
     * @param areas of one moment
     * @param room how many bytes the result may have
     */
    static void answer(AreaMap areas, OpView op, ReplyWriter reply, int room) {
        int most = (room - HEAD) / AREA;
        int max = Integer.compareUnsigned(op.max(), most) < 0 ? op.max() : most;
        reply.beginQuery(areas.epoch(), areas.mappedBytes(), areas.count());
        if (op.addr() < 0) {
            reply.endQuery(0); // nothing lies in the upper half
            return;
        }
        Walk walk = new Walk(reply, max);
        areas.forEachEndingAfter(op.addr(), walk::take);
        reply.endQuery(walk.next);
    }

    /** How far a QUERY has come. */
    private static final class Walk {

        private final ReplyWriter reply;
        private final int max;
        private int reported;
        private long end;
        private long next;

        private Walk(ReplyWriter reply, int max) {
            this.reply = reply;
            this.max = max;
        }

        /** Reports an area; false when it is one too many. */
        private boolean take(Area area) {
            if (reported == max) {
                next = end; // V2-QUERY-2
                return false;
            }
            OpenObject file = area.file();
            int kind = area.isShared() ? AreaKind.SHARED : 0;
            kind |= file == null ? AreaKind.ANONYMOUS : 0;
            kind |= area.isSealed() ? AreaKind.SEALED : 0;
            long tag = file == null ? 0 : file.tag();
            int maxProt = area.maxProt();
            reply.area(area.start(), area.end(), area.offset(), tag, area.prot(), maxProt, kind);
            reported++;
            end = area.end();
            return true;
        }
    }
}

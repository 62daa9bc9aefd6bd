package io.github.procmm.fuzz;

import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.fuzz.SentRecords.Framed;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.testee.TesteeFailure;
import java.util.List;

/** Leaves frames out of what is sent with others, and records out of frames, from the end. */
final class FewerRecords {

    /** Records are left out of all frames at once up to this number. */
    private static final int MOST_RECORDS = 8;

    /** A frame of more than these is said in short if its records are all the same. */
    private static final int FEW_RECORDS = 4;

    private final Smallest smallest;

    FewerRecords(Smallest smallest) {
        this.smallest = smallest;
    }

    /** Returns whether anything could be left out. */
    boolean drop() throws TesteeFailure {
        boolean smaller = false;
        for (int i = smallest.steps().size() - 1; i > 0; i--) {
            for (int frame = frames(i).size() - 1; frame >= 0; frame--) {
                smaller |= dropFrame(i, frame) || dropRecords(i, frame);
            }
        }
        for (int record = MOST_RECORDS; record >= 0 && smallest.isWorthwhile(); record--) {
            List<Numbered> fewer = smallest.shorter().withoutRecordEverywhere(record);
            smaller |= fewer != null && smallest.accept(fewer);
        }
        return smaller;
    }

    private boolean dropFrame(int number, int frame) throws TesteeFailure {
        List<Framed> frames = frames(number);
        return frames.size() > 1
                && frame < frames.size()
                && smallest.isWorthwhile()
                && smallest.accept(smallest.shorter().withoutFrame(number, frames.get(frame)));
    }

    private boolean dropRecords(int number, int frame) throws TesteeFailure {
        boolean smaller = repeat(number, frame) || nameTheSame(number, frame);
        for (int size = records(number, frame); size >= 1; size /= 2) {
            int end = records(number, frame);
            while (end > 0 && smallest.isWorthwhile()) {
                int start = Math.max(0, end - size);
                smaller |= dropRecords(number, frame, start, end);
                end = Math.min(start, records(number, frame));
            }
        }
        smaller |= alike(number, frame);
        return smaller;
    }

    private boolean dropRecords(int number, int frame, int from, int to) throws TesteeFailure {
        Shorter shorter = smallest.shorter();
        Framed framed = shorter.sent(number).frames().get(frame);
        if (smallest.accept(shorter.withoutRecords(number, framed, from, to))) {
            return true;
        }
        List<Numbered> swallowed =
                to == from + 1 && from > 0
                        ? new OtherRecords(smallest.played()).swallowed(number, framed, from)
                        : null;
        return swallowed != null && smallest.accept(swallowed);
    }

    /** Says of a long frame that is sent alone the same record again and again. */
    private boolean repeat(int number, int frame) throws TesteeFailure {
        int records = records(number, frame);
        if (!isLong(number, records)) {
            return false;
        }
        OtherRecords others = new OtherRecords(smallest.played());
        List<Framed> frames = frames(number);
        for (int count = records; count > FEW_RECORDS && frames.size() == 1; count -= count / 4) {
            for (int record = 0; record < records && smallest.isWorthwhile(); record++) {
                if (smallest.accept(
                        others.repeated(number, frames.get(0), 0, records, record, count))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Lets all records of a long frame name what one of them does. */
    private boolean nameTheSame(int number, int frame) throws TesteeFailure {
        int records = records(number, frame);
        for (int record = 0; record < records && isLong(number, records); record++) {
            Framed framed = frames(number).get(frame);
            List<Numbered> same =
                    new OtherRecords(smallest.played()).alikeTo(number, framed, record);
            boolean other = !same.get(number).step().equals(smallest.steps().get(number));
            if (other && smallest.isWorthwhile() && smallest.accept(same)) {
                return true;
            }
        }
        return false;
    }

    /** Says in a long frame, as often or half, what stands behind some records, or before. */
    private boolean alike(int number, int frame) throws TesteeFailure {
        boolean fewer = false;
        int records = records(number, frame);
        for (int size = records / 2; size >= 1 && isLong(number, records); size /= 2) {
            for (int end = records; end > 0 && end <= records(number, frame); end -= size) {
                int start = Math.max(0, end - size);
                fewer |=
                        alike(number, frame, start, end, end)
                                || alike(number, frame, start, end, start - 1);
            }
        }
        return fewer;
    }

    private boolean alike(int number, int frame, int from, int to, int record)
            throws TesteeFailure {
        return alike(number, frame, from, to, record, to - from)
                || (to - from > 1 && alike(number, frame, from, to, record, (to - from) / 2));
    }

    private boolean alike(int number, int frame, int from, int to, int record, int count)
            throws TesteeFailure {
        boolean there = record >= 0 && record < records(number, frame);
        if (!there || !smallest.isWorthwhile()) {
            return false;
        }
        Framed framed = frames(number).get(frame);
        OtherRecords others = new OtherRecords(smallest.played());
        return smallest.acceptFewer(others.repeated(number, framed, from, to, record, count));
    }

    private boolean isLong(int number, int records) {
        if (records <= FEW_RECORDS) {
            return false;
        }
        Call call = smallest.steps().get(number).call();
        return Operations.toRead(call) > 1;
    }

    private int records(int number, int frame) {
        List<Framed> frames = frames(number);
        return frame < frames.size() ? frames.get(frame).records().size() : 0;
    }

    private List<Framed> frames(int number) {
        return number < smallest.steps().size()
                ? smallest.shorter().sent(number).frames()
                : List.of();
    }
}

package io.github.procmm.v2;

import io.github.procmm.model.Errno;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.model.Prot;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordDecoder;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Records of part v1 as records of part v2 and back: table 22.2.
 *
 * <p>What comes out does exactly what went in does when it succeeds. From v1 there is always such a
 * record: where no operation says the same, the v1 record itself (V2-LEGACY-4). To v1 there is not
 * always one, and then the answer says what v1 cannot say (V2-LEGACY-5). Mutable, for one thread.
 */
public final class Translation {

    private static final int ATTRIBUTES =
            MapFlags.GROWSDOWN
                    | MapFlags.LOCKED
                    | MapFlags.NORESERVE
                    | MapFlags.STACK
                    | MapFlags.SYNC;

    /** Which handle of a session stands for what a descriptor of its client names. */
    public interface Descriptors {

        /** What {@link #descriptorOf} says where there is none. */
        int NONE = -1;

        /** Returns the handle of what a descriptor names, or {@link Handle#NONE}. */
        long handleOf(int descriptor);

        /**
         * Returns a descriptor of what a handle names, or {@link #NONE}. It has to allow what the
         * handle allows, no more and no less, or a later MM_MPROTECT has another result.
         */
        int descriptorOf(long handle);
    }

    /** A v1 record in the words of v2. */
    public sealed interface InV2 {}

    /** It is an operation of v2. */
    public record Operated(Command command) implements InV2 {}

    /** It stays as it is, in a LEGACY frame. */
    public record Kept(Frame.LegacyRecord record) implements InV2 {}

    /** A record of v2 in the words of v1. */
    public sealed interface InV1 {}

    /** It is an operation of v1. */
    public record Said(Op op) implements InV1 {}

    /**
     * V1 cannot say it.
     *
     * @param operation what was to be said
     * @param field which field of it, as table 18.3 calls it, or "opcode"
     * @param reason why not, in words
     */
    public record Unsaid(Operation operation, String field, String reason) implements InV1 {}

    private final Dialect dialect;
    private final Descriptors descriptors;
    private final long pageMask;
    private final long maxWord;
    private final RecordDecoder decoder;
    private final RecordEncoder encoder;
    private final OpCheck check;
    private final FrameWriter writer = new FrameWriter();
    private final FrameView frame = new FrameView();
    private final OpView view = new OpView();
    private final ByteBuf scratch = Unpooled.buffer();

    /**
     * Makes a translation.
     *
     * @param dialect of the v1 records
     * @param session of the v2 records: page size, bounds, features
     */
    public Translation(Dialect dialect, Welcome session, Descriptors descriptors) {
        this.dialect = dialect;
        this.descriptors = descriptors;
        this.pageMask = session.pageSize() - 1L;
        this.maxWord = dialect.abi().maxWord();
        this.decoder = new RecordDecoder(dialect);
        this.encoder = new RecordEncoder(dialect);
        this.check = new OpCheck(session);
    }

    /**
     * Translates what is written to a v1 file: all readable bytes, malformed or not.
     *
     * @param space the handle of the address space that the file stands for
     */
    public InV2 toV2(long space, ByteBuf record) {
        Command command =
                decoder.decode(record, record.readerIndex(), record.readableBytes())
                                instanceof Op op
                        ? commandOf(space, op)
                        : null;
        return command == null ? kept(space, record) : new Operated(command);
    }

    /**
     * Translates an operation.
     *
     * @throws io.github.procmm.wire.FieldRangeException when it has to stay a record of v1 and does
     *     not fit the dialect
     */
    public InV2 toV2(long space, Op op) {
        Command command = commandOf(space, op);
        if (command != null) {
            return new Operated(command);
        }
        ByteBuf record = Unpooled.buffer(dialect.recordSize());
        encoder.encode(op, record);
        return kept(space, record);
    }

    /**
     * Returns a record as it is, for a LEGACY frame: all readable bytes, malformed or not. Of what
     * is longer than such a frame can hold the beginning: it is refused for its length, however
     * long it is (V1-WRITE-1).
     */
    public Kept kept(long space, ByteBuf record) {
        int length = Math.min(record.readableBytes(), FrameWriter.MOST_LEGACY_BYTES);
        String hex = ByteBufUtil.hexDump(record, record.readerIndex(), length);
        return new Kept(new Frame.LegacyRecord(LegacyDialect.of(dialect), space, hex));
    }

    /** Returns the operation that does the same, or null where there is none. */
    private @Nullable Command commandOf(long space, Op op) {
        Command command = null;
        if (op instanceof Mmap map) {
            command = commandOf(space, map);
        } else if (op instanceof Munmap unmap) {
            command = new Command.Unmap(space, unmap.addr(), up(unmap.len()));
        } else if (op instanceof Mprotect protect
                && (protect.prot() & ~(Prot.ACCESS | Prot.SEM)) == 0) {
            int prot = protect.prot() & Prot.ACCESS;
            command = new Command.Protect(space, protect.addr(), up(protect.len()), prot);
        }
        return command == null || refusal(command) != null ? null : command;
    }

    private @Nullable Command commandOf(long space, Mmap map) {
        long type = map.flags() & MapFlags.TYPE_MASK;
        boolean shared = type == MapFlags.SHARED;
        boolean anonymous = (map.flags() & MapFlags.ANONYMOUS) != 0;
        boolean fixed = (map.flags() & MapFlags.FIXED) != 0;
        boolean known = shared ? !anonymous : type == MapFlags.PRIVATE;
        boolean aligned = (map.offset() & pageMask) == 0;
        if (!fixed || !known || !aligned || (map.flags() & ATTRIBUTES) != 0) {
            return null;
        }
        long object = anonymous ? Handle.NONE : descriptors.handleOf((int) map.fd());
        if (!anonymous && object == Handle.NONE) {
            return null;
        }
        boolean replaces = (map.flags() & MapFlags.FIXED_NOREPLACE) == 0;
        int flags = (replaces ? OpFlags.REPLACE : 0) | (shared ? OpFlags.SHARED : 0);
        int prot = (int) map.prot() & Prot.ACCESS;
        long offset = anonymous ? 0 : map.offset();
        return new Command.Map(
                space, flags, map.addr(), up(map.len()), object, offset, prot, 0, 0, 0);
    }

    private long up(long len) {
        return (len + pageMask) & ~pageMask;
    }

    /** Translates an operation; the space that it acts on has to be told by the file. */
    public InV1 toV1(Command command) {
        if (command instanceof Command.Map map) {
            return toV1(map);
        }
        if (command instanceof Command.Unmap unmap) {
            Op op = new Munmap(unmap.addr(), unmap.len());
            return said(command, op, unmap.addr(), unmap.len(), 0);
        }
        if (command instanceof Command.Protect protect) {
            Op op = new Mprotect(protect.addr(), protect.len(), protect.prot());
            return said(command, op, protect.addr(), protect.len(), 0);
        }
        return unsaid(command, Layout.OPCODE, "v1 has no " + command.operation());
    }

    private InV1 toV1(Command.Map map) {
        if ((map.flags() & OpFlags.ANYWHERE) != 0) {
            return unsaid(map, Layout.FLAGS, "v1 does not tell the address that ANYWHERE found");
        }
        if (map.maxProt() != 0) {
            return unsaid(map, Layout.MAX_PROT, "v1 has no limit of later rights");
        }
        boolean anonymous = map.object() == Handle.NONE;
        long fd = anonymous ? maxWord : descriptors.descriptorOf(map.object());
        if (!anonymous && fd == Descriptors.NONE) {
            return unsaid(map, Layout.OBJECT, "no descriptor names " + hex(map.object()));
        }
        boolean shared = (map.flags() & OpFlags.SHARED) != 0;
        boolean replaces = (map.flags() & OpFlags.REPLACE) != 0;
        long flags =
                MapFlags.FIXED
                        | (replaces ? 0 : MapFlags.FIXED_NOREPLACE)
                        | (shared ? MapFlags.SHARED : MapFlags.PRIVATE)
                        | (anonymous ? MapFlags.ANONYMOUS : 0);
        Op op = new Mmap(map.addr(), map.len(), map.prot(), flags, fd, map.offset());
        return said(map, op, map.addr(), map.len(), map.offset());
    }

    private InV1 said(Command command, Op op, long addr, long len, long offset) {
        Errno errno = refusal(command);
        if (errno != null) {
            return unsaid(command, check.field(), errno + " in v2, and v1 might carry it out");
        }
        if (!fits(addr)) {
            return tooLarge(command, Layout.ADDR, addr);
        }
        if (!fits(len)) {
            return tooLarge(command, Layout.LEN, len);
        }
        return fits(offset) ? new Said(op) : tooLarge(command, Layout.OFFSET, offset);
    }

    private boolean fits(long number) {
        return (number & ~maxWord) == 0;
    }

    private InV1 tooLarge(Command command, int offset, long number) {
        String most = dialect + " holds at most " + hex(maxWord);
        return unsaid(command, offset, hex(number) + ", and a word of " + most);
    }

    private static Unsaid unsaid(Command command, int offset, String reason) {
        boolean map = command instanceof Command.Map;
        String field =
                switch (offset) {
                    case Layout.OPCODE -> "opcode";
                    case Layout.FLAGS -> "flags";
                    case Layout.ADDR -> "addr";
                    case Layout.LEN -> "len";
                    case Layout.OBJECT -> map ? "object" : "prot";
                    case Layout.OFFSET -> "offset";
                    case Layout.PROT -> "prot";
                    case Layout.MAX_PROT -> "max_prot";
                    case Layout.END -> "end";
                    case Layout.ALIGN -> "align";
                    default -> "byte " + offset;
                };
        return new Unsaid(command.operation(), field, reason);
    }

    private static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }

    /** Returns why v2 refuses a record whatever is mapped, or null where it does not. */
    private @Nullable Errno refusal(Command command) {
        scratch.clear();
        writer.begin(scratch, 0, BatchMode.SEQUENTIAL);
        command.write(writer);
        writer.end();
        frame.wrap(scratch, 0);
        frame.next();
        view.wrap(frame);
        return check.refusal(view);
    }
}

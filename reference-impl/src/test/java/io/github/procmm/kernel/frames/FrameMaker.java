package io.github.procmm.kernel.frames;

import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random records on few pages, mostly of handles that there are. */
final class FrameMaker {

    static final long BASE = 0x10000;
    static final int PAGES = 8;
    private static final int LONGEST = 6;

    private final Random random;
    private final List<Long> spaces;
    private final List<Long> objects;
    private final List<Long> stale;
    private List<Command> frame = new ArrayList<>();

    /** Makes records that name these handles, or one of their frame. */
    FrameMaker(Random random, List<Long> spaces, List<Long> objects, List<Long> stale) {
        this.random = random;
        this.spaces = spaces;
        this.objects = objects;
        this.stale = stale;
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    BatchMode mode() {
        return any(BatchMode.values());
    }

    List<Command> frame() {
        frame = new ArrayList<>();
        int length = 1 + random.nextInt(LONGEST);
        for (int i = 0; i < length; i++) {
            frame.add(command());
        }
        return frame;
    }

    /** A record that is refused wherever it stands. */
    Command failing() {
        return new Command.Unmap(space(), BASE + 1, Page.SIZE);
    }

    private Command command() {
        return switch (random.nextInt(32)) {
            case 0 -> new Command.Create(rights(Rights.OF_SPACE), limit());
            case 1, 2 -> new Command.CloneSpace(space(), rights(Rights.OF_SPACE));
            case 3 -> random.nextInt(4) == 0 ? new Command.Destroy(space()) : query();
            case 4 -> new Command.Release(random.nextInt(4) == 0 ? space() : object());
            case 5 ->
                    random.nextBoolean()
                            ? new Command.Duplicate(space(), rights(Rights.OF_SPACE))
                            : new Command.Duplicate(object(), rights(Rights.OF_OBJECT));
            case 6 -> memory();
            case 7 -> importFile();
            case 8, 9, 10, 11 -> map(Handle.NONE);
            case 12, 13, 14, 15 -> map(object());
            case 16, 17 -> new Command.Unmap(space(), page(), length(2));
            case 18, 19, 20 -> new Command.Protect(space(), page(), length(3), prot());
            case 21, 22, 23, 24 -> move();
            case 25, 26, 27 -> new Command.Discard(space(), page(), length(2));
            case 28 -> seal();
            default -> query();
        };
    }

    private Command importFile() {
        int fd = random.nextInt(5);
        boolean ofSpace = fd < ModelHost.FILES ^ random.nextInt(8) == 0;
        return new Command.Import(fd, rights(ofSpace ? Rights.OF_SPACE : Rights.OF_OBJECT), tag());
    }

    LegacyCall legacy() {
        LegacyCall.Kind kind = any(LegacyCall.Kind.values());
        return new LegacyCall(kind, page(), length(3), prot());
    }

    /** Names a space, mostly. */
    long space() {
        return handle(spaces, true);
    }

    private long object() {
        return handle(objects, false);
    }

    private long handle(List<Long> live, boolean ofSpace) {
        int choice = random.nextInt(20);
        if (choice < 4 && !frame.isEmpty()) {
            int record = random.nextInt(frame.size());
            if (gives(frame.get(record), ofSpace) || choice == 0) {
                return Handle.reference(record);
            }
        }
        if (choice == 19 || live.isEmpty()) {
            List<Long> any = random.nextBoolean() ? stale : ofSpace ? objects : spaces;
            return any.isEmpty() ? random.nextInt(3) : any.get(random.nextInt(any.size()));
        }
        return live.get(random.nextInt(live.size()));
    }

    private static boolean gives(Command command, boolean space) {
        return space
                ? command instanceof Command.Create || command instanceof Command.CloneSpace
                : command instanceof Command.Memory;
    }

    private Command memory() {
        long bytes = (1L + random.nextInt(6)) * Page.SIZE;
        return new Command.Memory(bytes, rights(Rights.OF_OBJECT), tag());
    }

    private Command map(long object) {
        boolean anywhere = random.nextInt(4) == 0;
        int flags = anywhere ? OpFlags.ANYWHERE : random.nextBoolean() ? OpFlags.REPLACE : 0;
        flags |= object != Handle.NONE && random.nextBoolean() ? OpFlags.SHARED : 0;
        long addr = page();
        long len = length(4);
        long room = random.nextInt(PAGES) * (long) Page.SIZE;
        int prot = prot();
        return new Command.Map(
                space(),
                flags,
                addr,
                len,
                object,
                object == Handle.NONE ? 0 : random.nextInt(4) * (long) Page.SIZE,
                prot,
                random.nextInt(3) == 0 ? prot | prot() : 0,
                anywhere ? addr + len + room : 0,
                anywhere ? ((long) Page.SIZE << random.nextInt(3)) & -(long) random.nextInt(2) : 0);
    }

    /** MAP of so many pages from the first on, readable and writable. */
    static Command map(long space, long pages, long object) {
        int prot = Prot.READ | Prot.WRITE;
        long len = pages * Page.SIZE;
        return new Command.Map(space, 0, BASE, len, object, 0, prot, 0, 0, 0);
    }

    private Command move() {
        long addr = page();
        long len = length(2);
        long to = page();
        boolean apart = Math.abs(to - addr) >= len;
        int flags = random.nextBoolean() ? OpFlags.REPLACE : 0;
        return new Command.Move(space(), flags, addr, len, apart ? to : addr + len);
    }

    private Command seal() {
        return random.nextInt(8) == 0
                ? new Command.Seal(space(), OpFlags.SPACE, 0, 0)
                : new Command.Seal(space(), 0, page(), Page.SIZE);
    }

    private Command query() {
        int max = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(3);
        return new Command.Query(
                space(), random.nextBoolean() ? 0 : page() + random.nextInt(9), max);
    }

    long page() {
        return BASE + random.nextInt(PAGES) * (long) Page.SIZE;
    }

    private long length(int most) {
        return (1L + random.nextInt(most)) * Page.SIZE;
    }

    private int prot() {
        return random.nextInt(3) == 0 ? random.nextInt(8) : Prot.READ | Prot.WRITE;
    }

    private int rights(int all) {
        int some = all & random.nextInt();
        return random.nextInt(8) == 0 && some != 0 ? some : all;
    }

    private long limit() {
        return random.nextInt(6) == 0 ? (1L + random.nextInt(5)) * Page.SIZE : 0;
    }

    private long tag() {
        return 1L + random.nextInt(Integer.MAX_VALUE - 1);
    }
}

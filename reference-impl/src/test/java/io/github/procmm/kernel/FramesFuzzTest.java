package io.github.procmm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.Hello;
import java.util.ArrayList;
import java.util.List;

/** A history of part v2 that the bytes of an input choose, played to the kernel. */
class FramesFuzzTest {

    private static final int MOST_HANDLES = 6;
    private static final int MOST_RECORDS = 8;

    @FuzzTest(maxDuration = "10m")
    void noHistoryOfFramesBreaksTheKernel(byte[] data) {
        HostProfile host = HostProfile.DEFAULT.withMaxAddressSpaces(4).withMaxMapCount(7);
        Kernel kernel = new Kernel(host);
        Hello hello = Hello.ofThisVersion(SessionClient.MAX_FRAME);
        SessionClient client = new SessionClient(kernel.newProcess(), kernel, hello, MOST_HANDLES);
        Chooser chooser = new Chooser(data);
        for (long sequence = 1; !chooser.isOver(); sequence++) {
            List<Command> commands = commands(chooser);
            BatchMode mode = chooser.oneOf(BatchMode.values());
            Frame answer = client.send(new Frame.Batch(sequence, mode, commands));
            assertThat(answer).isInstanceOf(Frame.Reply.class);
            List<Frame.Result> results = ((Frame.Reply) answer).results();
            assertThat(results).hasSize(commands.size());
            check(client, results);
        }
    }

    private static void check(SessionClient client, List<Frame.Result> results) {
        for (Frame.Result result : results) {
            AddressSpace made = client.session.addressSpace(result.value());
            if (made != null) {
                made.checkInvariants();
            }
        }
        for (int index = 0; index < MOST_HANDLES; index++) {
            for (int generation = 1; generation < 4; generation++) {
                AddressSpace space = client.session.addressSpace(Handle.of(index, generation));
                if (space != null) {
                    space.checkInvariants();
                    assertThat(space.areas()).hasSize(space.areaCount());
                }
            }
        }
    }

    private static List<Command> commands(Chooser chooser) {
        List<Command> commands = new ArrayList<>();
        int count = 1 + chooser.below(MOST_RECORDS);
        for (int i = 0; i < count; i++) {
            commands.add(command(chooser));
        }
        return commands;
    }

    /** Returns one of the handles that there have been, or what a record of this frame gives. */
    private static long handle(Chooser chooser) {
        int choice = chooser.below(64);
        return choice < 16
                ? Handle.reference(choice % MOST_RECORDS)
                : Handle.of(choice % MOST_HANDLES, 1 + choice % 3);
    }

    private static Command command(Chooser chooser) {
        long handle = handle(chooser);
        return switch (chooser.below(20)) {
            case 0, 1 -> new Command.Create(chooser.below(64), chooser.len());
            case 2, 3 -> new Command.CloneSpace(handle, chooser.below(64));
            case 4 -> new Command.Destroy(handle);
            case 5 -> new Command.Release(handle);
            case 6 -> new Command.Duplicate(handle, rights(chooser));
            case 7 -> new Command.Memory(chooser.len(), rights(chooser), chooser.below(4));
            case 8 -> new Command.Import(chooser.below(4), rights(chooser), 1);
            case 9 -> new Command.Unmap(handle, chooser.addr(), chooser.len());
            case 10 -> new Command.Protect(handle, chooser.addr(), chooser.len(), chooser.below(9));
            case 11, 12 ->
                    new Command.Move(
                            handle,
                            chooser.below(3),
                            chooser.addr(),
                            chooser.len(),
                            chooser.addr());
            case 13 -> new Command.Discard(handle, chooser.addr(), chooser.len());
            case 14 -> new Command.Seal(handle, chooser.below(9), chooser.addr(), chooser.len());
            case 15 -> new Command.Query(handle, chooser.addr(), chooser.below(5));
            default -> map(chooser, handle);
        };
    }

    /** Returns rights of a space, of an object, or of both. */
    private static int rights(Chooser chooser) {
        int bits = chooser.below(256);
        return (bits & 0x80) == 0 ? (bits << Byte.SIZE) & 0xfff : bits;
    }

    private static Command map(Chooser chooser, long handle) {
        long object = chooser.below(2) == 0 ? Handle.NONE : handle(chooser);
        int flags = chooser.below(9);
        long addr = chooser.addr();
        boolean exactly = chooser.below(4) != 0;
        return new Command.Map(
                handle,
                flags,
                addr,
                chooser.len(),
                object,
                object == Handle.NONE ? 0 : chooser.len(),
                chooser.below(8),
                chooser.below(16),
                exactly ? 0 : addr + chooser.len(),
                exactly ? 0 : 1L << chooser.below(64));
    }
}

package io.github.procmm.suite;

import io.github.procmm.backend.Feature;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.proto.testee.AccessKind;
import io.github.procmm.proto.testee.Boot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.MakeObject;
import io.github.procmm.proto.testee.OpenMode;
import io.github.procmm.proto.testee.Process;
import io.github.procmm.v2.Features;
import java.util.Map;
import java.util.Set;

/** Which features a call takes: so that no case can forget to say so. */
public final class Needs {

    private static final int PTRACE_SIGPENDING = 53;
    private static final int PTRACE_LDT = 54;

    /** What a testee offers whose WELCOME agrees to a feature of table 17.3. */
    private static final Map<Long, Feature> AGREED =
            Map.of(
                    Features.ATOMIC, Feature.V2_ATOMIC,
                    Features.LEGACY, Feature.V2_LEGACY,
                    Features.IMPORT, Feature.V2_IMPORT,
                    Features.CLONE, Feature.V2_CLONE,
                    Features.MOVE, Feature.V2_MOVE,
                    Features.SEAL, Feature.V2_SEAL,
                    Features.MAX_PROT, Feature.V2_MAX_PROT);

    private Needs() {}

    /** Adds what {@code step} takes to {@code needs}. */
    public static void of(Step step, HostKind host, Set<Feature> needs) {
        of(step.call(), host, needs);
        if (step.expected() instanceof Expected.Frames frames) {
            frames.frames().forEach(frame -> ofFrame(frame, needs));
        }
    }

    private static void ofFrame(ExpectedFrame frame, Set<Feature> needs) {
        if (frame instanceof ExpectedFrame.Welcome welcome) {
            AGREED.forEach(
                    (bit, feature) -> {
                        if ((welcome.features() & bit) != 0) {
                            needs.add(feature);
                        }
                    });
        }
    }

    private static void of(Call call, HostKind host, Set<Feature> needs) {
        switch (call.getCallCase()) {
            case BOOT -> ofBoot(call.getBoot(), needs);
            case PROCESS -> ofProcess(call.getProcess(), host, needs);
            case OPEN -> {
                if (call.getOpen().getMode() != OpenMode.WRITE_ONLY) {
                    needs.add(Feature.READS);
                }
            }
            case MAKE_OBJECT -> ofObject(call.getMakeObject(), needs);
            case SEND -> needs.add(Feature.PROCESSES);
            case WRITE -> {
                if (call.getWrite().hasCount()) {
                    needs.add(Feature.UNREADABLE_BYTES);
                }
                if (call.getWrite().hasPosition()) {
                    needs.add(Feature.POSITIONS);
                }
            }
            case WRITEV -> needs.add(Feature.WRITEV);
            case READ -> needs.add(Feature.READS);
            case ACCESS -> {
                boolean fetch = call.getAccess().getKind() == AccessKind.FETCH;
                needs.add(fetch ? Feature.FETCHES : Feature.MEMORY);
            }
            case RESIZE_OBJECT, WRITE_OBJECT, READ_OBJECT -> needs.add(Feature.OBJECT_BYTES);
            case NEW_TASK, SWITCH_MM, EXIT -> needs.add(Feature.TASKS);
            case NEW_SESSION -> {
                needs.add(Feature.V2);
                if (call.getNewSession().getMaxHandles() != 0) {
                    needs.add(Feature.HANDLE_LIMIT);
                }
            }
            case PTRACE -> needs.add(ofRequest(call.getPtrace().getRequest()));
            case COUNT_ADDRESS_SPACES -> needs.add(Feature.LIVE_COUNT);
            case OPEN_OBJECT, DUP, CLOSE, MAPS, SEND_BYTES, END_SESSION, CALL_NOT_SET -> {}
        }
    }

    private static void ofBoot(Boot boot, Set<Feature> needs) {
        if (boot.hasMaxMapCount()) {
            needs.add(Feature.MAP_COUNT_LIMIT);
        }
        if (boot.hasMaxAddressSpaces()) {
            needs.add(Feature.ADDRESS_SPACE_COUNT_LIMIT);
        }
        if (boot.hasLdtEntries()) {
            needs.add(Feature.LDT_LIMIT);
        }
    }

    private static void ofProcess(Process process, HostKind host, Set<Feature> needs) {
        if (process.getProcess() != 0) {
            needs.add(Feature.PROCESSES);
        }
        if (!process.getProgram().equals(host.dialect().readableName())) {
            needs.add(Feature.COMPAT_PROGRAMS);
        }
        if (process.hasAddressSpaceLimit()) {
            needs.add(Feature.ADDRESS_SPACE_LIMIT);
        }
        if (process.getTakenCount() > 0) {
            needs.add(Feature.WRITER_LAYOUT);
        }
    }

    private static void ofObject(MakeObject object, Set<Feature> needs) {
        switch (object.getKind()) {
            case NOT_EXECUTABLE -> needs.add(Feature.NOT_EXECUTABLE_OBJECTS);
            case DIRECTORY -> needs.add(Feature.DIRECTORIES);
            case PIPE -> needs.add(Feature.PIPES);
            case SOCKET -> needs.add(Feature.SOCKETS);
            case REFUSING -> needs.add(Feature.REFUSING_OBJECTS);
            case REGULAR, UNRECOGNIZED -> {}
        }
    }

    private static Feature ofRequest(int request) {
        return switch (request) {
            case PTRACE_SIGPENDING -> Feature.PENDING_SIGNALS;
            case PTRACE_LDT -> Feature.LDTS;
            default -> Feature.FAULT_INFO;
        };
    }
}

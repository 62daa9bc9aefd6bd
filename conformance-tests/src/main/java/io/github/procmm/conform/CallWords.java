package io.github.procmm.conform;

import com.google.protobuf.ByteString;
import io.github.procmm.proto.testee.Access;
import io.github.procmm.proto.testee.Boot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Handle;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.proto.testee.NewSession;
import io.github.procmm.proto.testee.Process;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.proto.testee.Writev;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;

/** A call in words: what a report says was asked. */
public final class CallWords {

    private CallWords() {}

    /** Returns a call in one line. */
    public static String of(Call call) {
        return switch (call.getCallCase()) {
            case BOOT -> boot(call.getBoot());
            case PROCESS -> process(call.getProcess());
            case OPEN -> {
                var open = call.getOpen();
                yield at(open.getProcess(), open.getFd())
                        + " = open "
                        + open.getFile()
                        + " "
                        + open.getMode();
            }
            case MAKE_OBJECT -> {
                var make = call.getMakeObject();
                yield "object "
                        + make.getObject()
                        + ": "
                        + make.getKind()
                        + " of "
                        + make.getSize()
                        + " bytes";
            }
            case OPEN_OBJECT -> {
                var open = call.getOpenObject();
                yield at(open.getProcess(), open.getFd())
                        + " = open object "
                        + open.getObject()
                        + " "
                        + open.getMode();
            }
            case DUP -> {
                var dup = call.getDup();
                yield at(dup.getProcess(), dup.getTo()) + " = dup of " + dup.getFd();
            }
            case SEND -> {
                var send = call.getSend();
                yield at(send.getToProcess(), send.getTo())
                        + " = sent from "
                        + at(send.getProcess(), send.getFd());
            }
            case CLOSE -> "close " + at(call.getClose().getProcess(), call.getClose().getFd());
            case WRITE -> write(call.getWrite());
            case WRITEV -> {
                var writev = call.getWritev();
                yield writevTo(writev)
                        + ": "
                        + writev.getSegmentsList().stream()
                                .map(CallWords::hex)
                                .collect(Collectors.joining(", "));
            }
            case READ -> "read from " + at(call.getRead().getProcess(), call.getRead().getFd());
            case MAPS -> "maps of " + mm(call.getMaps().getMm());
            case ACCESS -> access(call.getAccess());
            case RESIZE_OBJECT -> {
                var resize = call.getResizeObject();
                yield "resize object " + resize.getObject() + " to " + resize.getSize() + " bytes";
            }
            case WRITE_OBJECT -> {
                var write = call.getWriteObject();
                yield "write object "
                        + write.getObject()
                        + " at "
                        + Words.hex(write.getPosition())
                        + ": "
                        + hex(write.getData());
            }
            case READ_OBJECT -> {
                var read = call.getReadObject();
                yield "read object "
                        + read.getObject()
                        + " at "
                        + Words.hex(read.getPosition())
                        + ", "
                        + read.getCount()
                        + " bytes";
            }
            case NEW_TASK ->
                    "task "
                            + call.getNewTask().getTask()
                            + " of process "
                            + call.getNewTask().getProcess();
            case SWITCH_MM -> {
                var to = call.getSwitchMm();
                yield "task "
                        + to.getTask()
                        + ": PTRACE_SWITCH_MM to "
                        + (to.hasHandle() ? handle(to.getHandle()) : "fd " + to.getFd());
            }
            case EXIT -> "task " + call.getExit().getTask() + " exits";
            case PTRACE ->
                    "task "
                            + call.getPtrace().getTask()
                            + ": ptrace request "
                            + call.getPtrace().getRequest();
            case COUNT_ADDRESS_SPACES -> "how many address spaces are alive";
            case NEW_SESSION -> newSession(call.getNewSession());
            case SEND_BYTES ->
                    sendTo(call.getSendBytes()) + ": " + hex(call.getSendBytes().getBytes());
            case END_SESSION -> "session " + call.getEndSession().getSession() + " ends";
            case CALL_NOT_SET -> "nothing";
        };
    }

    /** Returns a call in one line, without the bytes that are written or sent. */
    public static String withoutRecords(Call call) {
        if (call.hasWrite()) {
            return writeTo(call.getWrite());
        }
        if (call.hasSendBytes()) {
            return sendTo(call.getSendBytes());
        }
        return call.hasWritev() ? writevTo(call.getWritev()) : of(call);
    }

    private static String boot(Boot boot) {
        String host =
                boot.getHost().getDialect()
                        + ","
                        + boot.getHost().getGeneration()
                        + ","
                        + boot.getHost().getManager();
        return "boot "
                + host
                + (boot.hasMaxMapCount() ? ", max_map_count " + boot.getMaxMapCount() : "")
                + (boot.hasMaxAddressSpaces()
                        ? ", at most " + boot.getMaxAddressSpaces() + " address spaces"
                        : "")
                + (boot.hasLdtEntries() ? ", " + boot.getLdtEntries() + " LDT entries" : "");
    }

    private static String process(Process process) {
        return "process "
                + process.getProcess()
                + ": "
                + process.getProgram()
                + (process.hasAddressSpaceLimit()
                        ? ", RLIMIT_AS " + process.getAddressSpaceLimit() + " bytes"
                        : "")
                + (process.getTakenCount() > 0 ? ", with memory of its own" : "");
    }

    private static String write(Write write) {
        return writeTo(write) + ": " + hex(write.getRecord());
    }

    private static String writeTo(Write write) {
        return "write to "
                + at(write.getProcess(), write.getFd())
                + (write.hasPosition() ? " at position " + write.getPosition() : "")
                + (write.hasCount() ? " of " + write.getCount() + " bytes" : "");
    }

    private static String writevTo(Writev writev) {
        return "writev to " + at(writev.getProcess(), writev.getFd());
    }

    private static String newSession(NewSession begin) {
        return "session "
                + begin.getSession()
                + (begin.getProcess() == 0 ? "" : " of process " + begin.getProcess())
                + (begin.getMaxHandles() == 0
                        ? ""
                        : ", at most " + begin.getMaxHandles() + " handles");
    }

    private static String sendTo(SendBytes send) {
        return "send to session " + send.getSession();
    }

    private static String handle(Handle handle) {
        return "handle " + Words.hex(handle.getHandle()) + " of session " + handle.getSession();
    }

    private static String access(Access access) {
        String size = access.getSize() + (access.getSize() == 1 ? " byte" : " bytes");
        String what =
                switch (access.getKind()) {
                    case LOAD -> "load " + size;
                    case STORE -> "store " + size + " " + Words.hex(access.getValue());
                    case FETCH -> "execute";
                    case UNRECOGNIZED -> "?";
                };
        return what + " at " + Words.hex(access.getAddr()) + " in " + mm(access.getMm());
    }

    private static String mm(Mm mm) {
        if (mm.hasHandle()) {
            return handle(mm.getHandle());
        }
        return mm.hasTask()
                ? "task " + mm.getTask()
                : at(mm.getFile().getProcess(), mm.getFile().getFd());
    }

    private static String at(int process, int fd) {
        return process == 0
                ? "fd " + fd
                : String.format(Locale.ROOT, "process %d's fd %d", process, fd);
    }

    private static String hex(ByteString bytes) {
        return bytes.isEmpty() ? "no byte" : HexFormat.of().formatHex(bytes.toByteArray());
    }
}

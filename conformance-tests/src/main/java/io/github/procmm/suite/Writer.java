package io.github.procmm.suite;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.MmFile;
import io.github.procmm.model.Errno;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Close;
import io.github.procmm.proto.testee.Dup;
import io.github.procmm.proto.testee.Open;
import io.github.procmm.proto.testee.OpenMode;
import io.github.procmm.proto.testee.OpenObject;
import io.github.procmm.proto.testee.Read;
import io.github.procmm.proto.testee.Send;
import io.github.procmm.wire.Dialect;
import java.util.List;

/** A process of a case: opens and closes. Its descriptors count up. */
final class Writer {

    private final Scenario scenario;
    private final int process;
    private final Dialect program;
    private int nextFd = Scenario.FIRST_FD;

    Writer(Scenario scenario, int process, Dialect program) {
        this.scenario = scenario;
        this.process = process;
        this.program = program;
    }

    int process() {
        return process;
    }

    /** Returns the dialect of the process's own word size. */
    Dialect program() {
        return program;
    }

    /** Returns a descriptor number that nothing is open at. */
    int unusedFd() {
        return nextFd + 100;
    }

    /** Opens an address space through the file of the host's native records. */
    Mm openMm() {
        List<MmFile> files = MmFile.of(scenario.dialect());
        return open(files.get(files.size() - 1));
    }

    /** Opens an address space through each file of the host. */
    List<Mm> openEach() {
        return MmFile.of(scenario.dialect()).stream().map(this::open).toList();
    }

    /** Opens an address space for writing. */
    Mm open(MmFile file) {
        return open(file, AccessMode.WRITE_ONLY);
    }

    /** Opens an address space. */
    Mm open(MmFile file, AccessMode mode) {
        int fd = nextFd++;
        scenario.answers(openCall(fd, file, mode), fd);
        return new Mm(scenario, this, fd, file);
    }

    /** Expects that an open is refused. */
    void cannotOpen(MmFile file, AccessMode mode, Errno errno) {
        scenario.answers(openCall(nextFd, file, mode), errno.asResult());
    }

    private Call.Builder openCall(int fd, MmFile file, AccessMode mode) {
        Open open =
                Open.newBuilder()
                        .setProcess(process)
                        .setFd(fd)
                        .setFile(file.path())
                        .setMode(wire(mode))
                        .build();
        return Call.newBuilder().setOpen(open);
    }

    /** Opens an object for reading and writing. */
    FileRef open(ObjectRef object) {
        return open(object, AccessMode.READ_WRITE);
    }

    /** Opens an object: a new opening. */
    FileRef open(ObjectRef object, AccessMode mode) {
        return openAt(nextFd++, object, mode);
    }

    /** Opens an object at a descriptor of the case's choice, in place of what is open there. */
    FileRef openAt(int fd, ObjectRef object, AccessMode mode) {
        OpenObject open =
                OpenObject.newBuilder()
                        .setProcess(process)
                        .setFd(fd)
                        .setObject(object.number())
                        .setMode(wire(mode))
                        .build();
        scenario.answers(Call.newBuilder().setOpenObject(open), fd);
        return new FileRef(fd, object);
    }

    /** Makes another descriptor of the same opening. */
    FileRef dup(FileRef file) {
        return new FileRef(dup(file.fd()), file.object());
    }

    /** Makes another descriptor of the same opening. */
    Mm dup(Mm mm) {
        return new Mm(scenario, this, dup(mm.fd()), mm.file());
    }

    private int dup(int fd) {
        int to = nextFd++;
        Dup dup = Dup.newBuilder().setProcess(process).setFd(fd).setTo(to).build();
        scenario.answers(Call.newBuilder().setDup(dup), to);
        return to;
    }

    /** Passes an open address space to another process. */
    Mm send(Mm mm, Writer to) {
        return new Mm(scenario, to, send(mm.fd(), to), mm.file());
    }

    /** Passes an open object to another process. */
    FileRef send(FileRef file, Writer to) {
        return new FileRef(send(file.fd(), to), file.object());
    }

    private int send(int fd, Writer receiver) {
        int to = receiver.nextFd++;
        Send send =
                Send.newBuilder()
                        .setProcess(process)
                        .setFd(fd)
                        .setToProcess(receiver.process)
                        .setTo(to)
                        .build();
        scenario.answers(Call.newBuilder().setSend(send), to);
        return to;
    }

    void close(Mm mm) {
        close(mm.fd());
    }

    void close(FileRef file) {
        close(file.fd());
    }

    private void close(int fd) {
        Close close = Close.newBuilder().setProcess(process).setFd(fd).build();
        scenario.answers(Call.newBuilder().setClose(close), 0);
    }

    /** Expects that a read from a descriptor is refused. */
    void cannotRead(int fd, Errno errno) {
        Read read = Read.newBuilder().setProcess(process).setFd(fd).build();
        scenario.answers(Call.newBuilder().setRead(read), errno.asResult());
    }

    private static OpenMode wire(AccessMode mode) {
        return switch (mode) {
            case READ_ONLY -> OpenMode.READ_ONLY;
            case WRITE_ONLY -> OpenMode.WRITE_ONLY;
            case READ_WRITE -> OpenMode.READ_WRITE;
        };
    }
}

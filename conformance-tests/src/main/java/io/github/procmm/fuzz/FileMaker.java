package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.MmFile;
import io.github.procmm.fuzz.Traits.Trait;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Errno;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Close;
import io.github.procmm.proto.testee.CountAddressSpaces;
import io.github.procmm.proto.testee.Dup;
import io.github.procmm.proto.testee.MakeObject;
import io.github.procmm.proto.testee.ObjectKind;
import io.github.procmm.proto.testee.Open;
import io.github.procmm.proto.testee.OpenMode;
import io.github.procmm.proto.testee.OpenObject;
import io.github.procmm.proto.testee.Read;
import io.github.procmm.proto.testee.ReadObject;
import io.github.procmm.proto.testee.ResizeObject;
import io.github.procmm.proto.testee.Send;
import io.github.procmm.proto.testee.WriteObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Thinks of calls about descriptors and objects. */
final class FileMaker {

    /** The descriptors that a process has: few, so that they are used again. */
    private static final int FIRST_FD = 3;

    private static final int FDS = 8;

    /** Where in a page of an object something is, mostly. */
    private static final int[] PLACES = {0, 0, 8, 0x800, 0xff8};

    private static final List<Errno> REFUSALS =
            List.of(Errno.ENODEV, Errno.EINVAL, Errno.ENOMEM, Errno.EACCES);

    private final World world;
    private final Traits traits;
    private final Numbers numbers;
    private final int objectPages;

    /** The sizes that objects have been given. */
    private final Map<Integer, Long> sizes = new HashMap<>();

    FileMaker(World world, Traits traits, Numbers numbers) {
        this.world = world;
        this.traits = traits;
        this.numbers = numbers;
        this.objectPages = traits.has(Trait.CROWD) ? 2 : 4;
    }

    private int process() {
        return numbers.oneOf(new ArrayList<>(world.processes().keySet()));
    }

    private int fd() {
        return FIRST_FD + numbers.random().nextInt(FDS);
    }

    /** Returns the lowest descriptor that nothing has been opened as, or any. */
    private int free(int process) {
        for (int fd = FIRST_FD; fd < FIRST_FD + FDS; fd++) {
            if (world.openings().isFree(process, fd)) {
                return fd;
            }
        }
        return fd();
    }

    Call open() {
        int process = process();
        MmFile file = numbers.oneOf(MmFile.of(world.host().dialect()));
        boolean odd = traits.has(Trait.DESCRIPTORS) && numbers.once(6);
        if (odd && world.offers(Feature.READS)) {
            return open(process, file, numbers.once(2) ? OpenMode.READ_ONLY : OpenMode.READ_WRITE);
        }
        MmFile any = odd || numbers.once(12) ? MmFile.PROC_MM64 : file;
        return open(process, any, OpenMode.WRITE_ONLY);
    }

    private Call open(int process, MmFile file, OpenMode mode) {
        return Call.newBuilder()
                .setOpen(
                        Open.newBuilder()
                                .setProcess(process)
                                .setFd(free(process))
                                .setFile(file.path())
                                .setMode(mode))
                .build();
    }

    Call makeObject() {
        int number = world.objects().size();
        ObjectKind kind = kind();
        MakeObject.Builder made = MakeObject.newBuilder().setObject(number).setKind(kind);
        long size = size();
        switch (kind) {
            case REGULAR, NOT_EXECUTABLE -> {
                sizes.put(number, size);
                made.setSize(size);
            }
            case REFUSING -> made.setSize(size).setRefusal(numbers.oneOf(REFUSALS).number());
            default -> {}
        }
        return Call.newBuilder().setMakeObject(made).build();
    }

    private long size() {
        long pages = numbers.random().nextInt(objectPages + 2) * (long) Page.SIZE;
        return numbers.once(2) ? pages : place() + numbers.random().nextInt(3);
    }

    private ObjectKind kind() {
        List<ObjectKind> kinds = new ArrayList<>();
        add(kinds, Feature.NOT_EXECUTABLE_OBJECTS, ObjectKind.NOT_EXECUTABLE);
        add(kinds, Feature.DIRECTORIES, ObjectKind.DIRECTORY);
        add(kinds, Feature.PIPES, ObjectKind.PIPE);
        add(kinds, Feature.SOCKETS, ObjectKind.SOCKET);
        add(kinds, Feature.REFUSING_OBJECTS, ObjectKind.REFUSING);
        return kinds.isEmpty() || !numbers.once(5) ? ObjectKind.REGULAR : numbers.oneOf(kinds);
    }

    private void add(List<ObjectKind> kinds, Feature feature, ObjectKind kind) {
        if (world.offers(feature)) {
            kinds.add(kind);
        }
    }

    @Nullable Call openObject() {
        if (world.objects().isEmpty()) {
            return null;
        }
        int process = process();
        int object = numbers.oneOf(new ArrayList<>(world.objects().keySet()));
        ObjectKind kind = world.objects().get(object);
        return Call.newBuilder()
                .setOpenObject(
                        OpenObject.newBuilder()
                                .setProcess(process)
                                .setFd(free(process))
                                .setObject(object)
                                .setMode(mode(kind)))
                .build();
    }

    /** The ways in which an object can be opened: a directory to be read, a socket for both. */
    private OpenMode mode(@Nullable ObjectKind kind) {
        if (kind == ObjectKind.DIRECTORY) {
            return OpenMode.READ_ONLY;
        }
        if (kind == ObjectKind.SOCKET || numbers.once(2)) {
            return kind == ObjectKind.PIPE ? OpenMode.WRITE_ONLY : OpenMode.READ_WRITE;
        }
        return numbers.once(2) || kind == ObjectKind.PIPE
                ? OpenMode.READ_ONLY
                : OpenMode.WRITE_ONLY;
    }

    static Call close(int process, int fd) {
        Close close = Close.newBuilder().setProcess(process).setFd(fd).build();
        return Call.newBuilder().setClose(close).build();
    }

    /** Returns a call that moves, copies or ends a descriptor, or reads from one. */
    @Nullable Call descriptor() {
        if (world.opened().isEmpty()) {
            return null;
        }
        Opened some = numbers.oneOf(world.opened());
        int process = some.process();
        return switch (numbers.random().nextInt(6)) {
            case 0, 1 ->
                    Call.newBuilder()
                            .setDup(
                                    Dup.newBuilder()
                                            .setProcess(process)
                                            .setFd(some.fd())
                                            .setTo(fd()))
                            .build();
            case 2, 3 -> close(process, numbers.once(8) ? fd() : some.fd());
            case 4 -> {
                int to = process();
                yield Call.newBuilder()
                        .setSend(
                                Send.newBuilder()
                                        .setProcess(process)
                                        .setFd(some.fd())
                                        .setToProcess(to)
                                        .setTo(fd()))
                        .build();
            }
            default ->
                    world.offers(Feature.READS)
                            ? Call.newBuilder()
                                    .setRead(Read.newBuilder().setProcess(process).setFd(some.fd()))
                                    .build()
                            : count();
        };
    }

    Call count() {
        return Call.newBuilder()
                .setCountAddressSpaces(CountAddressSpaces.getDefaultInstance())
                .build();
    }

    /** Returns a call about the bytes of an object. */
    @Nullable Call bytes() {
        if (world.objects().isEmpty()) {
            return null;
        }
        int object = numbers.oneOf(new ArrayList<>(world.objects().keySet()));
        return bytes(object, numbers.random().nextInt(5));
    }

    /** Returns a call that stores into an object: so that there is something to be seen. */
    @Nullable Call fill() {
        return world.objects().isEmpty()
                ? null
                : bytes(numbers.oneOf(new ArrayList<>(world.objects().keySet())), 2);
    }

    /** Returns a call that gives an object another size, or the same. */
    Call resize(int object, long size) {
        sizes.put(object, size);
        return Call.newBuilder()
                .setResizeObject(ResizeObject.newBuilder().setObject(object).setSize(size))
                .build();
    }

    /** Returns the size that an object was given last. */
    long size(int object) {
        return sizes.getOrDefault(object, 0L);
    }

    private Call bytes(int object, int what) {
        return switch (what) {
            case 0, 1 -> resize(object, size());
            case 2, 3 -> {
                byte[] data = new byte[1 + numbers.random().nextInt(16)];
                numbers.random().nextBytes(data);
                yield Call.newBuilder()
                        .setWriteObject(
                                WriteObject.newBuilder()
                                        .setObject(object)
                                        .setPosition(place())
                                        .setData(ByteString.copyFrom(data)))
                        .build();
            }
            default ->
                    Call.newBuilder()
                            .setReadObject(
                                    ReadObject.newBuilder()
                                            .setObject(object)
                                            .setPosition(place())
                                            .setCount(1 + numbers.random().nextInt(32)))
                            .build();
        };
    }

    /** Returns where in an object something is: a few places, so that they are met again. */
    private long place() {
        long page = numbers.random().nextInt(objectPages) * (long) Page.SIZE;
        return page
                + (numbers.once(6) ? numbers.random().nextInt(Page.SIZE) : numbers.oneOf(PLACES));
    }
}

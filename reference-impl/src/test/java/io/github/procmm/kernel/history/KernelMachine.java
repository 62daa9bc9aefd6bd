package io.github.procmm.kernel.history;

import io.github.procmm.backend.AccessMode;
import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.kernel.Kernel;
import io.github.procmm.kernel.MemoryObject;
import io.github.procmm.kernel.Page;
import io.github.procmm.kernel.UserProcess;
import io.github.procmm.model.Errno;
import java.util.Arrays;
import java.util.List;

/** A process of the reference kernel with the files of {@link TestFile}. */
public final class KernelMachine implements Machine {

    /** What objects are filled with and stores store: on x86 each is a whole instruction. */
    static final int[] CODES = {0x90, 0x91, 0x92, 0x93, 0x95, 0x96, 0x97, 0x99};

    private final UserProcess process;
    private final List<MemoryObject> objects;
    private final AddressSpace memory;

    public KernelMachine() {
        this(new Kernel(HostProfile.DEFAULT).newProcess(), newObjects());
    }

    /** A process that shares the objects, bytes and all, with another one. */
    public KernelMachine(UserProcess process, List<MemoryObject> objects) {
        this(process, objects, process.ownAddressSpace());
        MemoryObject first = objects.get(0);
        open(TestFile.READ_WRITE, first, AccessMode.READ_WRITE);
        open(TestFile.READ_ONLY, first, AccessMode.READ_ONLY);
        open(TestFile.WRITE_ONLY, first, AccessMode.WRITE_ONLY);
        process.dup(TestFile.READ_WRITE.descriptor());
        open(TestFile.OTHER, objects.get(1), AccessMode.READ_WRITE);
        MemoryObject pipe = MemoryObject.pipe("pipe");
        open(TestFile.PIPE_READ_END, pipe, AccessMode.READ_ONLY);
        open(TestFile.PIPE_WRITE_END, pipe, AccessMode.WRITE_ONLY);
        open(TestFile.DIRECTORY, MemoryObject.unmappable("/"), AccessMode.READ_ONLY);
        MemoryObject socket = MemoryObject.socket("socket");
        open(TestFile.SOCKET, socket, AccessMode.READ_WRITE);
    }

    private KernelMachine(UserProcess process, List<MemoryObject> objects, AddressSpace memory) {
        this.process = process;
        this.objects = objects;
        this.memory = memory;
    }

    /** Returns this machine with loads, stores and fetches going elsewhere: to a snapshot. */
    public KernelMachine withMemory(AddressSpace other) {
        return new KernelMachine(process, objects, other);
    }

    /**
     * Returns object 0, of 8 pages, and object 1, of 4; each page filled with a byte of its own.
     */
    public static List<MemoryObject> newObjects() {
        return List.of(filled("one", 8, 0), filled("two", 4, 3));
    }

    private static MemoryObject filled(String name, int pages, int shift) {
        MemoryObject object = MemoryObject.regular(name, 0);
        byte[] page = new byte[Page.SIZE];
        for (int i = 0; i < pages; i++) {
            Arrays.fill(page, (byte) CODES[(i + shift) % CODES.length]);
            object.write((long) i * Page.SIZE, page);
        }
        return object;
    }

    private void open(TestFile file, MemoryObject object, AccessMode mode) {
        process.openAt(file.descriptor(), object, mode);
    }

    public AddressSpace memory() {
        return memory;
    }

    @Override
    public String map(Call.Map call) {
        long at =
                process.mmap(
                        call.addr(),
                        call.len(),
                        call.prot(),
                        call.flags(),
                        call.file(),
                        call.offset());
        if (Errno.isError(at)) {
            return Long.toString(at);
        }
        if (Arena.contains(at)) {
            return Long.toHexString(at);
        }
        process.munmap(at, call.len());
        return "elsewhere";
    }

    @Override
    public String unmap(Call.Unmap call) {
        return Long.toString(process.munmap(call.addr(), call.len()));
    }

    @Override
    public String protect(Call.Protect call) {
        return Long.toString(process.mprotect(call.addr(), call.len(), call.prot()));
    }

    @Override
    public String load(Call.Load call) {
        return text(memory.load(call.addr(), call.size()));
    }

    @Override
    public String store(Call.Store call) {
        AccessResult result = memory.store(call.addr(), call.size(), call.value());
        return result instanceof AccessResult.Value ? "0" : text(result);
    }

    @Override
    public String fetch(Call.Fetch call) {
        AccessResult result = memory.fetch(call.addr(), 1);
        return result instanceof AccessResult.Value ? "0" : text(result);
    }

    private static String text(AccessResult result) {
        if (result instanceof AccessResult.Fault fault) {
            return fault.kind() + " " + Long.toHexString(fault.addr());
        }
        return Long.toHexString(((AccessResult.Value) result).value());
    }

    @Override
    public String resize(Call.Resize call) {
        objects.get(call.object()).resize(call.size());
        return "0";
    }

    @Override
    public String write(Call.Write call) {
        byte[] bytes = new byte[Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (call.value() >>> (i * Byte.SIZE));
        }
        objects.get(call.object()).write(call.position(), bytes);
        return Integer.toString(bytes.length);
    }

    @Override
    public String read(Call.Read call) {
        byte[] bytes = objects.get(call.object()).read(call.position(), Long.BYTES);
        long value = 0;
        for (int i = 0; i < bytes.length; i++) {
            value |= Byte.toUnsignedLong(bytes[i]) << (i * Byte.SIZE);
        }
        return bytes.length + " " + Long.toHexString(value);
    }
}

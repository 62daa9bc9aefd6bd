package io.github.procmm.kernel;

import io.github.procmm.model.Errno;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Something whose bytes can be mapped: a file, a piece of shared memory, a guest's physical memory.
 *
 * <p>Pages come into being when something is stored in them; until then they are zero, so an object
 * may be far larger than the heap. Sizes and positions are in bytes, 0 or more.
 *
 * <p>For several threads: its own methods have its monitor, and so has whoever accesses its pages
 * through an area.
 */
public final class MemoryObject {

    static final byte[] ZERO_PAGE = new byte[Page.SIZE];

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final String name;
    private final boolean mappable;
    private final boolean executable;
    private final @Nullable Errno refusal;
    private final Map<Long, byte[]> pages = new HashMap<>();
    private final ShrinkLog shrinks = new ShrinkLog();
    private long size;

    private MemoryObject(
            String name, long size, boolean mappable, boolean executable, @Nullable Errno refusal) {
        if (size < 0) {
            throw new IllegalArgumentException("size " + size + ", wanted 0 or more");
        }
        this.name = name;
        this.size = size;
        this.mappable = mappable;
        this.executable = executable;
        this.refusal = refusal;
    }

    /**
     * Makes an object that may be mapped in every way.
     *
     * @param name as maps prints it
     * @param size in bytes
     */
    public static MemoryObject regular(String name, long size) {
        return new MemoryObject(name, size, true, true, null);
    }

    /** Makes an object that lies where nothing may be executed. */
    public static MemoryObject notExecutable(String name, long size) {
        return new MemoryObject(name, size, true, false, null);
    }

    /** Makes something that can be opened but not mapped, such as a directory. */
    public static MemoryObject unmappable(String name) {
        return new MemoryObject(name, 0, false, true, null);
    }

    /** Makes a pipe: it cannot be mapped, and lies where nothing may be executed. */
    public static MemoryObject pipe(String name) {
        return new MemoryObject(name, 0, false, false, null);
    }

    /** Makes a socket: it lies where nothing may be executed, and refuses to be mapped itself. */
    public static MemoryObject socket(String name) {
        return new MemoryObject(name, 0, true, false, Errno.ENODEV);
    }

    /** Makes an object that passes all checks and then refuses to be mapped itself. */
    public static MemoryObject refusing(String name, long size, Errno refusal) {
        return new MemoryObject(name, size, true, true, refusal);
    }

    /** Returns the name that maps prints. */
    public String name() {
        return name;
    }

    /** Returns the size in bytes. */
    public synchronized long size() {
        return size;
    }

    /** Returns the place of its monitor in the order in which several are taken. */
    long number() {
        return number;
    }

    boolean isMappable() {
        return mappable;
    }

    boolean isExecutable() {
        return executable;
    }

    @Nullable Errno refusal() {
        return refusal;
    }

    /**
     * Cuts off or extends the object. What is cut off is gone, private copies of whole pages
     * included, and so is what mappings have stored behind the end, unless it is extended
     * (V1-MEM-11, V1-MEM-12). What is added is zero, but for what mappings have stored behind the
     * end in the last page (V1-MEM-13).
     *
     * @param newSize in bytes, 0 or more
     */
    public synchronized void resize(long newSize) {
        if (newSize < 0) {
            throw new IllegalArgumentException("size " + newSize + ", wanted 0 or more");
        }
        if (newSize <= size) {
            long firstGone = Page.number(newSize + Page.SIZE - 1);
            pages.keySet().removeIf(page -> page >= firstGone);
            shrinks.cutFrom(firstGone);
            clearTail(newSize);
        }
        size = newSize;
    }

    /** Writes {@code bytes} at a position, as pwrite does; extends the object if need be. */
    public synchronized void write(long position, byte[] bytes) {
        if (position < 0) {
            throw new IllegalArgumentException("position " + position + ", wanted 0 or more");
        }
        if (position + bytes.length > size) {
            resize(position + bytes.length);
        }
        for (int i = 0; i < bytes.length; i++) {
            long at = position + i;
            writablePage(Page.number(at))[Page.offsetIn(at)] = bytes[i];
        }
    }

    /** Reads up to {@code count} bytes from a position, as pread does: fewer at the end. */
    public synchronized byte[] read(long position, int count) {
        if (position < 0) {
            throw new IllegalArgumentException("position " + position + ", wanted 0 or more");
        }
        byte[] bytes = new byte[(int) Math.max(0, Math.min(count, size - position))];
        for (int i = 0; i < bytes.length; i++) {
            long at = position + i;
            bytes[i] = readablePage(Page.number(at))[Page.offsetIn(at)];
        }
        return bytes;
    }

    /** Returns whether page {@code number} has a byte of the object in it: others give BUS. */
    boolean hasPage(long number) {
        return number < Page.number(size + Page.SIZE - 1);
    }

    byte[] readablePage(long number) {
        byte[] page = pages.get(number);
        return page == null ? ZERO_PAGE : page;
    }

    byte[] writablePage(long number) {
        return pages.computeIfAbsent(number, unused -> new byte[Page.SIZE]);
    }

    ShrinkLog shrinks() {
        return shrinks;
    }

    private void clearTail(long end) {
        byte[] last = pages.get(Page.number(end));
        if (last != null) {
            Arrays.fill(last, Page.offsetIn(end), Page.SIZE, (byte) 0);
        }
    }
}

package io.github.procmm.kernel;

import java.util.concurrent.locks.ReentrantLock;

/**
 * What Linux calls an mm: an address space and its LDT, alive as long as a file or a task holds it.
 */
final class Mm {

    private final Kernel kernel;
    private final AddressSpace memory;
    private final Ldt ldt;
    private final long maxBytes;
    private final long number;
    private final ReentrantLock lock = new ReentrantLock();
    private int holders = 1;

    Mm(Kernel kernel, AddressSpace memory, Ldt ldt) {
        this(kernel, memory, ldt, 0);
    }

    /** Makes one with a limit of its own, in bytes; 0: none. */
    Mm(Kernel kernel, AddressSpace memory, Ldt ldt, long maxBytes) {
        this.kernel = kernel;
        this.memory = memory;
        this.ldt = ldt;
        this.maxBytes = maxBytes;
        this.number = kernel.nextMmNumber();
    }

    /** Returns a number that no other mm of the host has: the order in which many are locked. */
    long number() {
        return number;
    }

    /** Returns the most bytes that part v2 may map, 0: no limit (V2-MAP-8). */
    long maxBytes() {
        return maxBytes;
    }

    /** Returns what everybody has who looks at this or changes it: one at a time (V1-FILE-9). */
    ReentrantLock lock() {
        return lock;
    }

    AddressSpace memory() {
        return memory;
    }

    Ldt ldt() {
        return ldt;
    }

    synchronized void hold() {
        holders++;
    }

    synchronized void release() {
        holders--;
        if (holders == 0) {
            memory.unmap(0, Long.MAX_VALUE);
            ldt.free();
            kernel.forget(this);
        }
    }
}

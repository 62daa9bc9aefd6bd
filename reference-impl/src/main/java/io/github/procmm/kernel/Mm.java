package io.github.procmm.kernel;

/**
 * What Linux calls an mm: an address space and its LDT, alive as long as a file or a task holds it.
 */
final class Mm {

    private final Kernel kernel;
    private final AddressSpace memory;
    private final Ldt ldt;
    private int holders = 1;

    Mm(Kernel kernel, AddressSpace memory, Ldt ldt) {
        this.kernel = kernel;
        this.memory = memory;
        this.ldt = ldt;
    }

    AddressSpace memory() {
        return memory;
    }

    Ldt ldt() {
        return ldt;
    }

    void hold() {
        holders++;
    }

    void release() {
        holders--;
        if (holders == 0) {
            memory.unmap(0, Long.MAX_VALUE);
            ldt.free();
            kernel.forget(this);
        }
    }
}

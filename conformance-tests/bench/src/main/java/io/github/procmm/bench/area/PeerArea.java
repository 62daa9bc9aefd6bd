package io.github.procmm.bench.area;

/** An area of a peer: it has what the kernel's own compares and pays for, and no more. */
record PeerArea(long start, long end, int prot) {

    PeerArea before(long addr) {
        return new PeerArea(start, addr, prot);
    }

    PeerArea from(long addr) {
        return new PeerArea(addr, end, prot);
    }

    boolean continuesInto(PeerArea next) {
        return end == next.start && prot == next.prot;
    }
}

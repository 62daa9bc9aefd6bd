package io.github.procmm.model;

/**
 * MM_MMAP: show {@code len} bytes of an object, or fresh memory, at {@code addr}.
 *
 * @param addr where, in bytes; unsigned
 * @param len how much, in bytes; unsigned, rounded up to pages by whoever carries it out
 * @param prot bits of {@link Prot}; a whole word on the wire, unlike {@link Mprotect#prot()}
 * @param flags bits of {@link MapFlags}
 * @param fd the object's descriptor in the writer's table; all ones for none
 * @param offset where in the object, in bytes; unsigned
 */
public record Mmap(long addr, long len, long prot, long flags, long fd, long offset) implements Op {

    @Override
    public Opcode opcode() {
        return Opcode.MMAP;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.mmap(this);
    }
}

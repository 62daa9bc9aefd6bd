package io.github.procmm.model;

/**
 * MM_MPROTECT: change the protection of {@code [addr, addr + len)}.
 *
 * @param addr in bytes; unsigned
 * @param len in bytes; unsigned
 * @param prot bits of {@link Prot}; an unsigned int on the wire
 */
public record Mprotect(long addr, long len, int prot) implements Op {

    @Override
    public Opcode opcode() {
        return Opcode.MPROTECT;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.mprotect(this);
    }
}

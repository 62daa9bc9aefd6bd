package io.github.procmm.model;

/**
 * MM_MUNMAP: remove whatever is mapped in {@code [addr, addr + len)}.
 *
 * @param addr in bytes; unsigned
 * @param len in bytes; unsigned
 */
public record Munmap(long addr, long len) implements Op {

    @Override
    public Opcode opcode() {
        return Opcode.MUNMAP;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.munmap(this);
    }
}

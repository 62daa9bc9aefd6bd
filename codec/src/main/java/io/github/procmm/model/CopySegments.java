package io.github.procmm.model;

/**
 * MM_COPY_SEGMENTS: copy another address space's LDT into this one; memory is not copied.
 *
 * @param from the descriptor of the other address space's file in the writer's table
 */
public record CopySegments(int from) implements Op {

    @Override
    public Opcode opcode() {
        return Opcode.COPY_SEGMENTS;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.copySegments(this);
    }
}

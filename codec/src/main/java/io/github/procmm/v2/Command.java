package io.github.procmm.v2;

/**
 * One operation of a BATCH frame, as a record of Java: section 18.
 *
 * <p>Numbers are unsigned, ranges in bytes. A handle may be a {@link Handle#reference}.
 */
public sealed interface Command {

    /** Returns which operation it is. */
    Operation operation();

    /** Appends it to a frame that is being written; returns its place there. */
    int write(FrameWriter out);

    /** A new space; {@code maxBytes} 0: no limit. */
    record Create(int rights, long maxBytes) implements Command {
        @Override
        public Operation operation() {
            return Operation.CREATE;
        }

        @Override
        public int write(FrameWriter out) {
            return out.create(rights, maxBytes);
        }
    }

    /** A copy of a space, copied on write. */
    record CloneSpace(long space, int rights) implements Command {
        @Override
        public Operation operation() {
            return Operation.CLONE;
        }

        @Override
        public int write(FrameWriter out) {
            return out.cloneSpace(space, rights);
        }
    }

    /** The end of a space and of every handle of it. */
    record Destroy(long space) implements Command {
        @Override
        public Operation operation() {
            return Operation.DESTROY;
        }

        @Override
        public int write(FrameWriter out) {
            return out.destroy(space);
        }
    }

    /** The end of one handle. */
    record Release(long handle) implements Command {
        @Override
        public Operation operation() {
            return Operation.RELEASE;
        }

        @Override
        public int write(FrameWriter out) {
            return out.release(handle);
        }
    }

    /** Another handle of the same, with some of the rights. */
    record Duplicate(long handle, int rights) implements Command {
        @Override
        public Operation operation() {
            return Operation.DUPLICATE;
        }

        @Override
        public int write(FrameWriter out) {
            return out.duplicate(handle, rights);
        }
    }

    /** A new object; QUERY shows {@code tag}. */
    record Memory(long bytes, int rights, long tag) implements Command {
        @Override
        public Operation operation() {
            return Operation.MEMORY;
        }

        @Override
        public int write(FrameWriter out) {
            return out.memory(bytes, rights, tag);
        }
    }

    /** A handle of what a descriptor of the client names; QUERY shows {@code tag}. */
    record Import(int descriptor, int rights, long tag) implements Command {
        @Override
        public Operation operation() {
            return Operation.IMPORT;
        }

        @Override
        public int write(FrameWriter out) {
            return out.importDescriptor(descriptor, rights, tag);
        }
    }

    /**
     * Pages of an object, or memory of its own, in a space.
     *
     * @param space where
     * @param flags of {@link OpFlags}
     * @param addr exactly where; with ANYWHERE the lowest address that may be chosen
     * @param len how much
     * @param object what; {@link Handle#NONE} for anonymous memory
     * @param offset where in the object
     * @param prot the rights, of {@link io.github.procmm.model.Prot}
     * @param maxProt the most that the pages may be given; 0: what the object's handle allows
     * @param end with ANYWHERE behind the highest address that may be chosen; else 0
     * @param align with ANYWHERE what the address is a multiple of, 0: a page; else 0
     */
    record Map(
            long space,
            int flags,
            long addr,
            long len,
            long object,
            long offset,
            int prot,
            int maxProt,
            long end,
            long align)
            implements Command {
        @Override
        public Operation operation() {
            return Operation.MAP;
        }

        @Override
        public int write(FrameWriter out) {
            return out.map(space, flags, addr, len, object, offset, prot, maxProt, end, align);
        }
    }

    /** Nothing where the range is. */
    record Unmap(long space, long addr, long len) implements Command {
        @Override
        public Operation operation() {
            return Operation.UNMAP;
        }

        @Override
        public int write(FrameWriter out) {
            return out.unmap(space, addr, len);
        }
    }

    /** Other rights for a range. */
    record Protect(long space, long addr, long len, int prot) implements Command {
        @Override
        public Operation operation() {
            return Operation.PROTECT;
        }

        @Override
        public int write(FrameWriter out) {
            return out.protect(space, addr, len, prot);
        }
    }

    /** A range, contents and all, at another place; {@code flags} of {@link OpFlags}. */
    record Move(long space, int flags, long addr, long len, long to) implements Command {
        @Override
        public Operation operation() {
            return Operation.MOVE;
        }

        @Override
        public int write(FrameWriter out) {
            return out.move(space, flags, addr, len, to);
        }
    }

    /** What private mappings stored in a range is forgotten. */
    record Discard(long space, long addr, long len) implements Command {
        @Override
        public Operation operation() {
            return Operation.DISCARD;
        }

        @Override
        public int write(FrameWriter out) {
            return out.discard(space, addr, len);
        }
    }

    /** No more changes to a range, or with {@link OpFlags#SPACE} to the space. */
    record Seal(long space, int flags, long addr, long len) implements Command {
        @Override
        public Operation operation() {
            return Operation.SEAL;
        }

        @Override
        public int write(FrameWriter out) {
            return out.seal(space, flags, addr, len);
        }
    }

    /** The areas from an address on, at most {@code max}. */
    record Query(long space, long addr, int max) implements Command {
        @Override
        public Operation operation() {
            return Operation.QUERY;
        }

        @Override
        public int write(FrameWriter out) {
            return out.query(space, addr, max);
        }
    }

    /** Returns the operation of a record that has passed {@link OpCheck}. */
    static Command of(OpView op) {
        Operation operation = op.operation();
        if (operation == null) {
            throw new IllegalArgumentException("opcode " + op.opcode() + " is no operation");
        }
        long handle = op.handle();
        return switch (operation) {
            case CREATE -> new Create(op.rights(), op.maxBytes());
            case CLONE -> new CloneSpace(handle, op.rights());
            case DESTROY -> new Destroy(handle);
            case RELEASE -> new Release(handle);
            case DUPLICATE -> new Duplicate(handle, op.rights());
            case MEMORY -> new Memory(op.bytes(), op.rights(), op.tag());
            case IMPORT -> new Import(op.descriptor(), op.rights(), op.tag());
            case MAP -> mapOf(op);
            case UNMAP -> new Unmap(handle, op.addr(), op.len());
            case PROTECT -> new Protect(handle, op.addr(), op.len(), op.prot());
            case MOVE -> new Move(handle, op.flags(), op.addr(), op.len(), op.to());
            case DISCARD -> new Discard(handle, op.addr(), op.len());
            case SEAL -> new Seal(handle, op.flags(), op.addr(), op.len());
            case QUERY -> new Query(handle, op.addr(), op.max());
        };
    }

    private static Map mapOf(OpView op) {
        return new Map(
                op.handle(),
                op.flags(),
                op.addr(),
                op.len(),
                op.object(),
                op.offset(),
                op.prot(),
                op.maxProt(),
                op.end(),
                op.align());
    }
}

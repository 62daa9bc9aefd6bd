package io.github.procmm.kernel.frames;

import io.github.procmm.v2.Command;

/** Fields that several operations have. */
final class Fields {

    private Fields() {}

    /** Returns the space that an operation is done in. */
    static long space(Command command) {
        if (command instanceof Command.Map map) {
            return map.space();
        }
        if (command instanceof Command.Unmap unmap) {
            return unmap.space();
        }
        if (command instanceof Command.Protect protect) {
            return protect.space();
        }
        if (command instanceof Command.Move move) {
            return move.space();
        }
        if (command instanceof Command.Discard discard) {
            return discard.space();
        }
        if (command instanceof Command.Seal seal) {
            return seal.space();
        }
        if (command instanceof Command.Query query) {
            return query.space();
        }
        if (command instanceof Command.CloneSpace clone) {
            return clone.space();
        }
        if (command instanceof Command.Destroy destroy) {
            return destroy.space();
        }
        throw new IllegalArgumentException(command + " is not done in a space");
    }

    /** Returns the address of an operation that has to be that of a page; 0 where it has none. */
    static long addr(Command command) {
        return command instanceof Command.Unmap unmap ? unmap.addr() : 0;
    }
}

package io.github.procmm.kernel;

/** The entries that all LDTs of a host together may have: what makes an allocation fail. */
final class LdtBudget {

    private long free;

    LdtBudget(long entries) {
        this.free = entries;
    }

    /** Returns whether there was room for {@code entries} more, which are then taken. */
    synchronized boolean take(long entries) {
        if (entries > free) {
            return false;
        }
        free -= entries;
        return true;
    }

    synchronized void giveBack(long entries) {
        free += entries;
    }
}

package io.github.procmm.kernel;

/** The entries that all LDTs of a host together may have: what makes an allocation fail. */
final class LdtBudget {

    private long free;

    LdtBudget(long entries) {
        this.free = entries;
    }

    /**
     * Returns whether there was room for {@code entries} more, which are then taken; {@code spare}
     * of those in use are about to be given back.
     */
    synchronized boolean take(long entries, long spare) {
        if (entries > free + spare) {
            return false;
        }
        free -= entries;
        return true;
    }

    synchronized void giveBack(long entries) {
        free += entries;
    }
}

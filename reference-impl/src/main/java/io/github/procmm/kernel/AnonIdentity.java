package io.github.procmm.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Who owns the private pages of an area: Linux's anon_vma, as far as merging can see it. Compared
 * by identity.
 */
final class AnonIdentity {

    /** Returns whether areas with these two may be one: the same, or one of them has none. */
    static boolean agree(@Nullable AnonIdentity one, @Nullable AnonIdentity other) {
        return one == null || other == null || one == other;
    }
}

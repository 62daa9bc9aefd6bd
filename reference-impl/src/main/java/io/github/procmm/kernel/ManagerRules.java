package io.github.procmm.kernel;

import io.github.procmm.backend.HostProfile;

/**
 * What a memory manager checks, and in which order; {@link AddressSpace} is what it acts on.
 *
 * <p>Results are those of the system calls. Where a check fails nothing has been changed, unless
 * the rule says otherwise.
 */
sealed interface ManagerRules permits Linux618Rules, OriginalRules {

    /** Returns the address of the new mapping, or a negative errno. */
    long mmap(AddressSpace mm, Limits writer, MmapRequest request);

    /** Returns 0 or a negative errno. */
    long munmap(AddressSpace mm, Limits writer, long addr, long len);

    /** Returns 0 or a negative errno. */
    long mprotect(AddressSpace mm, long addr, long len, long prot);

    /** Returns the rules of a host. */
    static ManagerRules of(HostProfile host) {
        return switch (host.manager()) {
            case LINUX_6_18 -> new Linux618Rules(host);
            case ORIGINAL -> new OriginalRules(host);
        };
    }
}

package io.github.procmm.kernel;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.model.Generation;
import io.github.procmm.wire.Dialect;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One host with the patch: where processes come from. Mutable.
 *
 * <p>For several threads, as long as each process, and each session, has one at a time: address
 * spaces, objects and the host's limits may be shared.
 */
public final class Kernel {

    private final HostProfile profile;
    private final ManagerRules rules;
    private final LdtBudget ldtBudget;
    private final Set<Mm> opened = new HashSet<>();
    private final AtomicLong mmNumbers = new AtomicLong();

    /** Boots a host. */
    public Kernel(HostProfile profile) {
        this.profile = profile;
        this.rules = ManagerRules.of(profile);
        this.ldtBudget = new LdtBudget(profile.ldtEntries());
    }

    /** Returns which host this is. */
    public HostProfile profile() {
        return profile;
    }

    /** Starts a program of the host's own word size without limits, run by root. */
    public UserProcess newProcess() {
        return newProcess(profile.dialect());
    }

    /**
     * Starts a program without limits, run by root.
     *
     * @param program the dialect of its own word size: the host's, or i386 on x86_64
     * @throws IllegalArgumentException when such a program does not run on this host
     */
    public UserProcess newProcess(Dialect program) {
        return newProcess(program, Limits.of(program, profile.dialect()));
    }

    /**
     * Starts a program with limits, run by root.
     *
     * @param program the dialect of its own word size: the host's, or i386 on x86_64
     * @throws IllegalArgumentException when such a program does not run on this host
     */
    public UserProcess newProcess(Dialect program, Limits limits) {
        boolean compat = program == Dialect.I386 && profile.dialect() == Dialect.X86_64;
        if (program != profile.dialect() && !compat) {
            throw new IllegalArgumentException(
                    "a program for " + program + " does not run on " + profile.dialect());
        }
        return new UserProcess(this, program, limits, newMm());
    }

    /**
     * Returns how many address spaces were opened or made and are still alive, held by a file, a
     * handle or a task.
     */
    public int openAddressSpaces() {
        synchronized (opened) {
            return opened.size();
        }
    }

    ManagerRules rules() {
        return rules;
    }

    /** Returns the mm of a new open file, or null when there is no memory for it (V1-FILE-1). */
    @Nullable Mm openMm(Ldt opener) {
        boolean copies = profile.generation() == Generation.SKAS3_2_6_1; // V1-LDT-4
        return newMm(newMemory(0), copies ? opener : null, 0, 0);
    }

    /**
     * Returns a new mm, held once, or null when there is no memory for it (V1-FILE-1, V2-SPACE-4).
     *
     * @param ldt what its LDT is a copy of; null for none
     * @param spareSpaces how many of those that there are count no more
     * @param spareEntries of how many LDT entries that holds
     */
    @Nullable Mm newMm(AddressSpace memory, @Nullable Ldt ldt, int spareSpaces, int spareEntries) {
        synchronized (opened) {
            if (opened.size() - spareSpaces >= profile.maxAddressSpaces()) {
                return null;
            }
            Mm mm = new Mm(this, memory, new Ldt(ldtBudget));
            if (ldt != null && !mm.ldt().copyOver(ldt, spareEntries)) {
                return null;
            }
            opened.add(mm);
            return mm;
        }
    }

    /** Returns an empty address space that may have so many bytes mapped; 0: no limit. */
    AddressSpace newMemory(long maxBytes) {
        return new AddressSpace(profile.maxMapCount(), maxBytes);
    }

    long nextMmNumber() {
        return mmNumbers.incrementAndGet();
    }

    /** Returns an mm that no file names: a process's own, or a task's. */
    Mm newMm() {
        return new Mm(this, new AddressSpace(profile.maxMapCount()), new Ldt(ldtBudget));
    }

    void forget(Mm mm) {
        synchronized (opened) {
            opened.remove(mm);
        }
    }
}

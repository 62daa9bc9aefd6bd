package io.github.procmm.kernel;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.model.Generation;
import io.github.procmm.wire.Dialect;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One host with the patch: where processes come from. Mutable, for one thread at a time. */
public final class Kernel {

    private final HostProfile profile;
    private final ManagerRules rules;
    private final LdtBudget ldtBudget;
    private final Set<Mm> opened = ConcurrentHashMap.newKeySet();
    private final AtomicLong mmNumbers = new AtomicLong();
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

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
     * Returns how many address spaces were opened and are still alive, held by a file or a task.
     */
    public int openAddressSpaces() {
        return opened.size();
    }

    ManagerRules rules() {
        return rules;
    }

    /** Returns the mm of a new open file, or null when there is no memory for it (V1-FILE-1). */
    @Nullable Mm openMm(Ldt opener) {
        if (opened.size() >= profile.maxAddressSpaces()) {
            return null;
        }
        Mm mm = newMm();
        if (profile.generation() == Generation.SKAS3_2_6_1 && !mm.ldt().copyOver(opener)) {
            return null; // V1-LDT-4
        }
        opened.add(mm);
        return mm;
    }

    /**
     * Returns a new mm of part v2, held by its first handle, or null when there is no memory for it
     * (V2-SPACE-4).
     */
    @Nullable Mm newSpace(AddressSpace memory, Ldt ldt, long maxBytes) {
        if (opened.size() >= profile.maxAddressSpaces()) {
            return null;
        }
        Mm mm = new Mm(this, memory, new Ldt(ldtBudget), maxBytes);
        if (!mm.ldt().copyOver(ldt)) {
            return null;
        }
        opened.add(mm);
        return mm;
    }

    /** Returns an empty address space. */
    AddressSpace newMemory() {
        return new AddressSpace(profile.maxMapCount());
    }

    Ldt noLdt() {
        return new Ldt(ldtBudget);
    }

    long nextMmNumber() {
        return mmNumbers.incrementAndGet();
    }

    Set<Session> sessions() {
        return sessions;
    }

    Mm newMm() {
        return new Mm(this, new AddressSpace(profile.maxMapCount()), new Ldt(ldtBudget));
    }

    void forget(Mm mm) {
        opened.remove(mm);
    }
}

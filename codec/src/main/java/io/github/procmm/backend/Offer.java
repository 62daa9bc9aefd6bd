package io.github.procmm.backend;

import io.github.procmm.model.Generation;
import io.github.procmm.wire.Dialect;
import java.util.List;
import java.util.Set;

/**
 * Who a backend is and what it can be asked. A judge asks for nothing else.
 *
 * @param name a word, for reports and to be chosen by
 * @param details what else identifies it: a version, a kernel
 * @param hosts the kinds of host that it can be
 * @param features what it can do and show
 * @param reserved what it keeps of every address space for itself
 */
public record Offer(
        String name,
        String details,
        List<HostKind> hosts,
        Set<Feature> features,
        List<AddressRange> reserved) {

    /** Copies the collections. */
    public Offer {
        hosts = List.copyOf(hosts);
        features = Set.copyOf(features);
        reserved = List.copyOf(reserved);
    }

    /** A {@link HostProfile} without its parameters. */
    public record HostKind(Dialect dialect, Generation generation, MemoryManager manager) {

        /** Returns the kind of a host. */
        public static HostKind of(HostProfile host) {
            return new HostKind(host.dialect(), host.generation(), host.manager());
        }

        /** Returns such a host without limits of its own. */
        public HostProfile profile() {
            return HostProfile.of(dialect, generation, manager);
        }

        @Override
        public String toString() {
            return dialect + "," + generation + "," + manager;
        }
    }
}

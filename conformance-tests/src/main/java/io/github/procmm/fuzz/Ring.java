package io.github.procmm.fuzz;

import io.github.procmm.backend.AddressRange;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.Offer;
import io.github.procmm.backend.Offer.HostKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What two backends can both be asked: there they are held against each other.
 *
 * @param hosts the kinds of host that both can be
 * @param features what both can do and show
 * @param reserved what one of them keeps of every address space for itself
 * @param language whose records are written
 */
record Ring(
        List<HostKind> hosts,
        Set<Feature> features,
        List<AddressRange> reserved,
        Language language) {

    /** Copies the collections. */
    Ring {
        hosts = List.copyOf(hosts);
        Set<Feature> both = EnumSet.noneOf(Feature.class); // asked for each call: fast
        both.addAll(features);
        features = Collections.unmodifiableSet(both);
        reserved = List.copyOf(reserved);
    }

    /** Makes one in which the records of v1 and the frames of v2 are written. */
    Ring(List<HostKind> hosts, Set<Feature> features, List<AddressRange> reserved) {
        this(hosts, features, reserved, OurLanguage.BOTH);
    }

    static Ring of(Offer one, Offer other, Language language) {
        List<HostKind> hosts = new ArrayList<>(one.hosts());
        hosts.retainAll(other.hosts());
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        features.addAll(one.features());
        features.retainAll(other.features());
        List<AddressRange> reserved = new ArrayList<>(one.reserved());
        reserved.addAll(other.reserved());
        hosts.removeIf(host -> !language.suits(host, features));
        return new Ring(hosts, features, reserved, language);
    }
}

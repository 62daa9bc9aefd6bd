package io.github.procmm.testee;

import io.github.procmm.backend.AddressRange;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.backend.Offer;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Generation;
import io.github.procmm.proto.testee.Host;
import io.github.procmm.proto.testee.Range;
import io.github.procmm.proto.testee.Welcome;
import io.github.procmm.wire.Dialect;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An offer as a message, and back. What this kit does not know of a newer testee is left out. */
public final class OfferMessages {

    private OfferMessages() {}

    static Welcome toMessage(Offer offer, int version) {
        Welcome.Builder welcome =
                Welcome.newBuilder()
                        .setVersion(version)
                        .setName(offer.name())
                        .setDetails(offer.details())
                        .setPageSize(Page.SIZE);
        offer.hosts().forEach(host -> welcome.addHosts(toMessage(host)));
        for (Feature feature : Feature.values()) {
            if (offer.features().contains(feature)) {
                welcome.addFeatures(io.github.procmm.proto.testee.Feature.valueOf(feature.name()));
            }
        }
        for (AddressRange range : offer.reserved()) {
            welcome.addReserved(Range.newBuilder().setStart(range.start()).setEnd(range.end()));
        }
        return welcome.build();
    }

    /** Returns a kind of host as a message names it. */
    public static Host toMessage(HostKind host) {
        return Host.newBuilder()
                .setDialect(host.dialect().readableName())
                .setGeneration(host.generation().readableName())
                .setManager(host.manager().readableName())
                .build();
    }

    static Offer fromMessage(Welcome welcome) {
        List<HostKind> hosts = new ArrayList<>();
        for (Host host : welcome.getHostsList()) {
            HostKind kind = fromMessage(host);
            if (kind != null) {
                hosts.add(kind);
            }
        }
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            if (welcome.getFeaturesList()
                    .contains(io.github.procmm.proto.testee.Feature.valueOf(feature.name()))) {
                features.add(feature);
            }
        }
        List<AddressRange> reserved =
                welcome.getReservedList().stream()
                        .map(range -> new AddressRange(range.getStart(), range.getEnd()))
                        .toList();
        return new Offer(welcome.getName(), welcome.getDetails(), hosts, features, reserved);
    }

    /** Returns the kind of host that a message names, or null when there is none. */
    public static @Nullable HostKind fromMessage(Host host) {
        Dialect dialect = Dialect.of(host.getDialect());
        Generation generation = Generation.of(host.getGeneration());
        MemoryManager manager = MemoryManager.of(host.getManager());
        return dialect == null || generation == null || manager == null
                ? null
                : new HostKind(dialect, generation, manager);
    }
}

package io.github.procmm.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.model.Generation;
import io.github.procmm.wire.Dialect;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OfferTest {

    private static final HostKind KIND =
            new HostKind(Dialect.S390X, Generation.SKAS3_V9, MemoryManager.ORIGINAL);

    @Test
    void aKindOfHostIsTheHostWithoutItsLimits() {
        HostProfile host = KIND.profile();

        assertThat(host)
                .isEqualTo(
                        HostProfile.of(Dialect.S390X, Generation.SKAS3_V9, MemoryManager.ORIGINAL));
        assertThat(HostKind.of(host.withMaxMapCount(1).withLdtEntries(2))).isEqualTo(KIND);
    }

    @Test
    void aKindOfHostIsShownByItsReadableNames() {
        assertThat(KIND).hasToString("s390x,skas3-v9,original");
    }

    @Test
    void anOfferDoesNotChangeWithTheCollectionsThatItWasMadeOf() {
        List<HostKind> hosts = new ArrayList<>(List.of(KIND));
        Set<Feature> features = EnumSet.of(Feature.AREAS);
        List<AddressRange> reserved = new ArrayList<>(List.of(new AddressRange(1, 2)));
        Offer offer = new Offer("name", "details", hosts, features, reserved);

        hosts.clear();
        features.clear();
        reserved.clear();

        assertThat(offer)
                .isEqualTo(
                        new Offer(
                                "name",
                                "details",
                                List.of(KIND),
                                Set.of(Feature.AREAS),
                                List.of(new AddressRange(1, 2))));
    }
}

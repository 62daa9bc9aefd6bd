package io.github.procmm.conform;

import io.github.procmm.backend.AddressRange;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.Offer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Step;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether a testee offers what a case takes. */
final class Applicability {

    private final Offer offer;

    Applicability(Offer offer) {
        this.offer = offer;
    }

    /** Returns why a case cannot be played, in words; null where it can. */
    @Nullable String whyNot(Case tried) {
        if (!offer.hosts().contains(tried.host())) {
            return "the testee is no such host";
        }
        Set<Feature> missing = new TreeSet<>(tried.needs());
        missing.removeAll(offer.features());
        if (!missing.isEmpty()) {
            return "the testee does not offer " + words(missing);
        }
        for (Step step : tried.steps()) {
            for (AddressRange reserved : offer.reserved()) {
                if (uses(step, reserved, tried)) {
                    return String.format(
                            Locale.ROOT,
                            "the testee keeps 0x%x to 0x%x for itself",
                            reserved.start(),
                            reserved.end());
                }
            }
        }
        return null;
    }

    private static String words(Set<Feature> features) {
        return String.join(
                ", ", features.stream().map(feature -> feature.name().replace('_', ' ')).toList());
    }

    /** A record that is refused leaves alone what it names: only those that succeed count. */
    private static boolean uses(Step step, AddressRange reserved, Case tried) {
        Call call = step.call();
        if (call.hasAccess()) {
            long addr = call.getAccess().getAddr();
            return new AddressRange(addr, addr + call.getAccess().getSize()).overlaps(reserved);
        }
        if (call.hasSendBytes() && step.expected() instanceof Expected.Frames frames) {
            return SentFrames.used(call.getSendBytes().getBytes(), frames).stream()
                    .anyMatch(used -> used.overlaps(reserved));
        }
        boolean succeeds =
                step.expected() instanceof Expected.Result result && result.result() >= 0;
        return succeeds
                && CallRecords.of(call, tried).stream().anyMatch(used -> used.overlaps(reserved));
    }
}

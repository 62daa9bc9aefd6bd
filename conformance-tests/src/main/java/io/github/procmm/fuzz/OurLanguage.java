package io.github.procmm.fuzz;

import io.github.procmm.backend.Feature;
import io.github.procmm.backend.MemoryManager;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.model.Generation;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Step;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of v1 and the frames of v2: the backend that is followed knows them all. */
final class OurLanguage implements Language {

    /** Both parts, in one history too. */
    static final OurLanguage BOTH = new OurLanguage(Part.BOTH);

    private final Part part;

    OurLanguage(Part part) {
        this.part = part;
    }

    /** Returns whether a host has part v2. */
    static boolean hasFrames(HostKind host, Set<Feature> features) {
        return features.contains(Feature.V2)
                && host.generation() == Generation.SKAS3_V9
                && host.manager() == MemoryManager.LINUX_6_18;
    }

    @Override
    public boolean suits(HostKind host, Set<Feature> features) {
        return part != Part.V2 || hasFrames(host, features);
    }

    @Override
    public Script begin(Ring ring, Random random) {
        return HistoryMaker.begin(ring, random, part);
    }

    @Override
    public Script goOn(World world, Random random) {
        return HistoryMaker.goOn(world, random, part);
    }

    @Override
    public Call inOurs(Call call) {
        return call;
    }

    @Override
    public @Nullable String word(Call call) {
        return null;
    }

    @Override
    public @Nullable List<Call> simpler(Call call) {
        return null;
    }

    @Override
    public @Nullable Expected open(Step step, Answer answer) {
        return null;
    }
}

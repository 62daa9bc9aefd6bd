package io.github.procmm.fuzz;

import io.github.procmm.backend.Feature;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Step;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose records histories are made of, and what only those who know them can say. Immutable. */
interface Language {

    /** Returns whether a host can be asked in it, by what both backends can do. */
    boolean suits(HostKind host, Set<Feature> features);

    /** Begins with a fresh history. */
    Script begin(Ring ring, Random random);

    /** Goes on with a history that others have begun. */
    Script goOn(World world, Random random);

    /** Returns a call with the records of v1 that correspond to its own. */
    Call inOurs(Call call);

    /** Returns what a call writes, in a word for signatures; null where there is nothing to say. */
    @Nullable String word(Call call);

    /** Returns simpler calls than one that writes; null where these are the records of v1. */
    @Nullable List<Call> simpler(Call call);

    /**
     * Returns what has to be answered where the backend that is followed cannot know it.
     *
     * @param answer of that backend
     * @return null where its answer counts
     */
    @Nullable Expected open(Step step, Answer answer);
}

package io.github.procmm.suite;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.Offer.HostKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Cases that nobody wrote: random histories in a few pages, on the usual host. What they have to
 * see comes from a {@link PageModel}, so that a backend is judged without the reference kernel.
 * Where areas begin and end the model cannot say; they are compared page by page.
 */
public final class RandomCases {

    /** The rule that their names begin with: whatever cuts areas, pages show what they showed. */
    static final String RULE = "V1-AREA-1";

    /** Cases without loads and stores, for backends that have none: every so many. */
    private static final int WITHOUT_ACCESSES = 4;

    /** An odd number, to tell the cases of one seed from those of the next. */
    private static final long STRIDE = 0x9e37_79b9_7f4a_7c15L;

    private RandomCases() {}

    /**
     * Returns the first cases of a seed: the same on every Java, and however many are asked for.
     *
     * @param seed is in the names of the cases
     * @param count how many, 0 or more
     */
    public static List<Case> of(long seed, int count) {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cases.add(one(seed, i));
        }
        return cases;
    }

    private static Case one(long seed, int number) {
        Scenario scenario = new Scenario(HostKind.of(HostProfile.DEFAULT));
        Random random = new Random(seed + number * STRIDE);
        boolean accesses = number % WITHOUT_ACCESSES != WITHOUT_ACCESSES - 1;
        List<String> rules = new RandomHistory(scenario, random, accesses).play();
        return scenario.finish(RULE + "/random-" + seed + "-" + number, rules);
    }
}

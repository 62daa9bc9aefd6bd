package io.github.procmm.fuzz;

import io.github.procmm.fuzz.FixedScript.Numbered;
import io.github.procmm.suite.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A history that has met something new, played again with some of its calls gone, twice, or
 * elsewhere, and then continued with fresh ones.
 */
final class ChangedScript implements Script {

    private final FixedScript known;
    private final Script fresh;

    ChangedScript(Ring ring, Random random, List<List<Step>> corpus) {
        List<Step> steps = corpus.get(random.nextInt(corpus.size()));
        this.known = new FixedScript(ring, changed(Numbered.of(steps), random));
        this.fresh = ring.language().goOn(known.world(), random);
    }

    private static List<Numbered> changed(List<Numbered> steps, Random random) {
        List<Numbered> changed = new ArrayList<>(steps);
        if (random.nextInt(2) == 0) {
            changed.subList(1 + random.nextInt(changed.size()), changed.size()).clear();
        }
        int changes = random.nextInt(4);
        for (int i = 0; i < changes && changed.size() > 2; i++) {
            int at = 1 + random.nextInt(changed.size() - 1);
            int to = 1 + random.nextInt(changed.size() - 1);
            switch (random.nextInt(3)) {
                case 0 -> changed.remove(at);
                case 1 -> changed.add(to, changed.get(at));
                default -> changed.add(to, changed.remove(Math.min(at, changed.size() - 1)));
            }
        }
        return changed;
    }

    @Override
    public World world() {
        return known.world();
    }

    @Override
    public List<Step> next() {
        List<Step> some = known.next();
        return some.isEmpty() ? fresh.next() : some;
    }
}

package io.github.procmm.fuzz;

import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Step;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The records of v1 and the frames of v2: the backend that is followed knows them all. */
final class OurLanguage implements Language {

    static final OurLanguage INSTANCE = new OurLanguage();

    private OurLanguage() {}

    @Override
    public Script begin(Ring ring, Random random) {
        return HistoryMaker.begin(ring, random);
    }

    @Override
    public Script goOn(World world, Random random) {
        return HistoryMaker.goOn(world, random);
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

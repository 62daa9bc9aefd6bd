package io.github.procmm.conform;

import io.github.procmm.kernel.Page;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.ExpectedArea;
import io.github.procmm.suite.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The areas in the answers to a case, as they are compared. Knows what objects are named. */
final class AnsweredAreas {

    private final List<Answer> answers;
    private final boolean memory;
    private final boolean pagesOnly;
    private final Map<String, Integer> objects = new HashMap<>();

    /**
     * Begins without an object.
     *
     * @param answers to which more may be added meanwhile
     * @param memory whether maps may name objects that MEMORY made
     * @param pagesOnly whether it is left to the testee which pages are one area
     */
    AnsweredAreas(List<Answer> answers, boolean memory, boolean pagesOnly) {
        this.answers = answers;
        this.memory = memory;
        this.pagesOnly = pagesOnly;
    }

    /** Learns what an object is named. */
    void note(Step step, Answer answer) {
        if (step.call().hasMakeObject()) {
            objects.put(answer.getText(), step.call().getMakeObject().getObject());
        }
    }

    /** Returns the numbers of objects by their names. */
    Map<String, Integer> objects() {
        return objects;
    }

    /** Returns whether an answer shows the areas that are expected. */
    boolean fit(Expected expected, Answer answer) {
        try {
            List<ExpectedArea> got = in(answer);
            if (expected instanceof Expected.SoundAreas) {
                return areSound(got);
            }
            if (expected instanceof Expected.Areas areas) {
                return got.equals(shown(areas.areas()));
            }
            if (expected instanceof Expected.Pages pages) {
                return Pages.of(got).equals(Pages.of(pages.areas()));
            }
            return !(expected instanceof Expected.SameAs same) || got.equals(at(same.step()));
        } catch (IllegalArgumentException notMaps) {
            return false;
        }
    }

    private static boolean areSound(List<ExpectedArea> areas) {
        long end = 0;
        for (ExpectedArea area : areas) {
            if ((area.start() | area.end()) % Page.SIZE != 0
                    || Long.compareUnsigned(area.start(), end) < 0
                    || Long.compareUnsigned(area.end(), area.start()) <= 0) {
                return false;
            }
            end = area.end();
        }
        return true;
    }

    /**
     * Returns those of an answer to Maps.
     *
     * @throws IllegalArgumentException when it is no text of maps
     */
    List<ExpectedArea> in(Answer maps) {
        return shown(MapsText.areas(maps.getText(), objects, memory));
    }

    /**
     * Returns those of the answer to a step.
     *
     * @throws IllegalArgumentException when it is no text of maps
     */
    List<ExpectedArea> at(int step) {
        return in(answers.get(step));
    }

    List<ExpectedArea> shown(List<ExpectedArea> areas) {
        return pagesOnly ? Pages.of(areas) : areas;
    }

    /** Returns those that have to be shown, or null where something else is expected. */
    @Nullable List<ExpectedArea> wanted(Expected expected) {
        if (expected instanceof Expected.Areas areas) {
            return shown(areas.areas());
        }
        if (expected instanceof Expected.Pages pages) {
            return Pages.of(pages.areas());
        }
        try {
            return expected instanceof Expected.SameAs same ? at(same.step()) : null;
        } catch (IllegalArgumentException notMaps) {
            return null;
        }
    }
}

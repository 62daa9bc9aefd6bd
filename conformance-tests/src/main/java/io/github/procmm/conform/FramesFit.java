package io.github.procmm.conform;

import io.github.procmm.proto.testee.Answer;
import io.github.procmm.suite.ExpectedFrame;
import io.github.procmm.suite.ExpectedNumber;
import io.github.procmm.suite.ExpectedQuery;
import io.github.procmm.suite.ExpectedResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the frames of a session are those expected. Mutable: it remembers its handles. */
final class FramesFit {

    private final List<Answer> answers;
    private final boolean pagesOnly;
    private final Set<Long> handles = new HashSet<>();

    /**
     * Begins with a session.
     *
     * @param answers to the steps of the case, as they come
     * @param pagesOnly whether areas may be cut and joined otherwise
     */
    FramesFit(List<Answer> answers, boolean pagesOnly) {
        this.answers = answers;
        this.pagesOnly = pagesOnly;
    }

    boolean fit(List<ExpectedFrame> expected, List<ExpectedFrame> got) {
        boolean fit = expected.size() == got.size();
        for (int i = 0; fit && i < got.size(); i++) {
            fit = fits(expected.get(i), got.get(i));
        }
        return fit;
    }

    private boolean fits(ExpectedFrame expected, ExpectedFrame got) {
        if (expected instanceof ExpectedFrame.Welcome wanted
                && got instanceof ExpectedFrame.Welcome welcome) {
            return wanted.sequence() == welcome.sequence()
                    && wanted.features() == welcome.features()
                    && limits(wanted.maxAreas(), welcome.maxAreas())
                    && limits(wanted.maxHandles(), welcome.maxHandles());
        }
        if (expected instanceof ExpectedFrame.Reply wanted
                && got instanceof ExpectedFrame.Reply reply) {
            return wanted.sequence() == reply.sequence()
                    && wanted.mode() == reply.mode()
                    && results(wanted.results(), reply.results());
        }
        return expected.equals(got);
    }

    private static boolean limits(int wanted, int got) {
        return wanted == 0 || wanted == got;
    }

    private boolean results(List<ExpectedResult> expected, List<ExpectedResult> got) {
        boolean fit = expected.size() == got.size();
        for (int i = 0; fit && i < got.size(); i++) {
            ExpectedResult wanted = expected.get(i);
            ExpectedResult result = got.get(i);
            fit =
                    wanted.status() == result.status()
                            && wanted.field() == result.field()
                            && number(wanted.value(), result.value())
                            && query(wanted, result);
        }
        return fit;
    }

    private boolean query(ExpectedResult expected, ExpectedResult got) {
        ExpectedQuery wanted = expected.query();
        ExpectedQuery query = got.query();
        if (wanted == null || query == null) {
            return wanted == null && query == null;
        }
        return areas(wanted, query)
                && wanted.mapped() == query.mapped()
                && number(wanted.epoch(), query.epoch());
    }

    private boolean areas(ExpectedQuery wanted, ExpectedQuery query) {
        boolean whole = wanted.areas().size() == wanted.total();
        if (!pagesOnly || !whole) {
            return wanted.areas().equals(query.areas()) && wanted.total() == query.total();
        }
        return joined(wanted.areas()).equals(joined(query.areas()))
                && query.total() == query.areas().size();
    }

    private boolean number(ExpectedNumber expected, ExpectedNumber got) {
        long number = ((ExpectedNumber.Exactly) got).number();
        if (expected instanceof ExpectedNumber.NewHandle) {
            return number > 0 && handles.add(number); // V2-HANDLE-1
        }
        if (expected instanceof ExpectedNumber.Answered answered) {
            return number == number(answered.step(), answered.from()) + answered.add();
        }
        if (expected instanceof ExpectedNumber.OtherThan other) {
            return number != number(other.step(), other.from());
        }
        return expected instanceof ExpectedNumber.Any || expected.equals(got);
    }

    private long number(int step, int from) {
        return Fills.number(answers.get(step), from, Long.BYTES);
    }

    /** Returns the same pages in as few areas as can be. */
    private static List<ExpectedQuery.Area> joined(List<ExpectedQuery.Area> areas) {
        List<ExpectedQuery.Area> joined = new ArrayList<>();
        for (ExpectedQuery.Area area : areas) {
            int last = joined.size() - 1;
            if (last >= 0 && continues(joined.get(last), area)) {
                ExpectedQuery.Area below = joined.remove(last);
                joined.add(
                        new ExpectedQuery.Area(
                                below.start(),
                                area.end(),
                                below.offset(),
                                below.tag(),
                                below.prot(),
                                below.maxProt(),
                                below.kind()));
            } else {
                joined.add(area);
            }
        }
        return joined;
    }

    private static boolean continues(ExpectedQuery.Area below, ExpectedQuery.Area area) {
        boolean anonymous = (area.kind() & ExpectedQuery.ANONYMOUS) != 0;
        return below.end() == area.start()
                && below.tag() == area.tag()
                && below.prot() == area.prot()
                && below.maxProt() == area.maxProt()
                && below.kind() == area.kind()
                && (anonymous || below.offset() + (below.end() - below.start()) == area.offset());
    }
}

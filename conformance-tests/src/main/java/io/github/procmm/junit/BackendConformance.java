package io.github.procmm.junit;

import io.github.procmm.backend.Backend;
import io.github.procmm.conform.CaseResult;
import io.github.procmm.conform.Failure;
import io.github.procmm.conform.Judge;
import io.github.procmm.conform.KnownFailures;
import io.github.procmm.conform.Rule;
import io.github.procmm.conform.RuleBook;
import io.github.procmm.conform.Verdict;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.Suite;
import io.github.procmm.testee.BackendTestee;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.opentest4j.AssertionFailedError;

/**
 * Every rule of SPEC.md as a test of a backend: a container for each rule that has cases, with a
 * test for each case.
 *
 * <pre>
 *   class MyBackendTest extends BackendConformance {
 *       &#64;Override
 *       protected Backend newBackend() {
 *           return new MyBackend();
 *       }
 *   }
 * </pre>
 *
 * <p>A case that needs what the backend does not offer is aborted, which JUnit shows as skipped
 * with the reason; so is one that fails as {@link #knownFailures} says. The last test fails where
 * one of those is mended.
 */
public abstract class BackendConformance {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** For subclasses. */
    protected BackendConformance() {}

    /** Returns a new backend: the tests share one until it hangs or throws. */
    protected abstract Backend newBackend();

    /**
     * Returns what is expected to fail, in the lines of {@code --known-failures}: {@code CASE #
     * reason}, where CASE is a case with or without its host, or a rule. None, unless overridden.
     */
    protected List<String> knownFailures() {
        return List.of();
    }

    /** Returns the rules that have cases, in the order of SPEC.md. */
    @TestFactory
    @Execution(ExecutionMode.SAME_THREAD)
    final Stream<DynamicNode> rules() {
        List<Case> suite = Suite.cases();
        KnownFailures known = KnownFailures.of(knownFailures(), suite);
        Judge judge = new Judge(BackendTestee.source(this::newBackend, LIMIT));
        List<CaseResult> results = new ArrayList<>();
        Map<String, List<Case>> byRule = new LinkedHashMap<>();
        for (Case some : suite) {
            byRule.computeIfAbsent(some.rules().get(0), unused -> new ArrayList<>()).add(some);
        }
        Stream<DynamicNode> rules =
                RuleBook.read().rules().stream()
                        .filter(rule -> byRule.containsKey(rule.id()))
                        .map(
                                rule ->
                                        container(
                                                rule,
                                                byRule.getOrDefault(rule.id(), List.of()),
                                                some -> {
                                                    CaseResult result = judge.judge(some, known);
                                                    results.add(result);
                                                    check(result, rule);
                                                }));
        DynamicNode last =
                DynamicTest.dynamicTest(
                        "every known failure is still one",
                        () -> checkOutlived(known.outlived(results)));
        return Stream.concat(rules, Stream.of(last)).onClose(judge::close);
    }

    private static DynamicNode container(Rule rule, List<Case> cases, Consumer<Case> test) {
        return DynamicContainer.dynamicContainer(
                rule.id() + " " + rule.text(),
                cases.stream()
                        .map(some -> DynamicTest.dynamicTest(some.id(), () -> test.accept(some))));
    }

    private static void checkOutlived(List<String> outlived) {
        if (!outlived.isEmpty()) {
            throw new AssertionFailedError("known to fail, and passed: " + outlived);
        }
    }

    private static void check(CaseResult result, Rule rule) {
        if (result.verdict() == Verdict.NOT_TESTED) {
            Assumptions.abort(result.why());
        }
        if (result.verdict() == Verdict.KNOWN) {
            Assumptions.abort("known failure: " + result.known());
        }
        Failure failure = result.failure();
        if (failure != null) {
            throw new AssertionFailedError(
                    "%s\nstep %d: %s\nexpected %s\ngot %s"
                            .formatted(
                                    rule.text(),
                                    failure.step(),
                                    failure.call(),
                                    failure.expected(),
                                    failure.got()),
                    failure.expected(),
                    failure.got());
        }
    }
}

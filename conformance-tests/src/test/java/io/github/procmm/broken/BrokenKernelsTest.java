package io.github.procmm.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.procmm.conform.Conformance;
import io.github.procmm.conform.Judgement;
import io.github.procmm.conform.KnownFailures;
import io.github.procmm.conform.NotJudged;
import io.github.procmm.conform.Rule;
import io.github.procmm.conform.RuleBook;
import io.github.procmm.conform.Verdict;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.Suite;
import io.github.procmm.testee.BytesTestee;
import io.github.procmm.testee.Testee;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite finds every broken kernel by a case of the rule that it breaks. */
class BrokenKernelsTest {

    private static final int AT_LEAST = 50;

    private static final List<Case> SUITE = Suite.cases();

    @BeforeAll
    static void needsACompiler() {
        assumeTrue(ToolProvider.getSystemJavaCompiler() != null, "this JRE has no compiler");
    }

    static Stream<BrokenKernel> kernels() throws IOException {
        return BrokenKernels.all();
    }

    @Test
    void thereAreEnoughOfThemAndNoTwoAreTheSame() throws IOException {
        assertThat(kernels().map(BrokenKernel::name))
                .hasSizeGreaterThanOrEqualTo(AT_LEAST)
                .doesNotHaveDuplicates();
    }

    @Test
    void everyGroupOfRulesThatBindsBackendsIsBrokenByOne() throws IOException {
        Set<String> broken = kernels().map(BrokenKernel::rule).collect(Collectors.toSet());
        List<Rule> rules = RuleBook.read().rules();

        assertThat(rules.stream().filter(rule -> NotJudged.why(rule) == null).map(Rule::group))
                .isSubsetOf(
                        rules.stream()
                                .filter(rule -> broken.contains(rule.id()))
                                .map(Rule::group)
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void isCaughtByItsRule(BrokenKernel broken) throws Exception {
        PatchedClasses classes = PatchedClasses.of(broken);
        Testee.Source source = () -> new BytesTestee(program(classes));
        List<Case> cases =
                SUITE.stream().filter(some -> some.rules().contains(broken.rule())).toList();

        Judgement judgement =
                new Conformance(source, cases, KnownFailures.none(), 1).run(result -> {});

        assertThat(judgement.rules())
                .filteredOn(rule -> rule.verdict() == Verdict.BROKEN)
                .as("rules that are broken by %s", broken)
                .extracting(rule -> rule.rule().id())
                .contains(broken.rule());
    }

    @SuppressWarnings("unchecked") // A class of another loader: all that is shared are bytes.
    static UnaryOperator<byte[]> program(PatchedClasses classes) {
        try {
            return (UnaryOperator<byte[]>)
                    classes.loadClass(ServedReference.class.getName())
                            .getConstructor()
                            .newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(impossible.getMessage(), impossible);
        }
    }
}

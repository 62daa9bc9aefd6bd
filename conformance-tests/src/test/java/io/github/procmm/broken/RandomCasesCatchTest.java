package io.github.procmm.broken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.procmm.conform.Judge;
import io.github.procmm.conform.KnownFailures;
import io.github.procmm.conform.Verdict;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.RandomCases;
import io.github.procmm.testee.BytesTestee;
import io.github.procmm.testee.Testee;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random cases find what is wrong with pages, without knowing the reference kernel. */
class RandomCasesCatchTest {

    private static final List<Case> CASES = RandomCases.of(20_260_101, 60);

    static Stream<String> names() {
        return Stream.of(
                "protectionKeptAfterRemap",
                "mapsOneAreaMoreThanItsLength",
                "sharedAnonymousMemoryIsPrivate",
                "noreplaceReplaces",
                "unmapEndOffByOne",
                "missingSplit",
                "upperPartKeepsTheOffset",
                "unmapKeepsPrivatePages",
                "protectIsAllOrNothingAtAHole",
                "protectStopsBeforeTheLastArea",
                "protectChangesTheWholeArea",
                "readOnlySharedMadeWritable",
                "readOnlyPrivateNotMadeWritable",
                "joinsAcrossOffsets");
    }

    @ParameterizedTest
    @MethodSource("names")
    void isCaughtByARandomCase(String name) throws Exception {
        assumeTrue(ToolProvider.getSystemJavaCompiler() != null, "this JRE has no compiler");
        BrokenKernel broken =
                BrokenKernels.all()
                        .filter(some -> some.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        PatchedClasses classes = PatchedClasses.of(broken);
        Testee.Source source = () -> new BytesTestee(BrokenKernelsTest.program(classes));

        try (Judge judge = new Judge(source)) {
            boolean caught =
                    CASES.stream()
                            .map(some -> judge.judge(some, KnownFailures.none()))
                            .anyMatch(result -> result.verdict() == Verdict.BROKEN);

            assertThat(caught).as("whether a random case finds %s", name).isTrue();
        }
    }
}

package io.github.procmm.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.Backend;
import io.github.procmm.fixture.MistakenBackend;
import io.github.procmm.report.SampleReports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

/** {@code procmm conform}, as a shell sees it. */
class ConformCommandTest {

    @TempDir private Path directory = Path.of("");

    @Test
    void theReferenceKernelHoldsEveryRuleThatIsChosen() {
        Run run = Run.of("conform", "--rule", "V1-UNMAP");
        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("reference (the kernel in memory): 40 kinds of host, 35 of 35 features")
                .containsPattern("(?m)^group +about +rules +hold +broken +known +untested +cases$")
                .containsPattern("(?m)^V1-UNMAP +5.2 MM_MUNMAP +\\d+ +\\d+ +- +- +")
                .containsPattern(
                        "\\d+ rules hold, 0 broken, \\d+ not tested; \\d+ cases in .* s\\R$");
    }

    @Test
    void groupsThatWereNotChosenAreNotInTheTable() {
        assertThat(Run.of("conform", "--rule", "V1-UNMAP-3").out()).doesNotContain("V1-PROT  ");
    }

    @Test
    void aFailureShowsRuleRecordAnswersAndAreas() {
        Run run =
                mistaken("--filter", "V1-UNMAP-3/anUnalignedAddressIsEINVAL@x86_64,skas3-v9,linux");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("BROKEN  V1-UNMAP-3/anUnalignedAddressIsEINVAL\n  V1-UNMAP-3 MUST `addr`")
                .contains("  on x86_64,skas3-v9,linux-6.18\n\n  step 4: write to fd 3\n")
                .containsPattern("0\\.\\.3 +37000000 +op +55 +MM_MUNMAP\n")
                .containsPattern("8\\.\\.15 +0110001000000000 +addr +0x10001001\n")
                .containsPattern("24\\.\\.55 +0000000000000000\\.\\. +\\(ignored\\) +not read by")
                .contains("  expected EINVAL\n  got      56\n")
                .contains("  before     A 10000000-10004000 rw-p\n  after      as before\n")
                .contains("\n             10000000 10001000 10003000 10004000\n")
                .contains("\n  before     |------------A-------------|\n")
                .contains("\n  MM_MUNMAP           |========|\n")
                .contains(
                        "\n>  4  write to fd 3: MM_MUNMAP addr=0x10001001 len=0x1000 -> 56, wanted")
                .contains("0 rules hold, 1 broken, ");
    }

    @Test
    void wrongAreasAreDrawnBesideTheExpectedOnes() {
        Run run = mistaken("--filter", "*aHoleInAnArea*@x86_64,skas3-v9,linux-6.18");
        assertThat(run.out())
                .contains("  got        B 10000000-10001000 rw-s object 0\n")
                .contains("             C 10002000-10005000 rw-s object 0\n")
                .contains("             D 10002000-10005000 rw-s object 0 + 0x2000\n")
                .contains("\n  expected   |---B----|        |---D----|\n")
                .doesNotContain("expected 1");
    }

    @Test
    void aCaseThatFailsOnManyHostsIsShownOnce() {
        Run run = mistaken("--rule", "V1-UNMAP-3");
        assertThat(run.out()).containsOnlyOnce("BROKEN  V1-UNMAP-3/anUnalignedAddressIsEINVAL\n");
        assertThat(run.out())
                .containsPattern("(?s)  on x86_64,skas3-v9,linux-6.18 .* hosts\\s+more");
    }

    @Test
    void whatATesteeSaysCannotSteerATerminal() {
        Run run = mistaken("--filter", "whatAPrivateMappingStoredThereIsGone");
        assertThat(run.out()).contains("?[31m").doesNotContain("\u001b");
    }

    @Test
    void whatIsNotTestedIsGroupedByReason() {
        Run run = mistaken("--rule", "V1-UNMAP-3,V1-MEM-11");
        assertThat(run.out())
                .contains("\nNot tested\n")
                .containsPattern("\n  the testee is no such host: .*\\d+ cases\n")
                .containsPattern(
                        "\n  the testee does not offer OBJECT BYTES: 1 rule, \\d+ cases?\n")
                .contains("\n    V1-MEM-11\n");
    }

    @Test
    void theTableCountsTheCasesThatWerePlayed() {
        Run run = mistaken("--rule", "V1-MEM-11,V1-UNMAP-2");
        long sum =
                Pattern.compile("(?m)^V1-[A-Z]+ .* (\\d+|-)$")
                        .matcher(run.out())
                        .results()
                        .mapToLong(
                                row -> row.group(1).equals("-") ? 0 : Long.parseLong(row.group(1)))
                        .sum();

        assertThat(run.out())
                .containsPattern("(?m)^V1-MEM .* -$")
                .contains("; " + sum + " cases in ");
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 120})
    void linesFitTheTerminal(int width) {
        StringWriter text = new StringWriter();
        Terminal terminal = new Terminal(new PrintWriter(text), Ansi.OFF, width);
        new ConformText(terminal, SampleReports.mistaken()).print();
        assertThat(text.toString().lines()).allMatch(line -> line.length() <= width);
    }

    @Test
    void aKnownFailureIsNoFindingUntilItPasses() throws IOException {
        Path known = directory.resolve("known.txt");
        Files.writeString(known, "V1-UNMAP-3 # takes any address\n");

        Run run = mistaken("--rule", "V1-UNMAP-3", "--known-failures", known.toString());
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .containsPattern("IsEINVAL \\(\\d+ hosts\\)\n    takes any address\n")
                .containsPattern(" broken, \\d+ known to fail, ");

        Run passed =
                Run.of("conform", "--rule", "V1-UNMAP-3", "--known-failures", known.toString());
        assertThat(passed.exit()).isEqualTo(1);
        assertThat(passed.out())
                .contains(
                        "Known failures that fail no more: take them off the list\n  V1-UNMAP-3\n");
    }

    @Test
    void theListNamesRulesAndCasesAndJudgesNobody() {
        Run run = Run.of("conform", "--list", "--rule", "V1-UNMAP-3");
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("V1-UNMAP-3 MUST `addr` not page-aligned")
                .containsPattern("\n  V1-UNMAP-3/anUnalignedAddressIsEINVAL \\(\\d+ hosts\\)\n")
                .containsPattern("\n\\d+ rules?, \\d+ cases?, \\d+ on all their hosts\\R$");
    }

    @Test
    void theWholeListHasEveryRuleAndWhyItHasNoCase() {
        assertThat(Run.of("conform", "--list").out())
                .contains(
                        "TRACE-1 MUST ", "no case of its own: binds readers and writers of traces");
    }

    @Test
    void randomCasesAreThoseOfTheSeedAndTheSeedIsShown() {
        Run run = Run.of("conform", "--seed", "7", "--random", "5", "--filter", "/random-");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("--seed 7 --random 5\n", "; 5 cases in ");
        assertThat(Run.of("conform", "--list", "--random=2", "--filter=/random-").out())
                .containsPattern("V1-AREA-1/random-\\d+-1@")
                .doesNotContain("-2@");
        assertThat(Run.of("conform", "--list", "--seed", "7", "--filter=/random-").out())
                .contains("\n1 rule, 100 cases, ");
        assertThat(Run.of("conform", "--list").out()).doesNotContain("/random-");
    }

    @Test
    void hostsCanBeChosen() {
        Run run =
                Run.of(
                        "conform",
                        "--list",
                        "--rule=V1-UNMAP-3",
                        "--dialect=i386,x86_64",
                        "--generation=skas3-v9",
                        "--manager=original");
        assertThat(run.out()).contains("(2 hosts)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--rule V1-NONE | --rule 'V1-NONE': SPEC.md has no such rule or group of rules",
                "--rule V1-UNMA | --rule 'V1-UNMA': SPEC.md has no such rule or group of rules",
                "--rule TRACE-1 | nothing selected: TRACE-1 binds readers and writers of traces, not"
                        + " backends",
                "--filter nothingIsCalledSo | nothing selected: no case fits --filter"
                        + " nothingIsCalledSo",
                "--dialect vax | --dialect 'vax', wanted one of i386, arm, powerpc, x86_64, s390x",
                "--generation skas4 | --generation 'skas4', wanted one of skas3-2.4, skas3-2.6.1,"
                        + " skas3-2.6-2005, skas3-v9",
                "--manager bsd | --manager 'bsd', wanted one of linux-6.18, original",
                "--backend nobody | backend 'nobody', wanted one of mistaken, reference",
                "--jobs 0 | jobs 0, wanted 1 or more",
                "--random -1 | --random -1, wanted 0 or more",
                "--timeout 0 | --timeout 0.0, wanted more than 0",
                "--timeout NaN | --timeout NaN, wanted more than 0",
                "--testee x --backend reference | --testee and --backend: wanted one of the two",
                "--known-failures /nowhere/known | /nowhere/known: no such file",
                "--testee ' ' | command ' ' is empty"
            })
    void whatCannotBeDoneIsRefusedInOneLine(String options, String line) {
        String[] words = ("conform " + options).split(" (?=(?:[^']*'[^']*')*[^']*$)", -1);
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].replaceAll("^'(.*)'$", "$1");
        }
        Run.of(words).assertRefused(line);
    }

    @Test
    void aTesteeThatIsNotThereIsRefusedInOneLineWhicheverTheJvm() {
        Run run = Run.of("conform", "--testee", "/nowhere/testee");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("procmm: the testee does not start: ")
                .contains("/nowhere/testee", "No such file or directory");
    }

    @Test
    void aClassPathThatNamesNoBackendIsRefused() throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(Backend.class.getName()), "no.such.Backend\n");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL[] path = {directory.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, before)) {
            thread.setContextClassLoader(loader);
            Run.of("conform", "--rule", "V1-UNMAP-3")
                    .assertRefused(
                            "backend 'reference': io.github.procmm.backend.Backend: Provider"
                                    + " no.such.Backend not found");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aTesteeThatEndsAtOnceIsRefusedWithItsLastWords() {
        Run run = Run.of("conform", "--testee", "sh -c 'head -c 1 > /dev/null; echo oops >&2'");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .matches(
                        "procmm: the testee does not say who it is: .*; exit code \\d+;"
                                + " its standard error ends 'oops'\\R");
    }

    @Test
    void reportsAreWrittenAndCompared() {
        Path good = directory.resolve("good");
        Path bad = directory.resolve("deeper/bad");
        assertThat(Run.of("conform", "--rule=V1-UNMAP-3", "--report", good.toString()).exit())
                .isZero();
        assertThat(mistaken("--rule=V1-UNMAP-3", "--report", bad.toString()).exit()).isEqualTo(1);
        assertThat(bad).isDirectoryContaining("glob:**/conform.json");
        assertThat(bad).isDirectoryContaining("glob:**/junit.xml");
        assertThat(bad).isDirectoryContaining("glob:**/index.html");

        Run same = compare(good, good);
        assertThat(same.exit()).isZero();
        assertThat(same.out()).endsWith("\nnothing changed\n");

        Run worse = compare(good, bad);
        assertThat(worse.exit()).isEqualTo(1);
        assertThat(worse.out())
                .startsWith("before  reference (the kernel in memory), 2")
                .containsPattern("\nbroken: \\d+ rules?, \\d+ cases\n")
                .contains("\n  V1-UNMAP-3  holds -> broken\n")
                .containsPattern("EINVAL \\(\\d+ hosts\\)  holds -> broken\n")
                .containsPattern("\nno longer tested: \\d+ rules?, \\d+ cases\n")
                .containsPattern("\nworse: \\d+ rules? and \\d+ cases changed\n$");

        Run better = compare(bad, good);
        assertThat(better.exit()).isZero();
        assertThat(better.out())
                .contains("\nmended: ", "\nnewly tested: ", "  not tested -> holds\n")
                .containsPattern("\nno worse: .* changed\n$");
    }

    @Test
    void whatIsNoReportCannotBeCompared() throws IOException {
        Path file = directory.resolve("a.json");
        Files.writeString(file, "{}");
        Run.of("conform", "--compare", file.toString(), file.toString())
                .assertRefused(file + ": format '', wanted 'procmm-conform'");
        Run.of("conform", "--compare", "/nowhere/a", file.toString())
                .assertRefused("/nowhere/a: no such file");
    }

    @Test
    void comparingStandsAlone() {
        Run.of("conform", "--compare", "a", "b", "--jobs", "2")
                .assertRefused("--compare and --jobs: --compare judges nobody");
        Run.of("conform", "--compare", "a", "b", "--compare", "c", "d")
                .assertRefused("--compare is given twice, wanted two reports");
        Run.of("conform", "--list", "--testee", "x")
                .assertRefused("--list and --testee: --list judges nobody");
    }

    @Test
    void aReportNeedsADirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        Run.of("conform", "--report", file.toString()).assertRefused(file + ": is no directory");
    }

    private static Run compare(Path before, Path after) {
        return Run.of(
                "conform",
                "--compare",
                before.resolve("conform.json").toString(),
                after.resolve("conform.json").toString());
    }

    @Test
    void knownFailuresThatNameNothingAreRefused() throws IOException {
        Path known = directory.resolve("known.txt");
        Files.writeString(known, "# mine\nV1-UNMAP-x\n");
        Run.of("conform", "--known-failures", known.toString())
                .assertRefused(
                        known + ": line 2: 'V1-UNMAP-x' is no case and no rule that has one");
    }

    private static Run mistaken(String... options) {
        String[] words = new String[options.length + 3];
        words[0] = "conform";
        words[1] = "--backend";
        words[2] = MistakenBackend.NAME;
        System.arraycopy(options, 0, words, 3, options.length);
        return Run.of(words);
    }
}

package io.github.procmm.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.conform.Verdict;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reports as CI servers read them: the document is parsed, and its numbers counted again. */
class JUnitXmlTest {

    @Test
    void everyCaseIsATestcaseInTheSuiteOfItsGroup() throws Exception {
        Report report = SampleReports.reference();
        Element root = parse(report);

        assertThat(root.getTagName()).isEqualTo("testsuites");
        assertThat(all(root, "testcase")).hasSize(report.cases().size());
        for (Element suite : all(root, "testsuite")) {
            assertThat(all(suite, "testcase"))
                    .allSatisfy(
                            some ->
                                    assertThat(some.getAttribute("classname"))
                                            .startsWith(suite.getAttribute("name") + "."));
        }
        assertThat(all(root, "failure")).isEmpty();
        assertThat(all(root, "skipped")).isEmpty();
    }

    @Test
    void namesAreUnique() throws Exception {
        assertThat(all(parse(SampleReports.reference()), "testcase"))
                .extracting(some -> some.getAttribute("classname") + some.getAttribute("name"))
                .doesNotHaveDuplicates();
    }

    @Test
    void failuresKnownFailuresAndWhatIsNotTestedAreCounted() throws Exception {
        Report report = SampleReports.mistaken();
        Element root = parse(report);

        int outlived = report.outlived().size();
        assertThat(outlived).isEqualTo(1);
        assertThat(all(root, "testcase")).hasSize(report.cases().size() + outlived);
        assertThat(all(root, "failure")).hasSize((int) report.casesWith(Verdict.BROKEN) + outlived);
        assertThat(all(root, "skipped"))
                .hasSize(
                        (int)
                                (report.casesWith(Verdict.KNOWN)
                                        + report.casesWith(Verdict.NOT_TESTED)));
        assertCounts(root);
        all(root, "testsuite").forEach(JUnitXmlTest::assertCounts);
    }

    @Test
    void aFailureSaysRuleAnswersAndHistory() throws Exception {
        Element failure =
                all(parse(SampleReports.mistaken()), "testcase").stream()
                        .filter(
                                some ->
                                        some.getAttribute("name")
                                                .equals(
                                                        "anUnalignedAddressIsEINVAL"
                                                                + "@x86_64,skas3-v9,linux-6.18"))
                        .filter(
                                some ->
                                        some.getAttribute("classname")
                                                .equals("V1-UNMAP.V1-UNMAP-3"))
                        .flatMap(some -> all(some, "failure").stream())
                        .findFirst()
                        .orElseThrow();
        assertThat(failure.getAttribute("message")).isEqualTo("expected EINVAL, got 56");
        assertThat(failure.getTextContent())
                .contains("V1-UNMAP-3 MUST `addr` not page-aligned")
                .contains("4  write to fd 3: MM_MUNMAP addr=0x10001001 len=0x1000 -> 56, wanted");
    }

    @Test
    void markupAndControlCharactersOfATesteeAreText() throws Exception {
        Element error = all(parse(SampleReports.mistaken()), "system-err").get(0);
        assertThat(error.getTextContent())
                .isEqualTo(SampleReports.STDERR.replace('\u001b', '\ufffd'));
    }

    private static void assertCounts(Element suite) {
        assertThat(all(suite, "testcase")).hasSize(number(suite, "tests"));
        assertThat(all(suite, "failure")).hasSize(number(suite, "failures"));
        assertThat(all(suite, "skipped")).hasSize(number(suite, "skipped"));
        assertThat(number(suite, "errors")).isZero();
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }

    private static Element parse(Report report) throws Exception {
        byte[] xml = JUnitXml.write(report).getBytes(UTF_8);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getDocumentElement();
    }

    private static List<Element> all(Element root, String tag) {
        List<Element> all = new ArrayList<>();
        NodeList found = root.getElementsByTagName(tag);
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }
}

package io.github.procmm.report;

import io.github.procmm.conform.Verdict;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A report as CI servers read the results of tests: a testsuite for each group of rules that has
 * cases, a testcase for each case.
 *
 * <p>A known failure is skipped, with its reason; one that nothing fails by any more is a failed
 * testcase of a suite of its own. What XML has no way to say is replaced.
 */
final class JUnitXml {

    private static final String KNOWN = "known failures";
    private static final double MICROS = 1e6;
    private static final int REPLACEMENT = 0xfffd;

    private final Report report;
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private JUnitXml(Report report) throws XMLStreamException {
        this.report = report;
        this.xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
    }

    /** Returns the document. */
    static String write(Report report) {
        try {
            JUnitXml writer = new JUnitXml(report);
            writer.document();
            return writer.text.toString();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void document() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line();
        xml.writeStartElement("testsuites");
        attribute("name", "procmm conform");
        counts(report.cases(), report.outlived().size());
        for (RuleGroup group : RuleGroup.of(report)) {
            if (!group.cases().isEmpty()) {
                suite(group);
            }
        }
        if (!report.outlived().isEmpty()) {
            outlived();
        }
        line();
        xml.writeEndElement();
        line();
        xml.writeEndDocument();
        xml.flush();
    }

    private void suite(RuleGroup group) throws XMLStreamException {
        line();
        xml.writeStartElement("testsuite");
        attribute("name", group.name());
        counts(group.cases(), 0);
        attribute("timestamp", report.run().started());
        properties();
        for (CaseEntry some : group.cases()) {
            testcase(some);
        }
        line();
        xml.writeEndElement();
    }

    private void counts(List<CaseEntry> cases, int outlived) throws XMLStreamException {
        attribute("tests", Integer.toString(cases.size() + outlived));
        attribute("failures", Long.toString(count(cases, Verdict.BROKEN) + outlived));
        attribute("errors", "0");
        long skipped = count(cases, Verdict.NOT_TESTED) + count(cases, Verdict.KNOWN);
        attribute("skipped", Long.toString(skipped));
        attribute("time", seconds(cases.stream().mapToLong(CaseEntry::micros).sum()));
    }

    private static long count(List<CaseEntry> cases, Verdict verdict) {
        return cases.stream().filter(some -> some.verdict() == verdict).count();
    }

    private static String seconds(long micros) {
        return String.format(Locale.ROOT, "%.6f", micros / MICROS);
    }

    private void properties() throws XMLStreamException {
        line();
        xml.writeStartElement("properties");
        property("testee", report.testee().inOneLine());
        property("options", String.join(" ", report.run().options()));
        xml.writeEndElement();
    }

    private void property(String name, String value) throws XMLStreamException {
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
    }

    /** The class is the rule, so that servers show cases under rules under groups. */
    private void testcase(CaseEntry some) throws XMLStreamException {
        String name = some.name();
        String sentence = name.substring(name.indexOf('/') + 1);
        start(some.rules().get(0), sentence + "@" + some.host(), seconds(some.micros()));
        FailureEntry failure = some.failure();
        if (some.verdict() == Verdict.NOT_TESTED) {
            skipped(some.why());
        } else if (some.verdict() == Verdict.KNOWN) {
            skipped("known failure: " + some.known());
        } else if (failure != null) {
            failed("expected " + failure.expected() + ", got " + failure.got(), words(some));
        }
        if (failure != null && !failure.stderr().isEmpty()) {
            xml.writeStartElement("system-err");
            xml.writeCharacters(legal(failure.stderr()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void start(String rule, String name, String time) throws XMLStreamException {
        line();
        xml.writeStartElement("testcase");
        attribute("classname", rule.substring(0, Math.max(rule.lastIndexOf('-'), 0)) + "." + rule);
        attribute("name", name);
        attribute("time", time);
    }

    private void skipped(String why) throws XMLStreamException {
        xml.writeEmptyElement("skipped");
        attribute("message", why);
    }

    private void failed(String message, String words) throws XMLStreamException {
        xml.writeStartElement("failure");
        attribute("message", message);
        attribute("type", "broken");
        xml.writeCharacters(legal(words));
        xml.writeEndElement();
    }

    private String words(CaseEntry some) {
        List<String> lines = new ArrayList<>();
        for (RuleEntry rule : report.rules()) {
            if (some.rules().contains(rule.id())) {
                lines.add(rule.id() + " " + rule.level() + " " + rule.text());
            }
        }
        FailureEntry failure = some.failure();
        if (failure != null) {
            lines.add("step " + failure.step() + ": " + failure.call());
            lines.add("expected " + failure.expected());
            lines.add("got      " + failure.got());
            for (int i = 0; i < failure.steps().size(); i++) {
                StepEntry step = failure.steps().get(i);
                lines.add(i + "  " + step.inOneLine() + " -> " + step.answer());
            }
        }
        return String.join("\n", lines);
    }

    private void outlived() throws XMLStreamException {
        line();
        xml.writeStartElement("testsuite");
        attribute("name", KNOWN);
        counts(List.of(), report.outlived().size());
        for (String entry : report.outlived()) {
            start(KNOWN, entry, seconds(0));
            failed("it passes, and is known to fail", entry + ": take it off the list");
            xml.writeEndElement();
        }
        line();
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    private static String legal(String text) {
        StringBuilder legal = new StringBuilder();
        text.codePoints().map(c -> isLegal(c) ? c : REPLACEMENT).forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean isLegal(int c) {
        return c == '\t'
                || c == '\n'
                || (c >= ' ' && c < Character.MIN_SURROGATE)
                || (c > Character.MAX_SURROGATE && c <= REPLACEMENT)
                || c > Character.MAX_VALUE;
    }
}

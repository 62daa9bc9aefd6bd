package io.github.procmm.report;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory with every form of a report. What was there under their names is replaced. */
public final class ReportFiles {

    private static final String JSON = "conform.json";
    private static final String XML = "junit.xml";
    private static final String HTML = "index.html";

    private final Path directory;

    /**
     * Makes the directory, so that one that cannot be made is found out before the run.
     *
     * @throws FileSystemException when it cannot
     */
    public ReportFiles(Path directory) throws IOException {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException file) {
            throw new FileSystemException(directory.toString(), null, "is no directory");
        }
    }

    /** Writes only the page. */
    public void writePage(Report report) throws IOException {
        Files.writeString(directory.resolve(HTML), HtmlPage.write(report));
    }

    /** Writes all forms. */
    public void write(Report report) throws IOException {
        Files.writeString(directory.resolve(JSON), ReportJson.write(report));
        Files.writeString(directory.resolve(XML), JUnitXml.write(report));
        Files.writeString(directory.resolve(HTML), HtmlPage.write(report));
    }
}

package io.github.procmm.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class ProjectVersion implements IVersionProvider {

    /** For picocli, which makes it itself. */
    ProjectVersion() {}

    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = ProjectVersion.class.getResourceAsStream("build.properties")) {
            if (in == null) {
                throw new IOException("build.properties is not in the jar");
            }
            build.load(in);
        }
        return new String[] {
            "procmm " + build.getProperty("version"),
            "SPEC.md parts v1 and v2, trace formats 1 and 2; JVM "
                    + System.getProperty("java.version")
        };
    }
}

package io.github.procmm.broken;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.procmm.broken.BrokenKernel.Change;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The broken kernels that kernels.txt and kernels-v2.txt list. */
final class BrokenKernels {

    private static final String HEAD = "= ";
    private static final String TAKEN = "- ";
    private static final String GIVEN = "+ ";

    private static final Map<String, Path> MODULES =
            Map.of(
                    "codec", Path.of("..", "codec", "src/main/java/io/github/procmm"),
                    "kernel",
                            Path.of(
                                    "..",
                                    "reference-impl",
                                    "src/main/java/io/github/procmm/kernel"));

    private BrokenKernels() {}

    /** Returns all of them, in the order of the files. */
    static Stream<BrokenKernel> all() throws IOException {
        return Stream.concat(in("kernels.txt"), in("kernels-v2.txt"));
    }

    private static Stream<BrokenKernel> in(String list) throws IOException {
        try (InputStream in = BrokenKernels.class.getResourceAsStream(list)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
            String[] entries = text.split("(?m)^(?== )", -1);
            return Stream.of(entries)
                    .filter(entry -> entry.startsWith(HEAD))
                    .map(BrokenKernels::of);
        }
    }

    private static BrokenKernel of(String entry) {
        List<String> lines =
                entry.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        String[] head = lines.get(0).substring(HEAD.length()).split(" *\\| *", -1);
        String[] file = head[2].split(" ", -1);
        Path source = Objects.requireNonNull(MODULES.get(file[0])).resolve(file[1] + ".java");
        return new BrokenKernel(head[0], head[1], source, changes(lines.subList(1, lines.size())));
    }

    private static List<Change> changes(List<String> lines) {
        List<Change> changes = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        List<String> given = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(TAKEN) && !given.isEmpty()) {
                changes.add(new Change(List.copyOf(taken), List.copyOf(given)));
                taken.clear();
                given.clear();
            }
            (line.startsWith(TAKEN) ? taken : given).add(line.substring(GIVEN.length()).strip());
        }
        changes.add(new Change(List.copyOf(taken), List.copyOf(given)));
        return changes;
    }
}

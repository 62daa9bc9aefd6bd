package io.github.procmm.testee;

import io.github.procmm.backend.Backend;
import java.time.Duration;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The backends that the class path has, by the names in their offers. */
public final class Backends {

    private Backends() {}

    /**
     * Returns a source of testees on backends of a name.
     *
     * @param limit how long one batch may take
     * @throws IllegalArgumentException when there is none of that name, or one that cannot be made
     */
    public static Testee.Source source(String name, Duration limit) {
        return BackendTestee.source(provider(name), limit);
    }

    /**
     * Returns a backend of a name.
     *
     * @throws IllegalArgumentException when there is none of that name, or one that cannot be made
     */
    public static Backend open(String name) {
        return provider(name).get();
    }

    /**
     * Returns a source of testees on backends of a name that are trusted to answer.
     *
     * @param limit how long one batch may take until the testee is overdue
     * @throws IllegalArgumentException when there is none of that name, or one that cannot be made
     */
    public static Testee.Source trusted(String name, Duration limit) {
        return InlineTestee.source(provider(name), limit);
    }

    /**
     * Returns a source of testees on backends of a name, that nobody has to keep time for.
     *
     * @throws IllegalArgumentException when there is none of that name, or one that cannot be made
     */
    public static Testee.Source trusted(String name) {
        return InlineTestee.source(provider(name));
    }

    /** Returns whether the class path has a backend of that name. */
    public static boolean isName(String name) {
        return ServiceLoader.load(Backend.class).stream()
                .anyMatch(provider -> nameOf(provider).equals(name));
    }

    private static ServiceLoader.Provider<Backend> provider(String name) {
        try {
            return find(name);
        } catch (ServiceConfigurationError wrong) {
            throw new IllegalArgumentException(
                    "backend '" + name + "': " + wrong.getMessage(), wrong);
        }
    }

    private static ServiceLoader.Provider<Backend> find(String name) {
        List<ServiceLoader.Provider<Backend>> all =
                ServiceLoader.load(Backend.class).stream().toList();
        return all.stream()
                .filter(provider -> nameOf(provider).equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "backend '"
                                                + name
                                                + "', wanted one of "
                                                + all.stream()
                                                        .map(Backends::nameOf)
                                                        .collect(Collectors.joining(", "))));
    }

    private static String nameOf(ServiceLoader.Provider<Backend> provider) {
        try (Backend backend = provider.get()) {
            return backend.offer().name();
        }
    }
}

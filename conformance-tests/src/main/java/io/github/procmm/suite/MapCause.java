package io.github.procmm.suite;

import io.github.procmm.model.Errno;
import io.github.procmm.model.Generation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a MM_MMAP is refused: a line of a table of checks.
 *
 * @param rule the rule that says so
 * @param words what it is, in camel case
 * @param errnos what generations answer
 * @param addresses the generations that answer with the address, as if they had mapped (V1-MAP-36)
 * @param late whether what was mapped has been removed by then (V1-MAP-37)
 * @param facts what it takes
 */
record MapCause(
        String rule,
        String words,
        Map<Generation, Errno> errnos,
        Set<Generation> addresses,
        boolean late,
        Set<MapFact> facts) {

    private static final String REMOVED = "removed";
    private static final String ADDRESS = "addr";
    private static final String NONE = "-";

    /** Copies the collections. */
    MapCause {
        errnos = Map.copyOf(errnos);
        addresses = Set.copyOf(addresses);
        facts = Set.copyOf(facts);
    }

    /**
     * Reads a table: in each line the rule, the words, what all generations answer or what each of
     * the four does, and the facts. What follows the line {@code removed} is late.
     */
    static List<MapCause> table(String text) {
        List<MapCause> causes = new ArrayList<>();
        boolean late = false;
        for (String line : text.lines().toList()) {
            if (line.equals(REMOVED)) {
                late = true;
                continue;
            }
            causes.add(of(line.split(" *\\| *", -1), late));
        }
        return causes;
    }

    private static MapCause of(String[] columns, boolean late) {
        Map<Generation, Errno> errnos = new EnumMap<>(Generation.class);
        Set<Generation> addresses = EnumSet.noneOf(Generation.class);
        List<String> answers = List.of(columns[2].split(" +", -1));
        int column = 0;
        for (Generation generation : Generation.values()) {
            String answer = answers.get(answers.size() == 1 ? 0 : column++);
            if (answer.equals(ADDRESS)) {
                addresses.add(generation);
            } else if (!answer.equals(NONE)) {
                errnos.put(generation, Errno.valueOf(answer));
            }
        }
        Set<MapFact> facts = EnumSet.noneOf(MapFact.class);
        Stream.of(columns[3].split(" +", -1)).map(MapFact::valueOf).forEach(facts::add);
        return new MapCause(columns[0], columns[1], errnos, addresses, late, facts);
    }

    /** Returns the errno of a generation, or null where it answers with the address. */
    @Nullable Errno errnoIn(Generation generation) {
        return errnos.get(generation);
    }

    /** Returns whether a generation can find both at a time, and one can tell which it found. */
    boolean canBeToldFrom(MapCause other, Generation generation) {
        return exists(generation)
                && other.exists(generation)
                && (errnoIn(generation) != other.errnoIn(generation) || late != other.late)
                && facts.stream()
                        .noneMatch(fact -> other.facts.stream().anyMatch(fact::contradicts));
    }

    private boolean exists(Generation generation) {
        return errnos.containsKey(generation) || addresses.contains(generation);
    }

    /** Returns the facts of both. */
    Set<MapFact> factsWith(MapCause other) {
        Set<MapFact> both = EnumSet.copyOf(facts);
        both.addAll(other.facts);
        return both;
    }
}

package io.github.procmm.suite;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which of two reasons to refuse a record is found first: V2-REC-1, V2-REC-8 to V2-REC-10 and the
 * orders of section 20. A case for each operation and reason: it is found before every later one.
 */
final class V2OrderCases {

    private static final String NAMES = "CLONE DESTROY MAP UNMAP PROTECT MOVE DISCARD SEAL QUERY";

    /** In the order in which reasons are to be found. */
    private static final String TABLE =
            """
            CLONE MOVE SEAL        | V2-REC-2 | aFeatureNotAgreed | EOPNOTSUPP | 0 | | NOT_AGREED
            CREATE CLONE DUPLICATE MEMORY MAP UNMAP PROTECT MOVE DISCARD SEAL QUERY \
                                   | V2-REC-3 | aShortRecord | EINVAL | 2 | | SHORT
            *                      | V2-REC-4 | anUnknownTail | E2BIG | size | | TAIL
            *                      | V2-REC-5 | anUnknownFlag | EOPNOTSUPP | 4 | | UNKNOWN_FLAG
            CREATE CLONE DUPLICATE | V2-REC-5 | anUnknownRight | EOPNOTSUPP | 16 | | UNKNOWN_RIGHT
            IMPORT                 | V2-REC-5 | anUnknownRight | EOPNOTSUPP | 20 | | UNKNOWN_RIGHT
            CREATE CLONE DUPLICATE | V2-REC-5 | aReservedField | EOPNOTSUPP | 20 | | RESERVED
            MEMORY                 | V2-REC-5 | anUnknownRight | EOPNOTSUPP | 24 | | UNKNOWN_RIGHT
            MEMORY QUERY           | V2-REC-5 | aReservedField | EOPNOTSUPP | 28 | | RESERVED
            PROTECT                | V2-REC-5 | anUnknownProtection | EOPNOTSUPP | 32 | | UNKNOWN_PROT
            PROTECT                | V2-REC-5 | aReservedField | EOPNOTSUPP | 36 | | RESERVED
            MAP                    | V2-REC-5 | anUnknownProtection | EOPNOTSUPP | 48 | | UNKNOWN_PROT
            MAP                    | V2-REC-5 | anUnknownMost | EOPNOTSUPP | 52 | | UNKNOWN_MAX_PROT
            MAP                    | V2-REC-6 | aContradiction | EINVAL | 4 | | CONTRADICTING_FLAGS
            CREATE MEMORY IMPORT   | V2-REC-6 | aHandleWhereNoneIs | EINVAL | 8 | | HANDLE_SET
            CREATE CLONE DUPLICATE | V2-REC-6 | noRights | EINVAL | 16 | | NO_RIGHTS
            MEMORY                 | V2-REC-6 | noBytes | EINVAL | 16 | | NO_BYTES
            MEMORY                 | V2-REC-6 | noRights | EINVAL | 24 | | NO_RIGHTS
            IMPORT                 | V2-REC-6 | noRights | EINVAL | 20 | | NO_RIGHTS
            MAP UNMAP PROTECT MOVE DISCARD SEAL \
                                   | V2-REC-6 | anUnalignedAddress | EINVAL | 16 | | UNALIGNED
            MAP UNMAP PROTECT MOVE DISCARD SEAL \
                                   | V2-REC-6 | noLength | EINVAL | 24 | | NO_LENGTH
            QUERY                  | V2-REC-6 | noAreasWanted | EINVAL | 24 | | NO_AREAS
            MOVE                   | V2-REC-6 | aPlaceThatOverlaps | EINVAL | 32 | | WRONG_TO
            MAP                    | V2-REC-6 | anOffsetOfNothing | EINVAL | 40 | | WRONG_OFFSET
            MAP                    | V2-REC-6 | aMostThatIsTooLittle | EINVAL | 52 | | SMALL_MAX_PROT
            MAP                    | V2-REC-6 | anEndOfNoChoice | EINVAL | 56 | | END_SET
            MAP                    | V2-REC-6 | anAlignmentOfNoChoice | EINVAL | 64 | | ALIGN_SET
            NAMES                  | V2-REC-7 | aHandleOfNothing | EBADF | 8 | | BAD_HANDLE
            RELEASE DUPLICATE      | V2-REC-7 | aHandleOfNothing | EBADF | 8 | | BAD_HANDLE
            MAP                    | V2-REC-7 | anObjectOfNothing | EBADF | 32 | | BAD_OBJECT
            NAMES                  | V2-REC-8 | aMissingRight | EACCES | 8 | | LACKING
            IMPORT                 | V2-REC-9 | aClosedDescriptor | EBADF | 16 | | CLOSED
            MAP                    | V2-REC-9 | anUnreadableObject | EACCES | 32 | | UNREADABLE
            MAP UNMAP PROTECT MOVE DISCARD SEAL \
                                   | V2-REC-9 | aSealedSpace | EPERM | 8 | | SEALED_SPACE
            MAP                    | V2-REC-9 | aSealedPage | EPERM | 16 | 13 | REPLACED_SEALED
            UNMAP PROTECT MOVE DISCARD \
                                   | V2-REC-9 | aSealedPage | EPERM | 16 | 5 | SEALED_PAGE
            MAP                    | V2-REC-9 | aMappedPage | EEXIST | 16 | 13 | MAPPED
            PROTECT MOVE DISCARD SEAL | V2-REC-9 | aHole | ENOMEM | 16 | 3 | HOLE
            PROTECT                | V2-REC-9 | aRightThatIsDenied | EACCES | 32 | 4 | DENIED
            MOVE                   | V2-REC-9 | aSealedTarget | EPERM | 32 | 13 | TARGET_SEALED
            MOVE                   | V2-REC-9 | aMappedTarget | EEXIST | 32 | 13 | TARGET_MAPPED
            MAP                    | V2-REC-9 | noRoom | ENOMEM | 24 | | NO_ROOM
            MAP                    | V2-REC-9 | tooManyBytes | ENOMEM | 8 | | TOO_MANY_BYTES
            MAP UNMAP PROTECT MOVE SEAL \
                                   | V2-REC-9 | tooManyAreas | ENOMEM | 8 | | TOO_MANY_AREAS
            """
                    .replace("NAMES", NAMES);

    private static final String OWN = "V2-REC-9";

    private V2OrderCases() {}

    static void addTo(Suite suite) {
        for (V2Op op : V2Op.values()) {
            List<V2Cause> causes = V2Cause.of(op, TABLE);
            for (int i = 0; i < causes.size(); i++) {
                V2Cause first = causes.get(i);
                List<V2Cause> behind =
                        causes.subList(i + 1, causes.size()).stream()
                                .filter(first::canBeToldFrom)
                                .toList();
                add(suite, op, first, behind);
            }
        }
    }

    private static void add(Suite suite, V2Op op, V2Cause first, List<V2Cause> behind) {
        boolean own = first.rule().equals(OWN);
        boolean siblings = behind.stream().anyMatch(then -> then.rule().equals(first.rule()));
        Set<String> rules = new LinkedHashSet<>();
        rules.add(own && siblings ? order(op) : "V2-REC-1");
        rules.add(first.rule());
        if (siblings && !own) {
            rules.add("V2-REC-10");
        }
        List<V2Cause> others = new ArrayList<>(behind);
        others.add(first);
        List<V2Cause> full = others.stream().filter(V2OrderCases::isFull).toList();
        others.removeAll(full);
        String name = op.words() + capitalized(first.words());
        add(suite, name + "IsFoundFirst", rules, others, s -> attempt(s, op, first, others));
        add(
                suite,
                name + "IsFoundInAFullSpace",
                rules,
                full,
                s -> {
                    s.limitMapCount(V2Attempt.MAX_AREAS);
                    attempt(s, op, first, full);
                });
    }

    /** A host whose limit cannot be set can be asked all else. */
    private static boolean isFull(V2Cause cause) {
        return cause.fact() == V2Fact.TOO_MANY_AREAS;
    }

    private static void add(
            Suite suite,
            String name,
            Set<String> rules,
            List<V2Cause> others,
            Consumer<Scenario> story) {
        List<String> all = List.copyOf(rules);
        if (!others.isEmpty()) {
            suite.rule(all.get(0))
                    .add(name, story, all.subList(1, all.size()).toArray(String[]::new));
        }
    }

    private static String capitalized(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Returns the rule that orders the reasons of an operation itself. */
    private static String order(V2Op op) {
        return switch (op) {
            case MAP -> "V2-MAP-10";
            case UNMAP -> "V2-UNMAP-2";
            case PROTECT -> "V2-PROT-2";
            case MOVE -> "V2-MOVE-2";
            case DISCARD -> "V2-DISCARD-2";
            case SEAL -> "V2-SEAL-3";
            case CREATE, CLONE, DESTROY, RELEASE, DUPLICATE, MEMORY, IMPORT, QUERY -> OWN;
        };
    }

    private static void attempt(Scenario s, V2Op op, V2Cause first, List<V2Cause> others) {
        if (op == V2Op.IMPORT) {
            s.object(1);
        }
        for (V2Cause other : others) {
            Set<V2Fact> facts = EnumSet.of(first.fact(), other.fact());
            new V2Attempt(V2Attempt.session(s, op, facts), op, facts).comesTo(first);
        }
    }
}

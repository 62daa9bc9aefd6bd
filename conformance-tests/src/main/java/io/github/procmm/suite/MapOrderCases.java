package io.github.procmm.suite;

import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.model.Generation;
import io.github.procmm.wire.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Which of two reasons to refuse a MM_MMAP is found first: V1-MAP-16 and V1-MAP-35, and V1-MAP-10
 * and V1-MAP-11 before either. A case for each two that can be there at a time and differ in errno
 * or effect.
 */
final class MapOrderCases {

    /** What the write handler checks before. In four columns the generations A to D. */
    private static final String HANDLER =
            """
            V1-MAP-10 | aMissingMapFixed  | - - EINVAL EINVAL | NOT_FIXED
            V1-MAP-11 | anUnalignedOffset | - - - EINVAL      | UNALIGNED_OFFSET
            """;

    private static final String TODAY =
            """
            V1-MAP-17 | aClosedDescriptor      | EBADF      | NOT_OPEN
            V1-MAP-18 | aLengthOf0             | EINVAL     | NO_LENGTH EMPTY
            V1-MAP-19 | oneAreaTooMany         | ENOMEM     | ONE_AREA_ALLOWED TWO_AREAS
            V1-MAP-20 | aLengthThatWraps       | ENOMEM     | WRAPPING_LENGTH EMPTY
            V1-MAP-20 | aLengthThatIsTooLong   | ENOMEM     | LONG
            V1-MAP-20 | anAddressThatIsTooHigh | ENOMEM     | FIXED HIGH
            V1-MAP-21 | anUnalignedAddress     | EINVAL     | FIXED UNALIGNED
            V1-MAP-22 | aPageNotToBeReplaced   | EEXIST     | NOREPLACE MAPPED NOT_EMPTY
            V1-MAP-23 | anOffsetThatIsTooHigh  | EOVERFLOW  | LAST_OFFSET
            V1-MAP-24 | aTypeThatIsNone        | EINVAL     | NO_TYPE
            V1-MAP-25 | anUnknownFlag          | EOPNOTSUPP | VALIDATING UNKNOWN_FLAG
            V1-MAP-26 | aMissingWriteAccess    | EACCES     | OPEN FOR_READING_ONLY SHARED WRITABLE
            V1-MAP-27 | aMissingReadAccess     | EACCES     | OPEN FOR_WRITING_ONLY
            V1-MAP-28 | aForbiddenExecution    | EPERM      | OPEN NOT_EXECUTABLE EXECUTABLE
            V1-MAP-29 | anUnmappableObject     | ENODEV     | OPEN UNMAPPABLE
            V1-MAP-30 | anObjectThatGrowsDown  | EINVAL     | GROWSDOWN
            V1-MAP-31 | oneCutTooMany          | ENOMEM     | FIXED MIDDLE ONE_AREA_ALLOWED
            V1-MAP-32 | onePageTooMany         | ENOMEM     | ONE_PAGE_ALLOWED
            V1-MAP-33 | anObjectThatRefuses    | ENODEV     | OPEN REFUSING
            """;

    /** Table 5.3. */
    private static final String ORIGINAL =
            """
            V1-MAP-35 | aClosedDescriptor      | EBADF                          | NOT_OPEN
            V1-MAP-35 | anUnmappableObject     | ENODEV                         | OPEN UNMAPPABLE
            V1-MAP-35 | aForbiddenExecution    | EPERM                          | OPEN NOT_EXECUTABLE EXECUTABLE
            V1-MAP-35 | aLengthOf0             | addr addr addr EINVAL          | NO_LENGTH EMPTY
            V1-MAP-35 | aLengthThatWraps       | addr EINVAL EINVAL ENOMEM      | WRAPPING_LENGTH EMPTY
            V1-MAP-35 | aLengthThatIsTooLong   | EINVAL EINVAL EINVAL ENOMEM    | LONG
            V1-MAP-35 | anOffsetThatWraps      | EINVAL EINVAL EINVAL EOVERFLOW | LAST_OFFSET NOT_EMPTY
            V1-MAP-35 | oneAreaTooMany         | ENOMEM                         | ONE_AREA_ALLOWED TWO_AREAS
            V1-MAP-35 | anAddressThatIsTooHigh | ENOMEM                         | FIXED HIGH
            V1-MAP-35 | anUnalignedAddress     | EINVAL                         | FIXED UNALIGNED
            V1-MAP-35 | aMissingWriteAccess    | EACCES                         | OPEN FOR_READING_ONLY SHARED WRITABLE
            V1-MAP-35 | aMissingReadAccess     | EACCES                         | OPEN FOR_WRITING_ONLY KNOWN_TYPE
            V1-MAP-35 | aTypeThatIsNone        | EINVAL                         | NO_TYPE
            V1-MAP-35 | oneCutTooMany          | ENOMEM                         | FIXED MIDDLE ONE_AREA_ALLOWED
            removed
            V1-MAP-35 | onePageTooMany         | ENOMEM                         | ONE_PAGE_ALLOWED
            V1-MAP-35 | anObjectThatGrowsDown  | EINVAL                         | OPEN GROWSDOWN
            V1-MAP-35 | anObjectThatRefuses    | ENODEV                         | OPEN REFUSING
            """;

    /** Each generation once, the last where every check exists. */
    private static final Predicate<HostKind> ORIGINALS =
            Hosts.ORIGINAL.and(
                    host ->
                            (host.generation() == Generation.SKAS3_V9
                                            ? Dialect.X86_64
                                            : Dialect.I386)
                                    == host.dialect());

    private MapOrderCases() {}

    static void addTo(Suite suite) {
        addTo(suite, TODAY, "V1-MAP-16", Hosts.DEFAULT);
        addTo(suite, ORIGINAL, "V1-MAP-35", ORIGINALS);
    }

    private static void addTo(
            Suite suite, String manager, String order, Predicate<HostKind> hosts) {
        int handler = MapCause.table(HANDLER).size();
        List<MapCause> causes = new ArrayList<>(MapCause.table(HANDLER));
        causes.addAll(MapCause.table(manager));
        for (int i = 0; i < causes.size(); i++) {
            for (int j = Math.max(handler, i + 1); j < causes.size(); j++) {
                MapCause first = causes.get(i);
                add(suite, i < handler ? first.rule() : order, hosts, first, causes.get(j));
            }
        }
    }

    private static void add(
            Suite suite, String rule, Predicate<HostKind> hosts, MapCause first, MapCause then) {
        String[] also = first.rule().equals(rule) ? new String[0] : new String[] {first.rule()};
        suite.rule(rule)
                .on(hosts.and(host -> first.canBeToldFrom(then, host.generation())))
                .add(
                        first.words() + "IsFoundBefore" + capitalized(then.words()),
                        s -> new MapAttempt(s, first.factsWith(then)).comesTo(first),
                        also);
    }

    private static String capitalized(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}

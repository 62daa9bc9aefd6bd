package io.github.procmm.suite;

import io.github.procmm.model.Errno;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A reason to refuse a record, and how it is answered.
 *
 * @param rule that says so
 * @param words the reason, in camel case
 * @param field for which it is refused
 * @param atPage the page at whose address it is refused, counted as the attempt counts; -1: at none
 * @param fact what brings it about
 */
record V2Cause(String rule, String words, Errno errno, int field, long atPage, V2Fact fact) {

    /** Where a table says no page. */
    static final long NOWHERE = -1;

    private static final String SIZE = "size";

    /**
     * Reads those of an operation from a table: operations, rule, words, errno, field or {@code
     * size}, page or nothing, fact.
     */
    static List<V2Cause> of(V2Op op, String table) {
        List<V2Cause> causes = new ArrayList<>();
        for (String line : table.lines().toList()) {
            String[] columns = line.split(" *\\| *", -1);
            List<String> operations = Arrays.asList(columns[0].split(" ", -1));
            if (operations.contains(op.name()) || operations.contains("*")) {
                causes.add(of(op, columns));
            }
        }
        return causes;
    }

    private static V2Cause of(V2Op op, String[] columns) {
        return new V2Cause(
                columns[1],
                columns[2],
                Errno.valueOf(columns[3]),
                columns[4].equals(SIZE) ? op.size() : Integer.parseInt(columns[4]),
                columns[5].isEmpty() ? NOWHERE : Long.parseLong(columns[5]),
                V2Fact.valueOf(columns[6]));
    }

    /** Returns whether one can tell which of the two was found. */
    boolean canBeToldFrom(V2Cause other) {
        boolean same = errno == other.errno && field == other.field && atPage == other.atPage;
        return !same && !fact.contradicts(other.fact);
    }
}

package io.github.procmm.command;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Many ids of rules in few words: {@code V1-MAP-1 to 4, 7, V1-LDT-2}. */
final class RuleIds {

    private RuleIds() {}

    /** Returns the ids, those of a group one behind the other, in as few words as it takes. */
    static String inShort(List<String> ids) {
        StringJoiner words = new StringJoiner(", ");
        String group = "";
        for (List<String> run : runs(ids)) {
            String first = run.get(0);
            String last = run.get(run.size() - 1);
            String shown = group.equals(group(first)) ? first.substring(group.length()) : first;
            group = group(first);
            String joint = run.size() == 2 ? ", " : " to ";
            words.add(run.size() == 1 ? shown : shown + joint + last.substring(group.length()));
        }
        return words.toString();
    }

    private static List<List<String>> runs(List<String> ids) {
        List<List<String>> runs = new ArrayList<>();
        String last = "";
        for (String id : ids) {
            if (runs.isEmpty() || !isNext(last, id)) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(id);
            last = id;
        }
        return runs;
    }

    private static boolean isNext(String id, String next) {
        return group(id).equals(group(next)) && number(id) + 1 == number(next);
    }

    private static String group(String id) {
        return id.substring(0, id.lastIndexOf('-') + 1);
    }

    private static int number(String id) {
        String digits = id.substring(id.lastIndexOf('-') + 1);
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
    }
}

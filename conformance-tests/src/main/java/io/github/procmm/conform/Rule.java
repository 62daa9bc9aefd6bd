package io.github.procmm.conform;

/**
 * A rule of SPEC.md.
 *
 * @param id {@code V1-MAP-3}
 * @param level MUST, SHOULD or MAY
 * @param text the sentence, with Markdown's backquotes
 * @param section the heading under which it stands
 */
public record Rule(String id, String level, String text, String section) {

    /** Returns the id without its number: {@code V1-MAP}. */
    public String group() {
        return id.substring(0, id.lastIndexOf('-'));
    }
}

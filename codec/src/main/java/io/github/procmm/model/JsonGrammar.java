package io.github.procmm.model;

import java.util.HashSet;
import java.util.Set;

/**
 * Holds a text against the grammar of JSON (RFC 8259), names used twice and deep nesting refused.
 *
 * <p>Protobuf's own parser forgives names without quotes, comments and whatever follows the value,
 * lets the last of two equal names win, and overflows the stack on nesting.
 */
final class JsonGrammar {

    /** An operation nests two deep; any more than this is somebody's joke. */
    private static final int DEPTH_LIMIT = 16;

    private static final char END = Character.MAX_VALUE;

    private final String text;
    private int at;

    private JsonGrammar(String text) {
        this.text = text;
    }

    /**
     * Returns when {@code text} is one JSON value.
     *
     * @throws IllegalArgumentException otherwise; the message says what is wrong and where
     */
    static void require(String text) {
        JsonGrammar grammar = new JsonGrammar(text);
        grammar.value(0);
        if (grammar.at < text.length()) {
            throw grammar.wanted("nothing behind the value");
        }
    }

    private void value(int depth) {
        skipSpace();
        switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
        skipSpace();
    }

    private void enter(int depth) {
        if (depth == DEPTH_LIMIT) {
            throw wanted("at most " + DEPTH_LIMIT + " levels of nesting");
        }
        at++;
        skipSpace();
    }

    private void object(int depth) {
        enter(depth);
        if (accept('}')) {
            return;
        }
        Set<String> names = new HashSet<>();
        do {
            skipSpace();
            int start = at;
            String name = string();
            if (!names.add(name)) {
                at = start;
                throw wanted("no second " + name);
            }
            skipSpace();
            expect(':');
            value(depth + 1);
        } while (accept(','));
        expect('}');
    }

    private void array(int depth) {
        enter(depth);
        if (accept(']')) {
            return;
        }
        do {
            value(depth + 1);
        } while (accept(','));
        expect(']');
    }

    /** Returns the string as it is written, quotes and escapes included. */
    private String string() {
        int start = at;
        expect('"');
        while (!accept('"')) {
            if (at >= text.length() || peek() < ' ') {
                throw wanted("the end of a string");
            }
            if (accept('\\')) {
                escape();
            } else {
                at++;
            }
        }
        return text.substring(start, at);
    }

    private void escape() {
        if (!accept('u')) {
            oneOf("\"\\/bfnrt", "an escape of JSON");
            return;
        }
        for (int i = 0; i < 4; i++) {
            oneOf("0123456789abcdefABCDEF", "a hexadecimal digit");
        }
    }

    private void number() {
        accept('-');
        if (!accept('0')) {
            digits("a value");
        }
        if (accept('.')) {
            digits("a digit");
        }
        if (accept('e') || accept('E')) {
            if (!accept('-')) {
                accept('+');
            }
            digits("a digit");
        }
    }

    private void digits(String what) {
        oneOf("0123456789", what);
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
    }

    private void word(String word) {
        if (!text.startsWith(word, at)) {
            throw wanted("a value");
        }
        at += word.length();
    }

    private void oneOf(String choices, String what) {
        if (choices.indexOf(peek()) < 0) {
            throw wanted(what);
        }
        at++;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw wanted(String.valueOf(c));
        }
    }

    private boolean accept(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException wanted(String what) {
        String found = at >= text.length() ? "the end" : String.format("U+%04X", (int) peek());
        if (at < text.length() && peek() > ' ') {
            found = "'" + peek() + "'";
        }
        return new IllegalArgumentException(
                "not JSON: " + found + " at character " + (at + 1) + ", wanted " + what);
    }
}

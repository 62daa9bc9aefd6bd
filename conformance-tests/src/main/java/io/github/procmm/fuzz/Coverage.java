package io.github.procmm.fuzz;

import com.google.protobuf.ByteString;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.suite.Step;
import java.util.BitSet;
import java.util.List;

/**
 * What states of the backend that is followed histories have met, seen from outside: what was asked
 * and how that ended, what came right after what, and how areas lay beside each other. Mutable.
 *
 * <p>Each is a bit of a map that is large enough for two to share one seldom. The same on every
 * machine.
 */
final class Coverage {

    private static final int BITS = 18;
    private static final int MMAP = 54;
    private static final int WIDE = 56;
    private static final int FLAGS = 32;
    private static final int HEADER = 32;
    private static final int RESULT = 24;

    /** Of a line of maps: letters for rights, and where at the latest a name begins. */
    private static final int RIGHTS = 4;

    private static final int NAME = 60;

    private final BitSet seen;
    private int before;
    private String lastAreas = "";

    Coverage() {
        this(new BitSet(1 << BITS));
    }

    private Coverage(BitSet seen) {
        this.seen = seen;
    }

    /** Returns how many different things have been met. */
    int count() {
        return seen.cardinality();
    }

    /** Adds what another one has met. */
    void addAll(Coverage other) {
        seen.or(other.seen);
    }

    /** Returns what has been met, a bit each, as a compact array. */
    byte[] bytes() {
        return seen.toByteArray();
    }

    static Coverage of(byte[] bytes) {
        return new Coverage(BitSet.valueOf(bytes));
    }

    /** Adds what a history has met; returns whether any of it is new. */
    boolean add(Played played) {
        boolean fresh = false;
        before = 0;
        List<Answer> answers = played.answers();
        for (int i = 0; i < answers.size(); i++) {
            Step step = played.steps().get(i);
            Answer answer = answers.get(i);
            fresh |=
                    switch (step.call().getCallCase()) {
                        case MAPS -> addAreas(answer.getText());
                        case SEND_BYTES -> addFrames(step.call().getSendBytes().getBytes(), answer);
                        default -> addCall(step.call(), answer);
                    };
        }
        return fresh;
    }

    private boolean addCall(Call call, Answer answer) {
        int ended =
                answer.hasFault()
                        ? 1000 + answer.getFault().getKindValue()
                        : (int) Math.max(-4096, Math.min(1, answer.getResult()));
        int shape = mix(call.getCallCase().getNumber(), asked(call));
        int now = mix(call.getCallCase().getNumber(), ended);
        boolean fresh = set(mix(shape, ended));
        fresh |= set(mix(before, now));
        before = now;
        return fresh;
    }

    /** What was asked, without addresses. */
    private static int asked(Call call) {
        return switch (call.getCallCase()) {
            case WRITE -> record(call.getWrite().getRecord());
            case ACCESS -> call.getAccess().getKindValue();
            case PTRACE -> call.getPtrace().getRequest();
            case OPEN -> call.getOpen().getModeValue();
            case OPEN_OBJECT -> call.getOpenObject().getModeValue();
            case MAKE_OBJECT -> call.getMakeObject().getKindValue();
            default -> 0;
        };
    }

    /** The opcode, about how long it is, and of a MM_MMAP of 64 bits the flags that decide most. */
    private static int record(ByteString record) {
        int opcode = record.size() < Integer.BYTES ? -1 : record.byteAt(0) ^ record.byteAt(3);
        int flags = opcode == MMAP && record.size() == WIDE ? record.byteAt(FLAGS) & 0x3f : 0;
        return mix(mix(opcode, record.size() & 0x3c), flags);
    }

    private boolean addFrames(ByteString sent, Answer answer) {
        ByteString data = answer.getData();
        boolean fresh = set(mix(77, mix((int) answer.getResult(), data.isEmpty() ? 0 : 1)));
        int record = HEADER;
        int at = HEADER;
        while (at + RESULT <= data.size()) {
            int opcode = record + 2 <= sent.size() ? sent.byteAt(record) : 0;
            int flags = record + 5 <= sent.size() ? sent.byteAt(record + 4) : 0;
            int now = mix(opcode, int32(data, at + 4));
            fresh |= set(mix(mix(now, flags), int32(data, at + 16)));
            fresh |= set(mix(before, now));
            before = now;
            int size = int32(data, at);
            at += size < RESULT ? data.size() : size;
            record += record + 4 <= sent.size() ? Math.max(8, sent.byteAt(record + 2) & 0xff) : 0;
        }
        return fresh;
    }

    private static int int32(ByteString bytes, int at) {
        int number = 0;
        for (int i = Integer.BYTES - 1; i >= 0; i--) {
            number = (number << Byte.SIZE) | (bytes.byteAt(at + i) & 0xff);
        }
        return number;
    }

    /** How many areas there are, and of each pair of neighbours whether they touch and differ. */
    private boolean addAreas(String text) {
        if (text.equals(lastAreas)) {
            return false;
        }
        lastAreas = text;
        boolean fresh = false;
        int count = 0;
        int below = 0;
        int line = 0;
        while (line < text.length()) {
            int end = text.indexOf('\n', line);
            end = end < 0 ? text.length() : end;
            if (count > 0) {
                fresh |= set(mix(501, neighbours(text, below, line, end)));
            }
            count++;
            below = line;
            line = end + 1;
        }
        boolean counted = set(mix(502, Math.min(count, 20)));
        return fresh || counted;
    }

    /** Of two lines, one behind the other, the second up to an end. */
    private static int neighbours(String text, int below, int above, int end) {
        int dash = text.indexOf('-', below);
        int space = text.indexOf(' ', below);
        int digits = space - dash - 1;
        boolean touch =
                text.regionMatches(above, text, dash + 1, digits)
                        && text.startsWith("-", above + digits);
        int length = end - above;
        int nameBelow = Math.min(above - 1 - below, NAME);
        int nameAbove = Math.min(length, NAME);
        int named = length - nameAbove;
        boolean sameName =
                above - 1 - below - nameBelow == named
                        && text.regionMatches(below + nameBelow, text, above + nameAbove, named);
        boolean unnamed = text.charAt(above - 2) == '0';
        return mix(
                mix(rights(text, space + 1), rights(text, text.indexOf(' ', above) + 1)),
                (touch ? 1 : 0) | (sameName ? 2 : 0) | (unnamed ? 4 : 0));
    }

    private static int rights(String text, int at) {
        int hash = 0;
        for (int i = at; i < Math.min(at + RIGHTS, text.length()); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash;
    }

    private boolean set(int key) {
        int bit = (key ^ (key >>> 15)) & ((1 << BITS) - 1);
        boolean fresh = !seen.get(bit);
        seen.set(bit);
        return fresh;
    }

    private static int mix(int one, int other) {
        int mixed = (one * 31 + other) * 0x9e37_79b1;
        return mixed ^ (mixed >>> 13);
    }
}

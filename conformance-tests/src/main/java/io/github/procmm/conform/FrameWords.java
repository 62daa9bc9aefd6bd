package io.github.procmm.conform;

import io.github.procmm.suite.ExpectedFrame;
import io.github.procmm.suite.ExpectedNumber;
import io.github.procmm.suite.ExpectedQuery;
import io.github.procmm.suite.ExpectedResult;
import java.util.List;
import java.util.stream.Collectors;

/** The frames of a backend as a person reads them. */
final class FrameWords {

    private FrameWords() {}

    static String of(long result, List<ExpectedFrame> frames) {
        String all =
                frames.isEmpty()
                        ? "no frame"
                        : frames.stream().map(FrameWords::of).collect(Collectors.joining(", "));
        return result == 0 ? all : all + ", and the session is over";
    }

    private static String of(ExpectedFrame frame) {
        if (frame instanceof ExpectedFrame.Welcome welcome) {
            return "WELCOME to "
                    + number(welcome.sequence())
                    + " with features "
                    + Words.hex(welcome.features())
                    + limit(welcome.maxAreas(), "areas")
                    + limit(welcome.maxHandles(), "handles");
        }
        if (frame instanceof ExpectedFrame.Refused refused) {
            return "REFUSED to "
                    + number(refused.sequence())
                    + ": "
                    + status(refused.status())
                    + " at byte "
                    + Integer.toUnsignedString(refused.position());
        }
        ExpectedFrame.Reply reply = (ExpectedFrame.Reply) frame;
        return "REPLY to "
                + number(reply.sequence())
                + mode(reply.mode())
                + " ["
                + reply.results().stream().map(FrameWords::of).collect(Collectors.joining("; "))
                + "]";
    }

    private static String limit(int limit, String noun) {
        return limit == 0 ? "" : ", at most " + Integer.toUnsignedString(limit) + " " + noun;
    }

    private static String mode(int mode) {
        return switch (mode) {
            case 0 -> "";
            case 1 -> " INDEPENDENT";
            case 2 -> " ATOMIC";
            default -> " of mode " + Integer.toUnsignedString(mode);
        };
    }

    private static String of(ExpectedResult result) {
        ExpectedQuery query = result.query();
        String value = of(result.value());
        String words = result.status() == 0 ? value : status(result.status());
        if (result.status() != 0 && !value.equals("0")) {
            words += " at " + value;
        }
        words += result.field() == 0 ? "" : " for field " + result.field();
        return query == null ? words : words + " and " + of(query);
    }

    private static String of(ExpectedNumber value) {
        if (value instanceof ExpectedNumber.Exactly exactly) {
            return number(exactly.number());
        }
        if (value instanceof ExpectedNumber.Answered answered) {
            return "what step "
                    + answered.step()
                    + " has at byte "
                    + answered.from()
                    + (answered.add() == 0 ? "" : " plus " + Words.hex(answered.add()));
        }
        if (value instanceof ExpectedNumber.OtherThan other) {
            return "another number than step " + other.step() + " has at byte " + other.from();
        }
        return value instanceof ExpectedNumber.NewHandle ? "a new handle" : "any number";
    }

    private static String of(ExpectedQuery query) {
        return "epoch "
                + of(query.epoch())
                + ", "
                + number(query.mapped())
                + " bytes, "
                + query.areas().size()
                + " of "
                + Integer.toUnsignedString(query.total())
                + " areas"
                + query.areas().stream().map(FrameWords::of).collect(Collectors.joining());
    }

    private static String of(ExpectedQuery.Area area) {
        return String.format(
                ", %08x-%08x prot %x of %x kind %x offset %x tag %x",
                area.start(),
                area.end(),
                area.prot(),
                area.maxProt(),
                area.kind(),
                area.offset(),
                area.tag());
    }

    private static String number(long number) {
        return Long.compareUnsigned(number, 10) < 0 ? Long.toString(number) : Words.hex(number);
    }

    private static String status(int status) {
        return Words.result(-Integer.toUnsignedLong(status));
    }
}

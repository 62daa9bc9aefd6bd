package io.github.procmm.testee;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.procmm.kernel.ReferenceBackend;
import io.github.procmm.proto.testee.Answers;
import io.github.procmm.proto.testee.Reply;
import io.github.procmm.proto.testee.Request;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A program that serves the reference kernel until it is asked the batch that its manner is about:
 * the second of a case's host, so that what went before was well.
 */
final class BadTestee {

    private static final int BATCH_ID = 3;
    private static final OutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private BadTestee() {}

    /** What it does instead of answering. */
    enum Manner {
        WELL,
        CRASHES,
        CRASHES_AT_HELLO,
        HANGS,
        HANGS_AND_IGNORES_THE_END,
        PRINTS_AND_HANGS,
        PRINTS_AND_ENDS,
        ANSWERS_GARBAGE,
        ANSWERS_HALF,
        ANSWERS_TWICE,
        ANSWERS_A_HUGE_LENGTH,
        ANSWERS_ANOTHER_REQUEST,
        ANSWERS_TOO_FEW,
        ANSWERS_BATCH_WITH_WELCOME,
        CLOSES_ITS_OUTPUT,
        FLOODS_STDERR,
        IS_OF_ANOTHER_VERSION,
        HAS_OTHER_PAGES,
        SPEAKS_UNASKED
    }

    /** Returns the command that runs this program in a manner. */
    static String command(Manner manner) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return "'%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s %s"
                .formatted(
                        java,
                        System.getProperty("java.class.path"),
                        BadTestee.class.getName(),
                        manner);
    }

    /** Serves in the manner that the argument names. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Manner manner = Manner.valueOf(args[0].toUpperCase(Locale.ROOT));
        TesteeServer server = new TesteeServer(new ReferenceBackend());
        for (Request request = Frames.read(Request.parser(), System.in);
                request != null;
                request = Frames.read(Request.parser(), System.in)) {
            Reply reply = server.reply(request);
            if (request.hasHello()) {
                welcome(manner, reply);
            } else if (request.getId() == BATCH_ID) {
                answer(manner, reply);
            } else {
                Frames.write(reply, OUT);
            }
        }
    }

    private static void welcome(Manner manner, Reply reply) throws IOException {
        Reply.Builder changed = reply.toBuilder();
        switch (manner) {
            case CRASHES_AT_HELLO -> crash();
            case IS_OF_ANOTHER_VERSION -> changed.getWelcomeBuilder().setVersion(2);
            case HAS_OTHER_PAGES -> changed.getWelcomeBuilder().setPageSize(65536);
            default -> {}
        }
        Frames.write(changed.build(), OUT);
    }

    private static void answer(Manner manner, Reply reply)
            throws IOException, InterruptedException {
        switch (manner) {
            case CRASHES -> crash();
            case HANGS -> Thread.sleep(60_000);
            case HANGS_AND_IGNORES_THE_END -> {
                while (true) {
                    Thread.sleep(60_000);
                }
            }
            case PRINTS_AND_HANGS -> {
                write("Got a batch of 1\n");
                Thread.sleep(60_000);
            }
            case PRINTS_AND_ENDS -> {
                write("usage: testee FILE\n");
                System.exit(1);
            }
            case ANSWERS_GARBAGE -> write("\5hello, this is no message");
            case ANSWERS_HALF -> {
                byte[] whole = reply.toByteArray();
                OUT.write(whole.length);
                OUT.write(whole, 0, whole.length / 2);
                OUT.flush();
                System.exit(0);
            }
            case ANSWERS_TWICE -> {
                ByteArrayOutputStream both = new ByteArrayOutputStream();
                Frames.write(reply, both);
                Frames.write(reply, both);
                both.writeTo(OUT);
            }
            case ANSWERS_A_HUGE_LENGTH -> OUT.write(new byte[] {-1, -1, -1, -1, 7, 0});
            case ANSWERS_ANOTHER_REQUEST -> Frames.write(reply.toBuilder().setId(77).build(), OUT);
            case ANSWERS_TOO_FEW -> {
                Answers none = Answers.getDefaultInstance();
                Frames.write(reply.toBuilder().setAnswers(none).build(), OUT);
            }
            case ANSWERS_BATCH_WITH_WELCOME ->
                    Frames.write(reply.toBuilder().setWelcome(welcomeOfNobody()).build(), OUT);
            case CLOSES_ITS_OUTPUT -> {
                OUT.close();
                Thread.sleep(60_000);
            }
            case FLOODS_STDERR -> {
                byte[] line = ("flood ".repeat(160) + "\n").getBytes(US_ASCII);
                for (int i = 0; i < 20_000; i++) {
                    System.err.write(line);
                }
                Frames.write(reply, OUT);
            }
            case SPEAKS_UNASKED -> {
                Frames.write(reply, OUT);
                Thread.sleep(300);
                Frames.write(reply, OUT);
            }
            default -> Frames.write(reply, OUT);
        }
    }

    private static io.github.procmm.proto.testee.Welcome welcomeOfNobody() {
        return io.github.procmm.proto.testee.Welcome.getDefaultInstance();
    }

    private static void crash() {
        System.err.println("the last words of a testee");
        Runtime.getRuntime().halt(42);
    }

    private static void write(String text) throws IOException {
        OUT.write(text.getBytes(US_ASCII));
        OUT.flush();
    }
}

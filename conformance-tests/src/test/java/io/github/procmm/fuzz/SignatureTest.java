package io.github.procmm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Munmap;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Maps;
import io.github.procmm.proto.testee.Process;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.proto.testee.Writev;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Step;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.FrameCodec;
import io.github.procmm.v2.FrameType;
import io.github.procmm.v2.Rights;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureTest {

    private static final int RESULT = 24;

    private static Step step(Call.Builder call) {
        return new Step(call.build(), new Expected.Noted());
    }

    private static String of(Step step, Answer wanted, Answer got) {
        return Signature.of(OurLanguage.BOTH, step, wanted, got, false);
    }

    private static Answer maps(String text) {
        return Answer.newBuilder().setText(text).build();
    }

    private static String ofMaps(String wanted, String got) {
        Step step = step(Call.newBuilder().setMaps(Maps.getDefaultInstance()));
        return of(step, maps(wanted), maps(got));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aWriteIsNamedAfterItsOperation(Dialect dialect) {
        ByteBuf record = Unpooled.buffer();
        new RecordEncoder(dialect).encode(new Munmap(0x1000, 0x1000), record);
        Write write = Write.newBuilder().setRecord(ByteString.copyFrom(record.nioBuffer())).build();
        Answer refused = Answer.newBuilder().setResult(Errno.EINVAL.asResult()).build();

        assertThat(
                        of(
                                step(Call.newBuilder().setWrite(write)),
                                Answer.getDefaultInstance(),
                                refused))
                .isEqualTo("write MM_MUNMAP: 0, not EINVAL");
    }

    @Test
    void areasThatAreCutOtherwiseHaveTheSamePages() {
        String one = "1000-3000 rw-s 00000000 00:01 7      a\n";
        String cut =
                "1000-2000 rw-s 00000000 00:01 8      b\n2000-3000 rw-s 00001000 00:01 8      b\n";
        String other =
                "1000-2000 rw-s 00000000 00:01 8      b\n2000-3000 rw-s 00000000 00:01 8      b\n";

        assertThat(ofMaps(one, cut)).isEqualTo("maps: the same pages in other areas");
        assertThat(ofMaps(one, other)).isEqualTo("maps: other pages");
    }

    /** A REPLY to a QUERY of the bounds of areas of one object, that lie one behind the other. */
    private static Answer areas(long value, long... bounds) {
        int count = bounds.length - 1;
        int size = RESULT + 24 + 48 * count;
        ByteBuffer frame = ByteBuffer.allocate(32 + size).order(ByteOrder.LITTLE_ENDIAN);
        frame.put(reply(Errno.EPERM, 0).getData().substring(0, 32).toByteArray());
        frame.putInt(8, 32 + size).putInt(32, size).putLong(40, value);
        frame.putInt(32 + RESULT + 16, count).putInt(32 + RESULT + 20, count);
        for (int i = 0; i < count; i++) {
            int at = 32 + RESULT + 24 + 48 * i;
            frame.putLong(at, bounds[i]).putLong(at + 8, bounds[i + 1]).putLong(at + 16, bounds[i]);
        }
        return Answer.newBuilder().setData(ByteString.copyFrom(frame.array())).build();
    }

    private static Call.Builder sent(Command command) {
        ByteBuf bytes = Unpooled.buffer();
        Frame frame = new Frame.Batch(1, BatchMode.SEQUENTIAL, List.of(command));
        new FrameCodec(1 << 12).encode(frame, bytes);
        ByteString sent = ByteString.copyFrom(bytes.nioBuffer());
        return Call.newBuilder().setSendBytes(SendBytes.newBuilder().setBytes(sent));
    }

    private static String ofQuery(Answer wanted, Answer got) {
        return of(step(sent(new Command.Query(1, 0, 2))), wanted, got);
    }

    @Test
    void aQueryMayHaveTheSamePagesAsFarAsItReports() {
        Answer one = areas(0, 0x1000, 0x4000);
        String same = "send bytes: QUERY the same pages in other areas";

        assertThat(ofQuery(one, areas(0, 0x1000, 0x2000, 0x4000))).isEqualTo(same);
        assertThat(ofQuery(one, areas(0x3000, 0x1000, 0x2000, 0x3000))).isEqualTo(same);
        assertThat(ofQuery(one, areas(0, 0x1000, 0x3000)))
                .isEqualTo("send bytes: QUERY other pages");
    }

    /** A REPLY of one result. */
    private static Answer reply(Errno status, int field) {
        ByteBuffer frame = ByteBuffer.allocate(32 + RESULT).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuf batch = Unpooled.buffer();
        new FrameCodec(1 << 12).encode(unmap(), batch);
        batch.getBytes(0, frame.array(), 0, 32);
        frame.putShort(6, (short) FrameType.REPLY.number());
        frame.putInt(8, 32 + RESULT);
        frame.putInt(32, RESULT).putInt(36, status.number()).putInt(48, field);
        return Answer.newBuilder().setData(ByteString.copyFrom(frame.array())).build();
    }

    private static Frame unmap() {
        return new Frame.Batch(
                1, BatchMode.SEQUENTIAL, List.of(new Command.Unmap(1, 0x1000, 0x1000)));
    }

    @Test
    void aFrameIsNamedAfterTheOperationThatPartsAndItsField() {
        assertThat(
                        of(
                                step(sent(new Command.Unmap(1, 0x1000, 0x1000))),
                                reply(Errno.ENOMEM, 8),
                                reply(Errno.EPERM, 16)))
                .isEqualTo("send bytes: UNMAP ENOMEM field 8, not EPERM field 16");
    }

    @Test
    void areasBehindALimitThatRefusedAreToldApart() {
        Process limited = Process.newBuilder().setAddressSpaceLimit(0).build();
        List<Step> steps =
                List.of(
                        step(Call.newBuilder().setProcess(limited)),
                        step(Call.newBuilder().setWrite(Write.getDefaultInstance())),
                        step(Call.newBuilder().setMaps(Maps.getDefaultInstance())));
        Answer done = Answer.getDefaultInstance();
        Answer refused = Answer.newBuilder().setResult(Errno.ENOMEM.asResult()).build();

        String areas = "maps: the same pages in other areas";
        assertThat(Signature.behind(areas, steps, List.of(done, refused, done)))
                .isEqualTo(areas + ", behind a limit");
        assertThat(Signature.behind(areas, steps, List.of(done, done, done))).isEqualTo(areas);
        assertThat(Signature.behind("maps: other pages", steps, List.of(done, refused, done)))
                .isEqualTo("maps: other pages");
    }

    @Test
    void theLimitMayBeThatOfAHandle() {
        List<Step> steps = new ArrayList<>();
        for (long limit : new long[] {0, 0x1000}) {
            Command create = new Command.Create(Rights.CHANGE, limit);
            steps.clear();
            steps.add(step(sent(create)));
            steps.add(step(sent(new Command.Query(1, 0, 2))));
            List<Answer> answers = List.of(reply(Errno.ENOMEM, 0), areas(0, 0x1000, 0x2000));
            String areas = "send bytes: QUERY the same pages in other areas";

            assertThat(Signature.behind(areas, steps, answers))
                    .isEqualTo(limit == 0 ? areas : areas + ", behind a limit");
        }
    }

    @Test
    void theLimitMayComeInPieces() {
        ByteString create =
                sent(new Command.Create(Rights.CHANGE, 0x1000)).getSendBytes().getBytes();
        List<Step> steps = new ArrayList<>();
        for (ByteString piece : List.of(create.substring(0, 36), create.substring(36))) {
            SendBytes send = SendBytes.newBuilder().setBytes(piece).build();
            steps.add(step(Call.newBuilder().setSendBytes(send)));
        }
        steps.add(step(sent(new Command.Query(1, 0, 2))));
        Answer none = Answer.getDefaultInstance();
        List<Answer> answers = List.of(none, reply(Errno.ENOMEM, 0), areas(0, 0x1000, 0x2000));
        String areas = "send bytes: QUERY the same pages in other areas";

        assertThat(Signature.behind(areas, steps, answers)).isEqualTo(areas + ", behind a limit");
    }

    @Test
    void aWritevThatStopsEarlyMayHaveMetTheLimit() {
        Process limited = Process.newBuilder().setAddressSpaceLimit(0).build();
        ByteString segment = ByteString.copyFrom(new byte[28]);
        Writev writev = Writev.newBuilder().addSegments(segment).addSegments(segment).build();
        List<Step> steps =
                List.of(
                        step(Call.newBuilder().setProcess(limited)),
                        step(Call.newBuilder().setWritev(writev)),
                        step(Call.newBuilder().setMaps(Maps.getDefaultInstance())));
        Answer done = Answer.getDefaultInstance();
        String areas = "maps: the same pages in other areas";

        assertThat(Signature.behind(areas, steps, List.of(done, result(28), done)))
                .isEqualTo(areas + ", behind a limit");
        assertThat(Signature.behind(areas, steps, List.of(done, result(56), done)))
                .isEqualTo(areas);
    }

    private static Answer result(long result) {
        return Answer.newBuilder().setResult(result).build();
    }

    @Test
    void areasBehindACloneAreToldApart() {
        String areas = "send bytes: QUERY the same pages in other areas";
        Step query = step(sent(new Command.Query(1, 0, 2)));
        Step clone = step(sent(new Command.CloneSpace(1, Rights.CHANGE)));
        List<Answer> answers = List.of(result(0), result(0));

        assertThat(Signature.behind(areas, List.of(clone, query), answers))
                .isEqualTo(areas + ", behind a clone");
        assertThat(Signature.behind(areas, List.of(query, query), answers)).isEqualTo(areas);
    }

    @Test
    void whatPartsWithoutAnExcuseIsTheSame() {
        String same = "maps: " + Signature.SAME_PAGES;

        assertThat(Signature.isSame(same, same)).isTrue();
        assertThat(Signature.isSame(same, same + ", behind a clone")).isTrue();
        assertThat(Signature.isSame(same + ", behind a clone", same)).isFalse();
        assertThat(Signature.isSame("maps: other pages", same)).isFalse();
    }
}

package io.github.procmm.testee;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.kernel.ReferenceBackend;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.testee.Access;
import io.github.procmm.proto.testee.AccessKind;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Boot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Close;
import io.github.procmm.proto.testee.Descriptor;
import io.github.procmm.proto.testee.Fault;
import io.github.procmm.proto.testee.Hello;
import io.github.procmm.proto.testee.Host;
import io.github.procmm.proto.testee.MakeObject;
import io.github.procmm.proto.testee.Maps;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.proto.testee.NewSession;
import io.github.procmm.proto.testee.NewTask;
import io.github.procmm.proto.testee.Open;
import io.github.procmm.proto.testee.OpenMode;
import io.github.procmm.proto.testee.OpenObject;
import io.github.procmm.proto.testee.Ptrace;
import io.github.procmm.proto.testee.Reply;
import io.github.procmm.proto.testee.Request;
import io.github.procmm.proto.testee.SendBytes;
import io.github.procmm.proto.testee.SwitchMm;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the testee's end of the protocol does, with the reference kernel behind it. */
class TesteeServerTest {

    private static final long PAGE_0 = 0x1000_0000L;
    private static final int EX_FAULTINFO = 56;

    private final TesteeServer server = new TesteeServer(new ReferenceBackend());

    @Test
    void TESTEE_3_aJudgeOfOtherVersionsIsRefused() {
        Hello newer = Hello.newBuilder().setLowestVersion(2).setHighestVersion(3).build();
        Reply reply = server.reply(Request.newBuilder().setId(9).setHello(newer).build());

        assertThat(reply.getId()).isEqualTo(9);
        assertThat(reply.getRefusal().getReason()).isEqualTo("version 1 only");
    }

    @Test
    void TESTEE_5_aCallThatCannotBeServedIsARefusalThatNamesIt() {
        Reply reply = reply(boot(), Call.newBuilder().setExit(exitOf(5)).build());

        assertThat(reply.getRefusal().getReason())
                .isEqualTo("call 1: java.lang.IllegalArgumentException: task 5 has not been made");
        assertThat(reply(Call.getDefaultInstance()).getRefusal().getReason())
                .contains("no known kind");
    }

    @Test
    void TESTEE_14_framesAreAnsweredAsSoonAsTheyHaveWhollyCome() {
        ByteString hello =
                ByteString.fromHex("504d4d320000010038000000" + "00".repeat(20))
                        .concat(ByteString.fromHex("0200020000100000" + "00".repeat(16)));
        ByteString empty = ByteString.fromHex("504d4d32020004002000000000000000" + "00".repeat(16));
        answers(boot(), newSession());

        assertThat(send(hello.substring(0, 40)).getData()).isEmpty();
        ByteString welcome = send(hello.substring(40)).getData();
        assertThat(welcome.size()).isEqualTo(96);
        assertThat(send(empty.concat(empty)).getData().size()).isEqualTo(64);

        assertThat(send(ByteString.copyFromUtf8("not PMM2 at all")))
                .satisfies(
                        last -> {
                            assertThat(last.getResult()).isEqualTo(1);
                            assertThat(last.getData().size()).isEqualTo(48);
                        });
        assertThat(send(empty))
                .isEqualTo(Answer.newBuilder().setResult(1).setData(ByteString.EMPTY).build());
    }

    private static Call newSession() {
        return Call.newBuilder().setNewSession(NewSession.getDefaultInstance()).build();
    }

    private Answer send(ByteString bytes) {
        return answers(
                        Call.newBuilder()
                                .setSendBytes(SendBytes.newBuilder().setBytes(bytes))
                                .build())
                .get(0);
    }

    @Test
    void TESTEE_6_whatCallsHaveMadeLastsUntilTheNextBoot() {
        answers(boot(), open(3));
        assertThat(answers(map(3, -1, 0)).get(0).getResult()).isEqualTo(56);
        assertThat(answers(maps(3)).get(0).getText()).startsWith("10000000-10001000 rw-p");

        answers(boot());
        assertThat(reply(maps(3)).hasRefusal()).isTrue();
        assertThat(answers(open(3), maps(3)).get(1).getText()).isEmpty();
    }

    @Test
    void TESTEE_7_processZeroIsThereAfterBoot() {
        assertThat(answers(boot(), open(3)).get(1).getResult()).isEqualTo(3);
    }

    @Test
    void TESTEE_8_descriptorsAreThoseOfTheJudgeAndReplaceWhatIsThere() {
        List<Answer> answers =
                answers(boot(), open(40), open(7), object(), openObject(40), map(7, 40, 0));

        assertThat(answers.get(1).getResult()).isEqualTo(40);
        assertThat(answers.get(4).getResult()).isEqualTo(40);
        assertThat(answers.get(5).getResult()).isEqualTo(56);
        Call close = Call.newBuilder().setClose(Close.newBuilder().setFd(7)).build();
        assertThat(answers(close, close)).extracting(Answer::getResult).containsExactly(0L, -9L);
    }

    @Test
    void TESTEE_9_anAccessOfATaskIsMadeByThatTask() {
        NewTask task = NewTask.newBuilder().setTask(1).build();
        SwitchMm toFile = SwitchMm.newBuilder().setTask(1).setFd(3).build();
        answers(
                boot(),
                open(3),
                Call.newBuilder().setNewTask(task).build(),
                Call.newBuilder().setSwitchMm(toFile).build());

        Mm file = Mm.newBuilder().setFile(Descriptor.newBuilder().setFd(3)).build();
        Mm running = Mm.newBuilder().setTask(1).build();
        assertThat(answers(load(file), faultInfo()).get(1).getData()).isEqualTo(zeros(24));
        List<Answer> byTask = answers(load(running), faultInfo());
        assertThat(byTask.get(0).getFault().getKind()).isEqualTo(Fault.Kind.MAPERR);
        assertThat(byTask.get(1).getData()).isNotEqualTo(zeros(24));
    }

    @Test
    void requestsAreAnsweredInTheirOrderUntilTheInputEnds() throws IOException {
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        Frames.write(Replies.hello(1), in);
        Frames.write(Replies.batch(2, List.of(boot())), in);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        server.serve(new ByteArrayInputStream(in.toByteArray()), out);

        ByteArrayInputStream replies = new ByteArrayInputStream(out.toByteArray());
        assertThat(Frames.read(Reply.parser(), replies)).extracting(Reply::getId).isEqualTo(1L);
        assertThat(Frames.read(Reply.parser(), replies)).extracting(Reply::getId).isEqualTo(2L);
        assertThat(Frames.read(Reply.parser(), replies)).isNull();
    }

    private static ByteString zeros(int count) {
        return ByteString.copyFrom(new byte[count]);
    }

    private Reply reply(Call... calls) {
        return server.reply(Replies.batch(2, Arrays.asList(calls)));
    }

    private List<Answer> answers(Call... calls) {
        Reply reply = reply(calls);
        assertThat(reply.hasAnswers()).as(reply.toString()).isTrue();
        return reply.getAnswers().getAnswersList();
    }

    private static Call boot() {
        Host host =
                Host.newBuilder()
                        .setDialect("x86_64")
                        .setGeneration("skas3-v9")
                        .setManager("linux-6.18")
                        .build();
        return Call.newBuilder().setBoot(Boot.newBuilder().setHost(host)).build();
    }

    private static Call open(int fd) {
        return Call.newBuilder().setOpen(Open.newBuilder().setFd(fd).setFile("/proc/mm64")).build();
    }

    private static Call object() {
        return Call.newBuilder().setMakeObject(MakeObject.newBuilder().setSize(4096)).build();
    }

    private static Call openObject(int fd) {
        OpenObject open = OpenObject.newBuilder().setFd(fd).setMode(OpenMode.READ_ONLY).build();
        return Call.newBuilder().setOpenObject(open).build();
    }

    private static Call map(int mm, int fd, long offset) {
        int type = fd < 0 ? MapFlags.PRIVATE | MapFlags.ANONYMOUS : MapFlags.PRIVATE;
        ByteBuf record = Unpooled.buffer();
        new RecordEncoder(HostProfile.DEFAULT.dialect())
                .encode(
                        new Mmap(
                                PAGE_0,
                                4096,
                                Prot.READ | Prot.WRITE,
                                type | MapFlags.FIXED,
                                fd,
                                offset),
                        record);
        ByteString bytes = ByteString.copyFrom(record.nioBuffer());
        return Call.newBuilder().setWrite(Write.newBuilder().setFd(mm).setRecord(bytes)).build();
    }

    private static Call maps(int fd) {
        Mm mm = Mm.newBuilder().setFile(Descriptor.newBuilder().setFd(fd)).build();
        return Call.newBuilder().setMaps(Maps.newBuilder().setMm(mm)).build();
    }

    private static Call load(Mm mm) {
        Access access =
                Access.newBuilder()
                        .setMm(mm)
                        .setKind(AccessKind.LOAD)
                        .setAddr(PAGE_0)
                        .setSize(1)
                        .build();
        return Call.newBuilder().setAccess(access).build();
    }

    private static Call faultInfo() {
        Ptrace request = Ptrace.newBuilder().setTask(1).setRequest(EX_FAULTINFO).build();
        return Call.newBuilder().setPtrace(request).build();
    }

    private static io.github.procmm.proto.testee.Exit exitOf(int task) {
        return io.github.procmm.proto.testee.Exit.newBuilder().setTask(task).build();
    }
}

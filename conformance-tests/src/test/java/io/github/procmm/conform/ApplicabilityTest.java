package io.github.procmm.conform;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.github.procmm.backend.AddressRange;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.Offer;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.model.Errno;
import io.github.procmm.model.Munmap;
import io.github.procmm.proto.testee.Access;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Write;
import io.github.procmm.suite.Case;
import io.github.procmm.suite.Expected;
import io.github.procmm.suite.Step;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which cases a testee can be asked. */
class ApplicabilityTest {

    private static final HostKind HOST = HostKind.of(HostProfile.DEFAULT);
    private static final AddressRange RESERVED = new AddressRange(0x7000, 0x9000);

    @Test
    void aTesteeThatOffersWhatACaseTakesIsAsked() {
        assertThat(whyNot(Set.of(Feature.MEMORY), caseOf(Set.of(Feature.MEMORY)))).isNull();
    }

    @Test
    void TESTEE_5_whatIsNotOfferedIsNotAsked() {
        Set<Feature> needs = Set.of(Feature.MEMORY, Feature.READS, Feature.WRITEV);

        assertThat(whyNot(Set.of(Feature.MEMORY), caseOf(needs)))
                .isEqualTo("the testee does not offer WRITEV, READS");
        Offer nobody = new Offer("n", "", List.of(), Set.of(), List.of());
        assertThat(new Applicability(nobody).whyNot(caseOf(Set.of())))
                .isEqualTo("the testee is no such host");
    }

    @Test
    void TESTEE_12_aRecordThatWouldTouchWhatIsReservedIsNotWritten() {
        assertThat(whyNot(Set.of(), caseOf(Set.of(), unmap(0x6000, 0x1001, 56))))
                .isEqualTo("the testee keeps 0x7000 to 0x9000 for itself");
        assertThat(whyNot(Set.of(), caseOf(Set.of(), unmap(0x6000, 0x1000, 56)))).isNull();
        assertThat(whyNot(Set.of(), caseOf(Set.of(), unmap(0x9000, 0x1000, 56)))).isNull();
    }

    @Test
    void TESTEE_12_aRecordThatIsToBeRefusedMayNameWhatIsReserved() {
        int refused = Errno.EINVAL.asResult();

        assertThat(whyNot(Set.of(), caseOf(Set.of(), unmap(0x6000, 0x1001, refused)))).isNull();
    }

    @Test
    void TESTEE_12_anAccessToWhatIsReservedIsNotMade() {
        assertThat(whyNot(Set.of(), caseOf(Set.of(), load(0x6fff, 2)))).isNotNull();
        assertThat(whyNot(Set.of(), caseOf(Set.of(), load(0x6fff, 1)))).isNull();
    }

    private static @Nullable String whyNot(Set<Feature> features, Case tried) {
        Offer offer = new Offer("some", "", List.of(HOST), features, List.of(RESERVED));
        return new Applicability(offer).whyNot(tried);
    }

    private static Case caseOf(Set<Feature> needs, Step... steps) {
        return new Case("V1-MAP-1/aCase", List.of("V1-MAP-1"), HOST, needs, List.of(steps));
    }

    private static Step unmap(long addr, long len, long result) {
        ByteBuf record = Unpooled.buffer();
        new RecordEncoder(HOST.dialect()).encode(new Munmap(addr, len), record);
        Write write = Write.newBuilder().setRecord(ByteString.copyFrom(record.nioBuffer())).build();
        return new Step(Call.newBuilder().setWrite(write).build(), new Expected.Result(result));
    }

    private static Step load(long addr, int size) {
        Access access = Access.newBuilder().setAddr(addr).setSize(size).build();
        return new Step(Call.newBuilder().setAccess(access).build(), new Expected.Value(0));
    }
}

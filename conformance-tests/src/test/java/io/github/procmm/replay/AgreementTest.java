package io.github.procmm.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.AccessResult;
import io.github.procmm.backend.FaultKind;
import io.github.procmm.backend.HostProfile;
import io.github.procmm.backend.MmFile;
import io.github.procmm.fixture.Events;
import io.github.procmm.kernel.AddressSpace;
import io.github.procmm.kernel.Kernel;
import io.github.procmm.kernel.UserProcess;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Prot;
import io.github.procmm.proto.trace.Probe;
import io.github.procmm.proto.trace.ProbeKind;
import io.github.procmm.wire.Dialect;
import io.netty.buffer.Unpooled;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What part v2 does otherwise than part v1 is found. */
class AgreementTest {

    private static final Mmap MAP =
            new Mmap(
                    0x10000,
                    0x1000,
                    Prot.READ,
                    MapFlags.PRIVATE | MapFlags.ANONYMOUS | MapFlags.FIXED,
                    0,
                    0);

    private final ReplayReport report = new ReplayReport();
    private final Agreement agreement = new Agreement(report, mm -> mm == 1);

    private static Asked asked(int mm) {
        Munmap op = new Munmap(0x10000, 0x1000);
        ReplayedMm replayed = new ReplayedMm(mm, 0, space(), Dialect.X86_64);
        return new Asked(
                replayed,
                Events.write(mm, new byte[0], 0).getWrite(),
                op,
                op,
                Unpooled.EMPTY_BUFFER,
                "",
                "line 7",
                0);
    }

    private static AddressSpace space(Mmap... maps) {
        UserProcess writer = new Kernel(HostProfile.DEFAULT).newProcess();
        int fd = writer.open(MmFile.PROC_MM64);
        for (Mmap map : maps) {
            writer.write(fd, Unpooled.wrappedBuffer(Events.record(Dialect.X86_64, map)));
        }
        return Objects.requireNonNull(writer.addressSpace(fd));
    }

    private static Difference difference(String what, String asV1, String asV2) {
        return new Difference(Difference.Cause.OTHER_AS_V2, "line 7", 1, what, asV1, asV2);
    }

    @Test
    void theSameAnswersAreNoDifference() {
        agreement.expect(56);
        agreement.expect(-22);
        agreement.expect(new AccessResult.Value(3));
        agreement.answered(asked(1), 56);
        agreement.answered(asked(1), -22);
        agreement.probed(1, "line 7", Probe.getDefaultInstance(), new AccessResult.Value(3));
        agreement.compare("line 7", Map.of(1, space(MAP)), Map.of(1, space(MAP)));
        assertThat(report.differences()).isEmpty();
        assertThat(report.findings()).isZero();
    }

    @Test
    void anotherAnswerIsAFinding() {
        agreement.expect(56);
        agreement.answered(asked(1), -12);
        assertThat(report.differences())
                .containsExactly(difference("munmap 0x10000 0x1000", "ok", "ENOMEM"));
        assertThat(report.differences().get(0).results()).isEqualTo("as v1 ok, as v2 ENOMEM");
        assertThat(report.findings()).isOne();
    }

    @Test
    void anotherCountIsAFinding() {
        agreement.expect(56);
        agreement.answered(asked(1), 0x10000);
        assertThat(report.differences())
                .containsExactly(
                        difference("munmap 0x10000 0x1000", "a count of 56", "a count of 65536"));
    }

    @Test
    void anotherValueInMemoryIsAFinding() {
        Probe probe = Events.probe(1, ProbeKind.LOAD, 0x10000, 4, 0).getProbe();
        agreement.expect(new AccessResult.Value(7));
        agreement.probed(1, "line 7", probe, new AccessResult.Fault(FaultKind.BUS, 0x10000));
        assertThat(report.differences())
                .containsExactly(difference("load of 4 bytes at 0x10000", "0x7", "BUS at 0x10000"));
    }

    @Test
    void otherAreasAreAFinding() {
        agreement.compare("line 7", Map.of(1, space(MAP)), Map.of(1, space()));
        assertThat(report.differences())
                .containsExactly(
                        difference("its areas", "00010000-00011000 r--p 00000000 00:00 0", "none"));
    }

    @Test
    void whatIsNotReportedOnIsNoFinding() {
        agreement.expect(56);
        agreement.answered(asked(2), -12);
        agreement.compare("line 7", Map.of(2, space(MAP)), Map.of(2, space()));
        assertThat(report.differences()).isEmpty();
    }
}

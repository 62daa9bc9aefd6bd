package io.github.procmm.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.fixture.Commands;
import io.github.procmm.fixture.Records;
import io.github.procmm.fixture.Sent;
import io.github.procmm.fixture.Sessions;
import io.github.procmm.fixture.TenDescriptors;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Mmap;
import io.github.procmm.model.Mprotect;
import io.github.procmm.model.Munmap;
import io.github.procmm.model.Op;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Translation.InV1;
import io.github.procmm.v2.Translation.InV2;
import io.github.procmm.v2.Translation.Kept;
import io.github.procmm.v2.Translation.Operated;
import io.github.procmm.v2.Translation.Said;
import io.github.procmm.v2.Translation.Unsaid;
import io.github.procmm.wire.Dialect;
import io.github.procmm.wire.RecordEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;

/** There and back again. */
@Domain(Records.class)
@Domain(Commands.class)
@Domain(DomainContext.Global.class)
class TranslationPropertyTest {

    private static final long SPACE = Handle.of(4, 2);
    private static final int PAGE = 4096;

    private static Translation of(Dialect dialect) {
        return new Translation(dialect, Sessions.usual(), new TenDescriptors());
    }

    @Property
    void V2_LEGACY_4_anyBytesCanBeSaidInV2(
            @ForAll Dialect dialect, @ForAll @Size(max = 70) byte[] bytes) {
        ByteBuf record = Unpooled.wrappedBuffer(bytes);
        InV2 inV2 = of(dialect).toV2(SPACE, record);
        if (inV2 instanceof Kept kept) {
            assertThat(kept.record())
                    .isEqualTo(
                            new Frame.LegacyRecord(
                                    LegacyDialect.of(dialect), SPACE, ByteBufUtil.hexDump(bytes)));
        }
    }

    @Property
    void V2_LEGACY_4_anyOperationCanBeSaidInV2(@ForAll Sent sent) {
        assertBackAsItWas(sent.dialect(), sent.op());
    }

    @Property
    void V2_LEGACY_4_fromV1ToV2AndBackIsTheSameButForWhatV1Ignores(
            @ForAll Dialect dialect, @ForAll("sensible") Op op) {
        assertBackAsItWas(dialect, op);
    }

    private static void assertBackAsItWas(Dialect dialect, Op op) {
        Translation translation = of(dialect);
        InV2 inV2 = translation.toV2(SPACE, op);
        Statistics.collect(inV2.getClass().getSimpleName());
        ByteBuf record = Unpooled.buffer();
        new RecordEncoder(dialect).encode(op, record);
        assertThat(translation.toV2(SPACE, record)).isEqualTo(inV2);
        if (inV2 instanceof Operated operated) {
            Op plain = plain(dialect, op);
            // A length of 2^32 - 1 has more pages than a word of 32 bits has bytes.
            boolean fits = new RecordEncoder(dialect).fits(plain);
            InV1 inV1 = translation.toV1(operated.command());
            if (fits) {
                assertThat(inV1).isEqualTo(new Said(plain));
            } else {
                assertThat(inV1).isInstanceOf(Unsaid.class);
            }
        }
    }

    /** Returns the operation without what no manager looks at. */
    private static Op plain(Dialect dialect, Op op) {
        if (op instanceof Mmap map) {
            long read =
                    MapFlags.TYPE_MASK
                            | MapFlags.FIXED
                            | MapFlags.FIXED_NOREPLACE
                            | MapFlags.ANONYMOUS;
            boolean anonymous = (map.flags() & MapFlags.ANONYMOUS) != 0;
            return new Mmap(
                    map.addr(),
                    up(map.len()),
                    map.prot() & Prot.ACCESS,
                    map.flags() & read,
                    anonymous ? dialect.abi().maxWord() : (int) map.fd(),
                    anonymous ? 0 : map.offset());
        }
        if (op instanceof Munmap unmap) {
            return new Munmap(unmap.addr(), up(unmap.len()));
        }
        Mprotect protect = (Mprotect) op;
        return new Mprotect(protect.addr(), up(protect.len()), protect.prot() & Prot.ACCESS);
    }

    private static long up(long len) {
        return (len + PAGE - 1) / PAGE * PAGE;
    }

    @Property
    void V2_LEGACY_5_fromV2ToV1AndBackIsTheSame(@ForAll Dialect dialect, @ForAll Command command) {
        assertThereAndBack(dialect, command);
    }

    @Property
    void V2_LEGACY_5_whatCameFromV1IsSaidTheSameAgain(
            @ForAll Dialect dialect, @ForAll("sensible") Op op) {
        if (of(dialect).toV2(SPACE, op) instanceof Operated operated) {
            assertThereAndBack(dialect, operated.command());
        }
    }

    private static void assertThereAndBack(Dialect dialect, Command command) {
        Translation translation = of(dialect);
        if (translation.toV1(command) instanceof Said said) {
            assertThat(new RecordEncoder(dialect).fits(said.op())).isTrue();
            assertThat(translation.toV2(spaceOf(command), said.op()))
                    .isEqualTo(new Operated(command));
        }
    }

    private static long spaceOf(Command command) {
        if (command instanceof Command.Map map) {
            return map.space();
        }
        return command instanceof Command.Unmap unmap
                ? unmap.space()
                : ((Command.Protect) command).space();
    }

    /** Operations that fit every dialect, most of which succeed somewhere. */
    @Provide
    Arbitrary<Op> sensible() {
        Arbitrary<Long> addrs = Arbitraries.longs().between(16, 0x7ffff).map(page -> page * PAGE);
        Arbitrary<Long> lens = Arbitraries.longs().between(0, 20L * PAGE);
        Arbitrary<Integer> prots = Arbitraries.of(0, 1, 3, 5, 7, 9, 0x0100_0001);
        Arbitrary<Long> flags =
                Arbitraries.of(
                        0x11L, 0x12L, 0x32L, 0x31L, 0x8012L, 0x10_0012L, 0x10_0032L, 0x4032L);
        Arbitrary<Long> fds = Arbitraries.longs().between(0, 11);
        Arbitrary<Long> offsets =
                Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 0xf_ffff).map(page -> page * PAGE),
                        Arbitraries.of(1L, 0xffff_ffffL));
        return Arbitraries.oneOf(
                Combinators.combine(addrs, lens, prots.map(Integer::longValue), flags, fds, offsets)
                        .as(Mmap::new),
                Combinators.combine(addrs, lens).as(Munmap::new),
                Combinators.combine(addrs, lens, prots).as(Mprotect::new));
    }
}

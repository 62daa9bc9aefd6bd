package io.github.procmm.kernel;

import static io.github.procmm.kernel.SessionClient.RW;
import static io.github.procmm.kernel.SessionClient.done;
import static io.github.procmm.kernel.SessionClient.map;
import static io.github.procmm.kernel.SessionClient.mapObject;
import static io.github.procmm.kernel.SessionClient.refused;
import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EEXIST;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.EPERM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame.QueryArea;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import org.junit.jupiter.api.Test;

/** Section 20.2: MAP. */
class SessionMapTest {

    private static final long ADDR = 0x10000;
    private static final long PAGE = 0x1000;

    private final SessionClient client = new SessionClient();
    private final long space = client.space();

    private Result anywhere(long low, long end, long len, long align) {
        return client.ask(
                new Command.Map(
                        space, OpFlags.ANYWHERE, low, len, Handle.NONE, 0, RW, 0, end, align));
    }

    private Result replace(long addr, long len, int prot) {
        return client.ask(map(space, OpFlags.REPLACE, addr, len, prot));
    }

    private Result protect(long addr, int prot) {
        return client.ask(new Command.Protect(space, addr, PAGE, prot));
    }

    @Test
    void V2_MAP_1_pagesShowTheObjectFromTheOffset() {
        long object = client.object(4);
        client.value(mapObject(space, OpFlags.SHARED, 2 * ADDR, 4 * PAGE, object));
        client.store(space, 2 * ADDR + 2 * PAGE, 11);

        Command.Map part =
                new Command.Map(space, 0, ADDR, 2 * PAGE, object, PAGE, Prot.READ, 0, 0, 0);
        assertThat(client.ask(part)).isEqualTo(done(ADDR));
        assertThat(client.load(space, ADDR + PAGE)).isEqualTo(11);
        assertThat(client.load(space, ADDR)).isZero();
    }

    @Test
    void V2_MAP_1_anonymousMemoryIsZeroAndPrivate() {
        assertThat(client.ask(map(space, ADDR, 2 * PAGE))).isEqualTo(done(ADDR));
        assertThat(client.load(space, ADDR + PAGE - 4)).isZero();
        client.store(space, ADDR, 1);
        assertThat(client.maps(space)).isEqualTo("00010000-00012000 rw-p 00000000 00:00 0 \n");
    }

    @Test
    void V2_MAP_2_anObjectWithoutTheRightIsEACCES() {
        long exec = client.object(1, Rights.EXEC | Rights.WRITE);
        long read = client.object(1, Rights.READ);

        assertThat(client.ask(object(exec, 0, Prot.NONE, 0))).isEqualTo(refused(EACCES, 32));
        assertThat(client.ask(object(read, OpFlags.SHARED, Prot.WRITE, 0)))
                .isEqualTo(refused(EACCES, 32));
        assertThat(client.ask(object(read, OpFlags.SHARED, Prot.READ, RW)))
                .isEqualTo(refused(EACCES, 32));
        assertThat(client.ask(object(read, 0, Prot.EXEC, 0))).isEqualTo(refused(EACCES, 32));
        assertThat(client.ask(object(read, 0, Prot.READ, Prot.READ | Prot.EXEC)))
                .isEqualTo(refused(EACCES, 32));
        assertThat(client.ask(object(read, 0, RW, 0))).isEqualTo(done(ADDR));
    }

    private Command object(long object, int flags, int prot, int maxProt) {
        return new Command.Map(space, flags, ADDR, PAGE, object, 0, prot, maxProt, 0, 0);
    }

    @Test
    void V2_MAP_3_maxProtIsTheMostThatAnAreaMayBeGiven() {
        client.value(
                new Command.Map(
                        space,
                        0,
                        ADDR,
                        PAGE,
                        Handle.NONE,
                        0,
                        Prot.READ,
                        Prot.READ | Prot.EXEC,
                        0,
                        0));
        assertThat(client.query(space).areas().get(0).maxProt()).isEqualTo(Prot.READ | Prot.EXEC);
        assertThat(protect(ADDR, Prot.EXEC)).isEqualTo(done(0));
        assertThat(protect(ADDR, Prot.WRITE)).isEqualTo(refused(EACCES, 32, ADDR));
        assertThat(protect(ADDR, Prot.NONE)).isEqualTo(done(0));
    }

    @Test
    void V2_MAP_3_withoutOneItIsWhatTheHandleAllows() {
        assertThat(maxProtOf(map(space, 0, ADDR, PAGE, Prot.NONE))).isEqualTo(Prot.ACCESS);
        long read = client.object(1, Rights.READ);
        long data = client.object(1, Rights.READ | Rights.WRITE);
        long all = client.object(1);
        assertThat(maxProtOf(object(read, 0, 0, 0))).isEqualTo(RW);
        assertThat(maxProtOf(object(read, OpFlags.SHARED, 0, 0))).isEqualTo(Prot.READ);
        assertThat(maxProtOf(object(data, OpFlags.SHARED, 0, 0))).isEqualTo(RW);
        assertThat(maxProtOf(object(all, 0, 0, 0))).isEqualTo(Prot.ACCESS);
        assertThat(maxProtOf(object(all, OpFlags.SHARED, 0, Prot.READ))).isEqualTo(Prot.READ);
    }

    private int maxProtOf(Command map) {
        client.value(new Command.Unmap(space, ADDR, PAGE));
        client.value(map);
        QueryArea area = client.query(space).areas().get(0);
        assertThat(protect(ADDR, area.maxProt())).isEqualTo(done(0));
        for (int prot : new int[] {Prot.READ, Prot.WRITE, Prot.EXEC}) {
            boolean may = (prot & area.maxProt()) != 0;
            assertThat(protect(ADDR, prot)).isEqualTo(may ? done(0) : refused(EACCES, 32, ADDR));
        }
        return area.maxProt();
    }

    @Test
    void V2_MAP_4_aMappedPageIsInTheWayTheLowestIsTold() {
        client.value(map(space, ADDR + 3 * PAGE, PAGE));
        client.value(map(space, ADDR + PAGE, PAGE));
        String before = client.maps(space);

        assertThat(client.ask(map(space, ADDR, 5 * PAGE)))
                .isEqualTo(refused(EEXIST, 16, ADDR + PAGE));
        assertThat(client.ask(map(space, ADDR + 2 * PAGE, 2 * PAGE)))
                .isEqualTo(refused(EEXIST, 16, ADDR + 3 * PAGE));
        assertThat(client.ask(map(space, ADDR + PAGE, PAGE)))
                .isEqualTo(refused(EEXIST, 16, ADDR + PAGE));
        assertThat(client.maps(space)).isEqualTo(before);
        assertThat(client.ask(map(space, ADDR + 2 * PAGE, PAGE))).isEqualTo(done(ADDR + 2 * PAGE));
    }

    @Test
    void V2_MAP_5_replaceRemovesWhatWasThere() {
        client.value(map(space, ADDR, 3 * PAGE));
        client.store(space, ADDR + PAGE, 9);
        client.store(space, ADDR, 8);
        assertThat(replace(ADDR + PAGE, PAGE, RW)).isEqualTo(done(ADDR + PAGE));
        assertThat(client.load(space, ADDR + PAGE)).isZero();
        assertThat(client.load(space, ADDR)).isEqualTo(8);
    }

    @Test
    void V2_MAP_5_aRefusedReplaceLeavesWhatWasThere() {
        long limited = client.space(2 * PAGE);
        client.value(map(limited, ADDR, PAGE));
        client.store(limited, ADDR, 9);
        assertThat(client.ask(map(limited, OpFlags.REPLACE, ADDR, 3 * PAGE, RW)))
                .isEqualTo(refused(ENOMEM, 8));
        assertThat(client.load(limited, ADDR)).isEqualTo(9);
        assertThat(client.query(limited).mappedBytes()).isEqualTo(PAGE);
    }

    @Test
    void V2_MAP_6_anywhereIsTheHighestPlaceThatIsFree() {
        assertThat(anywhere(ADDR, 2 * ADDR, PAGE, 0)).isEqualTo(done(2 * ADDR - PAGE));
        assertThat(anywhere(ADDR, 2 * ADDR, 2 * PAGE, 0)).isEqualTo(done(2 * ADDR - 3 * PAGE));
        client.value(new Command.Unmap(space, 2 * ADDR - PAGE, PAGE));
        assertThat(anywhere(ADDR, 2 * ADDR, 2 * PAGE, 0)).isEqualTo(done(2 * ADDR - 5 * PAGE));
        assertThat(anywhere(ADDR, 2 * ADDR, PAGE, 0)).isEqualTo(done(2 * ADDR - PAGE));
    }

    @Test
    void V2_MAP_6_anywhereKeepsToItsBoundsAndFillsThem() {
        assertThat(anywhere(ADDR, ADDR + PAGE, PAGE, 0)).isEqualTo(done(ADDR));
        assertThat(anywhere(ADDR, ADDR + PAGE, PAGE, 0)).isEqualTo(refused(ENOMEM, 24));
        client.value(map(space, ADDR + 3 * PAGE, PAGE));
        assertThat(anywhere(ADDR, ADDR + 4 * PAGE, 3 * PAGE, 0)).isEqualTo(refused(ENOMEM, 24));
        assertThat(anywhere(ADDR, ADDR + 4 * PAGE, 2 * PAGE, 0)).isEqualTo(done(ADDR + PAGE));
    }

    @Test
    void V2_MAP_6_anywhereIsAMultipleOfTheAlignment() {
        long align = 0x4000;
        assertThat(anywhere(0, 0x13000, PAGE, align)).isEqualTo(done(0x10000));
        assertThat(anywhere(0, 0x13000, PAGE, align)).isEqualTo(done(0xc000));
        assertThat(anywhere(0, 0x10000, 2 * align, align)).isEqualTo(done(0x4000));
        assertThat(anywhere(PAGE, 0x10000, PAGE, align)).isEqualTo(refused(ENOMEM, 24));
        assertThat(anywhere(0, 0x10000, PAGE, align)).isEqualTo(done(0));
        assertThat(anywhere(PAGE, 0x10000, PAGE, 1L << 62)).isEqualTo(refused(ENOMEM, 24));
    }

    @Test
    void V2_MAP_7_aSealedSpaceOrPageIsEPERM() {
        client.value(map(space, ADDR, 4 * PAGE));
        client.value(new Command.Seal(space, 0, ADDR + 2 * PAGE, PAGE));

        assertThat(replace(ADDR, 4 * PAGE, RW)).isEqualTo(refused(EPERM, 16, ADDR + 2 * PAGE));
        assertThat(replace(ADDR, 2 * PAGE, RW)).isEqualTo(done(ADDR));
        client.value(new Command.Seal(space, OpFlags.SPACE, 0, 0));
        assertThat(replace(ADDR, PAGE, RW)).isEqualTo(refused(EPERM, 8));
        assertThat(client.ask(map(space, 2 * ADDR, PAGE))).isEqualTo(refused(EPERM, 8));
        assertThat(anywhere(ADDR, 4 * ADDR, PAGE, 0)).isEqualTo(refused(EPERM, 8));
    }

    @Test
    void V2_MAP_8_maxBytesIsExact() {
        long limited = client.space(3 * PAGE);
        client.value(map(limited, ADDR, 2 * PAGE));
        assertThat(client.ask(map(limited, 2 * ADDR, 2 * PAGE))).isEqualTo(refused(ENOMEM, 8));
        assertThat(client.ask(map(limited, OpFlags.REPLACE, ADDR + PAGE, 2 * PAGE, RW)))
                .isEqualTo(done(ADDR + PAGE));
        assertThat(client.ask(map(limited, 2 * ADDR, PAGE))).isEqualTo(refused(ENOMEM, 8));
        client.value(new Command.Unmap(limited, ADDR, PAGE));
        assertThat(client.ask(map(limited, 2 * ADDR, PAGE))).isEqualTo(done(2 * ADDR));

        long odd = client.space(2 * PAGE - 1);
        client.value(map(odd, ADDR, PAGE));
        assertThat(client.ask(map(odd, 2 * ADDR, PAGE))).isEqualTo(refused(ENOMEM, 8));
    }

    @Test
    void V2_MAP_8_maxAreasIsExact() {
        SessionClient small = new SessionClient(new Kernel(HostProfile.DEFAULT.withMaxMapCount(3)));
        long few = small.space();
        small.value(map(few, ADDR, 3 * PAGE));
        small.value(map(few, 2 * ADDR, PAGE));
        String before = small.maps(few);
        assertThat(small.ask(map(few, OpFlags.REPLACE, ADDR + PAGE, PAGE, Prot.READ)))
                .isEqualTo(refused(ENOMEM, 8));
        assertThat(small.maps(few)).isEqualTo(before);
        assertThat(small.ask(map(few, OpFlags.REPLACE, ADDR, PAGE, Prot.READ)))
                .isEqualTo(done(ADDR));
        assertThat(small.ask(map(few, 3 * ADDR, PAGE))).isEqualTo(refused(ENOMEM, 8));
        assertThat(small.ask(map(few, 2 * ADDR + PAGE, PAGE))).isEqualTo(done(2 * ADDR + PAGE));
    }

    @Test
    void V2_MAP_9_anAreaKeepsItsObject() {
        long object = client.object(1);
        client.value(mapObject(space, OpFlags.SHARED, ADDR, PAGE, object));
        client.store(space, ADDR, 4);
        client.value(new Command.Release(object));
        assertThat(client.load(space, ADDR)).isEqualTo(4);
    }

    @Test
    void V2_MAP_10_rightsThenSealsThenPagesThenLimits() {
        long limited = client.space(PAGE);
        long read = client.object(1, Rights.READ);
        client.value(map(limited, ADDR, PAGE));
        Command shared = new Command.Map(limited, OpFlags.SHARED, ADDR, PAGE, read, 0, RW, 0, 0, 0);
        Command anonymous = map(limited, ADDR, 2 * PAGE);

        assertThat(client.ask(anonymous)).isEqualTo(refused(EEXIST, 16, ADDR));
        client.value(new Command.Seal(limited, OpFlags.SPACE, 0, 0));
        assertThat(client.ask(anonymous)).isEqualTo(refused(EPERM, 8));
        assertThat(client.ask(shared)).isEqualTo(refused(EACCES, 32));
    }

    @Test
    void V2_MAP_10_noPlaceBeforeNoRoom() {
        long limited = client.space(PAGE);
        client.value(map(limited, ADDR, PAGE));
        Command full =
                new Command.Map(
                        limited,
                        OpFlags.ANYWHERE,
                        ADDR,
                        PAGE,
                        Handle.NONE,
                        0,
                        RW,
                        0,
                        ADDR + PAGE,
                        0);
        assertThat(client.ask(full)).isEqualTo(refused(ENOMEM, 24));
    }
}

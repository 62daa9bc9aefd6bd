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
import static org.assertj.core.api.Assertions.tuple;

import io.github.procmm.backend.HostProfile;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame.QueryArea;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.OpFlags;
import org.junit.jupiter.api.Test;

/** Section 20.3: UNMAP, PROTECT, MOVE, DISCARD. */
class SessionChangeTest {

    private static final long ADDR = 0x10000;
    private static final long TO = 0x40000;
    private static final long PAGE = 0x1000;

    private final SessionClient client = new SessionClient();
    private final long space = client.space();

    private Result unmap(long addr, long len) {
        return client.ask(new Command.Unmap(space, addr, len));
    }

    private Result protect(long addr, long len, int prot) {
        return client.ask(new Command.Protect(space, addr, len, prot));
    }

    private Result move(int flags, long addr, long len, long to) {
        return client.ask(new Command.Move(space, flags, addr, len, to));
    }

    private Result discard(long addr, long len) {
        return client.ask(new Command.Discard(space, addr, len));
    }

    private void seal(long addr, long len) {
        client.value(new Command.Seal(space, 0, addr, len));
    }

    private void sealSpace() {
        client.value(new Command.Seal(space, OpFlags.SPACE, 0, 0));
    }

    @Test
    void V2_UNMAP_1_itRemovesEveryPageHolesAreNoError() {
        client.value(map(space, ADDR, 2 * PAGE));
        client.value(map(space, ADDR + 4 * PAGE, 2 * PAGE));
        client.store(space, ADDR + PAGE, 1);

        assertThat(unmap(ADDR + PAGE, 4 * PAGE)).isEqualTo(done(0));
        assertThat(client.query(space).areas())
                .extracting(QueryArea::start, QueryArea::end)
                .containsExactly(tuple(ADDR, ADDR + PAGE), tuple(ADDR + 5 * PAGE, ADDR + 6 * PAGE));
        assertThat(unmap(2 * TO, PAGE)).isEqualTo(done(0));
        client.value(map(space, ADDR + PAGE, PAGE));
        assertThat(client.load(space, ADDR + PAGE)).isZero();
    }

    @Test
    void V2_UNMAP_2_sealsForbidIt() {
        client.value(map(space, ADDR, 3 * PAGE));
        seal(ADDR + PAGE, PAGE);
        assertThat(unmap(ADDR, 3 * PAGE)).isEqualTo(refused(EPERM, 16, ADDR + PAGE));
        assertThat(unmap(ADDR + 2 * PAGE, PAGE)).isEqualTo(done(0));
        sealSpace();
        assertThat(unmap(ADDR, 3 * PAGE)).isEqualTo(refused(EPERM, 8));
        assertThat(unmap(TO, PAGE)).isEqualTo(refused(EPERM, 8));
    }

    @Test
    void V2_UNMAP_2_anAreaTooManyIsENOMEM() {
        SessionClient small = new SessionClient(new Kernel(HostProfile.DEFAULT.withMaxMapCount(2)));
        long few = small.space();
        small.value(map(few, ADDR, 3 * PAGE));
        small.value(map(few, TO, PAGE));
        assertThat(small.ask(new Command.Unmap(few, ADDR + PAGE, PAGE)))
                .isEqualTo(refused(ENOMEM, 8));
        assertThat(small.query(few).mappedBytes()).isEqualTo(4 * PAGE);
        small.value(new Command.Unmap(few, TO, PAGE));
        small.value(new Command.Unmap(few, ADDR + PAGE, PAGE));
    }

    @Test
    void V2_PROT_1_itIsForThePagesOfTheRangeAlone() {
        client.value(map(space, ADDR, 3 * PAGE));
        client.store(space, ADDR + PAGE, 5);
        assertThat(protect(ADDR + PAGE, PAGE, Prot.READ)).isEqualTo(done(0));
        assertThat(client.query(space).areas())
                .extracting(QueryArea::prot)
                .containsExactly(RW, Prot.READ, RW);
        assertThat(protect(ADDR, 3 * PAGE, RW)).isEqualTo(done(0));
        assertThat(client.query(space).areas()).hasSize(1);
        assertThat(client.load(space, ADDR + PAGE)).isEqualTo(5);
    }

    @Test
    void V2_PROT_1_whatIsRefusedAtTheEndChangesNothingAtTheBeginning() {
        client.value(map(space, ADDR, 2 * PAGE));
        String before = client.maps(space);
        assertThat(protect(ADDR, 3 * PAGE, Prot.READ))
                .isEqualTo(refused(ENOMEM, 16, ADDR + 2 * PAGE));
        assertThat(client.maps(space)).isEqualTo(before);
    }

    @Test
    void V2_PROT_2_spaceSealPageSealHoleRightsInThisOrder() {
        client.value(denied(ADDR));
        client.value(map(space, ADDR + 2 * PAGE, PAGE));
        client.value(denied(ADDR + 3 * PAGE));

        assertThat(protect(ADDR, PAGE, Prot.WRITE)).isEqualTo(refused(EACCES, 32, ADDR));
        assertThat(protect(ADDR + 2 * PAGE, 2 * PAGE, RW))
                .isEqualTo(refused(EACCES, 32, ADDR + 3 * PAGE));
        assertThat(protect(ADDR, 4 * PAGE, RW)).isEqualTo(refused(ENOMEM, 16, ADDR + PAGE));
        assertThat(protect(ADDR - PAGE, 2 * PAGE, RW)).isEqualTo(refused(ENOMEM, 16, ADDR - PAGE));
        seal(ADDR + 3 * PAGE, PAGE);
        assertThat(protect(ADDR, 4 * PAGE, RW)).isEqualTo(refused(EPERM, 16, ADDR + 3 * PAGE));
        sealSpace();
        assertThat(protect(ADDR, 4 * PAGE, RW)).isEqualTo(refused(EPERM, 8));
    }

    private Command denied(long addr) {
        return new Command.Map(space, 0, addr, PAGE, Handle.NONE, 0, Prot.READ, Prot.READ, 0, 0);
    }

    @Test
    void V2_PROT_2_anAreaTooManyIsENOMEM() {
        SessionClient small = new SessionClient(new Kernel(HostProfile.DEFAULT.withMaxMapCount(2)));
        long few = small.space();
        small.value(map(few, ADDR, 3 * PAGE));
        assertThat(small.ask(new Command.Protect(few, ADDR + PAGE, PAGE, Prot.READ)))
                .isEqualTo(refused(ENOMEM, 8));
        assertThat(small.maps(few)).contains("00010000-00013000 rw-p");
        small.value(new Command.Protect(few, ADDR, PAGE, Prot.READ));
        small.value(new Command.Protect(few, ADDR, 2 * PAGE, Prot.READ));
        small.value(new Command.Protect(few, ADDR, 3 * PAGE, Prot.READ));
    }

    @Test
    void V2_MOVE_1_whatAPageShowsMovesWithIt() {
        long object = client.object(4);
        client.value(mapObject(space, OpFlags.SHARED, ADDR, 2 * PAGE, object));
        client.value(mapObject(space, 0, ADDR + 2 * PAGE, 2 * PAGE, object));
        client.store(space, ADDR + PAGE, 1);
        client.store(space, ADDR + 2 * PAGE, 2);
        client.value(new Command.Protect(space, ADDR + 2 * PAGE, PAGE, Prot.READ));

        assertThat(move(0, ADDR + PAGE, 3 * PAGE, TO)).isEqualTo(done(TO));

        assertThat(client.load(space, TO)).isEqualTo(1);
        assertThat(client.load(space, TO + PAGE)).isEqualTo(2);
        client.store(space, ADDR, 0);
        client.store(space, TO, 3);
        client.value(mapObject(space, 0, 2 * TO, 4 * PAGE, object));
        assertThat(client.load(space, 2 * TO + PAGE)).isEqualTo(3);
        assertThat(client.query(space).areas())
                .extracting(QueryArea::start, QueryArea::offset, QueryArea::prot)
                .containsExactly(
                        tuple(ADDR, 0L, RW),
                        tuple(TO, PAGE, RW),
                        tuple(TO + PAGE, 0L, Prot.READ),
                        tuple(TO + 2 * PAGE, PAGE, RW),
                        tuple(2 * TO, 0L, RW));
    }

    @Test
    void V2_MOVE_1_whereThePagesWereNothingIsMapped() {
        client.value(map(space, ADDR, PAGE));
        client.store(space, ADDR, 1);
        move(0, ADDR, PAGE, ADDR + PAGE);
        assertThat(client.query(space).areas())
                .extracting(QueryArea::start)
                .containsExactly(ADDR + PAGE);
        client.value(map(space, ADDR, PAGE));
        assertThat(client.load(space, ADDR)).isZero();
        assertThat(client.load(space, ADDR + PAGE)).isEqualTo(1);
    }

    @Test
    void V2_MOVE_1_replaceTakesThePlaceOfWhatIsThere() {
        client.value(map(space, ADDR, PAGE));
        client.value(map(space, TO, 2 * PAGE));
        client.store(space, ADDR, 1);
        client.store(space, TO, 2);
        client.store(space, TO + PAGE, 3);
        assertThat(move(OpFlags.REPLACE, ADDR, PAGE, TO)).isEqualTo(done(TO));
        assertThat(client.load(space, TO)).isEqualTo(1);
        assertThat(client.load(space, TO + PAGE)).isEqualTo(3);
    }

    @Test
    void V2_MOVE_2_sourceThenTargetInThisOrder() {
        client.value(map(space, ADDR, PAGE));
        client.value(map(space, ADDR + 2 * PAGE, PAGE));
        client.value(map(space, TO + PAGE, PAGE));

        assertThat(move(0, ADDR, PAGE, TO)).isEqualTo(done(TO));
        assertThat(move(0, TO, 2 * PAGE, ADDR + PAGE))
                .isEqualTo(refused(EEXIST, 32, ADDR + 2 * PAGE));
        assertThat(move(0, TO + PAGE, 2 * PAGE, ADDR + PAGE))
                .isEqualTo(refused(ENOMEM, 16, TO + 2 * PAGE));
        seal(ADDR + 2 * PAGE, PAGE);
        assertThat(move(0, TO, 2 * PAGE, ADDR + PAGE))
                .isEqualTo(refused(EEXIST, 32, ADDR + 2 * PAGE));
        assertThat(move(OpFlags.REPLACE, TO, 2 * PAGE, ADDR + PAGE))
                .isEqualTo(refused(EPERM, 32, ADDR + 2 * PAGE));
        assertThat(move(OpFlags.REPLACE, TO + PAGE, 2 * PAGE, ADDR + PAGE))
                .isEqualTo(refused(ENOMEM, 16, TO + 2 * PAGE));
        assertThat(move(0, ADDR + PAGE, 2 * PAGE, TO))
                .isEqualTo(refused(EPERM, 16, ADDR + 2 * PAGE));
        sealSpace();
        assertThat(move(0, ADDR + PAGE, 2 * PAGE, TO)).isEqualTo(refused(EPERM, 8));
    }

    @Test
    void V2_MOVE_2_anAreaTooManyIsENOMEM() {
        SessionClient small = new SessionClient(new Kernel(HostProfile.DEFAULT.withMaxMapCount(2)));
        long few = small.space();
        small.value(map(few, ADDR, 3 * PAGE));
        small.store(few, ADDR + PAGE, 6);
        assertThat(small.ask(new Command.Move(few, 0, ADDR + PAGE, PAGE, TO)))
                .isEqualTo(refused(ENOMEM, 8));
        assertThat(small.load(few, ADDR + PAGE)).isEqualTo(6);
        small.value(new Command.Move(few, 0, ADDR + 2 * PAGE, PAGE, TO));
    }

    @Test
    void V2_DISCARD_1_privatePagesShowTheObjectAgain() {
        long object = client.object(2);
        client.value(mapObject(space, OpFlags.SHARED, TO, 2 * PAGE, object));
        client.value(mapObject(space, 0, ADDR, 2 * PAGE, object));
        client.value(map(space, ADDR + 2 * PAGE, 2 * PAGE));
        client.store(space, TO, 1);
        client.store(space, ADDR, 2);
        client.store(space, ADDR + 2 * PAGE, 3);
        client.store(space, ADDR + 3 * PAGE, 4);
        String before = client.maps(space);

        assertThat(discard(ADDR, 3 * PAGE)).isEqualTo(done(0));

        assertThat(client.load(space, ADDR)).isEqualTo(1);
        assertThat(client.load(space, ADDR + 2 * PAGE)).isZero();
        assertThat(client.load(space, ADDR + 3 * PAGE)).isEqualTo(4);
        assertThat(discard(TO, 2 * PAGE)).isEqualTo(done(0));
        assertThat(client.load(space, TO)).isEqualTo(1);
        assertThat(client.maps(space)).isEqualTo(before);
    }

    @Test
    void V2_DISCARD_2_spaceSealPageSealHoleInThisOrder() {
        client.value(map(space, ADDR, PAGE));
        client.value(map(space, ADDR + 2 * PAGE, PAGE));
        client.store(space, ADDR, 1);
        assertThat(discard(ADDR, 3 * PAGE)).isEqualTo(refused(ENOMEM, 16, ADDR + PAGE));
        seal(ADDR + 2 * PAGE, PAGE);
        assertThat(discard(ADDR, 3 * PAGE)).isEqualTo(refused(EPERM, 16, ADDR + 2 * PAGE));
        sealSpace();
        assertThat(discard(ADDR, PAGE)).isEqualTo(refused(EPERM, 8));
        assertThat(client.load(space, ADDR)).isEqualTo(1);
    }
}

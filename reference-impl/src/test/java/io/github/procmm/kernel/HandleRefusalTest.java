package io.github.procmm.kernel;

import static io.github.procmm.kernel.SessionClient.map;
import static io.github.procmm.kernel.SessionClient.mapObject;
import static io.github.procmm.kernel.SessionClient.refused;
import static io.github.procmm.model.Errno.EACCES;
import static io.github.procmm.model.Errno.EBADF;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.model.Munmap;
import io.github.procmm.model.Prot;
import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame.Result;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every operation, in every mode, with every kind of number that is no handle for it, or one that
 * allows everything else: refused, and nothing has changed.
 */
class HandleRefusalTest {

    private static final long ADDR = 0x10000;
    private static final long PAGE = 0x1000;
    private static final long GENERATION = 1L << 32;
    private static final int HANDLE = 8;
    private static final int OBJECT = 32;

    private final SessionClient client = new SessionClient();
    private final long space = client.space();
    private final long object = client.object(2);

    @BeforeEach
    void mapSomething() {
        client.value(map(space, ADDR, PAGE));
        client.value(map(space, 3 * ADDR, PAGE));
        client.store(space, ADDR, 7);
    }

    /** What is done in a space, with the right that it wants; in this order all succeed. */
    private Map<LongFunction<Command>, Integer> inSpace() {
        Map<LongFunction<Command>, Integer> all = new LinkedHashMap<>();
        all.put(handle -> map(handle, 2 * ADDR, PAGE), Rights.CHANGE);
        all.put(handle -> mapObject(handle, 0, 4 * ADDR, PAGE, object), Rights.CHANGE);
        all.put(handle -> new Command.Protect(handle, ADDR, PAGE, Prot.READ), Rights.CHANGE);
        all.put(handle -> new Command.Discard(handle, ADDR, PAGE), Rights.CHANGE);
        all.put(handle -> new Command.Move(handle, 0, ADDR, PAGE, 5 * ADDR), Rights.CHANGE);
        all.put(handle -> new Command.Unmap(handle, 2 * ADDR, PAGE), Rights.CHANGE);
        all.put(handle -> new Command.Query(handle, 0, 9), Rights.QUERY);
        all.put(handle -> new Command.CloneSpace(handle, Rights.OF_SPACE), Rights.CLONE);
        all.put(handle -> new Command.Seal(handle, 0, 3 * ADDR, PAGE), Rights.SEAL);
        all.put(handle -> new Command.Seal(handle, OpFlags.SPACE, 0, 0), Rights.SEAL);
        all.put(Command.Destroy::new, Rights.DESTROY);
        return all;
    }

    /** Numbers that are no handles of this session, though some have been, or are elsewhere. */
    private List<Long> numbersOfNothing() {
        long released = client.space();
        client.value(new Command.Release(released));
        long destroyed = client.space(); // in the same slot
        client.value(new Command.Destroy(destroyed));
        long last = client.object(1); // there once more
        List<Long> numbers = new ArrayList<>(List.of(0L, 1L, released, destroyed));
        numbers.add(last + GENERATION); // one that is still to come
        numbers.add(last + 1); // a slot that was never used
        numbers.add(last | Integer.MAX_VALUE); // far beyond all slots
        numbers.add(last | 1L << 31); // before the first
        SessionClient other = client.other();
        for (int i = 0; i < 9; i++) {
            numbers.add(other.space());
        }
        numbers.removeAll(List.of(space, object, last));
        return numbers;
    }

    private String everything() {
        return client.maps(space)
                + client.query(space)
                + client.load(space, ADDR)
                + client.kernel.openAddressSpaces();
    }

    private void isRefused(Command command, Result refusal) {
        String before = everything();
        for (BatchMode mode : BatchMode.values()) {
            assertThat(client.batch(mode, command))
                    .as("%s %s", mode, command)
                    .containsExactly(refusal);
        }
        assertThat(everything()).as("%s", command).isEqualTo(before);
    }

    @Test
    void V2_HANDLE_2_staleForgedAndForeignNumbersAreEBADFEverywhere() {
        List<Long> numbers = numbersOfNothing();
        for (long number : numbers) {
            Result none = refused(EBADF, HANDLE);
            inSpace().keySet().forEach(operation -> isRefused(operation.apply(number), none));
            isRefused(new Command.Release(number), none);
            isRefused(new Command.Duplicate(number, Rights.QUERY), none);
            if (number != 0) { // which is anonymous memory
                isRefused(mapObject(space, 0, 4 * ADDR, PAGE, number), refused(EBADF, OBJECT));
            }
            isRefusedToV1(number, none);
            assertThat(client.session.addressSpace(number)).isNull();
        }
        assertThat(numbers).hasSizeGreaterThan(12);
    }

    private void isRefusedToV1(long number, Result refusal) {
        String before = everything();
        for (BatchMode mode : BatchMode.values()) {
            assertThat(client.legacy(mode, number, new Munmap(ADDR, PAGE)))
                    .containsExactly(refusal);
        }
        Task task = client.process.newTask();
        assertThat(client.session.switchMm(task, number)).isEqualTo(-refusal.status());
        task.exit();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void V2_REC_7_handlesOfTheOtherKindAreEBADFEverywhere() {
        Result none = refused(EBADF, HANDLE);
        inSpace().keySet().forEach(operation -> isRefused(operation.apply(object), none));
        isRefused(mapObject(space, 0, 4 * ADDR, PAGE, space), refused(EBADF, OBJECT));
        isRefusedToV1(object, none);
    }

    @Test
    void V2_REC_8_aHandleThatAllowsEverythingElseIsEACCES() {
        inSpace()
                .forEach(
                        (operation, right) -> {
                            int rest = Rights.OF_SPACE & ~right;
                            long less = client.value(new Command.Duplicate(space, rest));
                            isRefused(operation.apply(less), refused(EACCES, HANDLE));
                        });
        int rest = Rights.OF_SPACE & ~(Rights.CHANGE | Rights.RUN);
        long less = client.value(new Command.Duplicate(space, rest));
        isRefusedToV1(less, refused(EACCES, HANDLE));
        isRefused(new Command.Duplicate(less, Rights.CHANGE), refused(EACCES, 16));
    }

    @Test
    void V2_REC_8_aHandleThatAllowsNothingElseIsEnough() {
        inSpace()
                .forEach(
                        (operation, right) -> {
                            long enough = client.value(new Command.Duplicate(space, right));
                            Result result = client.ask(operation.apply(enough));
                            assertThat(result.status()).as("right %x", right).isZero();
                        });
    }
}

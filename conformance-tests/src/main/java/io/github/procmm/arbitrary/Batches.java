package io.github.procmm.arbitrary;

import io.github.procmm.v2.BatchMode;
import io.github.procmm.v2.Command;
import io.github.procmm.v2.Frame;
import io.github.procmm.v2.Handle;
import io.github.procmm.v2.OpFlags;
import io.github.procmm.v2.Rights;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Draws operations and batches of part v2. Handles are references to what earlier records of the
 * same batch give.
 */
public final class Batches {

    /** The records that every batch begins with: a space, and an object of four pages. */
    private static final List<Command> MADE =
            List.of(
                    new Command.Create(Rights.OF_SPACE, 0),
                    new Command.Memory(4L * 4096, Rights.OF_OBJECT, 1));

    private static final int MOST_RECORDS = 10;
    private static final long SPACE = Handle.reference(0);

    private Batches() {}

    /** Returns a batch: a space, an object, and up to ten records that use them. */
    public static Arbitrary<Frame.Batch> all() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 1000),
                        Arbitraries.of(BatchMode.class),
                        commands().list().ofMaxSize(MOST_RECORDS))
                .as(Batches::batch);
    }

    private static Frame.Batch batch(long sequence, BatchMode mode, List<Command> commands) {
        List<Command> all = new ArrayList<>(MADE);
        all.addAll(commands);
        return new Frame.Batch(sequence, mode, all);
    }

    /** Returns any operation, to stand in a batch of {@link #all}. */
    public static Arbitrary<Command> commands() {
        Arbitrary<Long> spaces = spaces();
        return Arbitraries.frequencyOf(
                Tuple.of(6, maps()),
                Tuple.of(3, ranged()),
                Tuple.of(1, moves()),
                Tuple.of(
                        1,
                        Combinators.combine(spaces, Arbitraries.of(Rights.OF_SPACE, Rights.QUERY))
                                .as(Command.CloneSpace::new)),
                Tuple.of(
                        1,
                        Combinators.combine(
                                        spaces,
                                        Pages.addresses(),
                                        Arbitraries.integers().between(1, 4))
                                .as(Command.Query::new)),
                Tuple.of(1, ends()));
    }

    private static Arbitrary<Command> maps() {
        return Combinators.combine(
                        spaces(),
                        Arbitraries.of(0, OpFlags.REPLACE, OpFlags.SHARED),
                        Pages.addresses(),
                        Pages.lengths(),
                        Arbitraries.of(Handle.NONE, Handle.reference(1)),
                        Pages.offsets(),
                        prots())
                .as(
                        (space, flags, addr, len, object, offset, prot) ->
                                new Command.Map(
                                        space, flags, addr, len, object, offset, prot, 0, 0, 0));
    }

    private static Arbitrary<Command> ranged() {
        Arbitrary<Long> at = Pages.addresses();
        Arbitrary<Long> len = Pages.lengths();
        return Arbitraries.oneOf(
                Combinators.combine(spaces(), at, len).as(Command.Unmap::new),
                Combinators.combine(spaces(), at, len, prots()).as(Command.Protect::new),
                Combinators.combine(spaces(), at, len).as(Command.Discard::new),
                Combinators.combine(spaces(), Arbitraries.just(0), at, len).as(Command.Seal::new));
    }

    private static Arbitrary<Command> moves() {
        return Combinators.combine(
                        spaces(),
                        Arbitraries.of(0, OpFlags.REPLACE),
                        Pages.addresses(),
                        Pages.lengths(),
                        Pages.addresses())
                .as(Command.Move::new);
    }

    private static Arbitrary<Command> ends() {
        return Arbitraries.oneOf(
                spaces().map(Command.Release::new), spaces().map(Command.Destroy::new));
    }

    /** Returns the first space, or what a later record gives: a clone, or nothing. */
    private static Arbitrary<Long> spaces() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(SPACE)),
                Tuple.of(1, Arbitraries.integers().between(1, 6).map(Handle::reference)));
    }

    private static Arbitrary<Integer> prots() {
        return Arbitraries.integers().between(0, 7);
    }
}

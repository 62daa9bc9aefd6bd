package io.github.procmm.suite;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.model.Errno;
import java.io.Serializable;
import java.util.List;

/** What a backend has to answer to one call. */
public sealed interface Expected extends Serializable {

    /** Exactly this number: a descriptor, a count, an address or 0, or a negative errno. */
    record Result(long result) implements Expected {}

    /** A load that sees this: little-endian, zero-extended. */
    record Value(long value) implements Expected {}

    /** An access that faults. */
    record Faulted(FaultKind kind, long addr) implements Expected {}

    /**
     * A result and bytes.
     *
     * @param hex the bytes, two lower-case digits each
     */
    record Data(long result, String hex) implements Expected {}

    /**
     * This number, or a negative errno.
     *
     * @param errnos which; any where there are none
     */
    record Ended(long result, List<Errno> errnos) implements Expected {

        /** Copies the list. */
        public Ended {
            errnos = List.copyOf(errnos);
        }
    }

    /** Any areas, of whole pages, ascending, none upon another. */
    record SoundAreas() implements Expected {}

    /** These areas and no others, in this order. */
    record Areas(List<ExpectedArea> areas) implements Expected {

        /** Copies the list. */
        public Areas {
            areas = List.copyOf(areas);
        }
    }

    /**
     * These pages and no others: as {@link Areas}, but for where an area ends that the next one
     * continues.
     */
    record Pages(List<ExpectedArea> areas) implements Expected {

        /** Copies the list. */
        public Pages {
            areas = List.copyOf(areas);
        }
    }

    /**
     * Exactly these lines of maps, ends excluded. {@code {object N}} stands for the name that the
     * backend gave object N.
     */
    record Lines(List<String> lines) implements Expected {

        /** Copies the list. */
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Exactly these frames come back from a session.
     *
     * @param result 1 where the session is over then, else 0
     */
    record Frames(long result, List<ExpectedFrame> frames) implements Expected {

        /** Copies the list. */
        public Frames {
            frames = List.copyOf(frames);
        }
    }

    /** Whatever it is: a later step refers to it. */
    record Noted() implements Expected {}

    /**
     * The same as the answer to an earlier step.
     *
     * @param step the index of that step, from 0
     */
    record SameAs(int step) implements Expected {}
}

package io.github.procmm.suite;

import java.io.Serializable;

/**
 * A number that a call needs and only an earlier answer knows: a handle, a limit. The call has
 * zeros there until the judge puts it in.
 *
 * @param at where in the bytes of a SendBytes it goes, from 0; {@link #HANDLE} for the handle that
 *     the call names
 * @param size how many bytes it has, here and there: 4 or 8, little-endian
 * @param step the index of the step whose answer tells it, from 0
 * @param from where in the data of that answer it stands, from 0
 * @param add what is added to it
 */
public record Fill(int at, int size, int step, int from, long add) implements Serializable {

    /** Not in bytes, but in the handle of the call. */
    public static final int HANDLE = -1;

    /** Returns the same number for another place. */
    public Fill to(int place) {
        return new Fill(place, size, step, from, add);
    }
}

package io.github.procmm.kernel;

import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import org.jspecify.annotations.Nullable;

/**
 * An area (VMA): neighbouring pages that show one object, or anonymous memory, in one way.
 *
 * <p>Immutable. Cutting, joining and changing give new ones; {@link AreaMap} decides when.
 *
 * <p>{@code anon} is Linux's anon_vma: null until something is stored in a private area. Two areas
 * that were each stored into before they met stay two (V1-AREA-2).
 */
final class Area {

    /** Above the three bits of {@link Prot#ACCESS}. */
    static final int SHARED = 0x8;

    static final int GROWSDOWN = 0x10;
    static final int NORESERVE = 0x20;
    static final int LOCKED = 0x40;
    static final int STACK = 0x80;

    static final int SYNC = 0x100;

    /** Charged as memory that may be written: Linux keeps it when WRITE goes, and compares it. */
    static final int ACCOUNT = 0x200;

    /** Cannot be changed any more (V2-SEAL-1). */
    static final int SEALED = 0x400;

    /** Rights that it may never be given, shifted to here (V2-MAP-3). */
    private static final int DENIED_SHIFT = 12;

    private final long start;
    private final long end;
    private final int bits;
    private final @Nullable OpenObject file;

    /**
     * Where in the object, in pages: bytes could wrap (V1-MAP-1). Without an object, where the area
     * lay when something was first stored there: what has moved joins only what it was part of.
     */
    private final long firstPage;

    private final @Nullable AnonIdentity anon;

    /** Makes an area that nothing was stored into; {@code offset} is 0 without a file. */
    Area(long start, long end, int bits, @Nullable OpenObject file, long offset) {
        this(start, end, bits, file, Page.number(file == null ? start : offset), null);
    }

    private Area(
            long start,
            long end,
            int bits,
            @Nullable OpenObject file,
            long firstPage,
            @Nullable AnonIdentity anon) {
        this.start = start;
        this.end = end;
        this.bits = bits;
        this.file = file;
        this.firstPage = firstPage;
        this.anon = anon;
    }

    /** Returns the bits of a new area that mmap was asked for with valid {@code flags}. */
    static int bits(long prot, long flags) {
        int bits = (int) prot & Prot.ACCESS;
        boolean shared = (flags & MapFlags.SHARED) != 0;
        bits |= shared ? SHARED : 0;
        bits |= (flags & MapFlags.GROWSDOWN) != 0 ? GROWSDOWN : 0;
        bits |= (flags & MapFlags.NORESERVE) != 0 ? NORESERVE : 0;
        bits |= (flags & MapFlags.LOCKED) != 0 ? LOCKED : 0;
        bits |= (flags & MapFlags.STACK) != 0 ? STACK : 0;
        bits |= (flags & MapFlags.SYNC) != 0 ? SYNC : 0;
        return (bits & (NORESERVE | SHARED | Prot.WRITE)) == Prot.WRITE ? bits | ACCOUNT : bits;
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    long length() {
        return end - start;
    }

    int prot() {
        return bits & Prot.ACCESS;
    }

    int bits() {
        return bits;
    }

    /** Returns the most that it may be given, by whichever part of the protocol. */
    int maxProt() {
        int max = Prot.ACCESS & ~(bits >>> DENIED_SHIFT);
        if (file != null) {
            max &= isShared() && !file.mode().writes() ? ~Prot.WRITE : max;
            max &= file.isExecutable() ? max : ~Prot.EXEC;
        }
        return max;
    }

    boolean isSealed() {
        return (bits & SEALED) != 0;
    }

    boolean isShared() {
        return (bits & SHARED) != 0;
    }

    @Nullable OpenObject file() {
        return file;
    }

    /** Returns where in the object the area starts, in bytes; 0 without an object. */
    long offset() {
        return file == null ? 0 : firstPage << Page.SHIFT;
    }

    @Nullable AnonIdentity anon() {
        return anon;
    }

    /** Returns which page of the object is shown at {@code addr}. */
    long objectPage(long addr) {
        return firstPage + Page.number(addr - start);
    }

    /** Returns the part below {@code addr}. */
    Area before(long addr) {
        return new Area(start, addr, bits, file, firstPage, anon);
    }

    /** Returns the part from {@code addr} up, showing what it showed before the cut. */
    Area from(long addr) {
        return new Area(addr, end, bits, file, objectPage(addr), anon);
    }

    /** Returns the part in {@code [from, to)}: this one where that is all of it. */
    Area part(long from, long to) {
        boolean whole = from == start && to == end;
        return whole ? this : new Area(from, to, bits, file, objectPage(from), anon);
    }

    Area withAnon(AnonIdentity identity) {
        return new Area(start, end, bits, file, firstPage, identity);
    }

    /** Returns this area as mprotect leaves it, accounting included. */
    Area withProt(int prot) {
        int changed = (bits & ~Prot.ACCESS) | (prot & Prot.ACCESS);
        if ((prot & Prot.WRITE) != 0) {
            boolean charge = (bits & (ACCOUNT | Prot.WRITE | SHARED | NORESERVE)) == 0;
            changed |= charge ? ACCOUNT : 0;
        } else if (file == null && anon == null) {
            changed &= ~ACCOUNT;
        }
        return new Area(start, end, changed, file, firstPage, anon);
    }

    /** Returns this area, but it may never be given more than {@code max} (V2-MAP-3). */
    Area withMaxProt(int max) {
        int denied = maxProt() & ~max; // what the opening denies anyway is nothing new
        return denied == 0
                ? this
                : new Area(start, end, bits | denied << DENIED_SHIFT, file, firstPage, anon);
    }

    Area sealed() {
        return new Area(start, end, bits | SEALED, file, firstPage, anon);
    }

    /** Returns this area, whole, at another address. */
    Area movedTo(long addr) {
        boolean anew = file == null && anon == null;
        long first = anew ? Page.number(addr) : firstPage;
        return new Area(addr, addr + length(), bits, file, first, anon);
    }

    /** Returns this area and its continuation {@code next} as one. */
    Area joinedWith(Area next) {
        return new Area(start, next.end, bits, file, firstPage, anon == null ? next.anon : anon);
    }

    /** Returns whether this area and {@code next} are one area in all but name (V1-AREA-2). */
    boolean continuesInto(Area next) {
        return bits == next.bits && touchesAndShowsOn(next) && AnonIdentity.agree(anon, next.anon);
    }

    /** Returns whether a store into one of the two may take the other's identity. */
    boolean sharesIdentityWith(Area next) {
        return ((bits ^ next.bits) & ~Prot.ACCESS) == 0 && touchesAndShowsOn(next);
    }

    private boolean touchesAndShowsOn(Area next) {
        return end == next.start
                && OpenObject.agree(file, next.file)
                && objectPage(end) == next.firstPage;
    }
}

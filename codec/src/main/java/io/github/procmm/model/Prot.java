package io.github.procmm.model;

/** The bits of a protection, by their Linux numbers. */
public final class Prot {

    public static final int NONE = 0;
    public static final int READ = 0x1;
    public static final int WRITE = 0x2;
    public static final int EXEC = 0x4;

    /** Atomic operations may be done there: accepted, without effect. */
    public static final int SEM = 0x8;

    /** MPROTECT only: from the start of an area that grows downwards. */
    public static final int GROWSDOWN = 0x0100_0000;

    /** MPROTECT only: to the end of an area that grows upwards. */
    public static final int GROWSUP = 0x0200_0000;

    /** The bits that decide which accesses an area allows. */
    public static final int ACCESS = READ | WRITE | EXEC;

    private Prot() {}
}

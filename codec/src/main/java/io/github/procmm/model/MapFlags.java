package io.github.procmm.model;

/** The bits of {@link Mmap#flags()}, by their Linux numbers on i386 and x86_64. */
public final class MapFlags {

    /** Stores reach the object. */
    public static final int SHARED = 0x1;

    /** Stores stay in this address space: a page is copied at the first. */
    public static final int PRIVATE = 0x2;

    /** SHARED on an object; older kernels refuse it. */
    public static final int SHARED_VALIDATE = 0x3;

    /** The bits that hold one of the three above. */
    public static final int TYPE_MASK = 0xf;

    /** Exactly at the address, replacing what is there. */
    public static final int FIXED = 0x10;

    /** Zeroed memory, no object. */
    public static final int ANONYMOUS = 0x20;

    /** A stack: kept on the area; growth is not modelled. */
    public static final int GROWSDOWN = 0x100;

    /** Ignored. */
    public static final int DENYWRITE = 0x800;

    /** Ignored. */
    public static final int EXECUTABLE = 0x1000;

    /** Kept on the area. */
    public static final int LOCKED = 0x2000;

    /** Kept on the area. */
    public static final int NORESERVE = 0x4000;

    /** No effect that an address space shows. */
    public static final int POPULATE = 0x8000;

    /** Kept on the area: Linux keeps huge pages out of stacks. */
    public static final int STACK = 0x20000;

    /** Kept on the area; SHARED_VALIDATE refuses it. */
    public static final int SYNC = 0x80000;

    /** Exactly at the address, or EEXIST when anything is there. */
    public static final int FIXED_NOREPLACE = 0x10_0000;

    private MapFlags() {}
}

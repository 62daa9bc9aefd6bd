package io.github.procmm.backend;

import io.github.procmm.wire.Dialect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files through which a host hands out address spaces (V1-FILE-3). */
public enum MmFile {
    /** On every host; on x86_64 its records are those of i386, whoever writes them. */
    PROC_MM("/proc/mm"),
    /** On x86_64 hosts only: the native record. */
    PROC_MM64("/proc/mm64");

    private final String path;

    MmFile(String path) {
        this.path = path;
    }

    /** Returns the path of the file. */
    public String path() {
        return path;
    }

    /** Returns the file of that path, or null when there is none. */
    public static @Nullable MmFile of(String path) {
        for (MmFile file : values()) {
            if (file.path.equals(path)) {
                return file;
            }
        }
        return null;
    }

    /** Returns the files of a host, that of its native records last. */
    public static List<MmFile> of(Dialect host) {
        return host == Dialect.X86_64 ? List.of(PROC_MM, PROC_MM64) : List.of(PROC_MM);
    }

    /** Returns the layout of this file's records on a host, whoever writes (V1-FILE-4). */
    public Dialect recordsOn(Dialect host) {
        return this == PROC_MM && host == Dialect.X86_64 ? Dialect.I386 : host;
    }

    /** Returns the file whose descriptors a program of some word size means (V1-TASK-2). */
    public static MmFile nativeTo(Dialect program) {
        return program == Dialect.X86_64 ? PROC_MM64 : PROC_MM;
    }
}

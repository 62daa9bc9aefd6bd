package io.github.procmm.backend;

/**
 * What not every backend can do or show. Rules that need what a backend lacks are reported as not
 * tested there. The names are those of {@code procmm/testee.proto}, which says what each is.
 */
public enum Feature {
    /** {@link Backend#maps} shows areas as section 6 of SPEC.md has them, not only pages. */
    AREAS,
    /** {@link Backend#maps} is formatted as section 6.1 says. */
    MAPS_FORMAT,
    /** {@link Backend#load} and {@link Backend#store}. */
    MEMORY,
    /** {@link Backend#fetch}. */
    FETCHES,
    /** {@link Backend#resizeObject}, {@link Backend#writeObject}, {@link Backend#readObject}. */
    OBJECT_BYTES,
    /** Objects of {@link ObjectKind#NOT_EXECUTABLE}. */
    NOT_EXECUTABLE_OBJECTS,
    /** Objects of {@link ObjectKind#DIRECTORY}. */
    DIRECTORIES,
    /** Objects of {@link ObjectKind#PIPE}. */
    PIPES,
    /** Objects of {@link ObjectKind#SOCKET}. */
    SOCKETS,
    /** Objects of {@link ObjectKind#REFUSING}. */
    REFUSING_OBJECTS,
    /** Writers besides number 0, and {@link Backend#send} between them. */
    PROCESSES,
    /** {@link WriterProfile#program} of i386 on an x86_64 host. */
    COMPAT_PROGRAMS,
    /** {@link WriterProfile#addressSpaceBytes}. */
    ADDRESS_SPACE_LIMIT,
    /** {@link WriterProfile#taken}. */
    WRITER_LAYOUT,
    /** {@link HostProfile#maxMapCount} other than the default. */
    MAP_COUNT_LIMIT,
    /** {@link HostProfile#maxAddressSpaces}. */
    ADDRESS_SPACE_COUNT_LIMIT,
    /** {@link HostProfile#ldtEntries}. */
    LDT_LIMIT,
    /** {@link Backend#writeUnreadable}. */
    UNREADABLE_BYTES,
    /** {@link Backend#pwrite}. */
    POSITIONS,
    /** {@link Backend#writev}. */
    WRITEV,
    /** {@link Backend#newTask}, {@link Backend#switchMm}, {@link Backend#exit}. */
    TASKS,
    /** {@link Backend#ptrace} with PTRACE_FAULTINFO and PTRACE_EX_FAULTINFO. */
    FAULT_INFO,
    /** {@link Backend#ptrace} with PTRACE_SIGPENDING. */
    PENDING_SIGNALS,
    /** {@link Backend#ptrace} with PTRACE_LDT. */
    LDTS,
    /** {@link Backend#countAddressSpaces}. */
    LIVE_COUNT,
    /** Opening a file for reading, and {@link Backend#read}. */
    READS,
    /** Sessions of part v2: {@link Backend#newSession} and what names a session. */
    V2,
    /** Sessions that agree to ATOMIC. */
    V2_ATOMIC,
    /** Sessions that agree to LEGACY. */
    V2_LEGACY,
    /** Sessions that agree to IMPORT. */
    V2_IMPORT,
    /** Sessions that agree to CLONE. */
    V2_CLONE,
    /** Sessions that agree to MOVE. */
    V2_MOVE,
    /** Sessions that agree to SEAL. */
    V2_SEAL,
    /** Sessions that agree to MAX_PROT. */
    V2_MAX_PROT,
    /** {@link Backend#newSession} with a number of handles. */
    HANDLE_LIMIT
}

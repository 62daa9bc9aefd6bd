package io.github.procmm.suite;

import io.github.procmm.model.Errno;
import io.github.procmm.proto.v1.PtraceLdt;

/** The LDT of the address space in which a task runs, as its tracer sets and reads it. */
final class Segments {

    static final int READ = 0;
    static final int WRITE_OLD = 1;
    static final int WRITE = 0x11;

    /** How many entries an LDT grows by. */
    static final int UNIT = 512;

    /** The bytes of a {@code struct user_desc}. */
    static final int DESC_BYTES = 16;

    private final Task task;

    Segments(Task task) {
        this.task = task;
    }

    /** Returns the descriptor of 4 GiB of data from a base below 64 KiB on. */
    static String data(int base) {
        int swapped = Integer.reverseBytes(base) >>> Short.SIZE;
        return "ffff" + hex(swapped, 2) + "00f3cf00";
    }

    /** Returns entries that have not been set. */
    static String zeros(int entries) {
        return "00".repeat(entries * Long.BYTES);
    }

    /** Returns a {@code struct user_desc}. */
    static String userDesc(int entry, int base, int limit, int bits) {
        return word(entry) + word(base) + word(limit) + word(bits);
    }

    private static String word(int number) {
        return hex(Integer.reverseBytes(number), Integer.BYTES);
    }

    private static String hex(int number, int bytes) {
        String all = String.format("%08x", number);
        return all.substring(all.length() - 2 * bytes);
    }

    /** Returns a {@code struct ptrace_ldt} in the layout of the task's tracer. */
    String request(int func, long byteCount) {
        return task.struct(PtraceLdt.newBuilder().setFunc(func).setBytecount(byteCount).build());
    }

    /** Sets an entry to {@link #data}. */
    void set(int entry, int base) {
        write(WRITE, userDesc(entry, base, 0xfffff, 0x11), 0);
    }

    /** Expects that what can be read of a {@code struct user_desc} gives this. */
    void write(int func, String desc, int result) {
        write(func, desc, DESC_BYTES, result);
    }

    /** Expects that what can be read of a {@code struct user_desc} of this size gives this. */
    void write(int func, String desc, int byteCount, int result) {
        task.ldt(request(func, byteCount), desc, 0, result, "");
    }

    /** Expects that a write is refused. */
    void refuses(int func, String desc, Errno errno) {
        write(func, desc, errno.asResult());
    }

    /** Expects that the LDT begins with these entries. */
    void show(String... entries) {
        String all = String.join("", entries);
        int bytes = all.length() / 2;
        task.ldt(request(READ, bytes), "", bytes, bytes, all);
    }

    /** Expects that there is no LDT. */
    void areNone() {
        task.ldt(request(READ, Long.BYTES), "", Long.BYTES, 0, "");
    }
}

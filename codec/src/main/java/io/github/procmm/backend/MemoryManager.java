package io.github.procmm.backend;

import org.jspecify.annotations.Nullable;

/** Whose memory management lies beneath the write handler. */
public enum MemoryManager {
    /** Linux as it is today, measured on 6.18: a failed mapping leaves what was there. */
    LINUX_6_18("linux-6.18"),
    /** That of the generation's own kernel: its order of checks, and late failures that lose. */
    ORIGINAL("original");

    private final String readableName;

    MemoryManager(String readableName) {
        this.readableName = readableName;
    }

    /** Returns the name that users write and SPEC.md uses. */
    public String readableName() {
        return readableName;
    }

    /** Returns the manager of that readable name, or null when there is none. */
    public static @Nullable MemoryManager of(String readableName) {
        for (MemoryManager manager : values()) {
            if (manager.readableName.equals(readableName)) {
                return manager;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return readableName;
    }
}

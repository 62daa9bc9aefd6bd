package io.github.procmm.bench.area;

/** Who keeps areas in the benchmark. */
public enum AreaKeeper {
    /** The reference kernel, system calls and all. */
    KERNEL,
    /** java.util.TreeMap, no checks. */
    TREE_MAP,
    /** PCollections' persistent map, no checks. */
    PCOLLECTIONS;

    Areas open() {
        return switch (this) {
            case KERNEL -> new KernelAreas();
            case TREE_MAP -> new TreeMapAreas();
            case PCOLLECTIONS -> new PCollectionsAreas();
        };
    }
}

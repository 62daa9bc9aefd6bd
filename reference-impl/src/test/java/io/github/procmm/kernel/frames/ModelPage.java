package io.github.procmm.kernel.frames;

import org.jspecify.annotations.Nullable;

/** One mapped page: what it shows and how; of its bytes only the first eight. */
final class ModelPage {

    final @Nullable ModelObject object;
    final long objectPage;
    final long tag;
    final boolean shared;
    final int maxProt;
    int prot;
    boolean sealed;

    /** What was stored in a private page; null as long as it shows the object. */
    @Nullable Long stored;

    ModelPage(
            @Nullable ModelObject object,
            long objectPage,
            long tag,
            boolean shared,
            int prot,
            int maxProt) {
        this.object = object;
        this.tag = tag;
        this.objectPage = object == null ? 0 : objectPage;
        this.shared = shared;
        this.prot = prot;
        this.maxProt = maxProt;
    }

    ModelPage copy() {
        ModelPage copy = new ModelPage(object, objectPage, tag, shared, prot, maxProt);
        copy.sealed = sealed;
        copy.stored = stored;
        return copy;
    }

    boolean liesBeyondObject() {
        return object != null && objectPage >= object.pages;
    }

    long value() {
        if (stored != null) {
            return stored;
        }
        return object == null ? 0 : object.values[(int) objectPage];
    }

    void store(long value) {
        if (shared && object != null) {
            object.values[(int) objectPage] = value;
        } else {
            stored = value;
        }
    }

    /** Returns what QUERY would say of this page alone. */
    String view() {
        return view(tag, objectPage, shared, prot, maxProt, sealed);
    }

    static String view(
            long tag, long objectPage, boolean shared, int prot, int maxProt, boolean sealed) {
        return "%d of %d, %s, %d of %d%s"
                .formatted(
                        objectPage,
                        tag,
                        shared ? "shared" : "private",
                        prot,
                        maxProt,
                        sealed ? ", sealed" : "");
    }
}

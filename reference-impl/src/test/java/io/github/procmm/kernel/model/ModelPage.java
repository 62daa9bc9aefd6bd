package io.github.procmm.kernel.model;

import io.github.procmm.kernel.Page;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One mapped page: what it shows, what is allowed, and its own copy once something was stored. */
final class ModelPage {

    private final boolean shared;
    private final boolean mayBeWritten;
    private final @Nullable ModelObject object;
    private final long objectPage;
    private int prot;
    private byte @Nullable [] copy;

    ModelPage(
            int prot,
            boolean shared,
            boolean mayBeWritten,
            @Nullable ModelObject object,
            long objectPage) {
        this.prot = prot;
        this.shared = shared;
        this.mayBeWritten = mayBeWritten;
        this.object = object;
        this.objectPage = objectPage;
    }

    ModelPage duplicate() {
        ModelPage page = new ModelPage(prot, shared, mayBeWritten, object, objectPage);
        page.copy = copy == null ? null : copy.clone();
        return page;
    }

    int prot() {
        return prot;
    }

    void protect(int newProt) {
        prot = newProt;
    }

    boolean mayBeWritten() {
        return mayBeWritten;
    }

    boolean liesBeyondObject() {
        return object != null && !object.has(objectPage);
    }

    boolean shows(ModelObject other) {
        return object == other;
    }

    void dropCopy() {
        copy = null;
    }

    byte[] toLoad() {
        if (copy != null) {
            return copy;
        }
        return object == null ? new byte[Page.SIZE] : object.page(objectPage);
    }

    byte[] toStore() {
        if (shared) {
            return Objects.requireNonNull(object).page(objectPage);
        }
        if (copy == null) {
            copy = toLoad().clone();
        }
        return copy;
    }

    /** Returns what maps would say of this page alone. */
    @Override
    public String toString() {
        return ((prot & 1) != 0 ? "r" : "-")
                + ((prot & 2) != 0 ? "w" : "-")
                + ((prot & 4) != 0 ? "x" : "-")
                + (shared ? "s" : "p")
                + (object == null ? "" : " " + object.name() + " " + objectPage);
    }
}

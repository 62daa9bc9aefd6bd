package io.github.procmm.suite;

import io.github.procmm.backend.FaultKind;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Prot;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mapped page of a {@link PageModel}: what it shows, its rights, and its own copy once something
 * was stored. Mutable.
 */
final class ModelPage {

    /**
     * What a mapping shows.
     *
     * @param object what, or null for private memory
     * @param firstPage which page of the object comes first
     * @param shared whether stores reach the object
     * @param neverWritable whether it is shared and was not opened for writing
     */
    record View(
            @Nullable ModelObject object, long firstPage, boolean shared, boolean neverWritable) {}

    private final View view;
    private final long objectPage;
    private int rights;
    private byte @Nullable [] copy;

    ModelPage(View view, long index, int rights) {
        this.view = view;
        this.objectPage = view.firstPage + index;
        this.rights = rights;
    }

    /** Returns whether it can be given these rights (V1-PROT-12). */
    boolean mayHave(int wanted) {
        return (wanted & Prot.WRITE) == 0 || !view.neverWritable;
    }

    void protect(int wanted) {
        rights = wanted & Prot.ACCESS;
    }

    /** Returns why an access that takes one of {@code needed} faults, or null where it does not. */
    @Nullable FaultKind fault(int needed) {
        if ((rights & needed) == 0) {
            return FaultKind.ACCERR;
        }
        ModelObject object = view.object;
        return object != null && !object.has(objectPage) ? FaultKind.BUS : null;
    }

    /** Returns the bytes that a load sees. */
    byte[] seen() {
        if (copy != null) {
            return copy;
        }
        return view.object == null ? new byte[Page.SIZE] : view.object.page(objectPage);
    }

    /** Returns the bytes that a store changes: a private page is copied first (V1-MEM-3). */
    byte[] changed() {
        if (view.shared) {
            return Objects.requireNonNull(view.object).page(objectPage);
        }
        if (copy == null) {
            copy = seen().clone();
        }
        return copy;
    }

    /** Returns the page as an area of its own. */
    ExpectedArea area(long addr) {
        String permissions =
                ((rights & Prot.READ) != 0 ? "r" : "-")
                        + ((rights & Prot.WRITE) != 0 ? "w" : "-")
                        + ((rights & Prot.EXEC) != 0 ? "x" : "-")
                        + (view.shared ? "s" : "p");
        return view.object == null
                ? new ExpectedArea(addr, addr + Page.SIZE, permissions, ExpectedArea.ANONYMOUS, 0)
                : new ExpectedArea(
                        addr,
                        addr + Page.SIZE,
                        permissions,
                        view.object.number(),
                        objectPage * Page.SIZE);
    }
}

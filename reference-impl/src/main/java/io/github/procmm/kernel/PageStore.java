package io.github.procmm.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The private pages of one address space, by page number: what was stored in private areas.
 *
 * <p>Shared with snapshots until one side stores: a page belongs to whoever holds the token that it
 * was made with.
 */
final class PageStore {

    private final LongTree<PrivatePage> pages;
    private final LongTreeCursor<PrivatePage> cursor;
    private EditToken token = new EditToken();

    PageStore() {
        this(new LongTree<>());
    }

    private PageStore(LongTree<PrivatePage> pages) {
        this.pages = pages;
        this.cursor = pages.cursor();
    }

    /** Returns a store of the same pages that changes independently of this one. Takes O(1). */
    PageStore snapshot() {
        token = new EditToken();
        return new PageStore(pages.snapshot());
    }

    /** Forgets the pages of {@code [start, end)}, in bytes. */
    void remove(long start, long end) {
        if (!pages.isEmpty()) {
            cursor.removeRange(Page.number(start), Page.number(end));
        }
    }

    /** Takes the pages of {@code [start, end)} to {@code to}, in bytes: nothing is there. */
    void move(long start, long end, long to) {
        List<PrivatePage> moved = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        long last = Page.number(end);
        boolean found = cursor.seekCeiling(Page.number(start));
        while (found && cursor.key() < last) {
            moved.add(cursor.value());
            numbers.add(cursor.key());
            found = cursor.next();
        }
        cursor.removeRange(Page.number(start), last);
        long distance = Page.number(to) - Page.number(start);
        for (int i = 0; i < moved.size(); i++) {
            cursor.put(numbers.get(i) + distance, moved.get(i));
        }
    }

    /** Returns the private bytes at {@code addr} of {@code area}, or null when it has none. */
    byte @Nullable [] find(Area area, long addr) {
        PrivatePage page = pages.get(Page.number(addr));
        return page == null || isGone(page, area, addr) ? null : page.bytes();
    }

    /**
     * Returns bytes at {@code addr} that this space alone sees; {@code current} is what it sees
     * now.
     */
    byte[] own(Area area, long addr, byte[] current) {
        PrivatePage page = pages.get(Page.number(addr));
        if (page != null && page.owner() == token && !isGone(page, area, addr)) {
            return page.bytes();
        }
        OpenObject file = area.file();
        long now = file == null ? 0 : file.object().shrinks().now();
        PrivatePage copy = new PrivatePage(current.clone(), token, now);
        cursor.put(Page.number(addr), copy);
        return copy.bytes();
    }

    private static boolean isGone(PrivatePage page, Area area, long addr) {
        OpenObject file = area.file();
        return file != null
                && file.object().shrinks().isCut(area.objectPage(addr), page.copiedAt());
    }
}

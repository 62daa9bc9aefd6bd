package io.github.procmm.kernel.model;

import io.github.procmm.kernel.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An object as a size and a byte array a page. */
final class ModelObject {

    private final String name;
    private final Map<Long, byte[]> pages = new HashMap<>();
    private final List<PageModel> viewers = new ArrayList<>();
    private long size;

    ModelObject(String name, long size) {
        this.name = name;
        this.size = size;
    }

    String name() {
        return name;
    }

    /** Tells a model whenever pages are cut off. */
    void addViewer(PageModel model) {
        viewers.add(model);
    }

    boolean has(long page) {
        return page * Page.SIZE < size;
    }

    byte[] page(long number) {
        return pages.computeIfAbsent(number, unused -> new byte[Page.SIZE]);
    }

    void resize(long newSize) {
        long end = size;
        size = newSize;
        for (long at = newSize; at < end; at++) {
            page(at / Page.SIZE)[(int) (at % Page.SIZE)] = 0;
        }
        if (newSize <= end) {
            clearLastPage();
            pages.keySet().removeIf(number -> !has(number));
            viewers.forEach(viewer -> viewer.dropCopiesBeyond(this));
        }
    }

    private void clearLastPage() {
        for (long at = size; at % Page.SIZE != 0; at++) {
            page(at / Page.SIZE)[(int) (at % Page.SIZE)] = 0;
        }
    }

    void write(long position, byte[] bytes) {
        size = Math.max(size, position + bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            long at = position + i;
            page(at / Page.SIZE)[(int) (at % Page.SIZE)] = bytes[i];
        }
    }

    byte[] read(long position, int count) {
        byte[] bytes = new byte[(int) Math.max(0, Math.min(count, size - position))];
        for (int i = 0; i < bytes.length; i++) {
            long at = position + i;
            bytes[i] = page(at / Page.SIZE)[(int) (at % Page.SIZE)];
        }
        return bytes;
    }
}

package io.github.procmm.kernel.frames;

/** An object as the first eight bytes of each of its pages. */
final class ModelObject {

    final int pages;
    final long[] values;

    ModelObject(int pages) {
        this.pages = pages;
        this.values = new long[pages];
    }
}

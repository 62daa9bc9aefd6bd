package io.github.procmm.suite;

import io.github.procmm.kernel.Page;

/** Areas as cases write them down: in pages from {@link Scenario#page page(0)} on. */
final class Areas {

    private Areas() {}

    /** Private anonymous memory. */
    static ExpectedArea area(long firstPage, long endPage, String permissions) {
        return area(firstPage, endPage, permissions, ExpectedArea.ANONYMOUS, 0);
    }

    /** An area that shows an object from one of its pages on. */
    static ExpectedArea area(
            long firstPage, long endPage, String permissions, FileRef file, long objectPage) {
        return area(firstPage, endPage, permissions, file.object().number(), objectPage);
    }

    /** Shared anonymous memory, from one of its pages on. */
    static ExpectedArea sharedMemory(
            long firstPage, long endPage, String permissions, long objectPage) {
        return area(firstPage, endPage, permissions, ExpectedArea.SHARED_MEMORY, objectPage);
    }

    /** Private anonymous memory at an address in bytes. */
    static ExpectedArea areaAt(long start, long pages, String permissions) {
        return new ExpectedArea(
                start, start + pages * Page.SIZE, permissions, ExpectedArea.ANONYMOUS, 0);
    }

    private static ExpectedArea area(
            long firstPage, long endPage, String permissions, int object, long objectPage) {
        return new ExpectedArea(
                Scenario.page(firstPage),
                Scenario.page(endPage),
                permissions,
                object,
                objectPage * Page.SIZE);
    }
}

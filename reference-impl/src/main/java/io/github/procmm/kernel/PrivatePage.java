package io.github.procmm.kernel;

/** A page that an address space has to itself. The bytes are written in place by its owner. */
final class PrivatePage {

    private final byte[] bytes;
    private final EditToken owner;
    private final long copiedAt;

    /**
     * Makes a page.
     *
     * @param bytes one page, from now on this page's own
     * @param owner the token of the address space that may write it; others copy it first
     * @param copiedAt when it was copied, in the moments of its object's {@link ShrinkLog}
     */
    PrivatePage(byte[] bytes, EditToken owner, long copiedAt) {
        this.bytes = bytes;
        this.owner = owner;
        this.copiedAt = copiedAt;
    }

    byte[] bytes() {
        return bytes;
    }

    EditToken owner() {
        return owner;
    }

    long copiedAt() {
        return copiedAt;
    }
}

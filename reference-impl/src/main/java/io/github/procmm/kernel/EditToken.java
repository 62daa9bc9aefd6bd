package io.github.procmm.kernel;

/**
 * Who may write a node or a page in place: whoever holds the very token that it was made with.
 * Compared by identity.
 */
final class EditToken {}

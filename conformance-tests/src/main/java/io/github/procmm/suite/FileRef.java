package io.github.procmm.suite;

/**
 * An opening of an object in one process.
 *
 * @param fd its descriptor there
 * @param object what it shows
 */
record FileRef(int fd, ObjectRef object) {}

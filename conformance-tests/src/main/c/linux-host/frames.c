#include "frames.h"

#include <errno.h>
#include <unistd.h>

#include "die.h"

static uint8_t buffer[1 << 16];
static size_t next, end;

static bool fill(void) {
    ssize_t count;
    do
        count = read(STDIN_FILENO, buffer, sizeof buffer);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        die("standard input");
    next = 0;
    end = (size_t)count;
    return count > 0;
}

static bool read_length(uint64_t *length) {
    *length = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (next == end && !fill()) {
            if (shift > 0)
                broken("length", *length, "the input ends within it (TESTEE-1)");
            return false;
        }
        uint8_t byte = buffer[next++];
        *length |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return true;
    }
    broken("length", *length, "wanted one of at most 10 bytes (TESTEE-1)");
}

bool frame_read(struct text *frame) {
    uint64_t length;
    frame->length = 0;
    if (!read_length(&length))
        return false;
    if (length > LONGEST_MESSAGE)
        broken("length", length, "wanted at most 67108864 (TESTEE-13)");
    while (frame->length < length) {
        if (next == end && !fill())
            broken("length", length, "the input ends before (TESTEE-1)");
        size_t count = end - next;
        if (count > length - frame->length)
            count = length - frame->length;
        put_bytes(frame, buffer + next, count);
        next += count;
    }
    return true;
}

static void write_all(const uint8_t *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes, count);
        if (written < 0 && errno != EINTR)
            die("standard output");
        if (written > 0) {
            bytes += written;
            count -= (size_t)written;
        }
    }
}

void frame_write(const struct text *frame) {
    uint8_t bytes[10];
    size_t count = 0;
    uint64_t length = frame->length;
    for (; length > 0x7f; length >>= 7)
        bytes[count++] = (uint8_t)(length | 0x80);
    bytes[count++] = (uint8_t)length;
    write_all(bytes, count);
    write_all(frame->data, frame->length);
}

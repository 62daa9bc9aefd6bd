#include "message.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"

enum { VARINT, FIXED64, LENGTH, FIXED32 = 5 };

static bool read_varint(struct span *from, uint64_t *to) {
    *to = 0;
    for (unsigned shift = 0; shift < 64 && from->length > 0; shift += 7) {
        uint8_t byte = *from->data++;
        from->length--;
        *to |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return true;
    }
    return false;
}

static bool take(struct span *from, uint64_t count, struct span *to) {
    if (count > from->length)
        return false;
    *to = (struct span){from->data, count};
    from->data += count;
    from->length -= count;
    return true;
}

static bool read_field(struct span *from, uint64_t *field, uint64_t *number, struct span *bytes) {
    uint64_t key;
    *number = 0;
    *bytes = (struct span){NULL, 0};
    if (!read_varint(from, &key))
        return false;
    *field = key >> 3;
    switch (key & 7) {
    case VARINT:
        return read_varint(from, number);
    case FIXED64:
        return take(from, 8, bytes);
    case FIXED32:
        return take(from, 4, bytes);
    case LENGTH:
        return read_varint(from, number) && take(from, *number, bytes);
    default:
        return false;
    }
}

bool message_read(struct span from, struct message *to) {
    uint64_t field, number;
    struct span bytes;
    memset(to, 0, sizeof *to);
    while (from.length > 0) {
        if (!read_field(&from, &field, &number, &bytes))
            return false;
        if (field < FIELDS) {
            to->has[field] = true;
            to->number[field] = number;
            to->bytes[field] = bytes;
        }
    }
    return true;
}

void message_each(struct span from, unsigned field, void (*each)(void *context, struct span bytes),
                  void *context) {
    uint64_t found, number;
    struct span bytes;
    while (from.length > 0 && read_field(&from, &found, &number, &bytes))
        if (found == field)
            each(context, bytes);
}

void put_bytes(struct text *to, const void *bytes, size_t count) {
    if (to->length + count > to->room) {
        to->room = 2 * (to->length + count);
        to->data = realloc(to->data, to->room);
        if (to->data == NULL)
            die("memory");
    }
    if (count > 0)
        memcpy(to->data + to->length, bytes, count);
    to->length += count;
}

void put_varint(struct text *to, uint64_t number) {
    uint8_t byte;
    do {
        byte = (uint8_t)((number & 0x7f) | (number > 0x7f ? 0x80 : 0));
        put_bytes(to, &byte, 1);
        number >>= 7;
    } while (number != 0);
}

void put_number(struct text *to, unsigned field, uint64_t number) {
    put_varint(to, field << 3 | VARINT);
    put_varint(to, number);
}

void put_span(struct text *to, unsigned field, const void *bytes, size_t count) {
    put_varint(to, field << 3 | LENGTH);
    put_varint(to, count);
    put_bytes(to, bytes, count);
}

void put_string(struct text *to, unsigned field, const char *string) {
    put_span(to, field, string, strlen(string));
}

void put_message(struct text *to, unsigned field, struct text *part) {
    put_span(to, field, part->data, part->length);
    free_text(part);
}

void free_text(struct text *text) {
    free(text->data);
    *text = (struct text){0};
}

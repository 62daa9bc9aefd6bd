/* Protobuf messages as bytes: just what the testee protocol takes. */
#ifndef MESSAGE_H
#define MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Fields with higher numbers are read over. */
#define FIELDS 32

/* Bytes of somebody else. */
struct span {
    const uint8_t *data;
    size_t length;
};

/* A message that was read. Of a field that is there several times the last one counts. */
struct message {
    bool has[FIELDS];
    uint64_t number[FIELDS];
    struct span bytes[FIELDS];
};

/* Returns false when the bytes are no message. */
bool message_read(struct span from, struct message *to);

/* Calls each(context, bytes) for every occurrence of a field of bytes, up to what is broken. */
void message_each(struct span from, unsigned field, void (*each)(void *context, struct span bytes),
                  void *context);

/* A message that is being written; {0} is an empty one. */
struct text {
    uint8_t *data;
    size_t length, room;
};

void put_bytes(struct text *to, const void *bytes, size_t count);
void put_varint(struct text *to, uint64_t number);
void put_number(struct text *to, unsigned field, uint64_t number);
void put_string(struct text *to, unsigned field, const char *string);
void put_span(struct text *to, unsigned field, const void *bytes, size_t count);

/* Writes a message into another one, and empties it. */
void put_message(struct text *to, unsigned field, struct text *part);

void free_text(struct text *text);

#endif

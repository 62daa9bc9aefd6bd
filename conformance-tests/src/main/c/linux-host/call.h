/* One call of the testee protocol while it is being answered. */
#ifndef CALL_H
#define CALL_H

#include <stdint.h>

#include "host.h"
#include "message.h"
#include "object.h"
#include "session.h"
#include "task.h"
#include "writer.h"

/* Fields of Answer. */
enum { ANSWER_RESULT = 1, ANSWER_FAULT, ANSWER_VALUE, ANSWER_DATA, ANSWER_TEXT };

struct call {
    struct host *host;
    struct message in;
    struct span bytes; /* the same, unread */
    struct text *out;  /* the fields of the Answer */
};

/* Answers a call; returns NULL, or why it is refused. */
typedef const char *answering(struct call *call);

/* Why a call is refused: what was got, and what was wanted. Lasts until the next one. */
const char *call_refuse(const char *what, uint64_t got, const char *wanted);

/* The same where a field names what there is not. */
const char *call_no(const struct call *call, const char *what, unsigned field);

/* What a message Handle names; NULL where it is no handle of an address space. */
struct held *call_handle(const struct call *call, struct span handle);

/* What a field names; NULL where there is none. */
struct writer *call_process(const struct call *call, unsigned field);
struct object *call_object(const struct call *call, unsigned field);
struct task *call_task(const struct call *call, unsigned field);
struct session *call_session(const struct call *call, unsigned field);

uint32_t call_number(const struct call *call, unsigned field);

/* OpenMode as open(2) has it. */
int call_mode(const struct call *call, unsigned field);

/* Answers with a number. */
const char *call_result(struct call *call, long number);

bool span_is(struct span span, const char *word);

/* file_calls.c */
answering answer_process, answer_open, answer_dup, answer_send, answer_close, answer_write,
    answer_writev, answer_read;

/* object_calls.c */
answering answer_make_object, answer_open_object, answer_resize_object, answer_write_object,
    answer_read_object;

/* task_calls.c */
answering answer_maps, answer_access, answer_new_task, answer_switch_mm, answer_exit, answer_ptrace;

/* session_calls.c */
answering answer_new_session, answer_send_bytes, answer_end_session;

#endif

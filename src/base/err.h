/* SPDX-License-Identifier: MIT */
/* A sentence that a therapist can act on. A call that can fail returns bool and fills its last argument. */
#ifndef FASCICLE_BASE_ERR_H
#define FASCICLE_BASE_ERR_H

#include <stdbool.h>

enum err_kind {
	ERR_NONE,
	ERR_INPUT,   /* what was typed or read does not make sense */
	ERR_MISSING, /* the thing asked for is not there */
	ERR_REFUSED, /* a rule or a right forbids it */
	ERR_BUSY,    /* somebody else holds the database; try again */
	ERR_STALE,   /* somebody else changed it since it was read */
	ERR_NEWER,   /* a newer program has the records now; trying again does not help */
	ERR_FULL,    /* no space, or the disk cannot be written */
	ERR_DAMAGED, /* the file is not ours, or broken */
	ERR_SYSTEM,  /* the operating system said no */
};

struct err {
	enum err_kind kind;
	char text[512]; /* whole sentence, translated, valid UTF-8 */
};

#define ERR_INIT             \
	{                    \
		ERR_NONE, "" \
	}

/* Fills err (may be NULL) and returns false, so that `return err_set(...)` reads well. */
bool err_set(struct err *err, enum err_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Puts "prefix: " before the text that is there. Returns false. */
bool err_prefix(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
void err_clear(struct err *err);

#endif

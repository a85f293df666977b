/* SPDX-License-Identifier: MIT */
/* A template: the text that a whole note of a service begins with. Its sections are written as snippets
 * are. */
#ifndef FASCICLE_RECORD_TEMPLATE_H
#define FASCICLE_RECORD_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "record/session.h"

enum { TEMPLATE_NAME_MAX = 40 }; /* letters */

struct template
{
	int64_t id;
	char *uid;
	int64_t version;           /* grows with each change; a stale one is refused */
	char *name;                /* "Initial" */
	char *service;             /* code of the service it is for; "" for any */
	char *text[NOTE_SECTIONS]; /* never NULL after template_init; an empty section is left alone */
};

void template_init(struct template *template);
void template_release(struct template *template);
void template_copy(struct template *to, const struct template *from); /* `to` must be initialised */

/* Whether it can be kept; the sentence says what to change, and in which section. */
bool template_check(const struct template *template, struct err *err);

/* The one that a note of the service begins with: the first for just that service, else the first for any;
 * NULL when there is none. `service` may be NULL or "" for a session without one. */
const struct template *template_find(const struct template *templates, size_t n, const char *service);

#endif

/* SPDX-License-Identifier: MIT */
/* A client: who, and how to reach them. */
#ifndef FASCICLE_RECORD_CLIENT_H
#define FASCICLE_RECORD_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct client {
	int64_t id; /* 0 until stored */
	char *uid;
	int64_t version; /* grows with each change; a stale one is refused */
	char *code;      /* short code that stands for the name on neutral exports: "C0042" */
	char *family;
	char *given;
	char *birth; /* ISO date or NULL */
	char *sex;   /* "F", "M", "X" or NULL: as the client says */
	char *phone;
	char *email;
	char *address; /* one line */
	char *occupation;
	char *emergency; /* whom to call: name and number */
	char *note;      /* reception's note; no clinical text */
};

void client_init(struct client *client);
void client_release(struct client *client);
void client_copy(struct client *to, const struct client *from); /* `to` must be initialised */

/* The fields of the form, in its order. The table drives form, check, store, export and import. */
struct client_field {
	const char *name;  /* "family", as stored and as import maps it */
	size_t at;         /* of its text in struct client */
	const char *label; /* English; translate when shown */
	const char *help;  /* one line beside the field: what to type */
	int max_cols;
	bool required;
};
enum { CLIENT_FIELD_COUNT = 10 };
extern const struct client_field client_fields[CLIENT_FIELD_COUNT];
char **client_slot(struct client *client, int field);
const char *client_value(const struct client *client, int field);

/* Checks and tidies one field in place (trims, dates to ISO, sex to its letter). The sentence says what is
 * wrong and what to type instead. */
bool client_check_field(struct client *client, int field, const char *today, struct err *err);

/* "Rossi, Maria" and "Rossi, Maria · 47 F" (today gives the age). */
void client_name(const struct client *client, struct str *out);
void client_headline(const struct client *client, const char *today, struct str *out);

#endif

/* SPDX-License-Identifier: MIT */
/* One appointment and its note. */
#ifndef FASCICLE_RECORD_SESSION_H
#define FASCICLE_RECORD_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* booked -> arrived -> open -> signed, or cancelled or no-show instead. Signed is for ever. */
enum session_status {
	SESSION_BOOKED,
	SESSION_ARRIVED,
	SESSION_OPEN,
	SESSION_SIGNED,
	SESSION_CANCELLED,
	SESSION_NO_SHOW,
	SESSION_STATUS_COUNT
};

enum note_section { NOTE_SUBJECTIVE, NOTE_OBJECTIVE, NOTE_ASSESSMENT, NOTE_PLAN, NOTE_SECTIONS };

struct session {
	int64_t id;
	char *uid;
	int64_t version; /* grows with each change; a stale one is refused */
	int64_t client_id;
	int64_t practitioner_id;
	int64_t service_id; /* the booked service; 0 for none */
	enum session_status status;
	char *start; /* wall time "2026-11-20T09:00" */
	char *end;
	char *zone;                /* IANA name the wall times are read in */
	char *start_utc;           /* instant */
	char *text[NOTE_SECTIONS]; /* never NULL after session_init */
	char *response;            /* how the client took it: "released", "partly" ...; NULL when not said */
	char *adverse;             /* adverse reaction code; "none" is a value, NULL means not asked */
	char *digest;              /* fingerprint of the signed record; NULL before */
	char *signed_at;           /* instant */
	int64_t signed_by;
};

void session_init(struct session *session);
void session_release(struct session *session);
void session_copy(struct session *to, const struct session *from); /* `to` must be initialised */

const char *session_status_code(enum session_status status); /* "booked" ... as stored */
bool session_status_from_code(const char *code, enum session_status *status);
const char *session_status_word(enum session_status status); /* translated */
bool session_is_closed(enum session_status status);          /* signed, cancelled, no-show */

const char *note_section_word(enum note_section section);   /* "Subjective", translated */
const char *note_section_letter(enum note_section section); /* "S", as the default key and the stored name */

#endif

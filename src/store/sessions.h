/* SPDX-License-Identifier: MIT */
/* Sessions as stored: the day, the note with its draft, signing. */
#ifndef FASCICLE_STORE_SESSIONS_H
#define FASCICLE_STORE_SESSIONS_H

#include "record/charge.h"
#include "record/session.h"
#include "store/store.h"

/* `out` must be initialised, here and below. To roles that do not read notes the texts are empty. */
bool session_load(struct store *store, int64_t id, struct session *out, struct err *err);
/* Books (id 0) or changes an appointment: client, practitioner, service, start, end, zone, status. Not the note. An
 * empty zone means the process's; start_utc is worked out. A session that was opened meanwhile stays open. */
bool session_save(struct store *store, struct session *session, struct err *err);
bool session_set_status(struct store *store, struct session *session, enum session_status status,
			struct err *err);

/* A session as the day shows it. */
struct day_row {
	int64_t id, client_id, practitioner_id;
	char *start, *end; /* wall times */
	char *client;
	char *service; /* code or "" */
	enum session_status status;
	bool earlier; /* unsigned from an earlier day */
	bool has_draft;
};
struct day_rows {
	struct day_row *rows;
	size_t n;
};
void day_rows_release(struct day_rows *rows);
/* The sessions of a day by time; with `unsigned_first` those that began on an earlier day and were never signed,
 * cancelled or missed come on top. Practitioner 0 means everybody. */
bool day_load(struct store *store, const char *date, int64_t practitioner, bool unsigned_first,
	      struct day_rows *out, struct err *err);
bool session_count_unsigned(struct store *store, int64_t practitioner, const char *before_date, int64_t *n,
			    struct err *err);
/* The last signed session of the client before this one; id 0 in *out when there is none. */
bool session_load_previous(struct store *store, const struct session *session, struct session *out,
			   struct err *err);
/* How many signed sessions the client has had before `start`. */
bool session_count_signed(struct store *store, int64_t client_id, const char *start, int64_t *n,
			  struct err *err);

/* The unsigned text of a session as it is being typed. */
struct draft {
	int64_t session_id;
	int64_t base_version; /* version of the session that it was begun on */
	int64_t revision;     /* of the stored draft that this one continues; kept by load and save */
	char *text[NOTE_SECTIONS];
	enum note_section section; /* where the cursor was */
	int64_t cursor;
	char *saved_at; /* instant */
	char *holder;   /* login of who typed it */
	char *instance; /* the running program that types (store/presence.h), given by the caller; loading leaves it
			 * alone. NULL: whoever may write, writes */
};
void draft_init(struct draft *draft);
void draft_release(struct draft *draft);
/* Stores the draft (in a transaction of its own, no audit row: signing is what counts). Opens the session when it was
 * only booked, without a new version. Sets saved_at, holder and revision, and keeps the presence of draft->instance
 * fresh. Refused (ERR_STALE) when the session was closed meanwhile; when another running program has the note; and when
 * the stored draft is newer than the one that was loaded and was written by another person (with an instance: by another
 * running program, also of the same person): no words are written over unseen. Then call draft_keep_copy. */
bool draft_save(struct store *store, struct draft *draft, struct err *err);
/* session_id 0 in *out when there is none. */
bool draft_load(struct store *store, int64_t session_id, struct draft *out, struct err *err);

/* One transaction: the texts, response and adverse reaction become the note, the digest over note and entries is
 * kept, the charge (may be NULL) is added, the draft and the generated sentences go, the audit row is written; it says
 * whether the passphrase was given (credential_vouch) and the reason. Stale versions are refused, and so is a session
 * that another person has open or whose draft, another person's, says something else; the signer's own that does is kept
 * as a copy. `override_reason` may be NULL. */
bool session_sign(struct store *store, struct session *session, const struct charge *charge,
		  const char *override_reason, struct err *err);
/* Digest of a session's canonical form, over what is stored now. */
bool session_digest(struct store *store, int64_t session_id, char out[65], struct err *err);

/* Response to treatment and adverse reaction of an unsigned session, as given; NULL: nothing is said of it any more. */
bool session_put_outcome(struct store *store, struct session *session, const char *response,
			 const char *adverse, struct err *err);
/* The same, where NULL leaves what was said. */
bool session_set_outcome(struct store *store, struct session *session, const char *response,
			 const char *adverse, struct err *err);

#endif

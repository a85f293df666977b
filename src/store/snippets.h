/* SPDX-License-Identifier: MIT */
/* Snippets and templates of notes as stored. No clinical records: they may be changed and voided freely, by those who
 * write notes. */
#ifndef FASCICLE_STORE_SNIPPETS_H
#define FASCICLE_STORE_SNIPPETS_H

#include "record/snippet.h"
#include "record/template.h"
#include "store/store.h"

/* Adds (id 0) or changes. owner is the person's own id, or 0 for the clinic's; a colleague's own cannot be changed.
 * Refused: a stale version (ERR_STALE), a word that the owner has already (ERR_REFUSED). */
bool snippet_save(struct store *store, struct snippet *snippet, struct err *err);
bool snippet_void(struct store *store, int64_t id, bool voided, struct err *err);
struct snippets {
	struct snippet *rows;
	size_t n;
};
/* The person's own and the clinic's, by word; for one word the own comes first. */
bool snippets_load(struct store *store, struct snippets *out, struct err *err);
void snippets_release(struct snippets *snippets);
/* The one that a typed word means: the person's own before the clinic's. id 0 in *out (initialised) when there is
 * none. */
bool snippet_load_word(struct store *store, const char *word, struct snippet *out, struct err *err);

/* Adds (id 0) or changes. Refused: a stale version (ERR_STALE), a name that the service has already (ERR_REFUSED). */
bool template_save(struct store *store, struct template *template, struct err *err);
bool template_void(struct store *store, int64_t id, bool voided, struct err *err);
struct templates {
	struct template *rows;
	size_t n;
};
bool templates_load(struct store *store, struct templates *out, struct err *err); /* by service, then name */
void templates_release(struct templates *templates);
/* What a note of the service begins with, as template_find chooses. id 0 in *out (initialised) when there is none. */
bool template_for_service(struct store *store, const char *service, struct template *out, struct err *err);

#endif

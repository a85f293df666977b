/* SPDX-License-Identifier: MIT */
/* Everything that was ever signed, added or put aside of a session's note, with who and when. */
#ifndef FASCICLE_STORE_VERSIONS_H
#define FASCICLE_STORE_VERSIONS_H

#include "store/store.h"

enum version_kind { VERSION_COPY, VERSION_SIGNED, VERSION_ADDENDUM, VERSION_KINDS };

struct session_version {
	enum version_kind what;
	char *when; /* instant */
	char *who;  /* name */
	char *text; /* headings and texts; for reading only */
};
struct session_versions {
	struct session_version *rows;
	size_t n;
};
/* In order of time. An unsigned session without copies has none. */
bool session_versions_load(struct store *store, int64_t session_id, struct session_versions *out,
			   struct err *err);
void session_versions_release(struct session_versions *versions);

const char *version_word(enum version_kind what); /* "signed", "addendum", "draft copy", translated */

#endif

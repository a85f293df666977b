/* SPDX-License-Identifier: MIT */
/* One open database and the person who uses it. */
#include "store/store.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/schema.h"

enum { PATIENCE_AT_A_SCREEN_MS = 5000 };

static bool open_mode(struct store *store, const char *path, enum db_mode mode, struct err *err)
{
	*store = (struct store){ .actor = 0 };
	if (!db_open(&store->db, path, mode, err))
		return false;
	store->path = mem_strdup(path);
	struct str copy;
	str_init(&copy);
	bool ok = schema_upgrade(store->db, mode != DB_READ_ONLY, path, &copy, err);
	if (ok && copy.len > 0)
		store->copied = mem_strdup(copy.s);
	str_release(&copy);
	if (ok) {
		schema_hold(store->db);
		return true;
	}
	store_close(store);
	return err_prefix(err, "%s", path);
}

static bool make_folder(const char *path, struct err *err)
{
	char *folder = file_folder_of(path);
	bool ok = access(folder, F_OK) == 0 || file_make_folder(folder, err);

	free(folder);
	return ok;
}

bool store_open(struct store *store, const char *path, bool create, struct err *err)
{
	*store = (struct store){ .actor = 0 };
	if (create && !make_folder(path, err))
		return false;
	return open_mode(store, path, create ? DB_CREATE : DB_OPEN, err);
}

void store_say_copied(const struct store *store, struct str *out)
{
	const char *slash = strrchr(store->copied, '/');

	str_addf(
		out,
		_("The records of an older Fascicle are brought up to date. As they were they lie beside the database: %s"),
		slash != NULL ? slash + 1 : store->copied);
}

bool store_open_read_only(struct store *store, const char *path, struct err *err)
{
	return open_mode(store, path, DB_READ_ONLY, err);
}

void store_close(struct store *store)
{
	db_close(store->db);
	free(store->path);
	free(store->copied);
	free(store->actor_login);
	*store = (struct store){ .actor = 0 };
}

void store_be_prompt(struct store *store)
{
	db_set_patience(store->db, PATIENCE_AT_A_SCREEN_MS);
}

bool store_may_chart(const struct store *store, struct err *err)
{
	return store->actor == 0 || role_reads_notes(store->actor_role) ||
	       err_set(err, ERR_REFUSED,
		       _("Notes and findings are for therapists only; your role does not open them."));
}

/* ---- transactions ---- */

bool store_begin(struct store *store, struct err *err)
{
	return db_begin(store->db, err);
}

bool store_end(struct store *store, bool ok, struct err *err)
{
	if (ok)
		return db_commit(store->db, err);
	db_rollback(store->db);
	return false;
}

bool store_changed_outside(struct store *store)
{
	return db_changed_outside(store->db);
}

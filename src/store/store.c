/* SPDX-License-Identifier: MIT */
/* One open database and the person who uses it. */
#include "store/store.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/audit.h"
#include "store/people.h"
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

/* ---- who ---- */

static bool find_login(struct store *store, const char *login, struct practitioner *p, bool *found,
		       struct err *err)
{
	int64_t id = 0;
	struct db_stmt *stmt;

	if (!db_query(store->db, &stmt, err, "SELECT id FROM practitioner WHERE login = $1", "s", login))
		return false;
	enum db_step step = db_step(stmt, err);
	*found = step == DB_ROW;
	if (*found)
		id = db_int(stmt, 0);
	db_reset(stmt);
	return step != DB_FAILED && (!*found || practitioner_load(store, id, p, err));
}

static bool add_person(struct store *store, const char *login, const char *name, bool own_file,
		       struct practitioner *p, struct err *err)
{
	int64_t others;

	if (!db_ask(store->db, &others, err, "SELECT count(*) FROM practitioner WHERE active = 1", ""))
		return false;
	if (others > 0 && !own_file)
		return err_set(
			err, ERR_REFUSED,
			_("The account \"%s\" is not known to this practice. Ask its owner to add you."),
			login);
	mem_replace(&p->login, login);
	mem_replace(&p->name, name != NULL && *name != '\0' ? name : login);
	p->role = others == 0 ? ROLE_OWNER : ROLE_THERAPIST;
	return practitioner_save(store, p, err);
}

static void become(struct store *store, const struct practitioner *p)
{
	store->actor = p->id;
	store->actor_role = p->role;
	store->vouched = 0;
	mem_replace(&store->actor_login, p->login);
}

/* Looked up again inside the transaction, so that two first starts at once make one owner. */
static bool add_once(struct store *store, const char *login, const char *name, bool own_file,
		     struct practitioner *p, struct err *err)
{
	bool found;

	if (!store_begin(store, err))
		return false;
	mem_replace(&store->actor_login, login);
	bool ok = find_login(store, login, p, &found, err) &&
		  (found || add_person(store, login, name, own_file, p, err));
	return store_end(store, ok, err);
}

bool store_enter(struct store *store, const char *login, const char *name, bool own_file, struct err *err)
{
	struct practitioner p;
	bool found;

	practitioner_init(&p);
	char *before = mem_strdup(store->actor_login);
	bool ok = find_login(store, login, &p, &found, err) &&
		  (found || add_once(store, login, name, own_file, &p, err));
	if (ok && !p.active)
		ok = err_set(err, ERR_REFUSED,
			     _("The account \"%s\" was ended here. Ask the owner of the practice."), login);
	if (ok)
		become(store, &p);
	else
		mem_replace(&store->actor_login, before);
	free(before);
	practitioner_release(&p);
	return ok;
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

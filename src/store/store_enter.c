/* SPDX-License-Identifier: MIT */
/* Who the person is that works with the records: found by login, or added. */
#include "store/store.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/people.h"

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

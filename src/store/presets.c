/* SPDX-License-Identifier: MIT */
/* Presets of techniques as stored. */
#include "store/presets.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "store/audit.h"
#include "store/record.h"

/* What presets are found by, alike however the name is typed. */
struct name_key {
	char *key;
};

static const struct column columns[] = {
	COLUMN("id", ID, struct preset, id),           COLUMN("uid", WORDS, struct preset, uid),
	COLUMN("owner_id", REF, struct preset, owner), COLUMN("name", WORDS, struct preset, name),
	COLUMN("lines", WORDS, struct preset, lines),
};
static const struct column beside[] = {
	COLUMN("name_key", TEXT, struct name_key, key),
};
static const struct family family = {
	.table = "preset",
	.columns = columns,
	.n = sizeof columns / sizeof *columns,
	.beside = beside,
	.n_beside = 1,
};

static bool refuse_colleagues(struct err *err)
{
	return err_set(err, ERR_REFUSED,
		       _("This preset is a colleague's own. Make one for yourself or for the clinic."));
}

bool preset_named(struct store *store, const char *name, int64_t owner, int64_t *id, struct err *err)
{
	char *key = preset_name_key(name);
	bool ok = db_ask(store->db, id, err,
			 "SELECT coalesce(max(id), 0) FROM preset WHERE name_key = $1"
			 " AND coalesce(owner_id, 0) = $2 AND voided_at IS NULL",
			 "si", key, owner);
	free(key);
	return ok;
}

static const struct voiding voiding = VOIDING("preset", "preset", N_("The preset does not exist."));

static bool write_voided(struct store *store, int64_t id, bool voided, struct err *err)
{
	int64_t owner;

	if (!db_ask(store->db, &owner, err, "SELECT coalesce(max(owner_id), 0) FROM preset WHERE id = $1",
		    "i", id))
		return false;
	if (owner != 0 && owner != store->actor)
		return refuse_colleagues(err);
	return record_voided(store, &voiding, id, voided, err);
}

/* Another one may have the name by now. */
static bool check_name_free(struct store *store, int64_t id, struct err *err)
{
	int64_t taken;

	if (!db_ask(store->db, &taken, err,
		    "SELECT count(*) FROM preset a JOIN preset b ON a.name_key = b.name_key"
		    " AND coalesce(a.owner_id, 0) = coalesce(b.owner_id, 0) AND a.id <> b.id"
		    " WHERE b.id = $1 AND a.voided_at IS NULL",
		    "i", id))
		return false;
	return taken == 0 ||
	       err_set(err, ERR_REFUSED, _("Another preset has this name now: take that one away first."));
}

bool preset_void(struct store *store, int64_t id, bool voided, struct err *err)
{
	if (!store_may_chart(store, err) || !store_begin(store, err))
		return false;
	bool ok = (voided || check_name_free(store, id, err)) && write_voided(store, id, voided, err);
	return store_end(store, ok, err);
}

static bool insert(struct store *store, struct preset *preset, struct err *err)
{
	struct name_key key = { preset_name_key(preset->name) };

	record_ensure_uid(&preset->uid);
	bool ok = family_add(store->db, &family, preset, &key, err) &&
		  audit_add_words(store, "preset-add", "preset", preset->id, NULL, preset->name, err);
	free(key.key);
	return ok;
}

bool preset_add(struct store *store, struct preset *preset, int64_t *replaced, struct err *err)
{
	*replaced = 0;
	if (!store_may_chart(store, err) || !preset_check(preset, err))
		return false;
	if (preset->owner != 0 && preset->owner != store->actor)
		return refuse_colleagues(err);
	if (!store_begin(store, err))
		return false;
	bool ok = preset_named(store, preset->name, preset->owner, replaced, err) &&
		  (*replaced == 0 || write_voided(store, *replaced, true, err)) && insert(store, preset, err);
	if (store_end(store, ok, err))
		return true;
	preset->id = 0;
	return false;
}

RECORD_LIST(presets, preset, family)

bool presets_load(struct store *store, struct presets *out, struct err *err)
{
	struct db_stmt *stmt;

	*out = (struct presets){ NULL, 0 };
	return store_may_chart(store, err) &&
	       family_query(store->db, &family, &stmt, err,
			    "SELECT {preset} FROM preset"
			    " WHERE voided_at IS NULL AND coalesce(owner_id, 0) IN (0, $1)"
			    " ORDER BY name_key, coalesce(owner_id, 0) DESC",
			    "i", store->actor) &&
	       presets_read(stmt, out, err);
}

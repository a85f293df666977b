/* SPDX-License-Identifier: MIT */
/* Everything that was ever signed, added or put aside of a session's note. */
#include "store/versions.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/addenda.h"
#include "store/draft_copy.h"
#include "store/sessions.h"

const char *version_word(enum version_kind what)
{
	switch (what) {
	case VERSION_COPY:
		return C_("version of a note", "draft copy");
	case VERSION_SIGNED:
		return C_("version of a note", "signed");
	case VERSION_ADDENDUM:
		return C_("version of a note", "addendum");
	case VERSION_KINDS:
		break;
	}
	return "";
}

static struct session_version *add(struct session_versions *versions, enum version_kind what,
				   const char *when)
{
	versions->rows = mem_regrow(versions->rows, versions->n + 1, sizeof *versions->rows);
	struct session_version *row = &versions->rows[versions->n++];
	*row = (struct session_version){ .what = what, .when = mem_strdup(when) };
	return row;
}

/* The sections that say something, each under its name. */
static void add_sections(struct str *out, char *const text[NOTE_SECTIONS])
{
	for (int i = 0; i < NOTE_SECTIONS; i++) {
		if (str_empty(text[i]))
			continue;
		if (out->len > 0)
			str_add(out, "\n\n");
		str_addf(out, "%s\n%s", note_section_word((enum note_section)i), text[i]);
	}
}

static void take_text(struct session_version *row, struct str *text)
{
	row->text = str_take(text);
	str_release(text);
}

/* ---- the three sources ---- */

static void read_signed(struct db_stmt *stmt, struct session_versions *out)
{
	static const char *const columns[NOTE_SECTIONS] = { "subjective", "objective", "assessment", "plan" };
	char *sections[NOTE_SECTIONS];
	struct str text;

	str_init(&text);
	for (int i = 0; i < NOTE_SECTIONS; i++)
		sections[i] = db_text_dup_of(stmt, columns[i]);
	add_sections(&text, sections);
	for (int i = 0; i < NOTE_SECTIONS; i++)
		free(sections[i]);
	const char *reason = db_text_of(stmt, "override_reason");
	if (reason) {
		str_add(&text, text.len > 0 ? "\n\n" : "");
		str_addf(&text, _("Signed although something was missing: %s"), reason);
	}
	struct session_version *row = add(out, VERSION_SIGNED, db_text_of(stmt, "signed_at"));
	row->who = db_text_dup_of(stmt, "name");
	take_text(row, &text);
}

static bool add_signed(struct store *store, int64_t session_id, struct session_versions *out, struct err *err)
{
	struct db_stmt *stmt;

	if (!db_query(
		    store->db, &stmt, err,
		    "SELECT s.signed_at AS signed_at, p.name AS name, s.override_reason AS override_reason,"
		    " s.subjective AS subjective, s.objective AS objective, s.assessment AS assessment, s.plan AS plan"
		    " FROM session s JOIN practitioner p ON p.id = s.signed_by"
		    " WHERE s.id = $1 AND s.status = 'signed'",
		    "i", session_id))
		return false;
	enum db_step step = db_step(stmt, err);
	if (step == DB_ROW)
		read_signed(stmt, out);
	db_reset(stmt);
	return step != DB_FAILED;
}

static bool add_addenda(struct store *store, int64_t session_id, struct session_versions *out,
			struct err *err)
{
	struct addenda addenda;
	struct str text;

	if (!addenda_load(store, session_id, &addenda, err))
		return false;
	for (size_t i = 0; i < addenda.n; i++) {
		const struct addendum *one = &addenda.rows[i];
		struct session_version *row = add(out, VERSION_ADDENDUM, one->at);
		row->who = mem_strdup(one->author);
		str_init(&text);
		str_addf(&text, _("Reason: %s"), one->reason);
		str_addf(&text, "\n\n%s", one->text);
		take_text(row, &text);
	}
	addenda_release(&addenda);
	return true;
}

/* A login that is nobody's any more stands for itself. */
static bool find_name(struct store *store, const char *login, char **name, struct err *err)
{
	if (!db_ask_text(store->db, name, err, "SELECT name FROM practitioner WHERE login = $1", "s", login))
		return false;
	if (!*name)
		*name = mem_strdup(login);
	return true;
}

static bool add_copies(struct store *store, int64_t session_id, struct session_versions *out, struct err *err)
{
	struct draft_copies copies;
	struct str text;
	bool ok = true;

	if (!draft_copies_load(store, session_id, &copies, err))
		return false;
	for (size_t i = 0; ok && i < copies.n; i++) {
		const struct draft_copy *one = &copies.rows[i];
		struct session_version *row = add(out, VERSION_COPY, one->saved_at);
		str_init(&text);
		add_sections(&text, one->text);
		take_text(row, &text);
		ok = find_name(store, one->login, &row->who, err);
	}
	draft_copies_release(&copies);
	return ok;
}

/* ---- all ---- */

static bool is_later(const struct session_version *a, const struct session_version *b)
{
	int order = strcmp(a->when, b->when);

	return order > 0 || (order == 0 && a->what > b->what);
}

/* Those of one kind and second stay in the order they were written. */
static void sort(struct session_versions *versions)
{
	for (size_t i = 1; i < versions->n; i++) {
		struct session_version row = versions->rows[i];
		size_t at = i;
		for (; at > 0 && is_later(&versions->rows[at - 1], &row); at--)
			versions->rows[at] = versions->rows[at - 1];
		versions->rows[at] = row;
	}
}

bool session_versions_load(struct store *store, int64_t session_id, struct session_versions *out,
			   struct err *err)
{
	*out = (struct session_versions){ NULL, 0 };
	if (store_may_chart(store, err) && add_signed(store, session_id, out, err) &&
	    add_addenda(store, session_id, out, err) && add_copies(store, session_id, out, err)) {
		sort(out);
		return true;
	}
	session_versions_release(out);
	return false;
}

void session_versions_release(struct session_versions *versions)
{
	for (size_t i = 0; i < versions->n; i++) {
		free(versions->rows[i].when);
		free(versions->rows[i].who);
		free(versions->rows[i].text);
	}
	free(versions->rows);
	*versions = (struct session_versions){ NULL, 0 };
}

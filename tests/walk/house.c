/* SPDX-License-Identifier: MIT */
/* The clinic lives in memory, so that a fork is a copy of it. Triggers of the connection's own note what changes. */
#include "house.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "demo/demo.h"
#include "app/scopes.h"
#include "app/draw.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/schema.h"

static struct store store;
static struct conf conf;
static struct app app;

/* ---- what changes ---- */

/* Made by chance, a seal over what is, or of the machine and the process. */
static bool is_chance(const char *column)
{
	static const char *const names[] = { "uid", "digest", "hash", "instance", "host", "boot", "pid" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(column, names[i]) == 0)
			return true;
	return false;
}

struct columns {
	struct str key, differ, changed, values; /* SQL over OLD and NEW */
};

static void column_add(struct columns *columns, const char *name, bool is_key, const char *row)
{
	if (is_key)
		str_addf(&columns->key, "%squote(%s.%s)", columns->key.len ? "||','||" : "", row, name);
	str_addf(&columns->differ, "%sOLD.%s IS NOT NEW.%s", columns->differ.len ? " OR " : "", name, name);
	str_addf(&columns->changed, "||CASE WHEN OLD.%s IS NOT NEW.%s THEN ' %s' ELSE '' END", name, name,
		 name);
	if (!is_chance(name))
		str_addf(&columns->values, "||','||quote(%s.%s)", row, name);
}

static bool watch(const char *table, const char *op, struct err *err)
{
	bool deletes = strcmp(op, "DELETE") == 0, updates = strcmp(op, "UPDATE") == 0;
	struct columns columns;
	struct db_stmt *stmt;
	struct str sql;
	str_init(&columns.key);
	str_init(&columns.differ);
	str_init(&columns.changed);
	str_init(&columns.values);
	str_init(&sql);
	bool ok = db_query(store.db, &stmt, err, "SELECT name, pk FROM pragma_table_info($1)", "s", table);
	while (ok && db_step(stmt, err) == DB_ROW)
		column_add(&columns, db_text(stmt, 0), db_int(stmt, 1) > 0, deletes ? "OLD" : "NEW");
	if (ok)
		db_reset(stmt);
	str_addf(&sql, "CREATE TEMP TRIGGER walk_%s_%s AFTER %s ON main.%s", op, table, op, table);
	if (updates)
		str_addf(&sql, " WHEN %s", columns.differ.s);
	str_addf(
		&sql,
		" BEGIN INSERT INTO walk_log (tab, id, op, columns, vals) VALUES ('%s', %s, '%c', ''%s, ''%s);"
		" END;",
		table,
		columns.key.len ? columns.key.s
		: deletes       ? "OLD.rowid"
				: "NEW.rowid",
		op[0], updates ? columns.changed.s : "", deletes ? "" : columns.values.s);
	ok = ok && db_script(store.db, sql.s, err);
	str_release(&columns.key);
	str_release(&columns.differ);
	str_release(&columns.changed);
	str_release(&columns.values);
	str_release(&sql);
	return ok;
}

static bool watch_all(struct err *err)
{
	char tables[64][48];
	size_t n = 0;
	struct db_stmt *stmt;
	if (!db_script(
		    store.db,
		    "CREATE TEMP TABLE walk_log (seq INTEGER PRIMARY KEY, tab TEXT, id TEXT, op TEXT, columns TEXT,"
		    " vals TEXT);",
		    err) ||
	    !db_query(store.db, &stmt, err,
		      "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
		      " ORDER BY name",
		      ""))
		return false;
	while (n < 64 && db_step(stmt, err) == DB_ROW)
		snprintf(tables[n++], sizeof *tables, "%s", db_text(stmt, 0));
	db_reset(stmt);
	for (size_t i = 0; i < n; i++)
		if (!watch(tables[i], "INSERT", err) || !watch(tables[i], "UPDATE", err) ||
		    !watch(tables[i], "DELETE", err))
			return false;
	return true;
}

/* What became of each row in the end: its first and its last change say it. */
static const char net_sql[] =
	"SELECT l.tab, f.op, l.op, l.vals,"
	" (SELECT group_concat(c.columns, '') FROM walk_log c WHERE c.tab = l.tab AND c.id = l.id)"
	" FROM (SELECT tab, id, min(seq) AS first, max(seq) AS last FROM walk_log GROUP BY tab, id) AS n"
	" JOIN walk_log f ON f.seq = n.first JOIN walk_log l ON l.seq = n.last"
	" WHERE NOT (f.op = 'I' AND l.op = 'D') AND l.tab NOT LIKE 'audit%'"
	" ORDER BY l.tab, n.first";

static const char audit_sql[] =
	"SELECT action FROM audit WHERE seq IN (SELECT CAST(id AS INTEGER) FROM walk_log WHERE tab = 'audit_row') ORDER BY seq";

struct table_change {
	char name[48];
	int added, changed, gone;
	struct str columns;
};

/* Each column once, in the order of its first change. */
static void columns_merge(struct str *all, const char *some)
{
	struct str word;
	str_init(&word);
	while (str_next_word(&some, &word)) {
		char *wanted = str_format(",%s,", word.s), *have = str_format(",%s,", all->s);
		if (!strstr(have, wanted))
			str_addf(all, "%s%s", all->len ? "," : "", word.s);
		free(wanted);
		free(have);
	}
	str_release(&word);
}

static void table_tell(struct table_change *table, struct str *out)
{
	if (table->name[0])
		str_addf(out, "%s%s", out->len ? " " : "", table->name);
	if (table->added)
		str_addf(out, "+%d", table->added);
	if (table->changed)
		str_addf(out, "~%d(%s)", table->changed, table->columns.s);
	if (table->gone)
		str_addf(out, "-%d", table->gone);
	table->name[0] = '\0';
	table->added = table->changed = table->gone = 0;
	str_clear(&table->columns);
}

void house_hide(char *text)
{
	while ((text = strstr(text, HOUSE_FOLDER))) {
		text += strlen(HOUSE_FOLDER);
		for (int i = 0; i < 6 && isalnum((unsigned char)*text); i++)
			*text++ = 'X';
	}
}

static uint32_t fnv(uint32_t hash, const char *text)
{
	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 16777619u;
	return hash;
}

void house_rows(const char *but, struct str *out)
{
	struct err err = ERR_INIT;
	struct db_stmt *stmt;
	struct table_change table = { .name = "" };
	uint32_t hash = 0;
	str_init(&table.columns);
	if (!db_query(store.db, &stmt, &err, net_sql, "")) {
		str_add(out, err.text);
		return;
	}
	while (db_step(stmt, &err) == DB_ROW) {
		char first = db_text(stmt, 1)[0], last = db_text(stmt, 2)[0];
		if (but && strcmp(db_text(stmt, 0), but) == 0)
			continue;
		if (strcmp(db_text(stmt, 0), table.name) != 0)
			table_tell(&table, out);
		snprintf(table.name, sizeof table.name, "%s", db_text(stmt, 0));
		table.added += first == 'I';
		table.gone += last == 'D';
		table.changed += first != 'I' && last != 'D';
		if (first != 'I' && last != 'D')
			columns_merge(&table.columns, db_text(stmt, 4));
		char *values = mem_strdup(db_text(stmt, 3));
		house_hide(values);
		hash += fnv(fnv(2166136261u, table.name), values); /* in whichever order they were written */
		free(values);
	}
	db_reset(stmt);
	table_tell(&table, out);
	str_release(&table.columns);
	if (out->len)
		str_addf(out, " #%08" PRIx32, hash);
	if (!db_query(store.db, &stmt, &err, audit_sql, "")) {
		str_add(out, err.text);
		return;
	}
	for (int n = 0; db_step(stmt, &err) == DB_ROW; n++)
		str_addf(out, "%s%s", n ? "," : out->len ? " audit:" : "audit:", db_text(stmt, 0));
	db_reset(stmt);
	if (!db_script(store.db, "DELETE FROM walk_log;", &err))
		str_add(out, err.text);
}

/* ---- the clinic and the program ---- */

static bool fill(struct err *err)
{
	struct demo_options options = DEMO_OPTIONS_INIT;
	store.path = mem_strdup("clinic.db");
	return db_open_scratch(&store.db, err) && schema_upgrade(store.db, true, NULL, NULL, err) &&
	       store_enter(&store, "anna", "Anna Lindqvist", true, err) &&
	       demo_fill(&store, catalogue_builtin(), &options, NULL, NULL, err) && watch_all(err);
}

bool house_open(const char *folder, struct err *err)
{
	setenv("FASCICLE_NOW", "2026-11-20T09:30:00Z", 1);
	setenv("FASCICLE_SEED", "1", 1);
	setenv("TZ", "UTC", 1);
	setenv("HOME", folder, 1);
	i18n_start("C");
	utf8_set_terminal(true);
	return fill(err);
}

bool house_start(const char *keys, struct err *err)
{
	conf_init(&conf);
	conf_set(&conf, "practice:name", "Brunswick Myotherapy", "walk", NULL);
	conf_set(&conf, "print:folder", getenv("HOME"), "walk", NULL);
	if (keys) {
		size_t n = strcspn(keys, "=");
		conf.bindings = mem_array(1, sizeof *conf.bindings);
		conf.n_bindings = 1;
		conf.bindings[0] = (struct conf_binding){ mem_strndup(keys, n), mem_strdup(keys + n + 1),
							  mem_strdup("walk"), 1 };
	}
	app_init(&app, &store, &conf, catalogue_builtin());
	return app_start(&app, err);
}

bool house_press(const char *name)
{
	struct key key;
	if (!key_parse(name, &key))
		return false;
	app_key(&app, &key);
	return true;
}

void house_type(const char *text)
{
	size_t n = strlen(text);
	for (size_t at = 0; at < n;) {
		size_t end = utf8_next(text, n, at);
		char character[32];
		snprintf(character, sizeof character, "%.*s", (int)(end - at), text + at);
		struct key key = key_of_text(character);
		app_key(&app, &key);
		at = end;
	}
}

void house_gone(void)
{
	struct key gone = key_of_kind(KEY_GONE);
	app_key(&app, &gone);
}

/* ---- what can be told ---- */

void house_scopes(struct str *out)
{
	const char *scopes[SCOPES_MAX];
	app_scopes(&app, scopes);
	for (int i = 0; scopes[i]; i++)
		str_addf(out, "%s%s", i ? " " : "", scopes[i]);
}

bool house_scopes_are_known(void)
{
	const char *here[SCOPES_MAX], *known[SCOPES_MAX];
	int i = 0;
	app_scopes(&app, here);
	scope_stack(here[0], known);
	while (here[i] && known[i] && strcmp(here[i], known[i]) == 0)
		i++;
	return !here[i] && !known[i] && scope_types(here[0]) == app_pane(&app)->class->takes_text;
}

void house_title(struct str *out)
{
	app_title(&app, out);
}

void house_message(struct str *out)
{
	str_add(out, app.message.s);
	if (prompt_command(&app) && !str_empty(prompt_problem(&app)))
		str_addf(out, "%s(%s)", out->len ? " " : "", prompt_problem(&app));
}

const char *house_asked(void)
{
	return prompt_command(&app) ? prompt_command(&app)->name : NULL;
}

bool house_left(void)
{
	return app.quits;
}

void house_screen(struct str *out)
{
	app_draw(&app);
	grid_dump(&app.grid, true, out);
	str_addf(out, "cursor %d %d\n", app.grid.cursor_col, app.grid.cursor_row);
}

size_t house_commands(void)
{
	return command_count();
}

const char *house_command(size_t i)
{
	return command_at(i)->name;
}

const char *house_command_scope(size_t i)
{
	return command_at(i)->scope;
}

static size_t index_of(const struct command *command)
{
	for (size_t i = 0; i < command_count(); i++)
		if (strcmp(command_at(i)->name, command->name) == 0)
			return i;
	return command_count();
}

void house_bound(void (*each)(void *context, const char *key, size_t command), void *context)
{
	const char *scopes[SCOPES_MAX];
	struct str name;
	app_scopes(&app, scopes);
	str_init(&name);
	for (int s = 0; scopes[s]; s++)
		for (size_t i = 0; i < app.keymap.n; i++) {
			const struct binding *b = &app.keymap.bindings[i];
			if (strcmp(b->scope, scopes[s]) != 0 ||
			    keymap_find(&app.keymap, scopes, &b->key) != b)
				continue;
			str_clear(&name);
			key_name(&b->key, &name);
			each(context, name.s, index_of(b->command));
		}
	str_release(&name);
}

size_t house_bindings(void)
{
	return app.keymap.n;
}

const char *house_binding_scope(size_t i)
{
	return app.keymap.bindings[i].scope;
}

bool house_has_key(size_t command)
{
	for (size_t i = 0; i < app.keymap.n; i++)
		if (app.keymap.bindings[i].command == command_at(command))
			return true;
	return false;
}

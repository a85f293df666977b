/* SPDX-License-Identifier: MIT */
/* Databases of earlier programs (tests/fixtures) as files again. */
#ifndef FASCICLE_TESTS_FIXTURE_H
#define FASCICLE_TESTS_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/str.h"
#include "db/db.h"

enum { FIXTURE_BYTES = 1 << 20 };

/* The text of tests/fixtures/NAME. */
static inline bool fixture_read(const char *name, struct str *out, struct err *err)
{
	const char *folder = getenv("FASCICLE_SRCDIR");
	char *path = str_format("%s/tests/fixtures/%s", folder ? folder : ".", name);
	bool ok = file_read(path, FIXTURE_BYTES, out, err);
	free(path);
	return ok;
}

/* Runs a dump into a new database, as the sqlite3 shell would. */
static inline bool fixture_load(const char *dump, const char *database, struct err *err)
{
	struct db *db;
	if (!db_open(&db, database, DB_CREATE, err))
		return false;
	bool ok = db_script(db, dump, err);
	db_close(db);
	return ok;
}

/* The rescue file of the fixture's session, beside the database; none is fine. */
static inline bool fixture_rescue(const char *name, const char *database, int session, struct err *err)
{
	struct err none = ERR_INIT;
	struct str text;
	str_init(&text);
	char *from = str_format("%s.rescue-%d", name, session);
	char *to = str_format("%s.rescue-%d", database, session);
	bool ok = true;
	if (fixture_read(from, &text, &none)) {
		FILE *file = fopen(to, "w");
		ok = file && fwrite(text.s, 1, text.len, file) == text.len;
		if (file && fclose(file) != 0)
			ok = false;
		if (!ok)
			err_set(err, ERR_SYSTEM, "%s cannot be written", to);
	}
	free(from);
	free(to);
	str_release(&text);
	return ok;
}

/* Database and rescue file of the fixture ("schema-3"). */
static inline bool fixture_place(const char *name, const char *database, struct err *err)
{
	struct str dump;
	str_init(&dump);
	char *file = str_format("%s.sql", name);
	bool ok = fixture_read(file, &dump, err) && fixture_load(dump.s, database, err) &&
		  fixture_rescue(name, database, 8, err);
	free(file);
	str_release(&dump);
	return ok;
}

#endif

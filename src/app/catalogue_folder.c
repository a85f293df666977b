/* SPDX-License-Identifier: MIT */
/* Reads the practice's own tables from their folder. */
#include "app/catalogue_folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "catalogue/overlay.h"
#include "io/csv.h"

enum { TABLE_MAX_BYTES = 4 << 20 };

struct folder {
	struct overlay overlay;
	struct str *problems; /* NULL: stop at the first */
	struct err *err;      /* the first */
	bool failed;
};

/* Keeps a problem; the first is the one that is told. */
static void problem(struct folder *folder, const struct err *what)
{
	if (!folder->failed)
		err_set(folder->err, what->kind, "%s", what->text);
	folder->failed = true;
	if (folder->problems)
		str_addf(folder->problems, "%s\n", what->text);
}

static bool stopped(const struct folder *folder)
{
	return folder->failed && !folder->problems;
}

/* --- one file --- */

struct table_file {
	struct folder *folder;
	enum overlay_table table;
	const char *path;
	bool has_header, rejected;
};

/* A row that is wrong in itself does not keep the others from being looked at. */
static bool take_row(void *context, const struct csv_row *row, struct err *err)
{
	struct table_file *file = context;
	struct err wrong = ERR_INIT;
	if (!file->has_header) {
		file->has_header = true;
		return overlay_check_header(file->table, row->cells, row->n_cells, err);
	}
	if (overlay_add(&file->folder->overlay, file->table, file->path, row->line, row->cells, row->n_cells,
			&wrong))
		return true;
	if (!file->folder->problems)
		return err_set(err, wrong.kind, "%s", wrong.text);
	err_prefix(&wrong, _("%s, line %zu"), file->path, row->line);
	problem(file->folder, &wrong);
	return true;
}

static void read_table(struct folder *folder, enum overlay_table table, const char *path)
{
	struct table_file file = { .folder = folder, .table = table, .path = path };
	struct err wrong = ERR_INIT;
	struct str text;
	str_init(&text);
	bool ok = file_read(path, TABLE_MAX_BYTES, &text, &wrong) &&
		  csv_read(path, text.s, text.len, take_row, &file, &wrong);
	if (ok && !file.has_header)
		ok = err_set(&wrong, ERR_INPUT,
			     _("%s, line 1: the file is empty. The first line must read %s."), path,
			     overlay_header(table));
	if (!ok)
		problem(folder, &wrong);
	str_release(&text);
}

/* --- the folder --- */

static int is_csv(const struct dirent *entry)
{
	size_t n = strlen(entry->d_name);
	return entry->d_name[0] != '.' && n > 4 && strcasecmp(entry->d_name + n - 4, ".csv") == 0;
}

static void list_tables(struct str *out)
{
	for (int table = 0; table < OVERLAY_TABLES; table++)
		str_addf(out, "%s%s", table ? ", " : "", overlay_file((enum overlay_table)table));
}

static void unknown_file(struct folder *folder, const char *path, const char *name)
{
	struct err wrong = ERR_INIT;
	struct str known;
	str_init(&known);
	list_tables(&known);
	if (str_starts(name, "regions"))
		err_set(&wrong, ERR_INPUT,
			_("%s: regions cannot be added or changed, because they are drawn. Take the file away."),
			path);
	else
		err_set(&wrong, ERR_INPUT, _("%s: no table goes by this name. There are: %s."), path,
			known.s);
	problem(folder, &wrong);
	str_release(&known);
}

static void read_file_named(struct folder *folder, const char *path, const char *name)
{
	enum overlay_table table;
	char *whole = str_format("%s/%s", path, name);
	if (overlay_table_of(name, &table))
		read_table(folder, table, whole);
	else
		unknown_file(folder, whole, name);
	free(whole);
}

static void read_folder(struct folder *folder, const char *path)
{
	struct dirent **names = NULL;
	struct err wrong = ERR_INIT;
	int n = scandir(path, &names, is_csv, alphasort);
	if (n < 0) {
		err_set(&wrong, errno == ENOENT ? ERR_MISSING : ERR_SYSTEM,
			_("The folder %s of [catalogue] folder cannot be read: %s."), path, strerror(errno));
		problem(folder, &wrong);
	}
	for (int i = 0; i < n; i++) {
		if (!stopped(folder))
			read_file_named(folder, path, names[i]->d_name);
		free(names[i]);
	}
	free(names);
}

/* --- the list of techniques --- */

static void check_codes(struct folder *folder, const struct conf *conf, const struct catalogue *c,
			const char *key)
{
	char name[64];
	struct err wrong = ERR_INIT;
	char *rest = NULL;
	snprintf(name, sizeof name, "catalogue:%s", key);
	char *codes = mem_strdup(conf_text(conf, name));
	for (char *code = strtok_r(codes, " ,", &rest); code && !stopped(folder);
	     code = strtok_r(NULL, " ,", &rest)) {
		if (catalogue_technique(c, code) >= 0)
			continue;
		err_set(&wrong, ERR_INPUT,
			_("%s: [catalogue] %s: there is no technique with the code \"%s\"."),
			conf_source(conf, name), key, code);
		problem(folder, &wrong);
	}
	free(codes);
}

bool catalogue_folder_load(const struct conf *conf, struct catalogue **own, struct str *problems,
			   struct err *err)
{
	struct folder folder = { .problems = problems, .err = err };
	struct err wrong = ERR_INIT;
	const char *path = conf_text(conf, "catalogue:folder");
	*own = NULL;
	overlay_init(&folder.overlay);
	if (*path)
		read_folder(&folder, path);
	if (*path && !stopped(&folder) &&
	    !overlay_apply(catalogue_builtin(), &folder.overlay, own, problems, &wrong)) {
		if (!folder.failed)
			err_set(err, wrong.kind, "%s", wrong.text);
		folder.failed = true;
	}
	overlay_release(&folder.overlay);
	/* Tables that could not be read would make their techniques look unknown. */
	if (!folder.failed) {
		const struct catalogue *c = *own ? *own : catalogue_builtin();
		check_codes(&folder, conf, c, "techniques");
		check_codes(&folder, conf, c, "off");
	}
	if (folder.failed) {
		catalogue_free(*own);
		*own = NULL;
	}
	return !folder.failed;
}

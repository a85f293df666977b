/* SPDX-License-Identifier: MIT */
/* The configuration: one table gives every key its type, bounds, default and help. Read from /etc/fascicle.ini, the
 * person's own file, -c FILE, then options; the later wins. The only place that knows iniparser. */
#ifndef FASCICLE_IO_CONF_H
#define FASCICLE_IO_CONF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

enum conf_type { CONF_TEXT, CONF_INT, CONF_BOOL, CONF_CHOICE, CONF_PATH };

struct conf_key {
	const char *name; /* "ui:colour" */
	enum conf_type type;
	long min, max;        /* CONF_INT */
	const char *choices;  /* CONF_CHOICE: "auto|yes|no" */
	const char *standard; /* default, as text */
	const char *help;     /* one sentence, translated when shown */
};
size_t conf_key_count(void);
const struct conf_key *conf_key_at(size_t i);

/* Bindings of [keys]: command name -> key name(s), in file order. */
struct conf_binding {
	char *command, *key, *source;
	size_t line; /* in that file */
};

/* Settings of [export:NAME], in file order; a later file's stands behind. */
struct conf_export {
	char *format, *key, *value, *source;
};

struct conf {
	char **values;  /* one a key of the table; NULL means the default */
	char **sources; /* file it came from, "option", or NULL for the default */
	struct conf_binding *bindings;
	size_t n_bindings;
	struct conf_export *exports;
	size_t n_exports;
};

void conf_init(struct conf *conf);
void conf_release(struct conf *conf);

/* Reads the standard files that exist and then `file` (may be NULL; must exist). Errors name file, section and key:
 * unknown or repeated keys, bad values, unreadable or broken files. With `problems` as conf_load_file. */
bool conf_load(struct conf *conf, const char *file, struct str *problems, struct err *err);
/* One file; `must_exist` tells a missing file from none. Collects each problem as a line in `problems` when that is
 * not NULL (for config --check), else stops at the first. False when there was any; err has the first. */
bool conf_load_file(struct conf *conf, const char *file, bool must_exist, struct str *problems,
		    struct err *err);
bool conf_set(struct conf *conf, const char *name, const char *value, const char *source, struct err *err);

/* Values by name; the name must be in the table. */
const char *conf_text(const struct conf *conf, const char *name);
long conf_int(const struct conf *conf, const char *name);
bool conf_bool(const struct conf *conf, const char *name);
/* Where the value came from: a file, "option", or "default". */
const char *conf_source(const struct conf *conf, const char *name);

#endif

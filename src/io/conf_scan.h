/* SPDX-License-Identifier: MIT */
/* Reads the text of a configuration file line by line before the library does: what the library would quietly drop, cut,
 * join or overwrite is refused here with its line. */
#ifndef FASCICLE_IO_CONF_SCAN_H
#define FASCICLE_IO_CONF_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

/* Where problems of one file go: each as a line into `lines`, or the first into `err` and an end to it. */
struct conf_report {
	const char *file;
	struct str *lines; /* NULL: stop at the first */
	struct err *err;   /* the first problem; may be NULL */
	size_t n;
};
/* "FILE, line 7: sentence". Returns whether to look for more. */
bool conf_report(struct conf_report *report, size_t line, const char *sentence);

/* The keys that the file sets, in its order, names in lower case as the library has them. */
struct conf_entry {
	size_t line;
	char *section, *name;
};
struct conf_entries {
	struct conf_entry *rows;
	size_t n;
};
void conf_entries_release(struct conf_entries *entries);

/* Finds every entry; false when there was a problem. */
bool conf_scan(const char *bytes, size_t n, struct conf_report *report, struct conf_entries *out);

#endif

/* SPDX-License-Identifier: MIT */
/* Files and folders of the program: where they are, who may read them, writing them whole or not at all. */
#ifndef FASCICLE_BASE_FILE_H
#define FASCICLE_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/err.h"
#include "base/str.h"

/* $XDG_DATA_HOME/fascicle (or ~/.local/share/fascicle), $XDG_CONFIG_HOME/fascicle (or ~/.config/fascicle).
 * Relative values of the variables are ignored as the standard asks. False when there is no home either. */
bool file_data_folder(struct str *out, struct err *err);
bool file_config_folder(struct str *out, struct err *err);

/* Makes the folder and its parents, 0700 each that is new. */
bool file_make_folder(const char *path, struct err *err);
/* Folder part of a path ("." where there is none). Caller frees. */
char *file_folder_of(const char *path);

/* Refuses folders on a network file system, where locks cannot be relied on (statfs). */
bool file_on_local_disk(const char *path, struct err *err);

/* Reads a regular file of at most max_bytes. Tells missing (ERR_MISSING), folder, unreadable and too large
 * apart in its message. */
bool file_read(const char *path, size_t max_bytes, struct str *out, struct err *err);

/* A file under construction beside its final name, 0600: nobody sees it half done.
 * file_commit flushes, fsyncs file and folder and renames; file_abandon takes it away. */
struct file_draft {
	FILE *stream; /* NULL when not open */
	char *final_path;
	char *draft_path;
};
/* With `replace` false an existing final file is refused, at the start and again at commit. */
bool file_draft_open(struct file_draft *draft, const char *path, bool replace, struct err *err);
bool file_draft_commit(struct file_draft *draft, bool replace, struct err *err);
void file_draft_abandon(struct file_draft *draft);

#endif

/* SPDX-License-Identifier: MIT */
/* A folder of its own for a test's files. */
#include "scratch.h"

#include <ftw.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

enum { PATH_BYTES = 512, PATHS = 8 };

static char folder[PATH_BYTES];

const char *scratch_make(void)
{
	const char *above = getenv("TMPDIR");

	snprintf(folder, sizeof folder, "%s/fascicle-e2e-XXXXXX", above ? above : "/tmp");
	assert_non_null(mkdtemp(folder));
	return folder;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)status;
	(void)type;
	(void)walk;
	return remove(path);
}

void scratch_remove(void)
{
	if (*folder)
		nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	*folder = '\0';
}

const char *scratch_path(const char *name)
{
	static char paths[PATHS][PATH_BYTES * 2];
	static int next;

	next = (next + 1) % PATHS;
	snprintf(paths[next], sizeof paths[next], "%s/%s", folder, name);
	return paths[next];
}

char *scratch_read(const char *name)
{
	char *text = NULL;
	size_t cap = 0;
	FILE *file = fopen(scratch_path(name), "r");

	if (!file || getdelim(&text, &cap, '\0', file) == -1) {
		free(text);
		text = calloc(1, 1);
	}
	if (file)
		fclose(file);
	assert_non_null(text);
	return text;
}

void scratch_expect(const char *name, const char *text)
{
	enum { STEP_MS = 20 };
	char *found = scratch_read(name);

	for (int i = 0; i < SCRATCH_SECONDS * 1000 / STEP_MS && strcmp(found, text) != 0; i++) {
		poll(NULL, 0, STEP_MS);
		free(found);
		found = scratch_read(name);
	}
	assert_string_equal(found, text);
	free(found);
}

void scratch_write(const char *name, const char *text)
{
	FILE *file = fopen(scratch_path(name), "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

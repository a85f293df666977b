/* SPDX-License-Identifier: MIT */
/* Runs a fuzz target without libFuzzer:   fuzz_NAME [FILE | FOLDER]... Each argument is one test of the
 * TAP it prints: the target takes every file there, and each file again FASCICLE_FUZZ_RUNS times (20
 * unless set) with random changes from FASCICLE_SEED. A finding ends the program. */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { INPUT_MAX_BYTES = 1 << 20, CHANGES_MAX = 8 };

struct tally {
	long files, runs;
};

static uint64_t random_state = 88172645463325252u;

static size_t pick(size_t n)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return n > 0 ? (size_t)(random_state >> 11) % n : 0;
}

static long setting(const char *name, long otherwise)
{
	const char *text = getenv(name);
	return text ? strtol(text, NULL, 10) : otherwise;
}

/* One random change in bytes[0..n) of a block with room for n + 1. Returns the new length. */
static size_t change(uint8_t *bytes, size_t n)
{
	size_t at = pick(n), end = at + pick(n - at + 1);
	switch (pick(5)) {
	case 0: /* take a piece out */
		memmove(bytes + at, bytes + end, n - end);
		return n - (end - at);
	case 1: /* put a byte in */
		memmove(bytes + at + 1, bytes + at, n - at);
		bytes[at] = (uint8_t)pick(256);
		return n + 1;
	case 2: /* copy a piece to the front */
		memmove(bytes, bytes + at, end - at);
		return n;
	case 3:
		if (n > 0)
			bytes[at] ^= (uint8_t)(1u << pick(8));
		return n;
	default:
		if (n > 0)
			bytes[at] = (uint8_t)pick(256);
		return n;
	}
}

/* The target gets a block of just the right size, so that reading past its end shows. */
static void run_one(const uint8_t *bytes, size_t n)
{
	uint8_t *exact = malloc(n > 0 ? n : 1);
	if (!exact)
		abort();
	memcpy(exact, bytes, n);
	LLVMFuzzerTestOneInput(exact, n);
	free(exact);
}

static void run_changed(const uint8_t *bytes, size_t n, long runs)
{
	uint8_t *changed = malloc(n + CHANGES_MAX + 1);
	if (!changed)
		abort();
	for (long run = 0; run < runs; run++) {
		size_t length = n;
		memcpy(changed, bytes, n);
		for (size_t changes = 1 + pick(CHANGES_MAX); changes > 0; changes--)
			length = change(changed, length);
		run_one(changed, length);
	}
	free(changed);
}

static int run_file(const char *path, struct tally *tally)
{
	long runs = setting("FASCICLE_FUZZ_RUNS", 100);
	uint8_t *bytes = malloc(INPUT_MAX_BYTES);
	FILE *file = fopen(path, "rb");
	if (!bytes || !file) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		free(bytes);
		if (file)
			fclose(file);
		return 1;
	}
	size_t n = fread(bytes, 1, INPUT_MAX_BYTES, file);
	fclose(file);
	run_one(bytes, n);
	run_changed(bytes, n, runs);
	free(bytes);
	tally->files++;
	tally->runs += 1 + runs;
	return 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int run_folder(const char *path, struct tally *tally)
{
	struct dirent **names;
	char file[4096];
	int failed = 0, n = scandir(path, &names, NULL, by_name);
	if (n < 0) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		return 1;
	}
	for (int i = 0; i < n; i++) {
		snprintf(file, sizeof file, "%s/%s", path, names[i]->d_name);
		if (names[i]->d_name[0] != '.')
			failed |= run_file(file, tally);
		free(names[i]);
	}
	free(names);
	return failed;
}

static int run_argument(const char *path, struct tally *tally)
{
	struct stat status;
	if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
		return run_folder(path, tally);
	return run_file(path, tally);
}

int main(int argc, char **argv)
{
	int failures = 0;
	random_state += (uint64_t)setting("FASCICLE_SEED", 0);
	printf("1..%d\n", argc - 1);
	for (int i = 1; i < argc; i++) {
		struct tally tally = { 0, 0 };
		int failed = run_argument(argv[i], &tally) || tally.files == 0;
		printf("%sok %d - no finding in %s (%ld files, %ld runs)\n", failed ? "not " : "", i, argv[i],
		       tally.files, tally.runs);
		fflush(stdout);
		failures += failed;
	}
	return failures > 0;
}

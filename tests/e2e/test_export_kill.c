/* SPDX-License-Identifier: MIT */
/* Invoices are issued and batches exported until both are killed, again and again: no number is missing, no line left twice
 * or never. FASCICLE_ROUNDS says how often (12), FASCICLE_KILL_SEED at which moments; FASCICLE_PROCESSES how many issue
 * invoices at once (10). */
#include "../unit/clinic.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/file.h"
#include "books.h"
#include "io/export.h"

enum { ROUNDS = 12, PROCESSES = 10, INVOICES_EACH = 5, NAME_SIZE = 160 };

static long setting(const char *name, long otherwise)
{
	const char *text = getenv(name);

	return text != NULL && *text != '\0' ? strtol(text, NULL, 10) : otherwise;
}

static void path_of(const struct clinic *clinic, const char *kind, long n, char out[NAME_SIZE])
{
	snprintf(out, NAME_SIZE, "%s/%s-%ld.csv", clinic->folder, kind, n);
}

/* ---- those who are killed ---- */

/* A process opens the database for itself; it ends with 1 when something fails, which must not be. */
static bool enter(struct books *books, struct store *store, const char *path, uint64_t seed)
{
	struct err err = ERR_INIT;

	if (!store_open(store, path, false, &err) || !store_enter(store, "anna", "Anna", true, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return false;
	}
	books->store = store;
	books->random = seed;
	return true;
}

static pid_t start_issuing(const struct clinic *clinic, const struct books *shared, uint64_t seed)
{
	pid_t child = fork();

	assert_true(child >= 0);
	if (child != 0)
		return child;
	struct books books = *shared;
	struct store store;
	struct err err = ERR_INIT;
	bool ok = enter(&books, &store, clinic->path, seed);
	while (ok)
		ok = books_step(&books, "2026-11-20", &err);
	fprintf(stderr, "issuing: %s\n", err.text);
	_exit(1);
}

static pid_t start_exporting(const struct clinic *clinic, const char *file)
{
	const char *folder = getenv("FASCICLE_BUILDDIR");
	char program[NAME_SIZE];
	pid_t child = fork();

	assert_true(child >= 0);
	if (child != 0)
		return child;
	snprintf(program, sizeof program, "%s/fascicle", folder != NULL ? folder : ".");
	if (freopen("/dev/null", "w", stderr) == NULL)
		_exit(127);
	execl(program, program, "-d", clinic->path, "export", "billing", "-o", file, (char *)NULL);
	_exit(127);
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void pause_for(double length)
{
	struct timespec t = { (time_t)length, (long)((length - (double)(time_t)length) * 1e9) };

	nanosleep(&t, NULL);
}

static void kill_it(pid_t child, int *ended)
{
	int status;

	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &status, 0), child);
	*ended = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Both at once, for as long as an export takes, more or less. */
static void kill_round(struct clinic *clinic, struct books *books, long round, double usual, int *exported)
{
	char file[NAME_SIZE];
	int issued;

	path_of(clinic, "round", round, file);
	pid_t issuer = start_issuing(clinic, books, (uint64_t)round * 77 + 1);
	pause_for(usual * books_pick(books, 1000) / 1000);
	pid_t exporter = start_exporting(clinic, file);
	pause_for(usual * books_pick(books, 1500) / 1000);
	if (books_pick(books, 2)) { /* so that the export is not always in somebody's way */
		kill_it(issuer, &issued);
		pause_for(usual * books_pick(books, 1000) / 1000);
		kill_it(exporter, exported);
	} else {
		kill_it(exporter, exported);
		kill_it(issuer, &issued);
	}
	assert_int_equal(issued, -1);
	assert_int_not_equal(*exported, 127);
}

/* ---- what is left of it ---- */

struct lines {
	char **rows;
	size_t n;
};

/* A row without the number that it has in its file. */
static void take_lines(const char *path, struct lines *out)
{
	struct str bytes;

	str_init(&bytes);
	must(file_read(path, 256 << 20, &bytes, err));
	const char *at = strchr(bytes.s, '\n');
	for (at = at != NULL ? at + 1 : ""; *at != '\0';) {
		const char *end = strchr(at, '\n');
		if (end == NULL)
			fail_msg("half a line at the end of %s", path);
		const char *from = strchr(at, ',') + 1;
		out->rows = mem_regrow(out->rows, out->n + 1, sizeof *out->rows);
		out->rows[out->n++] = mem_strndup(from, (size_t)(end - from));
		at = end + 1;
	}
	str_release(&bytes);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void lines_release(struct lines *lines)
{
	for (size_t i = 0; i < lines->n; i++)
		free(lines->rows[i]);
	free(lines->rows);
}

static bool same_bytes(const char *a, const char *b)
{
	struct str one, other;

	str_init(&one);
	str_init(&other);
	must(file_read(a, 256 << 20, &one, err));
	must(file_read(b, 256 << 20, &other, err));
	bool same = one.len == other.len && memcmp(one.s, other.s, one.len) == 0;
	str_release(&one);
	str_release(&other);
	return same;
}

/* The batches that are marked and whose file was not seen are written again, and must be in no round's file, or be just
 * that file: killed after it got its name and before that was written down. */
static void write_undelivered(struct clinic *clinic, long rounds, long *lost, long *unnoted)
{
	int64_t number;

	for (;;) {
		struct export_result result;
		char again[NAME_SIZE], file[NAME_SIZE];
		must(export_undelivered(&clinic->store, &number, err));
		if (number == 0)
			return;
		path_of(clinic, "again", (long)number, again);
		must(export_again(&clinic->store, number, again, NULL, NULL, &result, err));
		assert_false(result.changed);
		bool there = false;
		for (long i = 0; i < rounds && !there; i++) {
			path_of(clinic, "round", i, file);
			there = access(file, F_OK) == 0 && same_bytes(file, again);
		}
		if (there)
			unlink(again);
		++*(there ? unnoted : lost);
	}
}

static void take_all_files(struct clinic *clinic, struct lines *out)
{
	DIR *folder = opendir(clinic->folder);
	const struct dirent *entry;

	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL) {
		size_t n = strlen(entry->d_name);
		if (n < 4 || strcmp(entry->d_name + n - 4, ".csv") != 0)
			continue;
		char *path = str_format("%s/%s", clinic->folder, entry->d_name);
		take_lines(path, out);
		free(path);
	}
	closedir(folder);
}

/* Everything that happened, as the days have it, is in the files once. */
static void compare_with_days(struct clinic *clinic, const struct export_format *format)
{
	struct export_result result;
	struct lines left = { NULL, 0 }, happened = { NULL, 0 };
	char *days = str_format("%s/days.txt", clinic->folder);

	take_all_files(clinic, &left);
	must(export_days_file(&clinic->store, format, NULL, NULL, days, NULL, &result, err));
	take_lines(days, &happened);
	assert_int_equal(left.n, happened.n);
	qsort(left.rows, left.n, sizeof *left.rows, by_text);
	qsort(happened.rows, happened.n, sizeof *happened.rows, by_text);
	for (size_t i = 0; i < left.n; i++)
		assert_string_equal(left.rows[i], happened.rows[i]);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM export_line"), happened.n);
	lines_release(&left);
	lines_release(&happened);
	free(days);
}

static void assert_no_gaps(struct clinic *clinic)
{
	assert_int_equal(
		clinic_ask(
			clinic,
			"SELECT count(*) FROM (SELECT 1 FROM invoice GROUP BY series HAVING max(number) <> count(*)"
			" OR min(number) <> 1)"),
		0);
}

/* How long an export takes here that nobody kills. */
static double usual_export(struct clinic *clinic)
{
	char file[NAME_SIZE];
	int status;

	path_of(clinic, "first", 0, file);
	double from = seconds();
	pid_t child = start_exporting(clinic, file);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	return seconds() - from;
}

static void begin_books(struct clinic *clinic, struct books *books)
{
	must(books_begin(books, &clinic->store, (uint64_t)setting("FASCICLE_KILL_SEED", 1), err));
	for (int i = 0; i < 20; i++)
		must(books_step(books, "2026-11-20", err));
}

static void no_line_leaves_twice_or_never_whoever_is_killed(void **state)
{
	struct clinic *clinic = *state;
	struct export_format format;
	struct export_result result;
	struct books books;
	struct conf conf;
	struct err err_last = ERR_INIT;
	char last[NAME_SIZE];
	long rounds = setting("FASCICLE_ROUNDS", ROUNDS), whole = 0, lost = 0, unnoted = 0;

	begin_books(clinic, &books);
	double usual = usual_export(clinic);
	for (long round = 0; round < rounds; round++) {
		int exported;
		kill_round(clinic, &books, round, usual, &exported);
		whole += exported == 0;
	}
	conf_init(&conf);
	export_format_init(&format);
	must(export_format_load(&format, &conf, "plain", err));
	path_of(clinic, "last", 0, last);
	if (!export_batch_file(&clinic->store, &format, NULL, last, NULL, &result, &err_last))
		assert_int_equal(err_last.kind, ERR_MISSING); /* nothing was left */
	write_undelivered(clinic, rounds, &lost, &unnoted);
	compare_with_days(clinic, &format);
	assert_no_gaps(clinic);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
	print_message(
		"# %ld rounds: %lld invoices, %lld batches, %ld exports whole, %ld batches marked and their file lost,"
		" %ld files in place and not noted\n",
		rounds, (long long)clinic_ask(clinic, "SELECT count(*) FROM invoice"),
		(long long)clinic_ask(clinic, "SELECT count(*) FROM export_batch"), whole, lost, unnoted);
	export_format_release(&format);
	conf_release(&conf);
}

/* ---- many at once ---- */

static int issue_some(const struct clinic *clinic, const struct books *shared, uint64_t seed)
{
	struct books books = *shared;
	struct store store;
	struct err err = ERR_INIT;

	if (!enter(&books, &store, clinic->path, seed))
		return 1;
	for (int i = 0; i < INVOICES_EACH; i++)
		if (books_issue(&books, "2026-11-20", &err) == 0) {
			fprintf(stderr, "issuing: %s\n", err.text);
			return 1;
		}
	store_close(&store);
	return 0;
}

static void many_who_issue_at_once_wait_for_one_another(void **state)
{
	struct clinic *clinic = *state;
	struct books books;
	long processes = setting("FASCICLE_PROCESSES", PROCESSES);

	begin_books(clinic, &books);
	int64_t before = clinic_ask(clinic, "SELECT count(*) FROM invoice");
	for (long i = 0; i < processes; i++) {
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0)
			_exit(issue_some(clinic, &books, (uint64_t)i + 100));
	}
	for (long i = 0; i < processes; i++) {
		int status;
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM invoice"),
			 before + processes * INVOICES_EACH);
	assert_no_gaps(clinic);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

#define IN_A_CLINIC(test) cmocka_unit_test_setup_teardown(test, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_CLINIC(no_line_leaves_twice_or_never_whoever_is_killed),
		IN_A_CLINIC(many_who_issue_at_once_wait_for_one_another),
	};

	return cmocka_run_group_tests_name("export kill", tests, NULL, NULL);
}

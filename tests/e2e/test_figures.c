/* SPDX-License-Identifier: MIT */
/* What the program costs, beside tests/goldens/figures.txt: bytes on the line, bytes on the disk, memory. None may get
 * worse; bytes on the line may vary by the few of a redraw that falls otherwise, and memory by MEMORY_MARGIN, since it
 * depends on the build. Times are printed and never compared. FASCICLE_UPDATE=1 writes the file anew, from a usual
 * build (-O2, hardened). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "clinic.h"
#include "prose.h"
#include "scratch.h"
#include "store/store.h"
#include "vt.h"

enum { REST_MS = 500, STEPS = 6, DEMO_SESSIONS = 300, FIGURES_MAX = 64, MEMORY_MARGIN = 15 };

static const char *const types[] = { "xterm-256color", "vt100" };
enum { TYPES = sizeof types / sizeof *types };

struct figure {
	char name[80];
	double value;
};

static struct figure figures[FIGURES_MAX], golden[FIGURES_MAX];
static size_t n_figures, n_golden;

/* "chart opened, vt100". */
static void figure(double value, const char *format, const char *what)
{
	assert_true(n_figures < FIGURES_MAX);
	snprintf(figures[n_figures].name, sizeof figures->name, format, what);
	figures[n_figures].value = value;
	print_message("# %s: %.3f\n", figures[n_figures].name, value);
	n_figures++;
}

static const char *golden_path(void)
{
	static char path[4096];
	const char *top = getenv("FASCICLE_SRCDIR");
	snprintf(path, sizeof path, "%s/tests/goldens/figures.txt", top ? top : ".");
	return path;
}

static bool is_update(void)
{
	const char *update = getenv("FASCICLE_UPDATE");
	return update && *update;
}

static void golden_read(void)
{
	char line[256];
	FILE *file = fopen(golden_path(), "r");
	n_golden = 0;
	while (file && n_golden < FIGURES_MAX && fgets(line, sizeof line, file)) {
		char *colon = strstr(line, ": ");
		if (line[0] == '#' || !colon)
			continue;
		*colon = '\0';
		snprintf(golden[n_golden].name, sizeof golden->name, "%.79s", line);
		golden[n_golden++].value = atof(colon + 2);
	}
	if (file)
		fclose(file);
}

static void golden_write(void)
{
	FILE *file = fopen(golden_path(), "w");
	assert_non_null(file);
	fputs("# What the program costs: see tests/e2e/test_figures.c.\n", file);
	for (size_t i = 0; i < n_figures; i++)
		fprintf(file, "%s: %.3f\n", figures[i].name, figures[i].value);
	assert_int_equal(fclose(file), 0);
}

static const struct figure *golden_of(const char *name)
{
	for (size_t i = 0; i < n_golden; i++)
		if (strcmp(golden[i].name, name) == 0)
			return &golden[i];
	return NULL;
}

/* How much a figure may be above the one of before. */
static double slack(const struct figure *before)
{
	if (strncmp(before->name, "memory", strlen("memory")) == 0)
		return before->value * MEMORY_MARGIN / 100;
	if (strncmp(before->name, "database", strlen("database")) == 0)
		return before->value * 0.005; /* a page more or less */
	return before->value * 0.02 + 0.001;
}

static int worse(bool tell)
{
	int n = 0;
	for (size_t i = 0; i < n_figures; i++) {
		const struct figure *before = golden_of(figures[i].name);
		if (before && figures[i].value <= before->value + slack(before))
			continue;
		if (tell)
			print_message("# %s: %.3f, before %.3f\n", figures[i].name, figures[i].value,
				      before ? before->value : -1.0);
		n++;
	}
	return n;
}

/* ---- on the line ---- */

static double sent_for(struct vt *vt, const char *key, int times)
{
	vt_rest(vt, REST_MS);
	vt_forget_sent(vt);
	for (int i = 0; i < times; i++) {
		vt_type(vt, key);
		vt_rest(vt, REST_MS / 5);
	}
	return (double)vt_sent_bytes(vt) / times;
}

static double sent_for_prose(struct vt *vt)
{
	vt_rest(vt, REST_MS);
	vt_forget_sent(vt);
	vt_type_slowly(vt, prose);
	return (double)vt_sent_bytes(vt) / (double)(sizeof prose - 1);
}

static void clinic_make_afresh(int clients, int sessions)
{
	scratch_remove();
	scratch_make();
	clinic_make_of(clients, sessions);
}

static void letters(const char *type)
{
	clinic_make_afresh(10, 30);
	struct vt *vt = clinic_open(type);
	clinic_open_chart(vt);
	figure(sent_for_prose(vt), "bytes a letter in the note's pane, %s", type);
	clinic_leave(vt);
	clinic_make_afresh(10, 30);
	vt = clinic_open(type);
	clinic_open_chart(vt);
	vt_type(vt, "\033z");
	vt_expect_gone(vt, "Back");
	figure(sent_for_prose(vt), "bytes a letter in the zoomed note, %s", type);
	clinic_leave(vt);
}

static void lists(const char *type)
{
	struct vt *vt = clinic_open(type);
	figure(sent_for(vt, "j", STEPS), "bytes a step down the day, %s", type);
	vt_type(vt, "?");
	vt_expect(vt, "Keys");
	figure(sent_for(vt, "j", STEPS), "bytes a step down the help, %s", type);
	vt_type_slowly(vt, "\033");
	vt_expect(vt, "Today");
	vt_type(vt, "\007");
	vt_expect(vt, "Clients");
	figure(sent_for(vt, "\033OB", STEPS), "bytes a step down the clients, %s", type);
	clinic_leave(vt);
}

static void charts(const char *type)
{
	struct vt *vt = clinic_open(type);
	vt_forget_sent(vt);
	vt_type(vt, "\r");
	vt_expect(vt, "Subjective");
	vt_rest(vt, REST_MS);
	figure((double)vt_sent_bytes(vt), "bytes for opening a chart, %s", type);
	figure(sent_for(vt, "\t", STEPS), "bytes a step to the next pane, %s", type);
	clinic_leave(vt);
}

/* ---- in memory and on the disk ---- */

/* A line of /proc of the program: "VmHWM:". In kB. */
static double memory_of(const struct vt *vt, const char *what)
{
	char path[64], line[256];
	double value = 0;
	snprintf(path, sizeof path, "/proc/%d/status", (int)vt_pid(vt));
	FILE *file = fopen(path, "r");
	while (file && fgets(line, sizeof line, file))
		if (strncmp(line, what, strlen(what)) == 0)
			value = atof(line + strlen(what));
	if (file)
		fclose(file);
	return value;
}

/* Nanoseconds on a processor so far. */
static double work_of(const struct vt *vt)
{
	char path[64];
	double value = 0;
	snprintf(path, sizeof path, "/proc/%d/schedstat", (int)vt_pid(vt));
	FILE *file = fopen(path, "r");
	if (file && fscanf(file, "%lf", &value) != 1)
		value = 0;
	if (file)
		fclose(file);
	return value;
}

static void memory(void)
{
	struct vt *vt = clinic_open(NULL);
	print_message("# start: %.1f ms of a processor\n", work_of(vt) / 1e6);
	clinic_open_chart(vt);
	vt_rest(vt, REST_MS);
	print_message("# start and chart: %.1f ms of a processor\n", work_of(vt) / 1e6);
	figure(memory_of(vt, "RssAnon:"), "memory of its own with a chart open%s, kB", "");
	figure(memory_of(vt, "VmHWM:"), "memory at most with a chart open%s, kB", "");
	clinic_leave(vt);
}

static double asked(struct store *store, const char *sql)
{
	struct err err = ERR_INIT;
	int64_t value = 0;
	if (!db_ask(store->db, &value, &err, sql, ""))
		print_message("# %s\n", err.text);
	return (double)value;
}

static void database(void)
{
	struct err err = ERR_INIT;
	struct store store;
	assert_true(store_open_read_only(&store, scratch_path("clinic.db"), &err));
	figure(asked(&store, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size") /
		       DEMO_SESSIONS,
	       "database bytes a session%s", "");
	figure(asked(&store, "SELECT sum(pgsize) FROM dbstat WHERE name IN"
			     " (SELECT name FROM main.sqlite_master WHERE tbl_name LIKE 'audit%')") /
		       DEMO_SESSIONS,
	       "database bytes a session in the audit%s", "");
	store_close(&store);
}

/* ---- */

static void nothing_costs_more_than_it_did(void **state)
{
	const char *sanitizers = getenv("FASCICLE_SANITIZERS"), *under = getenv("FASCICLE_UNDER");
	(void)state;
	n_figures = 0;
	scratch_make();
	clinic_make();
	for (int i = 0; i < TYPES; i++) {
		charts(types[i]);
		lists(types[i]);
	}
	for (int i = 0; i < TYPES; i++)
		letters(types[i]);
	clinic_make_afresh(40, DEMO_SESSIONS);
	if ((!sanitizers || strcmp(sanitizers, "no") == 0) && (!under || !*under))
		memory();
	database();
	scratch_remove();
	if (is_update())
		golden_write();
	golden_read();
	assert_true(n_golden >= n_figures);
	assert_int_equal(worse(true), 0);
}

/* Every figure a little above the one of before, and every one gone. */
static void what_costs_more_is_found(void **state)
{
	(void)state;
	assert_true(n_figures > 0);
	for (size_t i = 0; i < n_figures; i++)
		figures[i].value = golden_of(figures[i].name)->value * 1.2;
	assert_int_equal(worse(false), n_figures);
	n_golden = 0;
	assert_int_equal(worse(false), n_figures);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_costs_more_than_it_did),
		cmocka_unit_test(what_costs_more_is_found),
	};
	return cmocka_run_group_tests_name("figures", tests, NULL, NULL);
}

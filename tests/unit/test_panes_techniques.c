/* SPDX-License-Identifier: MIT */
/* The checklist: categories, the practice's own set, a clinic's own technique, and no entry out of sight. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "catalogue/overlay.h"
#include "line/entry.h"
#include "panes/techniques.h"

static struct catalogue *own; /* with a clinic's own technique */

static int open_tables(void **state)
{
	static char *const row[] = { "GUA", "Gua sha (scraping)", "massage",
				     "time[min]=3-10;strokes[n]=10-40;lubricant[text]=", "absolute:SKINF" };
	static char *const name[] = { "GUA", "scraping" };
	struct overlay overlay;
	struct err err = ERR_INIT;
	enum overlay_table table;
	(void)state;
	overlay_init(&overlay);
	assert_true(overlay_table_of("techniques.csv", &table));
	assert_true(overlay_add(&overlay, table, "techniques.csv", 2, (char **)row, 5, &err));
	assert_true(overlay_table_of("short_names.csv", &table));
	assert_true(overlay_add(&overlay, table, "short_names.csv", 2, (char **)name, 2, &err));
	if (!overlay_apply(catalogue_builtin(), &overlay, &own, NULL, &err))
		fail_msg("%s", err.text);
	overlay_release(&overlay);
	return 0;
}

static int close_tables(void **state)
{
	(void)state;
	catalogue_free(own);
	return 0;
}

/* The rows as text: "massage|[x] L LPV scraping 5 min|…", headings among them. */
static void tell(struct techniques_pane *pane, bool focused, struct str *out)
{
	struct grid grid;
	grid_init(&grid, 50, 60);
	grid_clear(&grid);
	struct rect area = { 0, 0, 50, 60 };
	pane->pane.class->draw(&pane->pane, &grid, area, focused);
	struct str text;
	str_init(&text);
	str_clear(out);
	grid_dump(&grid, false, &text);
	char *rest = NULL;
	int rows = 0;
	for (char *line = strtok_r(text.s, "\n", &rest); line && rows < pane->list.n_rows;
	     line = strtok_r(NULL, "\n", &rest), rows++) {
		char *trimmed = str_trimmed(line + strspn(line, " .\xc2\xb7"));
		str_addf(out, "%s%s", rows ? "|" : "", trimmed);
		free(trimmed);
	}
	str_release(&text);
	grid_release(&grid);
}

static void read_one(const struct catalogue *c, const char *line, int64_t id, struct application *out)
{
	struct entry_reading reading;
	entry_reading_init(&reading);
	entry_read_technique(c, -1, line, &reading);
	if (!reading.reading.ok)
		fail_msg("%s: %s", line, reading.reading.problem.text);
	application_init(out);
	application_copy(out, &reading.entries[0].applications[0]);
	out->id = id;
	entry_reading_release(&reading);
}

static bool shows(struct techniques_pane *pane, const char *text)
{
	struct str out;
	str_init(&out);
	tell(pane, false, &out);
	bool found = strstr(out.s, text) != NULL;
	str_release(&out);
	return found;
}

static void press(struct techniques_pane *pane, enum key_kind kind, const char *text)
{
	struct key key = { .kind = kind };
	strcpy(key.text, text);
	assert_true(pane->pane.class->key(&pane->pane, &key));
}

static void a_clinics_own_technique_stands_in_its_category_and_is_ticked(void **state)
{
	struct techniques_pane *pane = techniques_pane_new(own, NULL, "JMT", NULL);
	struct application ticked;
	(void)state;
	assert_true(shows(pane, "cross-fibre friction|[ ] scraping|fascial|"));
	assert_false(shows(pane, "joint thrust"));
	read_one(own, "scraping lpv l 5min 20 strokes lubricant almond oil", 1, &ticked);
	assert_string_equal(ticked.technique, "GUA");
	techniques_pane_set(pane, &ticked, 1, NULL, 0);
	assert_true(shows(pane, "[x] L LPV GUA 5 min strokes 20"));
	techniques_pane_set(pane, NULL, 0, NULL, 0);
	application_release(&ticked);
	pane->pane.class->free(&pane->pane);
}

static void the_cursor_passes_over_headings(void **state)
{
	struct techniques_pane *pane = techniques_pane_new(own, NULL, "JMT", NULL);
	size_t seen = 0;
	(void)state;
	pane->page = 5;
	for (int i = 0; i < 200; i++) {
		int technique = techniques_pane_chosen(pane);
		assert_true(technique >= 0);
		seen += i == 0;
		press(pane, KEY_DOWN, "");
		seen += techniques_pane_chosen(pane) != technique;
	}
	assert_int_equal(seen, own->n_techniques - 1); /* all but joint thrust */
	for (int i = 0; i < 200; i++) {
		press(pane, KEY_UP, "");
		assert_true(techniques_pane_chosen(pane) >= 0);
	}
	assert_string_equal(own->techniques[techniques_pane_chosen(pane)].code, "TPG");
	press(pane, KEY_TEXT, "G");
	assert_string_equal(own->techniques[techniques_pane_chosen(pane)].code, "EDU");
	press(pane, KEY_TEXT, "g");
	assert_string_equal(own->techniques[techniques_pane_chosen(pane)].code, "TPG");
	pane->pane.class->free(&pane->pane);
}

static void no_entry_is_out_of_sight(void **state)
{
	struct techniques_pane *pane = techniques_pane_new(own, "HOT GUA", NULL, NULL);
	struct application rows[4];
	(void)state;
	assert_true(shows(pane, "[ ] heat|[ ] scraping"));
	read_one(own, "hot 10min", 1, &rows[0]);
	read_one(own, "hot 15min lpv r", 2, &rows[1]);
	read_one(own, "jmt grade v", 3, &rows[2]);
	read_one(own, "dtm 20min", 4, &rows[3]);
	mem_replace(&rows[3].technique, "OLD");
	techniques_pane_set(pane, rows, 4, NULL, 0);
	assert_true(shows(
		pane, "[x] heat 10 min|[x] R LPV heat 15 min|[ ] scraping|[x] joint thrust grade V|[x] OLD"));
	press(pane, KEY_TEXT, "G");
	assert_int_equal(techniques_pane_chosen(pane), -1);
	assert_int_equal(techniques_pane_application(pane)->id, 4);
	press(pane, KEY_TEXT, "g");
	assert_int_equal(techniques_pane_application(pane)->id, 1);
	/* the choice stays on its entry when another one goes */
	press(pane, KEY_DOWN, "");
	techniques_pane_set(pane, rows + 1, 3, NULL, 0);
	assert_int_equal(techniques_pane_application(pane)->id, 2);
	techniques_pane_set(pane, NULL, 0, NULL, 0);
	assert_null(techniques_pane_application(pane));
	for (int i = 0; i < 4; i++)
		application_release(&rows[i]);
	pane->pane.class->free(&pane->pane);
}

static void letters_narrow_the_list_and_the_choice_is_kept(void **state)
{
	struct techniques_pane *pane = techniques_pane_new(own, NULL, "JMT", NULL);
	(void)state;
	pane->page = 5;
	techniques_pane_find(pane, true);
	for (const char *s = "scrap"; *s; s++)
		press(pane, KEY_TEXT, (char[]){ *s, '\0' });
	assert_int_equal(pane->list.n_rows, 1);
	assert_string_equal(own->techniques[techniques_pane_chosen(pane)].code, "GUA");
	techniques_pane_find(pane, false);
	assert_true(pane->list.n_rows > 30);
	assert_string_equal(own->techniques[techniques_pane_chosen(pane)].code, "GUA");
	techniques_pane_find(pane, true);
	press(pane, KEY_TEXT, "q");
	press(pane, KEY_TEXT, "q");
	assert_int_equal(pane->list.n_rows, 0);
	assert_int_equal(techniques_pane_chosen(pane), -1);
	techniques_pane_find(pane, false);
	assert_true(techniques_pane_chosen(pane) >= 0);
	pane->pane.class->free(&pane->pane);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_clinics_own_technique_stands_in_its_category_and_is_ticked),
		cmocka_unit_test(the_cursor_passes_over_headings),
		cmocka_unit_test(no_entry_is_out_of_sight),
		cmocka_unit_test(letters_narrow_the_list_and_the_choice_is_kept),
	};
	return cmocka_run_group_tests_name("panes techniques", tests, open_tables, close_tables);
}

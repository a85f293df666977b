/* SPDX-License-Identifier: MIT */
/* Presets of techniques: one's own before the clinic's, one name once, taken away and brought back. And the aim and the
 * combination of a technique, as they are stored and sealed. */
#include "clinic.h"

#include "store/presets.h"

static int64_t add(struct store *store, int64_t owner, const char *name, const char *lines, int64_t *replaced)
{
	struct preset preset;

	preset_init(&preset);
	preset.owner = owner;
	preset.name = mem_strdup(name);
	preset.lines = mem_strdup(lines);
	must(preset_add(store, &preset, replaced, err));
	int64_t id = preset.id;
	preset_release(&preset);
	return id;
}

static size_t count(struct store *store)
{
	struct presets presets;

	must(presets_load(store, &presets, err));
	size_t n = presets.n;
	presets_release(&presets);
	return n;
}

static void second_person(struct clinic *clinic, struct store *store)
{
	must(store_open(store, clinic->path, false, err));
	must(store_enter(store, "ben", "Ben Okafor", true, err));
}

static void ones_own_presets_and_the_clinics_are_listed(void **state)
{
	struct clinic *clinic = *state;
	struct presets presets;
	struct store ben;
	int64_t replaced;

	second_person(clinic, &ben);
	add(&clinic->store, 0, "usual neck", "DTM time 20min", &replaced);
	int64_t own = add(&clinic->store, clinic->store.actor, "Usual Neck", "HOT time 10min", &replaced);
	add(&clinic->store, clinic->store.actor, "back", "DTM\nHOT", &replaced);
	assert_int_equal(replaced, 0);
	must(presets_load(&clinic->store, &presets, err));
	assert_int_equal(presets.n, 3);
	assert_string_equal(presets.rows[0].lines, "DTM\nHOT");
	assert_int_equal(presets.rows[1].id, own);
	assert_int_equal(presets.rows[2].owner, 0);
	presets_release(&presets);
	assert_int_equal(count(&ben), 1);
	must_fail(preset_void(&ben, own, true, err), ERR_REFUSED);
	store_close(&ben);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void one_of_the_same_name_gives_way_and_can_come_back(void **state)
{
	struct clinic *clinic = *state;
	struct store *store = &clinic->store;
	int64_t replaced, found;

	int64_t old = add(store, 0, "neck", "DTM", &replaced);
	int64_t fresh = add(store, 0, "Neck ", "HOT", &replaced);
	assert_int_equal(replaced, old);
	assert_int_equal(count(store), 1);
	must(preset_named(store, "NECK", 0, &found, err));
	assert_int_equal(found, fresh);
	must_fail(preset_void(store, old, false, err), ERR_REFUSED);
	must(preset_void(store, fresh, true, err));
	must(preset_void(store, old, false, err));
	must(preset_named(store, "neck", 0, &found, err));
	assert_int_equal(found, old);
	must_fail(preset_void(store, 999, true, err), ERR_MISSING);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void what_cannot_be_kept_is_refused_with_a_sentence(void **state)
{
	struct clinic *clinic = *state;
	struct preset preset;
	int64_t replaced;

	preset_init(&preset);
	preset.lines = mem_strdup("DTM");
	must_fail(preset_add(&clinic->store, &preset, &replaced, err), ERR_INPUT);
	mem_replace(&preset.name, "a name that is far too long for any list to show");
	must_fail(preset_add(&clinic->store, &preset, &replaced, err), ERR_INPUT);
	mem_replace(&preset.name, "neck");
	preset.owner = clinic->store.actor + 7;
	must_fail(preset_add(&clinic->store, &preset, &replaced, err), ERR_REFUSED);
	preset.owner = 0;
	mem_replace(&preset.lines, "");
	must_fail(preset_add(&clinic->store, &preset, &replaced, err), ERR_INPUT);
	assert_int_equal(count(&clinic->store), 0);
	preset_release(&preset);
}

static void aim_and_combination_are_stored_and_changed(void **state)
{
	struct clinic *clinic = *state;
	struct applications rows;
	struct application application;

	application_init(&application);
	application.session_id = clinic->session;
	application.technique = mem_strdup("DTM");
	application.aim = mem_strdup("tension");
	application.combined = mem_strdup("TNC");
	must(application_save(&clinic->store, &application, err));
	must(applications_load(&clinic->store, clinic->session, &rows, err));
	assert_int_equal(rows.n, 1);
	assert_string_equal(rows.rows[0].aim, "tension");
	assert_string_equal(rows.rows[0].combined, "TNC");
	applications_release(&rows);
	mem_replace(&application.aim, "circulation");
	mem_replace(&application.combined, NULL);
	must(application_save(&clinic->store, &application, err));
	must(applications_load(&clinic->store, clinic->session, &rows, err));
	assert_string_equal(rows.rows[0].aim, "circulation");
	assert_null(rows.rows[0].combined);
	applications_release(&rows);
	must(application_void(&clinic->store, application.id, true, err));
	must(applications_load(&clinic->store, clinic->session, &rows, err));
	assert_int_equal(rows.n, 0);
	application_release(&application);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(ones_own_presets_and_the_clinics_are_listed, clinic_setup,
						clinic_teardown),
		cmocka_unit_test_setup_teardown(one_of_the_same_name_gives_way_and_can_come_back,
						clinic_setup, clinic_teardown),
		cmocka_unit_test_setup_teardown(what_cannot_be_kept_is_refused_with_a_sentence, clinic_setup,
						clinic_teardown),
		cmocka_unit_test_setup_teardown(aim_and_combination_are_stored_and_changed, clinic_setup,
						clinic_teardown),
	};
	return cmocka_run_group_tests_name("store presets", tests, NULL, NULL);
}

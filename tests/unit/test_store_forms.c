/* SPDX-License-Identifier: MIT */
/* Half-filled forms: all fields at once, each person's own, gone when they were stored for good. */
#include "clinic.h"

#include "store/forms.h"

static void save(struct store *store, int64_t record, const char *family, const char *phone)
{
	const struct form_value values[] = {
		{ (char *)"phone", (char *)phone },
		{ (char *)"family", (char *)family },
	};

	must(form_draft_save(store, "client", record, values, 2, err));
}

static void expect(struct store *store, int64_t record, const char *family, const char *phone)
{
	struct form_draft draft;

	must(form_draft_load(store, "client", record, &draft, err));
	assert_int_equal(draft.n, family != NULL ? 2 : 0);
	if (family != NULL) {
		assert_string_equal(form_draft_value(&draft, "family"), family);
		assert_string_equal(form_draft_value(&draft, "phone"), phone);
		assert_string_equal(draft.values[0].field, "family");
	}
	assert_null(form_draft_value(&draft, "email"));
	form_draft_release(&draft);
	assert_int_equal(draft.n, 0);
}

static void a_half_filled_form_comes_back_as_it_was(void **state)
{
	struct clinic *clinic = *state;

	expect(&clinic->store, 0, NULL, NULL);
	save(&clinic->store, 0, "Ros", NULL);
	expect(&clinic->store, 0, "Ros", "");
	save(&clinic->store, 0, "Rossi \xF0\x9F\x98\x80", "not a 'number'");
	expect(&clinic->store, 0, "Rossi \xF0\x9F\x98\x80", "not a 'number'");
	/* A crash is nothing else than opening the database again. */
	store_close(&clinic->store);
	must(store_open(&clinic->store, clinic->path, false, err));
	expect(&clinic->store, 0, NULL, NULL); /* whose, is not known yet */
	must(store_enter(&clinic->store, "anna", NULL, true, err));
	expect(&clinic->store, 0, "Rossi \xF0\x9F\x98\x80", "not a 'number'");
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void a_field_that_left_the_form_leaves_the_draft(void **state)
{
	struct clinic *clinic = *state;
	const struct form_value one = { (char *)"email", (char *)"m@example.org" };
	struct form_draft draft;

	save(&clinic->store, 1, "Rossi", "0412");
	must(form_draft_save(&clinic->store, "client", 1, &one, 1, err));
	must(form_draft_load(&clinic->store, "client", 1, &draft, err));
	assert_int_equal(draft.n, 1);
	assert_string_equal(form_draft_value(&draft, "email"), "m@example.org");
	form_draft_release(&draft);
	must(form_draft_save(&clinic->store, "client", 1, NULL, 0, err));
	expect(&clinic->store, 1, NULL, NULL);
}

static void each_record_form_and_person_has_its_own(void **state)
{
	struct clinic *clinic = *state;
	struct form_draft draft;
	struct store ben;

	must(store_open(&ben, clinic->path, false, err));
	must(store_enter(&ben, "ben", "Ben", true, err));
	save(&clinic->store, 0, "New", "1");
	save(&clinic->store, clinic->client, "Rossi", "2");
	save(&ben, 0, "Ben's", "3");
	must(form_draft_load(&clinic->store, "service", 0, &draft, err));
	assert_int_equal(draft.n, 0);
	form_draft_release(&draft);
	expect(&clinic->store, 0, "New", "1");
	must(form_draft_clear(&clinic->store, "client", 0, err));
	must(form_draft_clear(&clinic->store, "client", 0, err)); /* again: fine */
	expect(&clinic->store, 0, NULL, NULL);
	expect(&clinic->store, clinic->client, "Rossi", "2");
	expect(&ben, 0, "Ben's", "3");
	store_close(&ben);
}

static void a_draft_that_cannot_be_stored_leaves_the_last_one(void **state)
{
	struct clinic *clinic = *state;
	struct form_value values[] = {
		{ (char *)"family", NULL },
		{ (char *)"family", (char *)"twice" },
	};
	char *long_text = mem_alloc(400001);

	save(&clinic->store, 0, "Rossi", "0412");
	must_fail(form_draft_save(&clinic->store, "client", 0, values, 2, err), ERR_REFUSED);
	expect(&clinic->store, 0, "Rossi", "0412");
	memset(long_text, 'x', 400000);
	values[0].value = long_text;
	must(db_script(clinic->store.db, "PRAGMA max_page_count = 1", err));
	must_fail(form_draft_save(&clinic->store, "client", 0, values, 1, err), ERR_FULL);
	expect(&clinic->store, 0, "Rossi", "0412");
	must(db_script(clinic->store.db, "PRAGMA max_page_count = 100000", err));
	must(form_draft_save(&clinic->store, "client", 0, values, 1, err));
	free(long_text);
}

#define IN_A_CLINIC(test) cmocka_unit_test_setup_teardown(test, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_CLINIC(a_half_filled_form_comes_back_as_it_was),
		IN_A_CLINIC(a_field_that_left_the_form_leaves_the_draft),
		IN_A_CLINIC(each_record_form_and_person_has_its_own),
		IN_A_CLINIC(a_draft_that_cannot_be_stored_leaves_the_last_one),
	};

	return cmocka_run_group_tests_name("store forms", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Snippets and templates: each person's own and the clinic's, never changed unseen, voided and brought back. */
#include "clinic.h"

#include "store/snippets.h"

static int64_t add(struct store *store, int64_t owner, const char *word, const char *text)
{
	struct snippet snippet;

	snippet_init(&snippet);
	snippet.owner = owner;
	snippet.word = mem_strdup(word);
	snippet.text = mem_strdup(text);
	must(snippet_save(store, &snippet, err));
	assert_int_equal(snippet.version, 1);
	assert_non_null(snippet.uid);
	int64_t id = snippet.id;
	snippet_release(&snippet);
	return id;
}

/* What the word expands to; "" when there is none. */
static void expect(struct store *store, const char *word, const char *text)
{
	struct snippet snippet;

	snippet_init(&snippet);
	must(snippet_load_word(store, word, &snippet, err));
	if (*text == '\0')
		assert_int_equal(snippet.id, 0);
	else
		assert_string_equal(snippet.text, text);
	snippet_release(&snippet);
}

static void second_person(struct clinic *clinic, struct store *store)
{
	must(store_open(store, clinic->path, false, err));
	must(store_enter(store, "ben", "Ben Okafor", true, err));
}

static void ones_own_snippet_comes_before_the_clinics(void **state)
{
	struct clinic *clinic = *state;
	struct snippets snippets;
	struct store ben;

	second_person(clinic, &ben);
	expect(&clinic->store, "neck", "");
	add(&clinic->store, 0, "neck", "Neck: ${1:what}");
	expect(&clinic->store, "neck", "Neck: ${1:what}");
	int64_t own = add(&clinic->store, clinic->store.actor, "Neck", "Anna's neck");
	add(&clinic->store, 0, "back", "Back");
	expect(&clinic->store, "neck", "Anna's neck");
	expect(&clinic->store, "NECK", "Anna's neck"); /* as the model compares words */
	expect(&clinic->store, "nec", "");
	expect(&ben, "neck", "Neck: ${1:what}"); /* a colleague's own is not his */

	must(snippets_load(&clinic->store, &snippets, err));
	assert_int_equal(snippets.n, 3);
	assert_string_equal(snippets.rows[0].word, "back");
	assert_int_equal(snippets.rows[1].id, own);
	assert_int_equal(snippets.rows[2].owner, 0);
	assert_ptr_equal(snippet_find(snippets.rows, snippets.n, "neck", clinic->store.actor),
			 &snippets.rows[1]);
	snippets_release(&snippets);
	must(snippets_load(&ben, &snippets, err));
	assert_int_equal(snippets.n, 2);
	snippets_release(&snippets);

	must(snippet_void(&clinic->store, own, true, err));
	expect(&clinic->store, "neck", "Neck: ${1:what}");
	must(snippet_void(&clinic->store, own, false, err));
	expect(&clinic->store, "neck", "Anna's neck");
	store_close(&ben);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void a_word_stands_once_for_each_owner(void **state)
{
	struct clinic *clinic = *state;
	struct snippet again;

	int64_t first = add(&clinic->store, 0, "neck", "one");
	snippet_init(&again);
	again.word = mem_strdup("NECK");
	again.text = mem_strdup("two");
	must_fail(snippet_save(&clinic->store, &again, err), ERR_REFUSED);
	assert_int_equal(again.id, 0);
	/* A voided one is not in the way, but does not come back past the new one. */
	must(snippet_void(&clinic->store, first, true, err));
	must(snippet_save(&clinic->store, &again, err));
	must_fail(snippet_void(&clinic->store, first, false, err), ERR_REFUSED);
	expect(&clinic->store, "neck", "two");
	snippet_release(&again);
}

static void a_stale_or_senseless_snippet_is_refused(void **state)
{
	struct clinic *clinic = *state;
	struct snippet mine, theirs;

	add(&clinic->store, 0, "neck", "one");
	snippet_init(&mine);
	snippet_init(&theirs);
	must(snippet_load_word(&clinic->store, "neck", &mine, err));
	must(snippet_load_word(&clinic->store, "neck", &theirs, err));
	char *uid = mem_strdup(mine.uid);
	mem_replace(&theirs.text, "two");
	must(snippet_save(&clinic->store, &theirs, err));
	assert_int_equal(theirs.version, 2);
	mem_replace(&mine.text, "three");
	must_fail(snippet_save(&clinic->store, &mine, err), ERR_STALE);
	assert_int_equal(mine.version, 1);
	expect(&clinic->store, "neck", "two");
	must(snippet_void(&clinic->store, theirs.id, true, err));
	must_fail(snippet_save(&clinic->store, &theirs, err), ERR_STALE); /* taken away meanwhile */
	must(snippet_void(&clinic->store, theirs.id, false, err));
	must(snippet_load_word(&clinic->store, "neck", &theirs, err));
	must(snippet_save(&clinic->store, &theirs, err));
	assert_string_equal(theirs.uid, uid);
	free(uid);

	mem_replace(&theirs.word, "two words");
	must_fail(snippet_save(&clinic->store, &theirs, err), ERR_INPUT);
	theirs.id = 99;
	mem_replace(&theirs.word, "other");
	must_fail(snippet_save(&clinic->store, &theirs, err), ERR_MISSING);
	must_fail(snippet_void(&clinic->store, 99, true, err), ERR_MISSING);
	snippet_release(&mine);
	snippet_release(&theirs);
}

static void a_colleagues_own_snippet_is_not_changed(void **state)
{
	struct clinic *clinic = *state;
	struct snippet snippet;
	struct store ben;

	second_person(clinic, &ben);
	int64_t own = add(&clinic->store, clinic->store.actor, "neck", "Anna's neck");
	int64_t shared = add(&clinic->store, 0, "back", "Back");
	snippet_init(&snippet);
	must(snippet_load_word(&clinic->store, "neck", &snippet, err));
	must_fail(snippet_save(&ben, &snippet, err), ERR_REFUSED);
	snippet.owner = 0; /* nor made the clinic's by somebody else */
	must_fail(snippet_save(&ben, &snippet, err), ERR_REFUSED);
	must_fail(snippet_void(&ben, own, true, err), ERR_REFUSED);
	must(snippet_save(&clinic->store, &snippet, err)); /* its owner may give it to all */
	expect(&ben, "neck", "Anna's neck");
	must(snippet_void(&ben, shared, true, err)); /* the clinic's belongs to everybody */
	must(db_script(clinic->store.db, "UPDATE practitioner SET role = 'reception' WHERE login = 'ben'",
		       err));
	must(store_enter(&ben, "ben", NULL, true, err));
	must_fail(snippet_void(&ben, shared, false, err), ERR_REFUSED);
	must_fail(snippet_save(&ben, &snippet, err), ERR_REFUSED);
	snippet_release(&snippet);
	store_close(&ben);
}

static void every_change_is_in_the_audit_and_nothing_is_deleted(void **state)
{
	struct clinic *clinic = *state;
	struct snippet snippet;

	int64_t id = add(&clinic->store, 0, "neck", "one");
	snippet_init(&snippet);
	must(snippet_load_word(&clinic->store, "neck", &snippet, err));
	must(snippet_save(&clinic->store, &snippet, err));
	must(snippet_void(&clinic->store, id, true, err));
	must(snippet_void(&clinic->store, id, false, err));
	assert_int_equal(clinic_ask(clinic,
				    "SELECT count(*) FROM audit WHERE entity = 'snippet' AND action IN"
				    " ('snippet-add', 'snippet-edit', 'snippet-void', 'snippet-restore')"),
			 4);
	must_fail(db_script(clinic->store.db, "DELETE FROM snippet", err), ERR_REFUSED);
	snippet_release(&snippet);
}

/* ---- templates ---- */

static int64_t add_template(struct clinic *clinic, const char *name, const char *service, const char *plan)
{
	struct template template;

	template_init(&template);
	mem_replace(&template.name, name);
	mem_replace(&template.service, service);
	mem_replace(&template.text[NOTE_PLAN], plan);
	must(template_save(&clinic->store, &template, err));
	int64_t id = template.id;
	template_release(&template);
	return id;
}

static void expect_template(struct clinic *clinic, const char *service, const char *plan)
{
	struct template template;

	template_init(&template);
	must(template_for_service(&clinic->store, service, &template, err));
	if (*plan == '\0')
		assert_int_equal(template.id, 0);
	else
		assert_string_equal(template.text[NOTE_PLAN], plan);
	template_release(&template);
}

static void a_note_begins_with_the_template_of_its_service(void **state)
{
	struct clinic *clinic = *state;
	struct templates templates;

	expect_template(clinic, "INIT60", "");
	int64_t initial = add_template(clinic, "Initial", "INIT60", "Goals: ${1:goal}");
	expect_template(clinic, "INIT60", "Goals: ${1:goal}");
	expect_template(clinic, "FOLL45", "");
	add_template(clinic, "Any", "", "${last.plan}");
	expect_template(clinic, "FOLL45", "${last.plan}");
	expect_template(clinic, NULL, "${last.plan}");
	expect_template(clinic, "INIT60", "Goals: ${1:goal}");
	must(templates_load(&clinic->store, &templates, err));
	assert_int_equal(templates.n, 2);
	assert_string_equal(templates.rows[0].name, "Any");
	assert_string_equal(templates.rows[1].service, "INIT60");
	templates_release(&templates);
	must(template_void(&clinic->store, initial, true, err));
	expect_template(clinic, "INIT60", "${last.plan}");
	must(template_void(&clinic->store, initial, false, err));
	expect_template(clinic, "INIT60", "Goals: ${1:goal}");
	must_fail(db_script(clinic->store.db, "DELETE FROM template", err), ERR_REFUSED);
}

static void a_stale_or_doubled_template_is_refused(void **state)
{
	struct clinic *clinic = *state;
	struct template mine, theirs;

	add_template(clinic, "Initial", "INIT60", "one");
	template_init(&mine);
	template_init(&theirs);
	must(template_for_service(&clinic->store, "INIT60", &mine, err));
	must(template_for_service(&clinic->store, "INIT60", &theirs, err));
	mem_replace(&theirs.text[NOTE_PLAN], "two");
	must(template_save(&clinic->store, &theirs, err));
	must_fail(template_save(&clinic->store, &mine, err), ERR_STALE);
	assert_int_equal(mine.version, 1);
	expect_template(clinic, "INIT60", "two");
	mine.id = 0;
	must_fail(template_save(&clinic->store, &mine, err), ERR_REFUSED); /* the name is there */
	assert_int_equal(mine.id, 0);
	mem_replace(&mine.name, "");
	must_fail(template_save(&clinic->store, &mine, err), ERR_INPUT);
	must_fail(template_void(&clinic->store, 99, true, err), ERR_MISSING);
	must(db_script(clinic->store.db, "UPDATE practitioner SET role = 'reception'", err));
	must(store_enter(&clinic->store, "anna", NULL, true, err));
	must_fail(template_save(&clinic->store, &theirs, err), ERR_REFUSED);
	template_release(&mine);
	template_release(&theirs);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

#define IN_A_CLINIC(test) cmocka_unit_test_setup_teardown(test, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_CLINIC(ones_own_snippet_comes_before_the_clinics),
		IN_A_CLINIC(a_word_stands_once_for_each_owner),
		IN_A_CLINIC(a_stale_or_senseless_snippet_is_refused),
		IN_A_CLINIC(a_colleagues_own_snippet_is_not_changed),
		IN_A_CLINIC(every_change_is_in_the_audit_and_nothing_is_deleted),
		IN_A_CLINIC(a_note_begins_with_the_template_of_its_service),
		IN_A_CLINIC(a_stale_or_doubled_template_is_refused),
	};

	return cmocka_run_group_tests_name("store snippets", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Flags: added, ended, voided and answered, never rewritten or deleted. */
#include "clinic.h"

#include "store/flags.h"

static int64_t add(struct clinic *clinic, const char *condition, const char *since)
{
	struct flag flag;
	flag_init(&flag);
	flag.client_id = clinic->client;
	flag.condition = mem_strdup(condition);
	flag.regions = mem_strdup("CLF.L KNB.L");
	flag.since = mem_strdup(since);
	flag.source = FLAG_LETTER;
	flag.note = mem_strdup("GP letter");
	must(flag_add(&clinic->store, &flag, err));
	assert_non_null(flag.uid);
	int64_t id = flag.id;
	flag_release(&flag);
	return id;
}

/* "RFCAN ANTIC" */
static void expect(struct clinic *clinic, const char *want)
{
	struct flags flags;
	struct str got;
	str_init(&got);
	must(flags_load(&clinic->store, catalogue_builtin(), clinic->client, &flags, err));
	for (size_t i = 0; i < flags.n; i++)
		str_addf(&got, "%s%s", i ? " " : "", flags.rows[i].condition);
	assert_string_equal(got.s, want);
	flags_release(&flags);
	str_release(&got);
}

static void what_is_written_comes_back_red_flags_first(void **state)
{
	struct clinic *clinic = *state;
	struct flags flags;
	expect(clinic, "");
	add(clinic, "MIGRN", NULL);
	add(clinic, "ANTIC", "2023-05");
	add(clinic, "RFCAN", NULL);
	add(clinic, "RFCES", NULL);
	expect(clinic, "RFCES RFCAN ANTIC MIGRN");
	must(flags_load(&clinic->store, catalogue_builtin(), clinic->client, &flags, err));
	assert_string_equal(flags.rows[2].since, "2023-05");
	assert_null(flags.rows[2].until);
	assert_string_equal(flags.rows[2].regions, "CLF.L KNB.L");
	assert_int_equal(flags.rows[2].source, FLAG_LETTER);
	assert_string_equal(flags.rows[2].note, "GP letter");
	assert_string_equal(flags.rows[2].recorded_at, "2026-11-20T09:41:00Z");
	assert_int_equal(flags.rows[2].recorded_by, clinic->store.actor);
	flags_release(&flags);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void a_flag_is_ended_and_lasts_again(void **state)
{
	struct clinic *clinic = *state;
	struct flags flags;
	int64_t id = add(clinic, "ANTIC", "2023-05");
	must_fail(flag_end(&clinic->store, id, "2023-04", err), ERR_INPUT);
	must_fail(flag_end(&clinic->store, id, "soon", err), ERR_INPUT);
	must(flag_end(&clinic->store, id, "2026-11-20", err));
	must(flags_load(&clinic->store, catalogue_builtin(), clinic->client, &flags, err));
	assert_string_equal(flags.rows[0].until, "2026-11-20");
	flags_release(&flags);
	must(flag_end(&clinic->store, id, NULL, err));
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM flag WHERE until IS NULL"), 1);
	must_fail(flag_end(&clinic->store, 99, "2026", err), ERR_MISSING);
	assert_int_equal(clinic_ask(clinic,
				    "SELECT count(*) FROM audit WHERE action IN ('flag-add', 'flag-end',"
				    " 'flag-last')"),
			 3);
}

static void a_voided_flag_stays_in_the_records(void **state)
{
	struct clinic *clinic = *state;
	int64_t id = add(clinic, "ANTIC", NULL);
	must(flag_void(&clinic->store, id, true, err));
	expect(clinic, "");
	must_fail(flag_act(&clinic->store, id, "rang the GP", err), ERR_MISSING);
	must(flag_void(&clinic->store, id, false, err));
	expect(clinic, "ANTIC");
}

static void a_red_flag_gets_its_action(void **state)
{
	struct clinic *clinic = *state;
	struct flags flags;
	int64_t id = add(clinic, "RFCES", NULL);
	must_fail(flag_act(&clinic->store, id, "  ", err), ERR_INPUT);
	must(flag_act(&clinic->store, id, "ambulance called 9:40", err));
	must(flags_load(&clinic->store, catalogue_builtin(), clinic->client, &flags, err));
	assert_string_equal(flags.rows[0].action, "ambulance called 9:40");
	assert_string_equal(flags.rows[0].action_at, "2026-11-20T09:41:00Z");
	flags_release(&flags);
	/* brought back by undo, it keeps its hour; so it does on a row that takes this one's place */
	must(flag_act_at(&clinic->store, id, "sent home", "2026-11-18T08:00:00Z", err));
	must(flags_load(&clinic->store, catalogue_builtin(), clinic->client, &flags, err));
	assert_string_equal(flags.rows[0].action_at, "2026-11-18T08:00:00Z");
	must(flag_void(&clinic->store, id, true, err));
	mem_replace(&flags.rows[0].uid, NULL);
	must(flag_add(&clinic->store, &flags.rows[0], err));
	assert_int_not_equal(flags.rows[0].id, id);
	id = flags.rows[0].id;
	flags_release(&flags);
	assert_int_equal(clinic_ask(clinic,
				    "SELECT count(*) FROM flag WHERE action_at = '2026-11-18T08:00:00Z'"
				    " AND voided_at IS NULL"),
			 1);
	must(flag_act(&clinic->store, id, NULL, err));
	assert_int_equal(
		clinic_ask(clinic, "SELECT count(*) FROM flag WHERE action IS NULL AND action_at IS NULL"),
		1);
}

static void wrong_flags_are_refused_by_a_sentence(void **state)
{
	struct clinic *clinic = *state;
	struct flag flag;
	flag_init(&flag);
	flag.client_id = clinic->client;
	must_fail(flag_add(&clinic->store, &flag, err), ERR_INPUT);
	flag.condition = mem_strdup("ANTIC");
	flag.since = mem_strdup("13/2019");
	must_fail(flag_add(&clinic->store, &flag, err), ERR_INPUT);
	mem_replace(&flag.since, "2020");
	flag.until = mem_strdup("2019-12");
	must_fail(flag_add(&clinic->store, &flag, err), ERR_INPUT);
	assert_int_equal(flag.id, 0);
	expect(clinic, "");
	flag_release(&flag);
}

static void nothing_is_rewritten_or_deleted_past_the_program(void **state)
{
	struct clinic *clinic = *state;
	add(clinic, "ANTIC", NULL);
	must_fail(db_script(clinic->store.db, "DELETE FROM flag", err), ERR_REFUSED);
	must_fail(db_script(clinic->store.db, "UPDATE flag SET condition = 'PACE'", err), ERR_REFUSED);
	expect(clinic, "ANTIC");
}

static void reception_reads_no_flags(void **state)
{
	struct clinic *clinic = *state;
	struct flags flags;
	add(clinic, "ANTIC", NULL);
	clinic->store.actor_role = ROLE_RECEPTION;
	must_fail(flags_load(&clinic->store, catalogue_builtin(), clinic->client, &flags, err), ERR_REFUSED);
	must_fail(flag_void(&clinic->store, 1, true, err), ERR_REFUSED);
	clinic->store.actor_role = ROLE_OWNER;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_written_comes_back_red_flags_first),
		TEST(a_flag_is_ended_and_lasts_again),
		TEST(a_voided_flag_stays_in_the_records),
		TEST(a_red_flag_gets_its_action),
		TEST(wrong_flags_are_refused_by_a_sentence),
		TEST(nothing_is_rewritten_or_deleted_past_the_program),
		TEST(reception_reads_no_flags),
	};
	return cmocka_run_group_tests_name("stored flags", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* People: who may enter, clients that are never written over unseen, finding one by what is typed. */
#include "clinic.h"

#include "base/digest.h"

/* ---- who ---- */

static void the_first_to_enter_owns_the_practice(void **state)
{
	struct clinic *clinic = *state;
	struct practitioner p;

	practitioner_init(&p);
	assert_true(clinic->store.actor > 0);
	must(practitioner_load(&clinic->store, clinic->store.actor, &p, err));
	assert_int_equal(p.role, ROLE_OWNER);
	assert_string_equal(p.login, "anna");
	assert_string_equal(p.name, "Anna Lindqvist");
	assert_int_equal(strlen(p.uid), UID_SIZE - 1);
	practitioner_release(&p);

	must(store_enter(&clinic->store, "ben", "Ben", true, err));
	assert_int_equal(clinic->store.actor_role, ROLE_THERAPIST);
	must_fail(store_enter(&clinic->store, "eve", "Eve", false, err), ERR_REFUSED);
	assert_string_equal(clinic->store.actor_login, "ben"); /* who was refused is nobody */
	must(store_enter(&clinic->store, "anna", "ignored", false, err));
	assert_string_equal(clinic->store.actor_login, "anna");
	assert_int_equal(clinic->store.actor_role, ROLE_OWNER);
}

static void an_ended_account_does_not_enter(void **state)
{
	struct clinic *clinic = *state;
	struct practitioner p;

	practitioner_init(&p);
	p.login = mem_strdup("ben");
	p.name = mem_strdup("Ben");
	p.profession = mem_strdup("Myotherapist");
	p.provider_number = mem_strdup("123456A");
	must(practitioner_save(&clinic->store, &p, err));
	p.active = false;
	must(practitioner_save(&clinic->store, &p, err));
	must_fail(store_enter(&clinic->store, "ben", "Ben", true, err), ERR_REFUSED);
	int64_t id = p.id;
	practitioner_release(&p);
	practitioner_init(&p);
	must(practitioner_load(&clinic->store, id, &p, err));
	assert_false(p.active);
	assert_string_equal(p.profession, "Myotherapist");
	assert_string_equal(p.provider_number, "123456A");
	must_fail(practitioner_load(&clinic->store, 99, &p, err), ERR_MISSING);
	p.id = 99;
	must_fail(practitioner_save(&clinic->store, &p, err), ERR_MISSING);
	practitioner_release(&p);
}

/* ---- clients ---- */

static void a_client_comes_back_as_stored(void **state)
{
	struct clinic *clinic = *state;
	struct client client, back;

	client_init(&client);
	client_init(&back);
	client.code = NULL;
	for (int i = 0; i < CLIENT_FIELD_COUNT; i++)
		*client_slot(&client, i) = str_format("%s \xC3\xA9 'quoted' ; --", client_fields[i].name);
	must(client_save(&clinic->store, &client, err));
	assert_int_equal(client.version, 1);
	assert_int_equal(strlen(client.uid), UID_SIZE - 1);
	must(client_load(&clinic->store, client.id, &back, err));
	assert_string_equal(back.code, client.code);
	assert_string_equal(back.uid, client.uid);
	for (int i = 0; i < CLIENT_FIELD_COUNT; i++)
		assert_string_equal(client_value(&back, i), client_value(&client, i));
	client_release(&back);
	client_release(&client);

	/* What was not said stays unsaid. */
	client_init(&back);
	int64_t id = clinic_add_client(&clinic->store, "Chen", "", NULL, NULL);
	must(client_load(&clinic->store, id, &back, err));
	assert_null(back.birth);
	assert_null(back.phone);
	assert_null(back.email);
	client_release(&back);
	must_fail(client_load(&clinic->store, 99, &back, err), ERR_MISSING);
	client_release(&back);
}

static void each_client_gets_a_code_and_no_code_twice(void **state)
{
	struct clinic *clinic = *state;
	struct client client;

	client_init(&client);
	client.family = mem_strdup("Held");
	client.code = mem_strdup("C0003"); /* brought along from elsewhere */
	must(client_save(&clinic->store, &client, err));
	assert_int_equal(client.id, 2);
	client_release(&client);

	client_init(&client);
	client.family = mem_strdup("Next");
	must(client_save(&clinic->store, &client, err));
	assert_int_equal(client.id, 3);
	assert_string_equal(client.code, "C0004");
	client_release(&client);

	client_init(&client);
	client.family = mem_strdup("Twice");
	client.code = mem_strdup("C0003");
	must_fail(client_save(&clinic->store, &client, err), ERR_REFUSED);
	assert_int_equal(client.id, 0);
	mem_replace(&client.family, " ");
	must_fail(client_save(&clinic->store, &client, err), ERR_INPUT);
	client_release(&client);
}

static void a_stale_change_is_refused(void **state)
{
	struct clinic *clinic = *state;
	struct client mine, theirs;
	struct store other;

	client_init(&mine);
	client_init(&theirs);
	must(store_open(&other, clinic->path, false, err));
	must(client_load(&clinic->store, clinic->client, &mine, err));
	must(client_load(&other, clinic->client, &theirs, err));
	mem_replace(&theirs.phone, "03 9555 0101");
	must(client_save(&other, &theirs, err));
	assert_int_equal(theirs.version, 2);
	mem_replace(&mine.phone, "03 9555 0202");
	must_fail(client_save(&clinic->store, &mine, err), ERR_STALE);
	assert_int_equal(mine.version, 1);
	must_fail(client_save(&clinic->store, &mine, err), ERR_STALE);
	must(client_load(&clinic->store, clinic->client, &mine, err));
	assert_string_equal(mine.phone, "03 9555 0101");
	mem_replace(&mine.phone, "03 9555 0202");
	must(client_save(&clinic->store, &mine, err));
	store_close(&other);
	client_release(&mine);
	client_release(&theirs);
}

static void what_a_field_said_before_stays_in_the_audit(void **state)
{
	struct clinic *clinic = *state;
	struct client client;

	client_init(&client);
	must(client_load(&clinic->store, clinic->client, &client, err));
	mem_replace(&client.phone, "03 9555 0101");
	must(client_save(&clinic->store, &client, err));
	client_release(&client);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE action = 'client-edit'"
					    " AND detail = 'phone: 0412 345 678 -> 03 9555 0101'"),
			 1);
}

/* ---- finding ---- */

/* The names found, each in brackets, in their order. */
static char *found(struct clinic *clinic, const char *typed, int limit)
{
	struct client_rows rows;
	struct str names;

	str_init(&names);
	must(client_find(&clinic->store, typed, limit, &rows, err));
	for (size_t i = 0; i < rows.n; i++)
		str_addf(&names, "[%s]", rows.rows[i].name);
	client_rows_release(&rows);
	char *text = mem_strdup(names.s);
	str_release(&names);
	return text;
}

#define finds(typed, names)                                     \
	do {                                                    \
		char *found_ = found(clinic, typed, 10);        \
		if (strcmp(found_, names) != 0)                 \
			fail_msg("%s finds %s", typed, found_); \
		free(found_);                                   \
	} while (0)

static void add_people(struct clinic *clinic)
{
	clinic_add_client(&clinic->store, "Chen", "David", "1964-12-31", "+61 3 9555 0101");
	clinic_add_client(&clinic->store, "O'Brien", "Se\xC3\xA1n", "2001-01-10", NULL);
	clinic_add_client(&clinic->store,
			  "M\xC3\xBCller-L\xC3\xBC"
			  "denscheidt",
			  "Anna Maria", NULL, "(03) 9555 0199");
	clinic_add_client(&clinic->store, "Marin", "Paul", "1979-03-06", NULL);
}

static void any_word_may_be_cut_short(void **state)
{
	struct clinic *clinic = *state;

	add_people(clinic);
	finds("ros", "[Rossi, Maria]");
	finds("ROSSI", "[Rossi, Maria]");
	finds("rossi, m", "[Rossi, Maria]");
	finds("m ros", "[Rossi, Maria]");
	finds("dav chen", "[Chen, David]");
	finds("sean", "[O'Brien, Se\xC3\xA1n]");
	finds("Se\xC3\xA1n", "[O'Brien, Se\xC3\xA1n]");
	finds("obri", "[O'Brien, Se\xC3\xA1n]");
	finds("o'b", "[O'Brien, Se\xC3\xA1n]");
	finds("o\xE2\x80\x99"
	      "brien",
	      "[O'Brien, Se\xC3\xA1n]");
	finds("brien", "[O'Brien, Se\xC3\xA1n]");
	finds("muller", "[M\xC3\xBCller-L\xC3\xBC"
			"denscheidt, Anna Maria]");
	finds("ludens", "[M\xC3\xBCller-L\xC3\xBC"
			"denscheidt, Anna Maria]");
	finds("mueller", "");
	finds("ossi", "");
	finds("rossi david", "");
	/* Only punctuation is as nothing typed. */
	finds("% _", "[Marin, Paul][M\xC3\xBCller-L\xC3\xBC"
		     "denscheidt, Anna Maria][O'Brien, Se\xC3\xA1n][Chen, David]"
		     "[Rossi, Maria]");
}

static void family_names_come_first(void **state)
{
	struct clinic *clinic = *state;

	add_people(clinic);
	finds("mar", "[Marin, Paul][M\xC3\xBCller-L\xC3\xBC"
		     "denscheidt, Anna Maria][Rossi, Maria]");
	char *two = found(clinic, "mar", 2);
	assert_string_equal(two, "[Marin, Paul][M\xC3\xBCller-L\xC3\xBC"
				 "denscheidt, Anna Maria]");
	free(two);
}

static void any_part_of_the_phone_number_finds(void **state)
{
	struct clinic *clinic = *state;

	add_people(clinic);
	finds("0412", "[Rossi, Maria]");
	finds("0412345678", "[Rossi, Maria]");
	finds("0412 345 678", "[Rossi, Maria]");
	finds("345678", "[Rossi, Maria]");
	finds("9555-0101", "[Chen, David]");
	finds("(03)", "[M\xC3\xBCller-L\xC3\xBC"
		      "denscheidt, Anna Maria]");
	finds("9555", "[Chen, David][M\xC3\xBCller-L\xC3\xBC"
		      "denscheidt, Anna Maria]");
	finds("9555 chen", "[Chen, David]");
	finds("12345679", "");
}

static void the_birth_date_finds_in_both_orders(void **state)
{
	struct clinic *clinic = *state;

	add_people(clinic);
	finds("1979", "[Marin, Paul][Rossi, Maria]");
	finds("1979-03", "[Marin, Paul][Rossi, Maria]");
	finds("1979-03-05", "[Rossi, Maria]");
	finds("1979-3-5", "[Rossi, Maria]");
	finds("5.3.1979", "[Rossi, Maria]");
	finds("05/03/1979", "[Rossi, Maria]");
	finds("5/3", "[Rossi, Maria]");
	finds("31.12.64", "");
	finds("31.12.1964", "[Chen, David]");
	finds("10/01/2001", "[O'Brien, Se\xC3\xA1n]");
}

static void a_changed_name_is_found_by_the_new_one_only(void **state)
{
	struct clinic *clinic = *state;
	struct client client;

	client_init(&client);
	must(client_load(&clinic->store, clinic->client, &client, err));
	mem_replace(&client.family, "Bianchi");
	mem_replace(&client.phone, NULL);
	must(client_save(&clinic->store, &client, err));
	client_release(&client);
	finds("rossi", "");
	finds("0412", "");
	finds("bian", "[Bianchi, Maria]");
	/* bianchi, maria, the birth date in two orders: no old word is left lying about */
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM client_key WHERE client_id = 1"), 4);
}

static void nothing_typed_shows_those_seen_last(void **state)
{
	struct clinic *clinic = *state;
	struct client_rows rows;
	struct session session;

	add_people(clinic);
	int64_t seen = clinic_book(clinic, 2, "2026-11-13T09:00"),
		today = clinic_book(clinic, 3, "2026-11-20T09:30");
	clinic_book(clinic, 4, "2026-11-19T09:00"); /* booked, never came */
	session_init(&session);
	must(session_load(&clinic->store, seen, &session, err));
	must(session_set_status(&clinic->store, &session, SESSION_ARRIVED, err));
	must(session_load(&clinic->store, today, &session, err));
	must(session_set_status(&clinic->store, &session, SESSION_ARRIVED, err));
	session_release(&session);
	finds("", "[O'Brien, Se\xC3\xA1n][Chen, David][Marin, Paul][M\xC3\xBCller-L\xC3\xBC"
		  "denscheidt, Anna Maria]"
		  "[Rossi, Maria]");
	must(client_find(&clinic->store, NULL, 3, &rows, err));
	assert_int_equal(rows.n, 3);
	assert_string_equal(rows.rows[0].last, "2026-11-20");
	assert_string_equal(rows.rows[1].last, "2026-11-13");
	assert_null(rows.rows[2].last);
	assert_string_equal(rows.rows[1].birth, "1964-12-31");
	client_rows_release(&rows);
}

/* Common words are walked in the order of names, rare ones looked up: both must give the same. */
static void common_words_find_the_same_as_rare_ones(void **state)
{
	struct clinic *clinic = *state;
	enum { MANY = 4200 };

	must(store_begin(&clinic->store, err));
	for (int i = 0; i < MANY; i++) {
		char *family = str_format("Fam%04d", i),
		     *given = str_format("Kim%s", i % 1000 == 7 ? " Lee" : "");
		clinic_add_client(&clinic->store, family, given, NULL, NULL);
		free(family);
		free(given);
	}
	must(store_end(&clinic->store, true, err));
	finds("kim lee",
	      "[Fam0007, Kim Lee][Fam1007, Kim Lee][Fam2007, Kim Lee][Fam3007, Kim Lee][Fam4007, Kim Lee]");
	finds("kim fam2007", "[Fam2007, Kim Lee]");
	finds("kim rossi", "");
	char *three = found(clinic, "kim", 3);
	assert_string_equal(three, "[Fam0000, Kim][Fam0001, Kim][Fam0002, Kim]");
	free(three);
	three = found(clinic, "kim fam", 3);
	assert_string_equal(three, "[Fam0000, Kim][Fam0001, Kim][Fam0002, Kim]");
	free(three);
}

/* ---- services ---- */

static void services_come_back_by_id_and_code(void **state)
{
	struct clinic *clinic = *state;
	struct service service;
	struct services list;

	service_init(&service);
	must(service_by_code(&clinic->store, "FOLL45", &service, err));
	assert_int_equal(service.id, clinic->service);
	assert_int_equal(service.cents, 9500);
	assert_int_equal(service.minutes, 45);
	assert_int_equal(service.tax, TAX_GST);
	must_fail(service_by_code(&clinic->store, "NONE", &service, err), ERR_MISSING);
	clinic_add_service(&clinic->store, "ANY30", 7000);
	service.active = false;
	must(service_save(&clinic->store, &service, err));
	service_release(&service);
	must(service_list(&clinic->store, &list, err));
	assert_int_equal(list.n, 1);
	assert_string_equal(list.rows[0].code, "ANY30");
	services_release(&list);
	service_init(&service);
	service.code = mem_strdup("ANY30");
	must_fail(service_save(&clinic->store, &service, err), ERR_REFUSED);
	service_release(&service);
}

#define IN_A_CLINIC(test) cmocka_unit_test_setup_teardown(test, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_CLINIC(the_first_to_enter_owns_the_practice),
		IN_A_CLINIC(an_ended_account_does_not_enter),
		IN_A_CLINIC(a_client_comes_back_as_stored),
		IN_A_CLINIC(each_client_gets_a_code_and_no_code_twice),
		IN_A_CLINIC(a_stale_change_is_refused),
		IN_A_CLINIC(what_a_field_said_before_stays_in_the_audit),
		IN_A_CLINIC(any_word_may_be_cut_short),
		IN_A_CLINIC(family_names_come_first),
		IN_A_CLINIC(any_part_of_the_phone_number_finds),
		IN_A_CLINIC(the_birth_date_finds_in_both_orders),
		IN_A_CLINIC(a_changed_name_is_found_by_the_new_one_only),
		IN_A_CLINIC(nothing_typed_shows_those_seen_last),
		IN_A_CLINIC(common_words_find_the_same_as_rare_ones),
		IN_A_CLINIC(services_come_back_by_id_and_code),
	};

	return cmocka_run_group_tests_name("store people", tests, NULL, NULL);
}

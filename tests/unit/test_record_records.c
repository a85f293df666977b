/* SPDX-License-Identifier: MIT */
/* Client, practitioner, session, mark and charge: codes, copies, checks and how they read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "record/charge.h"
#include "record/client.h"
#include "record/mark.h"
#include "record/practitioner.h"
#include "record/session.h"

#define TODAY "2026-11-20"

static int field(const char *name)
{
	for (int i = 0; i < CLIENT_FIELD_COUNT; i++)
		if (strcmp(client_fields[i].name, name) == 0)
			return i;
	fail_msg("no field %s", name);
	return -1;
}

static void the_form_has_its_fields_in_order(void **state)
{
	static const char *const names[CLIENT_FIELD_COUNT] = { "family",    "given", "birth",   "sex",
							       "phone",     "email", "address", "occupation",
							       "emergency", "note" };
	struct client client;
	(void)state;
	client_init(&client);
	for (int i = 0; i < CLIENT_FIELD_COUNT; i++) {
		assert_string_equal(client_fields[i].name, names[i]);
		assert_null(client_value(&client, i));
		mem_replace(client_slot(&client, i), names[i]);
	}
	assert_string_equal(client.occupation, "occupation");
	assert_string_equal(client.note, "note");
	assert_true(client_fields[0].required && client_fields[1].required && !client_fields[2].required);
	client_release(&client);
}

static const struct {
	const char *field, *typed, *kept; /* kept NULL: refused; "" : becomes NULL */
} client_rows[] = {
	{ "family", "  Rossi ", "Rossi" },
	{ "family", "", NULL },
	{ "family", " \t ", NULL },
	{ "given", "Anne\nMarie", "Anne Marie" },
	{ "given", "\xff", NULL },
	{ "birth", "3/10/1979", "1979-10-03" },
	{ "birth", "1979-10-03", "1979-10-03" },
	{ "birth", "", "" },
	{ "birth", "2026-11-21", NULL },
	{ "birth", "1890-01-01", NULL },
	{ "birth", "31/2/1980", NULL },
	{ "birth", "yesteryear", NULL },
	{ "sex", "f", "F" },
	{ "sex", "Female", "F" },
	{ "sex", "man", "M" },
	{ "sex", "x", "X" },
	{ "sex", "q", NULL },
	{ "phone", "+61 (3) 9000 0000", "+61 (3) 9000 0000" },
	{ "phone", "ask", NULL },
	{ "email", "maria@example.org", "maria@example.org" },
	{ "email", "maria", NULL },
	{ "email", "maria@example", NULL },
	{ "email", "a@b@c.org", NULL },
	{ "email", "@example.org", NULL },
	{ "email", "maria@example.", NULL },
	{ "email", "maria@.org", NULL },
	{ "note", "   ", "" },
};

static void fields_are_tidied_or_refused_with_a_sentence(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof client_rows / sizeof client_rows[0]; i++) {
		struct client client;
		struct err err = ERR_INIT;
		client_init(&client);
		int f = field(client_rows[i].field);
		mem_replace(client_slot(&client, f), client_rows[i].typed);
		bool ok = client_check_field(&client, f, TODAY, &err);
		if (ok != (client_rows[i].kept != NULL))
			fail_msg("%s \"%s\" is %s (%s)", client_rows[i].field, client_rows[i].typed,
				 ok ? "taken" : "refused", err.text);
		if (!ok)
			assert_string_not_equal(err.text, "");
		else if (client_rows[i].kept[0] == '\0')
			assert_null(client_value(&client, f));
		else
			assert_string_equal(client_value(&client, f), client_rows[i].kept);
		client_release(&client);
	}
}

static void a_field_too_long_is_refused_by_its_columns(void **state)
{
	struct client client;
	struct str name;
	struct err err = ERR_INIT;
	(void)state;
	client_init(&client);
	str_init(&name);
	for (int i = 0; i < 80; i++)
		str_add(&name, "\xC3\xA4"); /* one column, two bytes */
	mem_replace(&client.family, name.s);
	assert_true(client_check_field(&client, 0, TODAY, &err));
	str_add(&name, "a");
	mem_replace(&client.family, name.s);
	assert_false(client_check_field(&client, 0, TODAY, &err));
	assert_string_equal(err.text, "Family name is 81 columns long: at most 80 fit.");
	client_release(&client);
	str_release(&name);
}

static void a_client_has_a_name_and_a_headline(void **state)
{
	struct client client, copy;
	struct str out;
	(void)state;
	client_init(&client);
	client_init(&copy);
	str_init(&out);
	mem_replace(&client.family, "Rossi");
	client_name(&client, &out);
	assert_string_equal(out.s, "Rossi");
	mem_replace(&client.given, "Maria");
	mem_replace(&client.birth, "1979-10-03");
	mem_replace(&client.sex, "F");
	client_copy(&copy, &client);
	str_clear(&out);
	client_headline(&copy, TODAY, &out);
	assert_string_equal(out.s, "Rossi, Maria · 47 F");
	mem_replace(&client.birth, NULL);
	str_clear(&out);
	client_headline(&client, TODAY, &out);
	assert_string_equal(out.s, "Rossi, Maria · F");
	client_release(&client);
	assert_string_equal(copy.given, "Maria");
	client_release(&copy);
	str_release(&out);
}

static void codes_of_every_enumeration_read_back(void **state)
{
	(void)state;
	for (int i = 0; i < ROLE_COUNT; i++) {
		enum role role;
		assert_true(role_from_code(role_code((enum role)i), &role));
		assert_int_equal(role, i);
	}
	for (int i = 0; i < SESSION_STATUS_COUNT; i++) {
		enum session_status status;
		assert_true(session_status_from_code(session_status_code((enum session_status)i), &status));
		assert_int_equal(status, i);
		assert_string_not_equal(session_status_word(status), "");
	}
	for (int i = 0; i < MARK_TYPE_COUNT; i++) {
		enum mark_type type;
		assert_true(mark_type_from_code(mark_type_code((enum mark_type)i), &type));
		assert_int_equal(type, i);
	}
	for (int i = 0; i < RESPONSE_COUNT; i++) {
		enum mark_response response;
		assert_true(mark_response_from_code(mark_response_code((enum mark_response)i), &response));
		assert_int_equal(response, i);
	}
	for (int i = 0; i < TAX_CLASS_COUNT; i++) {
		enum tax_class tax;
		assert_true(tax_class_from_code(tax_class_code((enum tax_class)i), &tax));
		assert_int_equal(tax, i);
	}
	for (int i = 0; i < SIGN_COUNT; i++)
		assert_string_not_equal(mark_sign_code(i), "");
}

static void an_unknown_code_is_not_taken(void **state)
{
	enum role role = ROLE_OWNER;
	enum session_status status = SESSION_SIGNED;
	enum mark_type type = MARK_KEY;
	enum tax_class tax = TAX_GST;
	(void)state;
	assert_false(role_from_code("king", &role));
	assert_false(role_from_code(NULL, &role));
	assert_false(session_status_from_code("", &status));
	assert_false(mark_type_from_code(NULL, &type));
	assert_false(tax_class_from_code("vat", &tax));
	assert_int_equal(role, ROLE_OWNER);
	assert_int_equal(status, SESSION_SIGNED);
	assert_int_equal(type, MARK_KEY);
	assert_int_equal(tax, TAX_GST);
	assert_string_equal(mark_sign_code(-1), "");
	assert_string_equal(role_code((enum role)77), "");
}

static void reception_and_bookkeeper_read_no_notes(void **state)
{
	(void)state;
	assert_true(role_reads_notes(ROLE_THERAPIST));
	assert_true(role_reads_notes(ROLE_OWNER));
	assert_false(role_reads_notes(ROLE_RECEPTION));
	assert_false(role_reads_notes(ROLE_BOOKKEEPER));
	assert_false(role_reads_notes((enum role)77));
}

static void a_session_starts_empty_and_copies_whole(void **state)
{
	struct session session, copy;
	(void)state;
	session_init(&session);
	session_init(&copy);
	for (int i = 0; i < NOTE_SECTIONS; i++)
		assert_string_equal(session.text[i], "");
	mem_replace(&session.text[NOTE_PLAN], "stretch");
	mem_replace(&session.adverse, "none");
	session.status = SESSION_OPEN;
	session_copy(&copy, &session);
	session_release(&session);
	assert_string_equal(copy.text[NOTE_PLAN], "stretch");
	assert_string_equal(copy.adverse, "none");
	assert_int_equal(copy.status, SESSION_OPEN);
	session_release(&copy);
	assert_true(session_is_closed(SESSION_SIGNED) && session_is_closed(SESSION_NO_SHOW));
	assert_false(session_is_closed(SESSION_OPEN) || session_is_closed(SESSION_BOOKED));
	assert_string_equal(note_section_letter(NOTE_ASSESSMENT), "A");
	assert_string_equal(note_section_word(NOTE_PLAN), "Plan");
}

static void cell_is(enum mark_type type, int before, int after, const char *wanted)
{
	struct mark mark;
	char cell[3];
	mark_init(&mark);
	mark.type = type;
	mark.tender_before = before;
	mark.tender_after = after;
	mark_cell(&mark, cell);
	assert_string_equal(cell, wanted);
	mark_release(&mark);
}

static void a_cell_shows_type_and_the_latest_tenderness(void **state)
{
	(void)state;
	cell_is(MARK_ACTIVE, 7, -1, "A7");
	cell_is(MARK_ACTIVE, 7, 3, "A3");
	cell_is(MARK_LATENT, 10, -1, "LX");
	cell_is(MARK_KEY, 10, 0, "K0");
	cell_is(MARK_TYPE_NONE, 5, -1, "?5");
	cell_is(MARK_SATELLITE, -1, -1, "S ");
}

static void a_mark_reads_as_a_line(void **state)
{
	struct mark mark;
	struct str line;
	(void)state;
	mark_init(&mark);
	str_init(&line);
	mem_replace(&mark.muscle, "TRU");
	mark.side = SIDE_LEFT;
	mark_line(catalogue_builtin(), &mark, &line);
	assert_string_equal(line.s, "L upper trapezius");
	mark.type = MARK_ACTIVE;
	mark.tender_before = 7;
	mark.tender_after = 3;
	str_clear(&line);
	mark_line(catalogue_builtin(), &mark, &line);
	assert_string_equal(line.s, "L upper trapezius A7→3");
	mark_release(&mark);
	str_release(&line);
}

static void threshold_is_the_mean_of_what_was_taken(void **state)
{
	struct mark mark;
	double mean = -1;
	(void)state;
	mark_init(&mark);
	assert_false(mark_ppt_mean(mark.ppt_before, &mean));
	mark.ppt_before[0] = 2;
	mark.ppt_before[1] = 3;
	assert_true(mark_ppt_mean(mark.ppt_before, &mean));
	assert_float_equal(mean, 2.5, 1e-9);
	mark_release(&mark);
}

static void referral_is_drawn_and_wiped_cell_by_cell(void **state)
{
	const struct catalogue *c = catalogue_builtin();
	struct mark mark;
	int region = -1;
	enum side side = SIDE_NONE;
	(void)state;
	mark_init(&mark);
	mark_referral_toggle(&mark, "TMP", SIDE_LEFT);
	mark_referral_toggle(&mark, "VTX", SIDE_MIDLINE);
	assert_string_equal(mark.referral, "TMP.L VTX.M");
	const char *rest = mark.referral;
	assert_true(mark_referral_next(c, &rest, &region, &side));
	assert_int_equal(region, catalogue_region(c, "TMP"));
	assert_int_equal(side, SIDE_LEFT);
	assert_true(mark_referral_next(c, &rest, &region, &side));
	assert_int_equal(side, SIDE_MIDLINE);
	assert_false(mark_referral_next(c, &rest, &region, &side));
	mark_referral_toggle(&mark, "TMP", SIDE_LEFT);
	assert_string_equal(mark.referral, "VTX.M");
	mark_referral_toggle(&mark, "VTX", SIDE_MIDLINE);
	assert_null(mark.referral);
	rest = "XXX.L TMP TMP.Q a.very.long.one.that.is.no.cell.L EYE.R";
	assert_true(mark_referral_next(c, &rest, &region, &side));
	assert_int_equal(region, catalogue_region(c, "EYE"));
	assert_false(mark_referral_next(c, &rest, &region, &side));
	mark_release(&mark);
}

static void the_type_is_offered_from_what_was_found(void **state)
{
	struct mark mark;
	(void)state;
	mark_init(&mark);
	assert_int_equal(mark_type_offered(&mark), MARK_TYPE_NONE);
	mark.tender_before = 6;
	assert_int_equal(mark_type_offered(&mark), MARK_TYPE_NONE); /* not asked whether it is familiar */
	mark.signs_no = SIGN_FAMILIAR;
	assert_int_equal(mark_type_offered(&mark), MARK_LATENT);
	mark.signs_no = 0;
	mark.signs_yes = SIGN_FAMILIAR;
	assert_int_equal(mark_type_offered(&mark), MARK_ACTIVE);
	mark_release(&mark);
	mark.signs_yes = SIGN_TAUT_BAND; /* a band alone is no trigger point */
	mark.signs_no = SIGN_FAMILIAR;
	assert_int_equal(mark_type_offered(&mark), MARK_TYPE_NONE);
	mark_release(&mark);
}

static void a_charge_keeps_price_and_tax_of_its_day(void **state)
{
	struct service service;
	struct charge charge;
	(void)state;
	service_init(&service);
	charge_init(&charge);
	mem_replace(&service.code, "FOLL45");
	mem_replace(&service.label, "Follow-up 45 minutes");
	service.cents = 11000;
	service.tax = TAX_GST;
	charge_for_service(&charge, &service, TODAY, 1000);
	service.cents = 99999;
	assert_int_equal(charge.unit_cents, 11000);
	assert_int_equal(charge.total_cents, 11000);
	assert_int_equal(charge.tax_cents, 1000);
	assert_int_equal(charge.tax_rate_bp, 1000);
	assert_string_equal(charge.date, TODAY);
	assert_string_equal(charge.code, "FOLL45");
	service.tax = TAX_GST_FREE;
	charge_for_service(&charge, &service, TODAY, 1000);
	assert_int_equal(charge.tax_cents, 0);
	assert_int_equal(charge.tax_rate_bp, 0);
	service.tax = TAX_GST;
	charge_for_service(&charge, &service, TODAY, 0); /* not registered */
	assert_int_equal(charge.tax_cents, 0);
	charge_release(&charge);
	service_release(&service);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_form_has_its_fields_in_order),
		cmocka_unit_test(fields_are_tidied_or_refused_with_a_sentence),
		cmocka_unit_test(a_field_too_long_is_refused_by_its_columns),
		cmocka_unit_test(a_client_has_a_name_and_a_headline),
		cmocka_unit_test(codes_of_every_enumeration_read_back),
		cmocka_unit_test(an_unknown_code_is_not_taken),
		cmocka_unit_test(reception_and_bookkeeper_read_no_notes),
		cmocka_unit_test(a_session_starts_empty_and_copies_whole),
		cmocka_unit_test(a_cell_shows_type_and_the_latest_tenderness),
		cmocka_unit_test(a_mark_reads_as_a_line),
		cmocka_unit_test(threshold_is_the_mean_of_what_was_taken),
		cmocka_unit_test(referral_is_drawn_and_wiped_cell_by_cell),
		cmocka_unit_test(the_type_is_offered_from_what_was_found),
		cmocka_unit_test(a_charge_keeps_price_and_tax_of_its_day),
	};
	return cmocka_run_group_tests_name("model records", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* The bookkeeper's file: right to the cent, neutral, whole or not there. */
#include "clinic.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/file.h"
#include "io/billing.h"
#include "io/csv.h"

static char *exported(struct clinic *clinic, const char *from, const char *to, struct billing_totals *totals)
{
	char *bytes = NULL;
	size_t n = 0;
	FILE *stream = open_memstream(&bytes, &n);

	must(billing_export(&clinic->store, from, to, stream, totals, err));
	fclose(stream);
	return bytes;
}

static void the_file_has_a_row_a_charge_and_the_right_cents(void **state)
{
	struct clinic *clinic = *state;
	struct billing_totals totals;
	struct session session;

	clinic_sign(clinic, clinic->session);
	session_init(&session);
	must(session_load(&clinic->store, clinic->session, &session, err));
	char *bytes = exported(clinic, NULL, NULL, &totals);
	char *wanted = str_format(
		"line,date,client_code,client,service,description,quantity,unit,net,tax_class,tax,total,"
		"practitioner,account,session\r\n"
		"1,2026-11-20,C0001,\"Rossi, Maria\",FOLL45,Myotherapy 45 min,1,95.00,86.36,gst,8.64,"
		"95.00,Anna Lindqvist,,%s\r\n",
		session.uid);
	assert_string_equal(bytes, wanted);
	assert_int_equal(totals.rows, 1);
	assert_int_equal(totals.total_cents, 9500);
	assert_int_equal(totals.tax_cents, 864);
	free(bytes);
	free(wanted);
	session_release(&session);
}

static void no_clinical_word_leaves(void **state)
{
	static const char *const words[] = { "stiff", "Rotation", "trapezius", "Stretches",
					     "TRU",   "TPG",      "thumb",     "released" };
	struct clinic *clinic = *state;
	struct billing_totals totals;

	clinic_add_application(clinic, clinic->session,
			       clinic_add_mark(clinic, clinic->session, "TRU", SIDE_LEFT));
	clinic_sign(clinic, clinic->session);
	char *bytes = exported(clinic, NULL, NULL, &totals);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		assert_null(strstr(bytes, words[i]));
	free(bytes);
}

static void voided_charges_and_other_days_stay_out(void **state)
{
	struct clinic *clinic = *state;
	struct billing_totals totals;

	clinic_sign(clinic, clinic->session);
	clinic_sign(clinic, clinic_book(clinic, clinic->client, "2026-11-20T15:00"));
	must(charge_void(&clinic->store, 1, "wrong", err));
	free(exported(clinic, "2026-11-20", "2026-11-20", &totals));
	assert_int_equal(totals.rows, 1);
	free(exported(clinic, "2026-11-21", NULL, &totals));
	assert_int_equal(totals.rows, 0);
	assert_int_equal(totals.total_cents, 0);
	FILE *stream = fopen("/dev/null", "w");
	must_fail(billing_export(&clinic->store, "20.11.2026", NULL, stream, &totals, err), ERR_INPUT);
	must_fail(billing_export(&clinic->store, NULL, "2026-02-30", stream, &totals, err), ERR_INPUT);
	must_fail(billing_export(&clinic->store, "2026-11-21", "2026-11-20", stream, &totals, err),
		  ERR_INPUT);
	fclose(stream);
}

static void the_export_is_in_the_audit(void **state)
{
	struct clinic *clinic = *state;
	struct billing_totals totals;
	struct store reader;

	clinic_sign(clinic, clinic->session);
	free(exported(clinic, "2026-11-01", NULL, &totals));
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE action = 'export-billing'"
					    " AND detail = '2026-11-01.. rows 1 cents 9500'"),
			 1);
	must(store_open_read_only(&reader, clinic->path, err));
	FILE *stream = fopen("/dev/null", "w");
	must(billing_export(&reader, NULL, NULL, stream, &totals, err));
	assert_int_equal(totals.rows, 1);
	fclose(stream);
	store_close(&reader);
}

static void a_file_is_private_whole_and_never_over_another(void **state)
{
	struct clinic *clinic = *state;
	struct billing_totals totals;
	struct stat st;
	struct str bytes;
	char *path = str_format("%s/billing.csv", clinic->folder);

	clinic_sign(clinic, clinic->session);
	must(billing_export_file(&clinic->store, NULL, NULL, path, &totals, err));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	must_fail(billing_export_file(&clinic->store, NULL, NULL, path, &totals, err), ERR_REFUSED);
	char *again = exported(clinic, NULL, NULL, &totals);
	str_init(&bytes);
	must(file_read(path, 1 << 20, &bytes, err));
	assert_string_equal(bytes.s, again);
	str_release(&bytes);
	free(again);
	free(path);
}

static void a_full_disk_leaves_no_half_file(void **state)
{
	struct clinic *clinic = *state;
	struct billing_totals totals = { -1, -1, -1 };
	struct rlimit before, limit;
	char *path = str_format("%s/billing.csv", clinic->folder);

	clinic_sign(clinic, clinic->session);
	int64_t rows = clinic_ask(clinic, "SELECT count(*) FROM audit");
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	limit = before;
	limit.rlim_cur = 100;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	must_fail(billing_export_file(&clinic->store, NULL, NULL, path, &totals, err), ERR_FULL);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(access(path, F_OK), -1);
	assert_int_equal(totals.rows, -1);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit"), rows);
	free(path);
}

static bool count_cells(void *context, const struct csv_row *row, struct err *err)
{
	int *rows = context;

	(void)err;
	assert_int_equal(row->n_cells, 15);
	if (*rows > 0) {
		assert_string_equal(row->cells[3], "=cmd|' /C calc'!A0, \"Evil\"\n");
		assert_string_equal(row->cells[13], "@4000");
	}
	++*rows;
	return true;
}

static void a_hostile_name_comes_through_as_text(void **state)
{
	struct clinic *clinic = *state;
	struct billing_totals totals;
	struct client client;
	struct charge charge;
	int rows = 0;

	client_init(&client);
	client.family = mem_strdup("=cmd|' /C calc'!A0");
	client.given = mem_strdup("\"Evil\"\n");
	must(client_save(&clinic->store, &client, err));
	charge_init(&charge);
	charge.client_id = client.id;
	charge.practitioner_id = clinic->store.actor;
	charge.date = mem_strdup("2026-11-20");
	charge.code = mem_strdup("PROD");
	charge.label = mem_strdup("Tape");
	charge.account = mem_strdup("@4000");
	charge.quantity = -1;
	charge.unit_cents = 1250;
	charge.total_cents = -1250;
	must(charge_add(&clinic->store, &charge, err));
	char *bytes = exported(clinic, NULL, NULL, &totals);
	assert_non_null(strstr(bytes, ",\"'=cmd|"));
	assert_non_null(strstr(bytes, ",'@4000,"));
	assert_non_null(strstr(bytes, ",-1,12.50,-12.50,none,0.00,-12.50,"));
	must(csv_read("billing.csv", bytes, strlen(bytes), count_cells, &rows, err));
	assert_int_equal(rows, 2);
	free(bytes);
	charge_release(&charge);
	client_release(&client);
}

#define IN_A_CLINIC(test) cmocka_unit_test_setup_teardown(test, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_CLINIC(the_file_has_a_row_a_charge_and_the_right_cents),
		IN_A_CLINIC(no_clinical_word_leaves),
		IN_A_CLINIC(voided_charges_and_other_days_stay_out),
		IN_A_CLINIC(the_export_is_in_the_audit),
		IN_A_CLINIC(a_file_is_private_whole_and_never_over_another),
		IN_A_CLINIC(a_full_disk_leaves_no_half_file),
		IN_A_CLINIC(a_hostile_name_comes_through_as_text),
	};

	return cmocka_run_group_tests_name("io billing", tests, NULL, NULL);
}

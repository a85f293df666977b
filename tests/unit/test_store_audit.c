/* SPDX-License-Identifier: MIT */
/* The audit and the signatures: whatever is changed past the program is found, by many writers nothing is lost. */
#include "clinic.h"

#include "store/consents.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include "base/digest.h"
#include "base/file.h"
#include "store/audit.h"
#include "store/exports.h"
#include "store/invoices.h"
#include "store/payments.h"

static int64_t invoice_charge(struct clinic *clinic, int64_t session)
{
	struct invoice invoice;
	struct charges charges;

	must(charges_of_session(&clinic->store, session, &charges, err));
	invoice_init(&invoice);
	invoice.series = mem_strdup("INV-");
	invoice.client_id = clinic->client;
	invoice.issued_on = mem_strdup("2026-11-20");
	invoice.due_on = mem_strdup("2026-12-04");
	invoice.seller = mem_strdup("Brunswick Myotherapy");
	invoice.registered = true;
	invoice_add_charge(&invoice, &charges.rows[0]);
	must(invoice_issue(&clinic->store, &invoice, err));
	int64_t id = invoice.id;
	invoice_release(&invoice);
	charges_release(&charges);
	return id;
}

static void pay_part(struct clinic *clinic, int64_t invoice, int64_t *id)
{
	struct payment payment;

	payment_init(&payment);
	payment.client_id = clinic->client;
	payment.day = mem_strdup("2026-11-20");
	payment.cents = 4000;
	must(payment_add(&clinic->store, &payment, invoice, err));
	*id = payment.id;
	payment_release(&payment);
}

static void export_all(struct clinic *clinic)
{
	struct export_batch batch = { .format = mem_strdup("plain"),
				      .settings = mem_strdup("like=plain\n"),
				      .digest = mem_strdup("of a file") };
	int64_t n;

	must(store_begin(&clinic->store, err));
	must(export_gather(&clinic->store, &batch, NULL, &n, err));
	must(export_seal(&clinic->store, &batch, err));
	must(store_end(&clinic->store, true, err));
	assert_true(n > 3);
	export_batch_release(&batch);
}

/* Invoice 1 and payment 1 stand, invoice 2 and payment 2 were voided, and all of it left for the bookkeeper. */
static void money_of(struct clinic *clinic, int64_t first, int64_t second)
{
	int64_t a = invoice_charge(clinic, first), b = invoice_charge(clinic, second), paid;

	pay_part(clinic, a, &paid);
	pay_part(clinic, b, &paid);
	must(payment_void(&clinic->store, paid, "declined", err));
	must(invoice_void(&clinic->store, b, "wrong day", err));
	export_all(clinic);
}

/* A signed session with everything that can belong to one, a voided mark and a voided charge, and an open session. */
static int signed_clinic(void **state)
{
	if (clinic_setup(state) != 0)
		return -1;
	struct clinic *clinic = *state;
	int64_t second = clinic_book(clinic, clinic->client, "2026-11-13T09:00");
	must(session_consent_save(&clinic->store, clinic->session, CONSENT_TREATMENT, true, NULL, err));
	int64_t mark = clinic_add_mark(clinic, clinic->session, "TRU", SIDE_LEFT);
	int64_t voided = clinic_add_mark(clinic, clinic->session, "PIR", SIDE_RIGHT);
	clinic_add_application(clinic, clinic->session, mark);
	clinic_add_application(clinic, clinic->session, 0);
	must(mark_void(&clinic->store, voided, true, err));
	clinic_sign(clinic, clinic->session);
	clinic_sign(clinic, second);
	money_of(clinic, clinic->session, second);
	must(charge_void(&clinic->store, 2, "wrong day", err));
	must(audit_read(&clinic->store, clinic->client, err));
	return 0;
}

/* ---- tampering ---- */

/* Nobody writes meanwhile, and a plain copy spares the disk hundreds of syncs. */
static void copy_file(const char *from, const char *to)
{
	struct str bytes;
	FILE *file = fopen(to, "w");

	str_init(&bytes);
	assert_non_null(file);
	must(file_read(from, 64 << 20, &bytes, err));
	assert_int_equal(fwrite(bytes.s, 1, bytes.len, file), bytes.len);
	assert_int_equal(fclose(file), 0);
	str_release(&bytes);
}

static void run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sqlite3_errmsg(db), sql);
}

/* Somebody who knows what they are doing: changes with all guards off. Returns the faults found. */
static int64_t tamper(struct clinic *clinic, const char *sql, struct str *findings)
{
	struct clinic copy = { .client = 0 };
	sqlite3 *db;

	snprintf(copy.path, sizeof copy.path, "%s/tampered.db", clinic->folder);
	copy_file(clinic->path, copy.path);
	assert_int_equal(sqlite3_open_v2(copy.path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL), SQLITE_OK);
	run(db,
	    "PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY");
	run(db, sql);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	must(store_open(&copy.store, copy.path, false, err));
	int64_t faults = clinic_faults(&copy, findings);
	store_close(&copy.store);
	return faults;
}

static void what_nobody_touched_passes(void **state)
{
	struct clinic *clinic = *state;
	struct verify_result result;

	assert_int_equal(tamper(clinic, "SELECT 1", NULL), 0);
	verify_result_init(&result);
	must(store_verify(&clinic->store, &result, NULL, NULL, err));
	assert_int_equal(result.faults, 0);
	assert_int_equal(result.signed_sessions, 2);
	assert_int_equal(result.audit_rows, clinic_ask(clinic, "SELECT count(*) FROM audit"));
	assert_string_equal(result.findings.s, "");
	verify_result_release(&result);
	/* What may change without leaving a trace in the seals: a client's address, an open appointment. */
	assert_int_equal(tamper(clinic, "UPDATE client SET address = 'elsewhere'", NULL), 0);
}

struct tamper_column {
	char *table, *name, *type;
};

/* All columns of the tables, as the database itself lists them, so that a new one cannot be forgotten here. */
static size_t columns_of(struct clinic *clinic, const char *table, struct tamper_column *out, size_t max)
{
	struct db_stmt *stmt;
	size_t n = 0;

	must(db_query(clinic->store.db, &stmt, err, "SELECT name, type FROM pragma_table_info($1)", "s",
		      table));
	while (db_step(stmt, NULL) == DB_ROW && n < max)
		out[n++] = (struct tamper_column){ mem_strdup(table), db_text_dup(stmt, 0),
						   db_text_dup(stmt, 1) };
	db_reset(stmt);
	return n;
}

static void columns_release(struct tamper_column *columns, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(columns[i].table);
		free(columns[i].name);
		free(columns[i].type);
	}
}

static char *changing(const struct tamper_column *column, const char *where)
{
	const char *name = column->name;

	if (strcmp(column->type, "TEXT") == 0)
		return str_format("UPDATE %s SET %s = coalesce(%s, '') || 'x' %s", column->table, name, name,
				  where);
	if (strcmp(column->type, "BLOB") == 0)
		return str_format("UPDATE %s SET %s = CASE WHEN %s IS NULL THEN zeroblob(32) ELSE"
				  " CAST(substr(%s, 2) || substr(%s, 1, 1) AS BLOB) END %s",
				  column->table, name, name, name, name, where);
	return str_format("UPDATE %s SET %s = coalesce(%s, 0) + 1000 %s", column->table, name, name, where);
}

static bool is_money(const char *table)
{
	return strcmp(table, "charge") == 0 || strcmp(table, "invoice") == 0 || strcmp(table, "payment") == 0;
}

static void any_changed_column_of_a_sealed_record_is_found(void **state)
{
	static const struct {
		const char *table, *where;
	} tables[] = {
		{ "session", "WHERE id = 1" },
		{ "session_consent", "" },
		{ "mark", "WHERE id = 1" },
		{ "mark", "WHERE id = 2" }, /* voided, and kept all the same */
		{ "point", "WHERE id = 1" },
		{ "application", "WHERE id = 1" },
		{ "application", "WHERE id = 2" },
		{ "dose", "WHERE application_id = 1 AND position = 2" },
		{ "mark_pressure", "WHERE mark_id = 1 AND stage = 'after' AND position = 1" },
		{ "charge", "WHERE id = 1" },
		{ "charge", "WHERE id = 2" },
		{ "invoice", "WHERE id = 1" },
		{ "invoice", "WHERE id = 2" },
		{ "invoice_line", "WHERE id = 1" },
		{ "invoice_line", "WHERE id = 2" },
		{ "payment", "WHERE id = 1" },
		{ "payment", "WHERE id = 2" },
		{ "allocation", "WHERE id = 1" },
		{ "allocation", "WHERE id = 2" },
		{ "export_batch", "" },
		{ "export_sum", "" },
		{ "export_line", "WHERE kind = 'line' AND record_id = 1" },
		{ "export_line", "WHERE kind = 'payment-void' AND record_id = 2" },
	};
	struct clinic *clinic = *state;
	struct tamper_column columns[40];
	int tried = 0;

	for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
		size_t n = columns_of(clinic, tables[t].table, columns, 40);
		assert_true(n >= 4 && n < 40);
		for (size_t i = 0; i < n; i++, tried++) {
			char *sql = changing(&columns[i], tables[t].where);
			/* They are either voided or not; at which second is in the audit's row. */
			if (strcmp(columns[i].name, "voided_at") == 0 && is_money(tables[t].table)) {
				free(sql);
				sql = str_format("UPDATE %s SET voided_at ="
						 " CASE WHEN voided_at IS NULL THEN 'x' END %s",
						 tables[t].table, tables[t].where);
			}
			if (tamper(clinic, sql, NULL) == 0)
				fail_msg("not found: %s", sql);
			free(sql);
		}
		columns_release(columns, n);
	}
	assert_true(tried > 100);
}

static int64_t rows_of(struct clinic *clinic, const char *table, const char *key, int64_t *keys, int64_t max)
{
	char *sql = str_format("SELECT %s FROM %s ORDER BY 1", key, table);
	struct db_stmt *stmt;
	int64_t n = 0;

	must(db_query(clinic->store.db, &stmt, err, sql, ""));
	while (db_step(stmt, NULL) == DB_ROW && n < max)
		keys[n++] = db_int(stmt, 0);
	db_reset(stmt);
	free(sql);
	return n;
}

static void any_changed_column_of_any_audit_row_is_found(void **state)
{
	static const struct {
		const char *table, *key;
		int64_t least;
		size_t first; /* column; a word's number is held by what refers to it */
	} tables[] = { { "audit_row", "seq", 30, 0 },
		       { "audit_value", "seq", 5, 0 },
		       { "audit_word", "id", 20, 1 } };
	struct clinic *clinic = *state;
	struct tamper_column columns[40];
	int64_t keys[200];

	for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
		size_t n = columns_of(clinic, tables[t].table, columns, 40);
		int64_t rows = rows_of(clinic, tables[t].table, tables[t].key, keys, 200);
		assert_in_range(rows, tables[t].least, 199);
		for (int64_t row = 0; row < rows; row++) {
			char *where = str_format("WHERE %s = %lld", tables[t].key, (long long)keys[row]);
			for (size_t i = tables[t].first; i < n; i++) {
				char *sql = changing(&columns[i], where);
				if (tamper(clinic, sql, NULL) == 0)
					fail_msg("not found: %s", sql);
				free(sql);
			}
			free(where);
		}
		columns_release(columns, n);
	}
}

static void other_ways_to_falsify_are_found(void **state)
{
	static const struct {
		const char *sql, *finding; /* a part of the sentence */
	} ways[] = {
		{ "DELETE FROM audit_row WHERE seq = 5", "1 row of the audit is missing before row 6" },
		{ "DELETE FROM audit_row WHERE seq IN (5, 6)",
		  "2 rows of the audit are missing before row 7" },
		{ "DELETE FROM audit_row WHERE seq = 1", "before row 2" },
		{ "UPDATE audit_row SET seq = 900 WHERE seq = 5; UPDATE audit_row SET seq = 5 WHERE seq = 6;"
		  "UPDATE audit_row SET seq = 6 WHERE seq = 900",
		  "Row 5 of the audit does not follow" },
		{ "UPDATE audit_row SET login = entity WHERE seq = 5", "Row 5 of the audit does not follow" },
		{ "UPDATE audit_row SET at = at + 10000 * 31556952 WHERE seq = 5",
		  "Row 5 of the audit does not follow" },
		{ "UPDATE audit_row SET seal = NULL WHERE seq = (SELECT max(seq) FROM audit_row WHERE seal IS NOT NULL)",
		  "does not follow" },
		{ "UPDATE audit_row SET value_digest = NULL", "does not follow" },
		{ "DELETE FROM audit_value", "does not follow" },
		{ "UPDATE audit_value SET words = 'no reason'", "does not follow" },
		{ "UPDATE audit_value SET words = words || char(0) || 'hidden'", "does not follow" },
		{ "UPDATE audit_value SET words = NULL, salt = NULL", "but the audit does not tell of that" },
		{ "UPDATE audit_value SET words = NULL", "does not follow" },
		{ "INSERT INTO audit_value VALUES (5, NULL, 'more')", "Row 5 of the audit does not follow" },
		{ "INSERT INTO audit_value VALUES (5, NULL, NULL); UPDATE audit_row SET detail = 'other' WHERE seq = 5",
		  "The words of row 5 of the audit are gone" },
		{ "DELETE FROM audit_word WHERE word = 'charge-add'", "does not follow" },
		{ "UPDATE session SET status = 'open', digest = NULL, signed_at = NULL, signed_by = NULL WHERE id = 1",
		  "Session 1 was signed, but is not marked as signed" },
		{ "DELETE FROM session WHERE id = 1", "Session 1 was signed" },
		{ "UPDATE session SET plan = plan || char(0) || 'hidden' WHERE id = 1",
		  "changed after it was signed" },
		{ "UPDATE session SET response = NULL WHERE id = 1", "changed after it was signed" },
		{ "UPDATE session SET override_reason = '' WHERE id = 1", "changed after it was signed" },
		{ "UPDATE session SET client_id = 2 WHERE id = 1; INSERT INTO client (id, uid, version, code, family, given,"
		  " name_key, words) VALUES (2, 'u', 1, 'C2', 'X', 'Y', 'x', 'x')",
		  "changed after it was signed" },
		{ "DELETE FROM mark WHERE id = 2", "changed after it was signed" },
		{ "UPDATE mark SET voided_at = NULL WHERE id = 2", "changed after it was signed" },
		{ "DELETE FROM dose WHERE application_id = 2 AND position = 2",
		  "changed after it was signed" },
		{ "INSERT INTO dose (application_id, position, name, unit, value) VALUES (2, 9, 'hold', 's', '60')",
		  "changed after it was signed" },
		{ "DELETE FROM mark_pressure WHERE mark_id = 1", "changed after it was signed" },
		{ "INSERT INTO mark_pressure (mark_id, stage, position, value, unit) VALUES (1, 'after', 3, '9', 'kPa')",
		  "changed after it was signed" },
		{ "INSERT INTO mark (uid, point_id, session_id, signs_yes, signs_no) VALUES ('u', 1, 1, 0, 0)",
		  "changed after it was signed" },
		{ "INSERT INTO session_consent (session_id, given, recorded_at) VALUES (1, 1, 'now')",
		  "changed after it was signed" },
		{ "UPDATE session SET digest = (SELECT digest FROM session WHERE id = 2) WHERE id = 1",
		  "fingerprint of the signed session 1" },
		{ "INSERT INTO session (uid, version, client_id, practitioner_id, status, start_wall, end_wall, zone,"
		  " start_utc, subjective, objective, assessment, plan, signed_at, signed_by, digest) SELECT 'forged', 1, 1,"
		  " 1, 'signed', start_wall, end_wall, zone, start_utc, 'made up', '', '', '', signed_at, 1, digest"
		  " FROM session WHERE id = 1",
		  "the audit has no signature of it" },
		{ "DELETE FROM charge WHERE id = 1", "Charge 1 stands in the audit, but is gone" },
		{ "INSERT INTO charge SELECT 9, 'u', session_id, client_id, practitioner_id, day, code, label, quantity,"
		  " unit_cents, total_cents, tax, tax_rate_bp, tax_cents, account, voided_at, kind, of_charge FROM charge WHERE id = 1",
		  "Charge 9 is not what the audit says" },
		{ "UPDATE charge SET voided_at = NULL WHERE id = 2",
		  "Charge 2 was voided or restored past the audit" },
		{ "UPDATE charge SET voided_at = 'now' WHERE id = 1",
		  "Charge 1 was voided or restored past the audit" },
		{ "DELETE FROM invoice_line WHERE id = 1", "Invoice 1 is not what the audit says" },
		{ "INSERT INTO invoice_line SELECT 9, invoice_id, 2, charge_id, day, practitioner_id, practitioner_name, code,"
		  " label, quantity, unit_cents, total_cents, tax, tax_rate_bp, tax_cents, account FROM invoice_line WHERE id = 1",
		  "Invoice 1 is not what the audit says" },
		{ "DELETE FROM invoice WHERE id = 2", "Invoice 2 stands in the audit, but is gone" },
		{ "UPDATE invoice SET voided_at = NULL, voided_on = NULL, void_reason = NULL WHERE id = 2",
		  "Invoice 2 was voided or restored past the audit" },
		{ "UPDATE invoice SET voided_on = '2026-06-30' WHERE id = 2",
		  "Invoice 2 was voided or restored past the audit" },
		{ "UPDATE payment SET voided_at = 'x', voided_on = '2026-11-20', void_reason = 'declined' WHERE id = 1",
		  "Payment 1 was voided or restored past the audit" },
		{ "DELETE FROM payment WHERE id = 1", "Payment 1 stands in the audit, but is gone" },
		{ "DELETE FROM allocation WHERE id = 1", "but is gone" },
		{ "DELETE FROM export_line WHERE kind = 'line' AND record_id = 2",
		  "Batch 1 is not what the audit says was exported" },
		{ "DELETE FROM export_batch; DELETE FROM export_sum; DELETE FROM export_line",
		  "Batch 1 stands in the audit, but is gone" },
		{ "DELETE FROM practitioner", "refers to a row of table practitioner" },
	};
	struct clinic *clinic = *state;
	struct str findings;

	str_init(&findings);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		str_clear(&findings);
		if (tamper(clinic, ways[i].sql, &findings) == 0)
			fail_msg("not found: %s", ways[i].sql);
		if (strstr(findings.s, ways[i].finding) == NULL)
			fail_msg("%s: %s", ways[i].sql, findings.s);
	}
	str_release(&findings);
}

/* The tail of the chain can be cut without breaking it: only the head that was noted outside tells. */
static void a_cut_tail_shows_in_the_head(void **state)
{
	struct clinic *clinic = *state;
	char before[DIGEST_SIZE], after[DIGEST_SIZE];

	must(audit_head(&clinic->store, before, err));
	assert_int_equal(strlen(before), DIGEST_SIZE - 1);
	clinic_sql(
		clinic,
		"DROP TRIGGER audit_row_keep_delete;"
		"DELETE FROM audit_row WHERE seq = (SELECT max(seq) FROM audit_row);"
		"CREATE TRIGGER audit_row_keep_delete BEFORE DELETE ON audit_row BEGIN SELECT RAISE(ABORT, 'audit'); END");
	assert_int_equal(clinic_faults(clinic, NULL), 0);
	must(audit_head(&clinic->store, after, err));
	assert_string_not_equal(before, after);
}

static void an_empty_audit_has_a_head_of_zeros(void **state)
{
	struct clinic *clinic = *state;
	char head[DIGEST_SIZE];

	must(store_open(&clinic->store, clinic->path, true, err));
	must(audit_head(&clinic->store, head, err));
	assert_int_equal(strspn(head, "0"), DIGEST_SIZE - 1);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void reading_a_file_is_recorded_once_a_day_and_person(void **state)
{
	static const char count[] = "SELECT count(*) FROM audit WHERE action = 'client-read'";
	struct clinic *clinic = *state;
	struct store reader;

	int64_t before = clinic_ask(clinic, count);
	assert_int_equal(before, 1);
	must(audit_read(&clinic->store, clinic->client, err));
	assert_int_equal(clinic_ask(clinic, count), before);
	setenv("FASCICLE_NOW", "2026-11-21T00:00:01Z", 1);
	must(audit_read(&clinic->store, clinic->client, err));
	must(audit_read(&clinic->store, clinic->client, err));
	assert_int_equal(clinic_ask(clinic, count), before + 1);
	must(store_enter(&clinic->store, "ben", "Ben", true, err));
	must(audit_read(&clinic->store, clinic->client, err));
	assert_int_equal(clinic_ask(clinic, count), before + 2);
	must(store_open_read_only(&reader, clinic->path, err));
	must(audit_read(&reader, clinic->client, err));
	store_close(&reader);
	assert_int_equal(clinic_ask(clinic, count), before + 2);
	clinic_clock();
}

static void a_refused_action_leaves_no_audit_row(void **state)
{
	struct clinic *clinic = *state;
	int64_t before = clinic_ask(clinic, "SELECT count(*) FROM audit");

	must_fail(mark_void(&clinic->store, 1, true, err), ERR_REFUSED);
	must(store_begin(&clinic->store, err));
	must(audit_add(&clinic->store, "test-add", "client", 1, NULL, err));
	assert_false(store_end(&clinic->store, false, NULL));
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit"), before);
}

struct steps {
	long long done, total, calls;
};

static void step(void *context, long long done, long long total)
{
	struct steps *steps = context;

	assert_true(done >= steps->done && done <= total);
	*steps = (struct steps){ done, total, steps->calls + 1 };
}

static void the_check_tells_how_far_it_is(void **state)
{
	struct clinic *clinic = *state;
	struct steps steps = { 0, 0, 0 };
	struct verify_result result;

	verify_result_init(&result);
	must(store_verify(&clinic->store, &result, step, &steps, err));
	assert_true(steps.calls > 10);
	assert_int_equal(steps.done, steps.total);
	verify_result_release(&result);
}

/* More rows than one step of the check reads. */
static void a_long_audit_is_checked_to_its_end(void **state)
{
	struct clinic *clinic = *state;

	must(store_begin(&clinic->store, err));
	for (int i = 0; i < 1200; i++)
		must(audit_add(&clinic->store, "test-add", "client", i, "detail", err));
	must(store_end(&clinic->store, true, err));
	assert_int_equal(tamper(clinic, "SELECT 1", NULL), 0);
	assert_true(tamper(clinic, "UPDATE audit_row SET detail = 'other' WHERE seq = 1100", NULL) > 0);
	assert_true(tamper(clinic, "DELETE FROM audit_row WHERE seq = 501", NULL) > 0);
}

/* ---- many at once ---- */

enum { WORKERS = 10, ROUNDS = 10 };

/* A process of its own; what fails in it ends it. */
static pid_t start_worker(void)
{
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		setenv("CMOCKA_TEST_ABORT", "1", 1);
		clinic_tries_again = true;
	}
	return child;
}

static void wait_for(int workers)
{
	for (int i = 0; i < workers; i++) {
		int status;
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
}

/* One therapist's day: clients, drafts, marks, signatures; opens the database after the fork. */
static void work(const char *path, int worker)
{
	struct clinic mine = { .client = 0 };

	must(store_open(&mine.store, path, false, err));
	must(store_enter(&mine.store, "anna", "Anna", true, err));
	mine.service = 1;
	for (int i = 0; i < ROUNDS; i++) {
		char *family = str_format("Worker%d", worker);
		int64_t client = clinic_add_client(&mine.store, family, "Client", NULL, NULL);
		int64_t session = clinic_book(&mine, client, "2026-11-20T12:00");
		clinic_add_mark(&mine, session, "TRU", SIDE_LEFT);
		if (i % 5 == 0)
			clinic_sign(&mine, session);
		free(family);
	}
	store_close(&mine.store);
}

static void many_writers_lose_nothing(void **state)
{
	struct clinic *clinic = *state;
	int64_t sessions = clinic_ask(clinic, "SELECT count(*) FROM session");

	for (int i = 0; i < WORKERS; i++) {
		pid_t child = start_worker();
		if (child == 0) {
			work(clinic->path, i);
			_exit(0);
		}
	}
	wait_for(WORKERS);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM session"), sessions + WORKERS * ROUNDS);
	assert_int_equal(clinic_ask(clinic, "SELECT count(DISTINCT code) FROM client"), 1 + WORKERS * ROUNDS);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM point"), 2 + WORKERS * ROUNDS);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM session WHERE status = 'signed'"),
			 2 + WORKERS * ROUNDS / 5);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

/* Each adds its letter to the note of one client, reading again whenever it was too slow. */
static void add_letters(const char *path, char letter)
{
	struct store store;
	struct client client;
	struct err said = ERR_INIT;
	int added = 0;

	client_init(&client);
	must(store_open(&store, path, false, err));
	while (added < ROUNDS) {
		must(client_load(&store, 1, &client, err));
		char *note = str_format("%s%c", client.note != NULL ? client.note : "", letter);
		mem_replace(&client.note, note);
		free(note);
		if (client_save(&store, &client, &said))
			added++;
		else if (said.kind != ERR_STALE && said.kind != ERR_BUSY)
			fail_msg("%s", said.text);
	}
	client_release(&client);
	store_close(&store);
}

static void of_two_changes_at_once_one_is_told_to_look_again(void **state)
{
	struct clinic *clinic = *state;
	struct client client;

	for (int i = 0; i < WORKERS; i++) {
		pid_t child = start_worker();
		if (child == 0) {
			add_letters(clinic->path, (char)('a' + i));
			_exit(0);
		}
	}
	wait_for(WORKERS);
	client_init(&client);
	must(client_load(&clinic->store, 1, &client, err));
	assert_int_equal(strlen(client.note), WORKERS * ROUNDS);
	assert_int_equal(client.version, 1 + WORKERS * ROUNDS);
	for (int i = 0; i < WORKERS; i++) {
		int n = 0;
		for (const char *s = client.note; *s != '\0'; s++)
			n += *s == 'a' + i;
		assert_int_equal(n, ROUNDS);
	}
	client_release(&client);
}

/* ---- killed ---- */

/* Writes drafts, each longer by a letter, and says so after each that was stored. */
static void draft_for_ever(const char *path, int64_t session, int out)
{
	struct store store;
	struct draft draft;
	struct err err = ERR_INIT;
	struct str text;

	str_init(&text);
	draft_init(&draft);
	if (!store_open(&store, path, false, &err) || !store_enter(&store, "anna", "Anna", true, &err))
		_exit(1);
	draft.session_id = session;
	for (;;) {
		str_addc(&text, 'x');
		mem_replace(&draft.text[NOTE_SUBJECTIVE], text.s);
		if (!draft_save(&store, &draft, &err) || write(out, "x", 1) != 1)
			_exit(2);
	}
}

static void what_was_acknowledged_survives_kill_9(void **state)
{
	struct clinic *clinic = *state;
	struct draft draft;

	draft_init(&draft);
	int64_t session = clinic_book(clinic, clinic->client, "2026-11-20T15:00");
	for (int round = 0; round < 8; round++) {
		int ends[2];
		assert_int_equal(pipe(ends), 0);
		pid_t child = start_worker();
		if (child == 0)
			draft_for_ever(clinic->path, session, ends[1]);
		close(ends[1]);
		char letter;
		size_t acknowledged = 0;
		while (acknowledged < (size_t)(5 + round) && read(ends[0], &letter, 1) == 1)
			acknowledged++;
		assert_int_equal(acknowledged, 5 + round);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		while (read(ends[0], &letter, 1) == 1)
			acknowledged++;
		close(ends[0]);
		must(draft_load(&clinic->store, session, &draft, err));
		assert_in_range(strlen(draft.text[NOTE_SUBJECTIVE]), acknowledged, acknowledged + 1);
	}
	draft_release(&draft);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

#define WHEN_SIGNED(test) cmocka_unit_test_setup_teardown(test, signed_clinic, clinic_teardown)
#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, clinic_folder, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WHEN_SIGNED(what_nobody_touched_passes),
		WHEN_SIGNED(any_changed_column_of_a_sealed_record_is_found),
		WHEN_SIGNED(any_changed_column_of_any_audit_row_is_found),
		WHEN_SIGNED(other_ways_to_falsify_are_found),
		WHEN_SIGNED(a_cut_tail_shows_in_the_head),
		IN_A_FOLDER(an_empty_audit_has_a_head_of_zeros),
		WHEN_SIGNED(reading_a_file_is_recorded_once_a_day_and_person),
		WHEN_SIGNED(a_refused_action_leaves_no_audit_row),
		WHEN_SIGNED(the_check_tells_how_far_it_is),
		WHEN_SIGNED(a_long_audit_is_checked_to_its_end),
		WHEN_SIGNED(many_writers_lose_nothing),
		WHEN_SIGNED(of_two_changes_at_once_one_is_told_to_look_again),
		WHEN_SIGNED(what_was_acknowledged_survives_kill_9),
	};

	return cmocka_run_group_tests_name("store audit", tests, NULL, NULL);
}

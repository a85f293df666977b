/* SPDX-License-Identifier: MIT */
/* The forms of the audit: rows from before the compact one say and hash the same after it, and a person's words can be
 * destroyed without anything else becoming possible. */
#include "clinic.h"

#include "base/date.h"
#include "base/digest.h"
#include "store/audit.h"
#include "store/audit_chain.h"
#include "store/schema.h"

/* ---- rows from before ---- */

/* The last step whose audit was one table. */
enum { LAST_PLAIN = 6 };

#define SOME_DIGEST "0123456789abcdef00112233445566778899aabbccddeeff0123456789abcdef"
static const struct {
	const char *login, *action, *entity;
	int64_t id;
	const char *detail;
} old_rows[] = {
	{ "", "practitioner-add", "practitioner", 1, "anna" },
	{ "anna", "client-new", "client", 1, "C0001" },
	{ "anna", "client-edit", "client", 1,
	  "phone: 03 9555 0101 -> 0412 345 678\nnote:  -> Zoë's \"own\" words" },
	{ "anna", "client-edit", "client", 1, "" },
	{ "anna", "session-book", "session", 1, "2026-11-20T09:00" },
	{ "anna", "session-outcome", "session", 1, NULL },
	{ "anna", "session-sign", "session", 900, SOME_DIGEST },
	{ "anna", "session-sign", "session", 901, SOME_DIGEST "\nno time" },
	{ "anna", "session-sign", "session", 902, SOME_DIGEST "\npassphrase: given" },
	{ "anna", "session-sign", "session", 903, SOME_DIGEST "\npassphrase: not asked\nno time\nat all" },
	{ "anna", "charge-add", "charge", 900, SOME_DIGEST },
	{ "anna", "draft-keep", "draft_copy", 900, SOME_DIGEST "0" },
	{ "anna", "charge-void", "charge", 900, "2026-11-20 is the wrong day" },
	{ "anna", "invoice-void", "invoice", 900, "2026-11-20 wrong day" },
	{ "anna", "invoice-void", "invoice", 900, "wrong day" },
	{ "anna", "payment-void", "payment", 900, "2026-11-20 x" },
	{ "anna", "invoice-credit", "invoice", 900, "a goodwill" },
	{ "anna", "caution-note", "caution_answer", 1, "TPG ANTIC" },
	{ "anna", "caution-override", "caution_answer", 1,
	  "TPG ANTIC: asked: yes, and \xe2\x80\x9cgently\xe2\x80\x9d" },
	{ "anna", "caution-override", "caution_answer", 1, "odd" },
	{ "ben", "flag-act", "flag", 1, "sent to the emergency department" },
	{ "ben", "template-add", "template", 1, "First visit" },
	{ "ben", "no-such-action", "nothing", -5, "whatever it was" },
};
enum { OLD_ROWS = sizeof old_rows / sizeof *old_rows };

/* As the program of that time wrote them. */
static void write_old_rows(struct db *db, char head[DIGEST_SIZE])
{
	char previous[DIGEST_SIZE], at[INSTANT_SIZE];

	snprintf(previous, sizeof previous, "%s", audit_zero);
	for (int i = 0; i < OLD_ROWS; i++) {
		instant_format(1763631660 + 61 * i, at);
		const struct audit_row row = { i + 1,
					       at,
					       old_rows[i].login,
					       old_rows[i].action,
					       old_rows[i].entity,
					       old_rows[i].id,
					       old_rows[i].detail,
					       NULL };
		audit_hash(&row, previous, head);
		must(db_run(db, err, "INSERT INTO audit VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", "issssiss",
			    row.seq, row.at, row.login, row.action, row.entity, row.entity_id, row.detail,
			    head));
		snprintf(previous, sizeof previous, "%s", head);
	}
}

static void say_rows(struct db *db, struct str *out)
{
	struct db_stmt *stmt;

	str_clear(out);
	must(db_query(
		db, &stmt, err,
		"SELECT seq, at, login, action, entity, entity_id, detail, hash FROM audit ORDER BY seq",
		""));
	while (db_step(stmt, NULL) == DB_ROW)
		for (int i = 0; i < 8; i++)
			str_addf(out, "%s|", db_is_null(stmt, i) ? "NULL" : db_text(stmt, i));
	db_reset(stmt);
}

/* A database of that step with the old rows in it; what it says of them goes to `said`. */
static void old_database(struct clinic *clinic, int step, const char *sql, struct str *said,
			 char head[DIGEST_SIZE])
{
	struct db *db;

	unlink(clinic->path);
	must(db_open(&db, clinic->path, DB_CREATE, err));
	must(schema_build(db, step, err));
	write_old_rows(db, head);
	if (sql != NULL)
		must(db_script(db, sql, err));
	say_rows(db, said);
	db_close(db);
}

static void rows_from_before_say_and_hash_the_same(void **state)
{
	struct clinic *clinic = *state;
	struct str before, after, findings;
	char was[DIGEST_SIZE], is[DIGEST_SIZE];

	str_init(&before);
	str_init(&after);
	str_init(&findings);
	for (int step = 1; step <= LAST_PLAIN; step++) {
		old_database(clinic, step, NULL, &before, was);
		must(store_open(&clinic->store, clinic->path, false, err));
		say_rows(clinic->store.db, &after);
		assert_string_equal(before.s, after.s);
		must(audit_head(&clinic->store, is, err));
		assert_string_equal(was, is);
		/* The records that were sealed are not there, but no link of the chain is at fault. */
		str_clear(&findings);
		clinic_faults(clinic, &findings);
		assert_null(strstr(findings.s, "Row "));
		assert_null(strstr(findings.s, "words of row"));
		assert_null(strstr(findings.s, "database"));
		must(audit_add(&clinic->store, "client-read", "client", 1, NULL, err));
		store_close(&clinic->store);
	}
	str_release(&before);
	str_release(&after);
	str_release(&findings);
}

static void a_persons_words_are_taken_out_of_the_rows(void **state)
{
	static const char *const outside[] = { "9555",     "own",    "no time",  "wrong day",
					       "goodwill", "gently", "emergency" };
	struct clinic *clinic = *state;
	struct str said;
	char head[DIGEST_SIZE];

	str_init(&said);
	old_database(clinic, LAST_PLAIN, NULL, &said, head);
	must(store_open(&clinic->store, clinic->path, false, err));
	for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
		int64_t n;
		must(db_ask(clinic->store.db, &n, err,
			    "SELECT count(*) FROM audit_value WHERE instr(words, $1) > 0", "s", outside[i]));
		assert_true(n > 0);
		must(db_ask(clinic->store.db, &n, err,
			    "SELECT count(*) FROM audit_row WHERE instr(detail, $1) > 0", "s", outside[i]));
		assert_int_equal(n, 0);
	}
	/* What the program has put there stays in the row. */
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit_row WHERE seal IS NOT NULL"), 5);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit_row WHERE detail = '2026-11-20 '"),
			 2);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit_row WHERE detail = 'TPG ANTIC: '"),
			 1);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit_value WHERE salt IS NOT NULL"), 0);
	str_release(&said);
}

/* What fitted no row before fits none after it. */
static void what_was_forged_before_is_found_after(void **state)
{
	static const struct {
		const char *sql, *finding;
	} forgeries[] = {
		{ "UPDATE audit SET at = 'yesterday' WHERE seq = 5", "Row 5 " },
		{ "UPDATE audit SET at = at || char(0) || 'x' WHERE seq = 5", "Row 5 " },
		{ "UPDATE audit SET at = replace(at, 'T', ' ') WHERE seq = 5", "Row 5 " },
		{ "UPDATE audit SET login = 'eve' WHERE seq = 5", "Row 5 " },
		{ "UPDATE audit SET login = login || char(0) || 'x' WHERE seq = 5", "Row 5 " },
		{ "UPDATE audit SET action = 'session-edit' WHERE seq = 5", "Row 5 " },
		{ "UPDATE audit SET entity_id = 2 WHERE seq = 5", "Row 5 " },
		{ "UPDATE audit SET detail = 'other' WHERE seq = 5", "Row 5 " },
		{ "UPDATE audit SET detail = detail || char(0) || 'x' WHERE seq = 5", "Row 5 " },
		{ "UPDATE audit SET detail = detail || char(0) || 'x' WHERE seq = 3", "Row 3 " },
		{ "UPDATE audit SET detail = detail || char(0) || 'x' WHERE seq = 10", "Row 10 " },
		{ "UPDATE audit SET detail = detail || char(0) || 'x' WHERE seq = 11", "Row 11 " },
		{ "UPDATE audit SET detail = upper(detail) WHERE seq = 11", "Row 11 " },
		{ "UPDATE audit SET hash = upper(hash) WHERE seq = 5", "Row 5 " },
		{ "UPDATE audit SET hash = hash || 'x' WHERE seq = 5", "Row 5 " },
		{ "UPDATE audit SET hash = hash || char(0) || 'x' WHERE seq = 5", "Row 5 " },
		{ "UPDATE audit SET hash = 'none' WHERE seq = 5", "Row 5 " },
		{ "DELETE FROM audit WHERE seq = 5", "before row 6" },
	};
	struct clinic *clinic = *state;
	struct str said, findings;
	char head[DIGEST_SIZE];

	str_init(&said);
	str_init(&findings);
	for (size_t i = 0; i < sizeof forgeries / sizeof *forgeries; i++) {
		char *sql = str_format("DROP TRIGGER audit_keep_update; DROP TRIGGER audit_keep_delete; %s",
				       forgeries[i].sql);
		old_database(clinic, LAST_PLAIN, sql, &said, head);
		must(store_open(&clinic->store, clinic->path, false, err));
		str_clear(&findings);
		clinic_faults(clinic, &findings);
		if (strstr(findings.s, forgeries[i].finding) == NULL)
			fail_msg("%s: %s", forgeries[i].sql, findings.s);
		store_close(&clinic->store);
		free(sql);
	}
	str_release(&said);
	str_release(&findings);
}

/* ---- words that are destroyed ---- */

/* Past the guards, which are put back. */
static void past_the_guards(struct clinic *clinic, const char *sql)
{
	struct db *db = clinic->store.db;
	struct str drop, make;
	struct db_stmt *stmt;

	str_init(&drop);
	str_init(&make);
	must(db_query(db, &stmt, err,
		      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'audit%'",
		      ""));
	while (db_step(stmt, NULL) == DB_ROW) {
		str_addf(&drop, "DROP TRIGGER %s;", db_text(stmt, 0));
		str_addf(&make, "%s;", db_text(stmt, 1));
	}
	db_reset(stmt);
	must(db_script(db, drop.s, err));
	must(db_script(db, sql, err));
	must(db_script(db, make.s, err));
	str_release(&drop);
	str_release(&make);
}

/* What is left of a row, and the stand-in over that. */
static void stand_in(struct clinic *clinic, int64_t seq, char out[DIGEST_SIZE])
{
	struct db_stmt *stmt;

	must(db_query(
		clinic->store.db, &stmt, err,
		"SELECT a.at, a.login, a.action, a.entity, a.entity_id,"
		" CASE WHEN r.seal IS NULL THEN r.detail ELSE lower(hex(r.seal)) || coalesce(r.detail, '') END,"
		" CASE WHEN r.value_digest IS NOT NULL THEN lower(hex(r.value_digest)) END, a.hash"
		" FROM audit a JOIN audit_row r ON r.seq = a.seq WHERE a.seq = $1",
		"i", seq));
	assert_int_equal(db_step(stmt, NULL), DB_ROW);
	const struct audit_row row = { seq,
				       db_text(stmt, 0),
				       db_text(stmt, 1),
				       db_text(stmt, 2),
				       db_text(stmt, 3),
				       db_int(stmt, 4),
				       db_text(stmt, 5),
				       db_text(stmt, 6) };
	audit_stand_in(&row, db_text(stmt, 7), out);
	db_reset(stmt);
}

/* As a later step will do it: the words go, and the audit tells of it. */
static void destroy(struct clinic *clinic, int64_t seq)
{
	char digest[DIGEST_SIZE];
	char *sql = str_format("UPDATE audit_value SET words = NULL, salt = NULL WHERE seq = %lld",
			       (long long)seq);

	stand_in(clinic, seq, digest);
	past_the_guards(clinic, sql);
	must(audit_add(&clinic->store, "audit-empty", "audit", seq, digest, err));
	free(sql);
}

static void assert_faults(struct clinic *clinic, const char *finding)
{
	struct str findings;

	str_init(&findings);
	clinic_faults(clinic, &findings);
	if (finding == NULL) {
		assert_null(strstr(findings.s, "Row "));
		assert_null(strstr(findings.s, "words of row"));
	} else if (strstr(findings.s, finding) == NULL) {
		fail_msg("not found: %s: %s", finding, findings.s);
	}
	str_release(&findings);
}

static int64_t emptied(struct clinic *clinic)
{
	struct verify_result result;

	verify_result_init(&result);
	must(store_verify(&clinic->store, &result, NULL, NULL, err));
	int64_t n = result.emptied_rows;
	verify_result_release(&result);
	return n;
}

/* Row 3 is of the first form, and one is of the second. Returns that one's number. */
static int64_t both_forms(struct clinic *clinic)
{
	struct str said;
	char head[DIGEST_SIZE];

	str_init(&said);
	old_database(clinic, LAST_PLAIN, NULL, &said, head);
	str_release(&said);
	must(store_open(&clinic->store, clinic->path, false, err));
	must(audit_add_words(&clinic->store, "invoice-void", "invoice", 901, "2026-11-20 ",
			     "she asked for it", err));
	int64_t second = clinic_ask(clinic, "SELECT max(seq) FROM audit");
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit"
					    " WHERE detail = '2026-11-20 she asked for it'"),
			 1);
	must(audit_add(&clinic->store, "client-read", "client", 1, NULL, err));
	assert_faults(clinic, NULL);
	assert_int_equal(emptied(clinic), 0);
	return second;
}

static void words_can_go_and_the_chain_holds(void **state)
{
	struct clinic *clinic = *state;
	int64_t second = both_forms(clinic);

	destroy(clinic, 3);
	assert_faults(clinic, NULL);
	destroy(clinic, second);
	assert_faults(clinic, NULL);
	assert_int_equal(emptied(clinic), 2);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE detail LIKE '%9555%'"), 0);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE detail LIKE '%asked for it%'"),
			 0);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE seq = 3 AND detail IS NULL"),
			 1);
	/* The next rows follow as ever. */
	must(audit_add_words(&clinic->store, "charge-void", "charge", 902, NULL, "more", err));
	assert_faults(clinic, NULL);
}

static void words_that_nobody_tells_of_are_missed(void **state)
{
	static const char gone[] = "but the audit does not tell of that";
	struct clinic *clinic = *state;
	int64_t second = both_forms(clinic);
	char *sql = str_format("UPDATE audit_value SET words = NULL, salt = NULL WHERE seq = %lld",
			       (long long)second);

	past_the_guards(clinic, "UPDATE audit_value SET words = NULL WHERE seq = 3");
	assert_faults(clinic, gone);
	store_close(&clinic->store);
	both_forms(clinic);
	past_the_guards(clinic, sql);
	assert_faults(clinic, gone);
	/* Nor does the stand-in of another row do. */
	must(audit_add(&clinic->store, "audit-empty", "audit", second, SOME_DIGEST, err));
	assert_faults(clinic, gone);
	free(sql);
}

static void a_row_without_its_words_is_guarded_all_the_same(void **state)
{
	static const char *const changes[] = {
		"UPDATE audit_row SET at = at + 1 WHERE seq = %lld",
		"UPDATE audit_row SET login = (SELECT id FROM audit_word WHERE word = 'ben') WHERE seq = %lld",
		"UPDATE audit_row SET action = (SELECT id FROM audit_word WHERE word = 'client-new') WHERE seq = %lld",
		"UPDATE audit_row SET entity = (SELECT id FROM audit_word WHERE word = 'flag') WHERE seq = %lld",
		"UPDATE audit_row SET entity_id = 77 WHERE seq = %lld",
		"UPDATE audit_row SET detail = 'other' WHERE seq = %lld",
		"UPDATE audit_row SET seal = zeroblob(32) WHERE seq = %lld",
		"UPDATE audit_row SET value_digest = zeroblob(32) WHERE seq = %lld",
		"UPDATE audit_row SET hash = zeroblob(32) WHERE seq = %lld",
		"UPDATE audit_value SET words = 'made up' WHERE seq = %lld",
		"UPDATE audit_value SET salt = zeroblob(16) WHERE seq = %lld",
		"DELETE FROM audit_value WHERE seq = %lld",
	};
	struct clinic *clinic = *state;

	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		for (int form = 1; form <= 2; form++) {
			int64_t second = both_forms(clinic), seq = form == 1 ? 3 : second;
			char *sql = str_format(changes[i], (long long)seq);
			destroy(clinic, seq);
			assert_faults(clinic, NULL);
			past_the_guards(clinic, sql);
			assert_faults(clinic, "of the audit");
			store_close(&clinic->store);
			free(sql);
		}
	}
}

/* Two rows with the same words give nothing away, and the same row is never hashed the same by chance. */
static void fingerprints_of_words_are_salted(void **state)
{
	struct clinic *clinic = *state;

	unsetenv("FASCICLE_SEED");
	must(store_open(&clinic->store, clinic->path, true, err));
	must(audit_add_words(&clinic->store, "charge-void", "charge", 1, NULL, "the same words", err));
	must(audit_add_words(&clinic->store, "charge-void", "charge", 1, NULL, "the same words", err));
	assert_int_equal(clinic_ask(clinic, "SELECT count(DISTINCT value_digest) FROM audit_row"), 2);
	assert_int_equal(clinic_ask(clinic, "SELECT count(DISTINCT salt) FROM audit_value"), 2);
	/* An empty text is no person's words, but is said. */
	must(audit_add_words(&clinic->store, "client-edit", "client", 1, NULL, "", err));
	must(audit_add_words(&clinic->store, "flag-unact", "flag", 1, NULL, NULL, err));
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE detail = ''"), 1);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE detail IS NULL"), 1);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit_value"), 2);
	assert_faults(clinic, NULL);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, clinic_folder, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_FOLDER(rows_from_before_say_and_hash_the_same),
		IN_A_FOLDER(a_persons_words_are_taken_out_of_the_rows),
		IN_A_FOLDER(what_was_forged_before_is_found_after),
		IN_A_FOLDER(words_can_go_and_the_chain_holds),
		IN_A_FOLDER(words_that_nobody_tells_of_are_missed),
		IN_A_FOLDER(a_row_without_its_words_is_guarded_all_the_same),
		IN_A_FOLDER(fingerprints_of_words_are_salted),
	};

	return cmocka_run_group_tests_name("store audit form", tests, NULL, NULL);
}

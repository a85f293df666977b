/* SPDX-License-Identifier: MIT */
/* The signing passphrase: kept as a hash, guessed at only slowly, changed with the old one, told by the signature. */
#include "clinic.h"

#include <sys/wait.h>

#include "base/file.h"
#include "base/secret.h"
#include "store/credentials.h"

#define RIGHT "correct horse battery"
#define WRONG "incorrect horse"

static void at(const char *instant)
{
	setenv("FASCICLE_NOW", instant, 1);
}

static struct credential now(struct clinic *clinic)
{
	struct credential credential;

	must(credential_load(&clinic->store, &credential, err));
	return credential;
}

static void a_passphrase_is_stored_as_a_hash_and_known_again(void **state)
{
	struct clinic *clinic = *state;
	struct str text;

	assert_false(now(clinic).is_set);
	must_fail(credential_check(&clinic->store, RIGHT, err), ERR_MISSING);
	must_fail(credential_set(&clinic->store, NULL, "short", err), ERR_INPUT);
	assert_false(now(clinic).is_set);
	must(credential_set(&clinic->store, NULL, RIGHT, err));
	assert_true(now(clinic).is_set);
	must(credential_check(&clinic->store, RIGHT, err));
	must_fail(credential_check(&clinic->store, WRONG, err), ERR_REFUSED);
	must_fail(credential_check(&clinic->store, "", err), ERR_REFUSED);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM credential WHERE hash LIKE '$argon2id$%'"),
			 1);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE action = 'passphrase-set'"), 1);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE action = 'passphrase-refuse'"),
			 2);

	/* Nowhere in the file. */
	str_init(&text);
	must(file_read(clinic->path, 64 << 20, &text, err));
	assert_true(text.len > 4096);
	assert_non_null(memmem(text.s, text.len, "$argon2id$", 10));
	assert_null(memmem(text.s, text.len, "horse", 5));
	str_release(&text);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

static void failures_make_the_next_try_wait_longer_and_longer(void **state)
{
	struct clinic *clinic = *state;
	struct err trouble = ERR_INIT;

	must(credential_set(&clinic->store, NULL, RIGHT, err));
	for (int i = 0; i < SECRET_FREE_FAILURES + 1; i++) {
		assert_int_equal(now(clinic).wait_seconds, 0);
		must_fail(credential_check(&clinic->store, WRONG, err), ERR_REFUSED);
	}
	assert_int_equal(now(clinic).failures, 3);
	assert_int_equal(now(clinic).wait_seconds, secret_wait_seconds(3));
	/* Not even the right one is heard now, and asking costs nothing more. */
	assert_false(credential_check(&clinic->store, RIGHT, &trouble));
	assert_int_equal(trouble.kind, ERR_REFUSED);
	assert_non_null(strstr(trouble.text, "8 seconds"));
	assert_int_equal(now(clinic).failures, 3);
	at("2026-11-20T09:41:07Z");
	must_fail(credential_check(&clinic->store, RIGHT, err), ERR_REFUSED);
	assert_int_equal(now(clinic).wait_seconds, 1);
	at("2026-11-20T09:41:08Z");
	must_fail(credential_check(&clinic->store, WRONG, err), ERR_REFUSED);
	assert_int_equal(now(clinic).wait_seconds, secret_wait_seconds(4));
	at("2026-11-20T09:41:24Z");
	must(credential_check(&clinic->store, RIGHT, err));
	assert_int_equal(now(clinic).failures, 0);
	must_fail(credential_check(&clinic->store, WRONG, err), ERR_REFUSED);
	assert_int_equal(now(clinic).wait_seconds, 0); /* begins anew */
	clinic_clock();
}

static void the_wait_holds_in_every_window_and_over_a_restart(void **state)
{
	struct clinic *clinic = *state;

	must(credential_set(&clinic->store, NULL, RIGHT, err));
	for (int i = 0; i < 20; i++) {
		char *instant = str_format("2026-11-%02dT09:41:00Z", i + 1);
		at(instant);
		free(instant);
		must_fail(credential_check(&clinic->store, WRONG, err), ERR_REFUSED);
	}
	store_close(&clinic->store);
	must(store_open(&clinic->store, clinic->path, false, err));
	must(store_enter(&clinic->store, "anna", NULL, true, err));
	assert_int_equal(now(clinic).wait_seconds, SECRET_WAIT_MAX_SECONDS);
	must_fail(credential_check(&clinic->store, RIGHT, err), ERR_REFUSED);
	/* A clock that was put back must not lock anybody out for a year. */
	at("2025-11-20T09:41:00Z");
	must(credential_check(&clinic->store, RIGHT, err));
	clinic_clock();
}

/* Many windows at once are heard no more often than one after the other. */
static void guessing_in_many_processes_is_no_faster(void **state)
{
	enum { MANY = 12 };
	struct clinic *clinic = *state;

	must(credential_set(&clinic->store, NULL, RIGHT, err));
	for (int i = 0; i < MANY; i++) {
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			struct store store;
			struct err trouble = ERR_INIT;
			bool ok = store_open(&store, clinic->path, false, &trouble) &&
				  store_enter(&store, "anna", NULL, true, &trouble);
			_exit(ok && !credential_check(&store, WRONG, &trouble) && trouble.kind == ERR_REFUSED
				      ? 0
				      : 1);
		}
	}
	for (int i = 0; i < MANY; i++) {
		int status;
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE action = 'passphrase-refuse'"),
			 SECRET_FREE_FAILURES + 1);
	assert_int_equal(now(clinic).failures, SECRET_FREE_FAILURES + 1);
}

static void a_change_needs_the_old_one(void **state)
{
	struct clinic *clinic = *state;

	must(credential_set(&clinic->store, NULL, RIGHT, err));
	must_fail(credential_set(&clinic->store, NULL, "another passphrase", err), ERR_REFUSED);
	must_fail(credential_set(&clinic->store, WRONG, "another passphrase", err), ERR_REFUSED);
	assert_int_equal(now(clinic).failures, 1);
	must_fail(credential_set(&clinic->store, RIGHT, "short", err), ERR_INPUT);
	must(credential_check(&clinic->store, RIGHT, err));
	must(credential_set(&clinic->store, RIGHT, "another passphrase", err));
	must_fail(credential_check(&clinic->store, RIGHT, err), ERR_REFUSED);
	must(credential_check(&clinic->store, "another passphrase", err));
}

static void each_person_has_their_own_and_only_the_owner_takes_one_away(void **state)
{
	struct clinic *clinic = *state;
	struct store ben;

	must(store_open(&ben, clinic->path, false, err));
	must_fail(credential_set(&ben, NULL, RIGHT, err), ERR_REFUSED); /* whose? */
	must_fail(credential_reset(&ben, 1, err), ERR_REFUSED);
	must(store_enter(&ben, "ben", "Ben", true, err));
	must(credential_set(&clinic->store, NULL, RIGHT, err));
	must_fail(credential_check(&ben, RIGHT, err), ERR_MISSING);
	must(credential_set(&ben, NULL, "the one of ben", err));
	must_fail(credential_check(&clinic->store, "the one of ben", err), ERR_REFUSED);
	must_fail(credential_reset(&ben, clinic->store.actor, err), ERR_REFUSED); /* a therapist */
	must_fail(credential_reset(&clinic->store, clinic->store.actor, err), ERR_REFUSED);
	must(credential_reset(&clinic->store, ben.actor, err));
	must_fail(credential_reset(&clinic->store, ben.actor, err), ERR_MISSING);
	must_fail(credential_check(&ben, "the one of ben", err), ERR_MISSING);
	must(credential_set(&ben, NULL, "a new one of ben", err));
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE action = 'passphrase-reset'"),
			 1);
	store_close(&ben);
}

/* ---- what the signature says ---- */

static int64_t signatures(struct clinic *clinic, int64_t session, const char *line)
{
	int64_t n;

	must(db_ask(clinic->store.db, &n, err,
		    "SELECT count(*) FROM audit WHERE action = 'session-sign' AND entity_id = $1"
		    " AND detail LIKE '%' || $2 || '%'",
		    "is", session, line));
	return n;
}

static void a_signature_says_whether_the_passphrase_was_given(void **state)
{
	struct clinic *clinic = *state;
	int64_t second = clinic_book(clinic, clinic->client, "2026-11-21T09:00");
	int64_t third = clinic_book(clinic, clinic->client, "2026-11-22T09:00");

	must(credential_set(&clinic->store, NULL, RIGHT, err));
	must(credential_vouch(&clinic->store, clinic->session, RIGHT, err));
	clinic_sign(clinic, clinic->session);
	assert_int_equal(signatures(clinic, clinic->session, "passphrase: given"), 1);
	assert_int_equal(signatures(clinic, clinic->session, "the plan was told by phone"), 1);
	assert_int_equal(clinic->store.vouched, 0); /* it is spent */
	/* Given for one session, not for another. */
	must(credential_vouch(&clinic->store, third, RIGHT, err));
	clinic_sign(clinic, second);
	assert_int_equal(signatures(clinic, second, "passphrase: given"), 0);
	assert_int_equal(signatures(clinic, second, "passphrase: not asked"), 1);
	/* A wrong one takes back what the right one said; one that was asked for something else says nothing. */
	must(credential_vouch(&clinic->store, third, RIGHT, err));
	must_fail(credential_vouch(&clinic->store, third, WRONG, err), ERR_REFUSED);
	must(credential_check(&clinic->store, RIGHT, err));
	clinic_sign(clinic, third);
	assert_int_equal(signatures(clinic, third, "passphrase: not asked"), 1);
	must(credential_vouch(&clinic->store, 4, RIGHT, err));
	must(store_enter(&clinic->store, "ben", "Ben", true, err));
	assert_int_equal(clinic->store.vouched, 0);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

#define IN_A_CLINIC(test) cmocka_unit_test_setup_teardown(test, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_CLINIC(a_passphrase_is_stored_as_a_hash_and_known_again),
		IN_A_CLINIC(failures_make_the_next_try_wait_longer_and_longer),
		IN_A_CLINIC(the_wait_holds_in_every_window_and_over_a_restart),
		IN_A_CLINIC(guessing_in_many_processes_is_no_faster),
		IN_A_CLINIC(a_change_needs_the_old_one),
		IN_A_CLINIC(each_person_has_their_own_and_only_the_owner_takes_one_away),
		IN_A_CLINIC(a_signature_says_whether_the_passphrase_was_given),
	};

	return cmocka_run_group_tests_name("store credentials", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Who has a note open: one running program at a time, freed by death, taken over in the open, and no word lost by it. */
#include "clinic.h"

#include <signal.h>
#include <sys/wait.h>

#include "store/draft_copy.h"
#include "store/presence.h"
#include "store/sentences.h"

#define MINE   "instance-of-anna"
#define THEIRS "instance-of-ben"

static void second_person(struct clinic *clinic, struct store *store, const char *login, const char *name)
{
	must(store_open(store, clinic->path, false, err));
	must(store_enter(store, login, name, true, err));
}

/* Whether the note is ours after opening it. */
static bool opens(struct store *store, int64_t session, const char *instance)
{
	struct presence presence;

	presence_init(&presence);
	must(presence_open(store, session, instance, &presence, err));
	bool ours = presence.ours;
	assert_non_null(presence.login);
	presence_release(&presence);
	return ours;
}

static void fill(struct draft *draft, int64_t session, const char *instance, const char *words)
{
	draft_init(draft);
	draft->session_id = session;
	draft->instance = mem_strdup(instance);
	mem_replace(&draft->text[NOTE_SUBJECTIVE], words);
}

/* ---- opening ---- */

static void a_free_note_is_claimed_and_given_back(void **state)
{
	struct clinic *clinic = *state;
	struct presence presence;

	presence_init(&presence);
	must(presence_check(&clinic->store, clinic->session, MINE, &presence, err));
	assert_null(presence.login);
	assert_null(presence.since);
	assert_false(presence.ours);
	must(presence_open(&clinic->store, clinic->session, MINE, &presence, err));
	assert_true(presence.ours);
	assert_string_equal(presence.login, "anna");
	assert_string_equal(presence.name, "Anna Lindqvist");
	assert_string_equal(presence.since, "2026-11-20T09:41:00Z");
	must(presence_close(&clinic->store, clinic->session, THEIRS, err)); /* not theirs to give up */
	must(presence_check(&clinic->store, clinic->session, MINE, &presence, err));
	assert_true(presence.ours);
	must(presence_close(&clinic->store, clinic->session, MINE, err));
	must(presence_check(&clinic->store, clinic->session, MINE, &presence, err));
	assert_false(presence.ours);
	assert_null(presence.name);
	presence_release(&presence);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM presence"), 0);
}

static void an_open_note_tells_who_has_it_and_since_when(void **state)
{
	struct clinic *clinic = *state;
	struct presence presence;
	struct store ben;

	second_person(clinic, &ben, "ben", "Ben Okafor");
	presence_init(&presence);
	assert_true(opens(&clinic->store, clinic->session, MINE));
	setenv("FASCICLE_NOW", "2026-11-20T09:45:00Z", 1);
	must(presence_open(&ben, clinic->session, THEIRS, &presence, err));
	assert_false(presence.ours);
	assert_string_equal(presence.login, "anna");
	assert_string_equal(presence.name, "Anna Lindqvist");
	assert_string_equal(presence.since, "2026-11-20T09:41:00Z");
	assert_true(opens(&clinic->store, clinic->session, MINE)); /* still hers, since the same minute */
	must(presence_check(&clinic->store, clinic->session, MINE, &presence, err));
	assert_string_equal(presence.since, "2026-11-20T09:41:00Z");
	/* A second window of the same person is another program. */
	assert_false(opens(&clinic->store, clinic->session, "her other window"));
	/* Another note is free. */
	assert_true(opens(&ben, clinic_book(clinic, clinic->client, "2026-11-21T09:00"), THEIRS));
	presence_release(&presence);
	store_close(&ben);
	clinic_clock();
}

/* A process of its own that has the note open, or has tried to. */
struct window {
	pid_t pid;
	int stay; /* closed, the process ends: also when the test is over before its time */
	bool has_it;
};

static char open_note(struct clinic *clinic, const char *instance)
{
	struct store store;
	struct presence presence;
	struct err trouble = ERR_INIT;

	presence_init(&presence);
	bool ok = store_open(&store, clinic->path, false, &trouble) &&
		  store_enter(&store, "anna", "Anna", true, &trouble) &&
		  presence_open(&store, clinic->session, instance, &presence, &trouble);
	if (!ok)
		fprintf(stderr, "%s\n", trouble.text);
	return !ok ? '!' : presence.ours ? 'y' : 'n';
}

static struct window window_open(struct clinic *clinic, const char *instance)
{
	int told[2], stay[2];
	char answer = '?';

	assert_int_equal(pipe(told), 0);
	assert_int_equal(pipe(stay), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(stay[1]);
		answer = open_note(clinic, instance);
		if (write(told[1], &answer, 1) != 1)
			_exit(1);
		while (read(stay[0], &answer, 1) > 0)
			;
		_exit(0);
	}
	close(told[1]);
	close(stay[0]);
	assert_int_equal(read(told[0], &answer, 1), 1);
	close(told[0]);
	assert_true(answer == 'y' || answer == 'n');
	return (struct window){ child, stay[1], answer == 'y' };
}

static void window_kill(const struct window *window)
{
	int status;

	kill(window->pid, SIGKILL);
	assert_int_equal(waitpid(window->pid, &status, 0), window->pid);
	close(window->stay);
}

static void a_dead_program_frees_its_note_and_a_living_one_does_not(void **state)
{
	struct clinic *clinic = *state;
	struct window window = window_open(clinic, THEIRS);

	assert_true(window.has_it);
	setenv("FASCICLE_NOW", "2026-11-20T12:00:00Z", 1); /* long unseen, but its process runs */
	assert_false(opens(&clinic->store, clinic->session, MINE));
	window_kill(&window);
	assert_true(opens(&clinic->store, clinic->session, MINE));
	clinic_clock();
}

static void a_restart_of_the_machine_frees_its_notes(void **state)
{
	struct clinic *clinic = *state;

	assert_true(opens(&clinic->store, clinic->session, THEIRS)); /* by this process, which lives */
	assert_false(opens(&clinic->store, clinic->session, MINE));
	must(db_script(clinic->store.db, "UPDATE presence SET boot = 'the one before'", err));
	assert_true(opens(&clinic->store, clinic->session, MINE));
}

static void a_program_of_another_machine_counts_as_gone_after_ten_minutes(void **state)
{
	struct clinic *clinic = *state;

	assert_true(opens(&clinic->store, clinic->session, THEIRS));
	must(db_script(clinic->store.db, "UPDATE presence SET host = 'elsewhere', pid = 1", err));
	assert_false(opens(&clinic->store, clinic->session, MINE));
	setenv("FASCICLE_NOW", "2026-11-20T09:51:00Z", 1);
	assert_false(opens(&clinic->store, clinic->session, MINE));
	setenv("FASCICLE_NOW", "2026-11-20T09:51:01Z", 1);
	assert_true(opens(&clinic->store, clinic->session, MINE));
	clinic_clock();
}

static void of_many_who_open_one_note_at_once_one_gets_it(void **state)
{
	enum { MANY = 8 };
	struct clinic *clinic = *state;
	struct window windows[MANY];
	int got = 0;

	for (int i = 0; i < MANY; i++) {
		char *instance = str_format("instance %d", i);
		windows[i] = window_open(clinic, instance);
		free(instance);
		got += windows[i].has_it;
	}
	assert_int_equal(got, 1);
	for (int i = 0; i < MANY; i++)
		window_kill(&windows[i]);
	assert_true(opens(&clinic->store, clinic->session, MINE));
}

static void who_may_not_chart_and_what_does_not_exist_is_refused(void **state)
{
	struct clinic *clinic = *state;
	struct presence presence;
	struct store reader;

	presence_init(&presence);
	must_fail(presence_open(&clinic->store, 99, MINE, &presence, err), ERR_MISSING);
	assert_true(opens(&clinic->store, clinic->session, MINE));
	must(store_open_read_only(&reader, clinic->path, err));
	must(presence_open(&reader, clinic->session, THEIRS, &presence, err));
	assert_false(presence.ours);
	assert_string_equal(presence.login, "anna");
	must_fail(presence_take(&reader, clinic->session, THEIRS, err), ERR_REFUSED);
	must(presence_close(&reader, clinic->session, THEIRS, err));
	store_close(&reader);
	must(db_script(clinic->store.db, "UPDATE practitioner SET role = 'reception'", err));
	must(store_enter(&clinic->store, "anna", NULL, true, err));
	must_fail(presence_open(&clinic->store, clinic->session, MINE, &presence, err), ERR_REFUSED);
	must_fail(presence_take(&clinic->store, clinic->session, MINE, err), ERR_REFUSED);
	must_fail(presence_check(&clinic->store, clinic->session, MINE, &presence, err), ERR_REFUSED);
	presence_release(&presence);
}

/* ---- taking over ---- */

static void a_note_that_is_taken_over_tells_both_and_keeps_both_texts(void **state)
{
	static const char takes[] =
		"SELECT count(*) FROM audit WHERE action = 'session-take' AND login = 'ben'"
		" AND detail = 'anna'";
	struct clinic *clinic = *state;
	struct draft mine, theirs, back;
	struct draft_copies copies;
	struct presence presence;
	struct store ben;
	struct err trouble = ERR_INIT;

	second_person(clinic, &ben, "ben", "Ben Okafor");
	presence_init(&presence);
	assert_true(opens(&clinic->store, clinic->session, MINE));
	fill(&mine, clinic->session, MINE, "anna's words");
	must(draft_save(&clinic->store, &mine, err));
	fill(&theirs, clinic->session, THEIRS, "");
	must(draft_load(&ben, clinic->session, &theirs, err));
	assert_string_equal(theirs.instance, THEIRS);
	must_fail(draft_save(&ben, &theirs, err), ERR_STALE); /* not before it was taken */

	setenv("FASCICLE_NOW", "2026-11-20T09:47:00Z", 1);
	assert_int_equal(clinic_ask(clinic, takes), 0);
	must(presence_take(&ben, clinic->session, THEIRS, err));
	assert_int_equal(clinic_ask(clinic, takes), 1);
	must(presence_take(&ben, clinic->session, THEIRS, err)); /* has it already */
	assert_int_equal(clinic_ask(clinic, takes), 1);
	must(presence_check(&clinic->store, clinic->session, MINE, &presence, err));
	assert_false(presence.ours);
	assert_string_equal(presence.name, "Ben Okafor");
	assert_string_equal(presence.since, "2026-11-20T09:47:00Z");

	mem_replace(&mine.text[NOTE_SUBJECTIVE], "anna's words go on");
	assert_false(draft_save(&clinic->store, &mine, &trouble));
	assert_int_equal(trouble.kind, ERR_STALE);
	assert_non_null(strstr(trouble.text, "Ben Okafor"));
	assert_non_null(strstr(trouble.text, "since 09:47"));
	must(draft_keep_copy(&clinic->store, &mine, trouble.text, err));
	must(presence_close(&clinic->store, clinic->session, MINE, err));
	mem_replace(&theirs.text[NOTE_SUBJECTIVE], "anna's words and ben's");
	must(draft_save(&ben, &theirs, err));

	draft_init(&back);
	must(draft_load(&clinic->store, clinic->session, &back, err));
	assert_string_equal(back.text[NOTE_SUBJECTIVE], "anna's words and ben's");
	must(draft_copies_load(&clinic->store, clinic->session, &copies, err));
	assert_int_equal(copies.n, 1);
	assert_string_equal(copies.rows[0].text[NOTE_SUBJECTIVE], "anna's words go on");
	assert_string_equal(copies.rows[0].text[NOTE_PLAN], "");
	assert_string_equal(copies.rows[0].login, "anna");
	assert_string_equal(copies.rows[0].why, trouble.text);
	assert_string_equal(copies.rows[0].saved_at, "2026-11-20T09:47:00Z");
	draft_copies_release(&copies);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
	draft_release(&mine);
	draft_release(&theirs);
	draft_release(&back);
	presence_release(&presence);
	store_close(&ben);
	clinic_clock();
}

static void taking_a_note_that_nobody_has_is_just_opening_it(void **state)
{
	struct clinic *clinic = *state;

	must(presence_take(&clinic->store, clinic->session, MINE, err));
	assert_true(opens(&clinic->store, clinic->session, MINE));
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM audit WHERE action = 'session-take'"), 0);
}

/* ---- drafts ---- */

static void saving_claims_a_free_note_and_says_that_it_is_in_use(void **state)
{
	static const char seen[] = "SELECT count(*) FROM presence WHERE seen_at = '2026-11-20T09:43:00Z'"
				   " AND since = '2026-11-20T09:41:00Z'";
	struct clinic *clinic = *state;
	struct draft draft;

	fill(&draft, clinic->session, MINE, "words");
	must(draft_save(&clinic->store, &draft, err));
	assert_false(opens(&clinic->store, clinic->session, THEIRS));
	assert_int_equal(clinic_ask(clinic, seen), 0);
	setenv("FASCICLE_NOW", "2026-11-20T09:43:00Z", 1);
	must(draft_save(&clinic->store, &draft, err));
	assert_int_equal(clinic_ask(clinic, seen), 1);
	/* Without an instance nobody is asked. */
	mem_replace(&draft.instance, NULL);
	must(presence_take(&clinic->store, clinic->session, THEIRS, err));
	must(draft_save(&clinic->store, &draft, err));
	draft_release(&draft);
	clinic_clock();
}

static void a_save_that_is_refused_does_not_claim_the_note(void **state)
{
	struct clinic *clinic = *state;
	struct draft draft;

	fill(&draft, clinic->session, MINE, "words");
	clinic_sign(clinic, clinic->session);
	must_fail(draft_save(&clinic->store, &draft, err), ERR_STALE);
	assert_int_equal(clinic_ask(clinic, "SELECT count(*) FROM presence"), 0);
	draft_release(&draft);
}

/* The window at the desk, and the one at the table: what the second wrote is not written over by the first. */
static void two_windows_of_one_person_do_not_write_over_each_other(void **state)
{
	struct clinic *clinic = *state;
	struct draft desk, table;
	struct err trouble = ERR_INIT;

	fill(&desk, clinic->session, MINE, "from the desk");
	must(draft_save(&clinic->store, &desk, err));
	must(presence_take(&clinic->store, clinic->session, THEIRS, err));
	assert_false(draft_save(&clinic->store, &desk, &trouble));
	assert_non_null(strstr(trouble.text, "another window"));
	fill(&table, clinic->session, THEIRS, "");
	must(draft_load(&clinic->store, clinic->session, &table, err));
	mem_replace(&table.text[NOTE_PLAN], "from the table");
	must(draft_save(&clinic->store, &table, err));
	must(presence_close(&clinic->store, clinic->session, THEIRS, err));

	assert_false(draft_save(&clinic->store, &desk, &trouble)); /* free again, but not as it was */
	assert_int_equal(trouble.kind, ERR_STALE);
	assert_non_null(strstr(trouble.text, "another window"));
	must(draft_load(&clinic->store, clinic->session, &desk, err));
	assert_string_equal(desk.text[NOTE_PLAN], "from the table");
	must(draft_save(&clinic->store, &desk, err));
	draft_release(&desk);
	draft_release(&table);
}

/* A disk may fail in the moment after a commit: what we wrote ourselves is no reason to be refused. */
static void what_the_same_window_stored_is_never_in_its_way(void **state)
{
	struct clinic *clinic = *state;
	struct draft draft;

	fill(&draft, clinic->session, MINE, "words");
	must(draft_save(&clinic->store, &draft, err));
	must(draft_save(&clinic->store, &draft, err));
	draft.revision = 1; /* as when the answer had been a failure */
	mem_replace(&draft.text[NOTE_SUBJECTIVE], "words and more");
	must(draft_save(&clinic->store, &draft, err));
	assert_int_equal(draft.revision, 3);
	/* Control: another window with the same number is refused. */
	mem_replace(&draft.instance, THEIRS);
	draft.revision = 0;
	must(presence_take(&clinic->store, clinic->session, THEIRS, err));
	must_fail(draft_save(&clinic->store, &draft, err), ERR_STALE);
	draft_release(&draft);
}

/* ---- copies ---- */

static void a_copy_is_kept_once_and_for_ever(void **state)
{
	static const char *const attempts[] = {
		"UPDATE draft_copy SET plan = 'other'",
		"DELETE FROM draft_copy",
		"INSERT OR REPLACE INTO draft_copy SELECT * FROM draft_copy",
		"UPDATE draft_copy SET id = 10, login = 'eve'",
		("INSERT OR REPLACE INTO draft_copy SELECT id + 10, uid, session_id, login, saved_at, why, '', '', '', ''"
		 " FROM draft_copy"),
	};
	struct clinic *clinic = *state;
	struct draft_copies copies;
	struct draft draft;

	fill(&draft, clinic->session, MINE, " \n");
	must(draft_keep_copy(&clinic->store, &draft, "why", err));
	must(draft_copies_load(&clinic->store, clinic->session, &copies, err));
	assert_int_equal(copies.n, 0); /* nothing to keep */
	draft_copies_release(&copies);
	mem_replace(&draft.text[NOTE_PLAN], "first");
	must(draft_keep_copy(&clinic->store, &draft, "why", err));
	must(draft_keep_copy(&clinic->store, &draft, "why", err));
	mem_replace(&draft.text[NOTE_PLAN], "second");
	must(draft_keep_copy(&clinic->store, &draft, NULL, err));
	clinic_sign(clinic, clinic->session);
	mem_replace(&draft.text[NOTE_PLAN], "first"); /* not the last one any more */
	must(draft_keep_copy(&clinic->store, &draft, "signed by then", err));
	must(draft_copies_load(&clinic->store, clinic->session, &copies, err));
	assert_int_equal(copies.n, 3);
	assert_string_equal(copies.rows[0].text[NOTE_PLAN], "first");
	assert_string_equal(copies.rows[1].text[NOTE_PLAN], "second");
	assert_string_equal(copies.rows[2].why, "signed by then");
	draft_copies_release(&copies);
	for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
		must_fail(db_script(clinic->store.db, attempts[i], err), ERR_REFUSED);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
	draft.session_id = 99;
	must_fail(draft_keep_copy(&clinic->store, &draft, "why", err), ERR_MISSING);
	must(db_script(clinic->store.db, "UPDATE practitioner SET role = 'reception'", err));
	must(store_enter(&clinic->store, "anna", NULL, true, err));
	must_fail(draft_copies_load(&clinic->store, clinic->session, &copies, err), ERR_REFUSED);
	must_fail(draft_keep_copy(&clinic->store, &draft, "why", err), ERR_REFUSED);
	draft_release(&draft);
}

/* ---- signing ---- */

static void a_note_that_a_colleague_has_open_is_not_signed(void **state)
{
	struct clinic *clinic = *state;
	struct session session;
	struct store ben;

	second_person(clinic, &ben, "ben", "Ben Okafor");
	assert_true(opens(&ben, clinic->session, THEIRS));
	session_init(&session);
	must(session_load(&clinic->store, clinic->session, &session, err));
	must_fail(session_sign(&clinic->store, &session, NULL, NULL, err), ERR_STALE);
	/* Control: somebody who is gone stops nobody. */
	must(db_script(clinic->store.db, "UPDATE presence SET boot = 'the one before'", err));
	must(session_sign(&clinic->store, &session, NULL, NULL, err));
	session_release(&session);
	store_close(&ben);
}

static void a_draft_that_says_something_else_than_what_is_signed_is_kept(void **state)
{
	struct clinic *clinic = *state;
	struct draft_copies copies;
	struct session session;
	struct draft draft;

	fill(&draft, clinic->session, MINE, "typed in the other window");
	must(draft_save(&clinic->store, &draft, err));
	clinic_sign(clinic, clinic->session);
	must(draft_copies_load(&clinic->store, clinic->session, &copies, err));
	assert_int_equal(copies.n, 1);
	assert_string_equal(copies.rows[0].text[NOTE_SUBJECTIVE], "typed in the other window");
	draft_copies_release(&copies);

	/* Control: the usual case, where the draft is what is signed. */
	draft.session_id = clinic_book(clinic, clinic->client, "2026-11-21T09:00");
	must(draft_save(&clinic->store, &draft, err));
	session_init(&session);
	must(session_load(&clinic->store, draft.session_id, &session, err));
	mem_replace(&session.text[NOTE_SUBJECTIVE], draft.text[NOTE_SUBJECTIVE]);
	must(session_sign(&clinic->store, &session, NULL, NULL, err));
	must(draft_copies_load(&clinic->store, draft.session_id, &copies, err));
	assert_int_equal(copies.n, 0);
	draft_copies_release(&copies);
	session_release(&session);
	draft_release(&draft);
	assert_int_equal(clinic_faults(clinic, NULL), 0);
}

/* ---- generated sentences ---- */

static void the_last_generated_sentence_is_kept_until_the_signature(void **state)
{
	struct clinic *clinic = *state;
	char *text;

	must(sentence_load(&clinic->store, clinic->session, "marks", &text, err));
	assert_null(text);
	must(sentence_save(&clinic->store, clinic->session, "marks", "L upper trapezius.", err));
	must(sentence_save(&clinic->store, clinic->session, "techniques", "Graded press.", err));
	must(sentence_save(&clinic->store, clinic->session, "marks", "L upper trapezius, active.", err));
	must(sentence_load(&clinic->store, clinic->session, "marks", &text, err));
	assert_string_equal(text, "L upper trapezius, active.");
	free(text);
	must(sentence_save(&clinic->store, clinic->session, "marks", NULL, err));
	must(sentence_load(&clinic->store, clinic->session, "marks", &text, err));
	assert_null(text);
	must(sentence_load(&clinic->store, clinic->session, "techniques", &text, err));
	assert_string_equal(text, "Graded press.");
	free(text);
	clinic_sign(clinic, clinic->session);
	must(sentence_load(&clinic->store, clinic->session, "techniques", &text, err));
	assert_null(text);
	must_fail(sentence_save(&clinic->store, clinic->session, "marks", "late", err), ERR_REFUSED);
	must_fail(sentence_save(&clinic->store, 99, "marks", "nowhere", err), ERR_MISSING);
}

#define IN_A_CLINIC(test) cmocka_unit_test_setup_teardown(test, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_CLINIC(a_free_note_is_claimed_and_given_back),
		IN_A_CLINIC(an_open_note_tells_who_has_it_and_since_when),
		IN_A_CLINIC(a_dead_program_frees_its_note_and_a_living_one_does_not),
		IN_A_CLINIC(a_restart_of_the_machine_frees_its_notes),
		IN_A_CLINIC(a_program_of_another_machine_counts_as_gone_after_ten_minutes),
		IN_A_CLINIC(of_many_who_open_one_note_at_once_one_gets_it),
		IN_A_CLINIC(who_may_not_chart_and_what_does_not_exist_is_refused),
		IN_A_CLINIC(a_note_that_is_taken_over_tells_both_and_keeps_both_texts),
		IN_A_CLINIC(taking_a_note_that_nobody_has_is_just_opening_it),
		IN_A_CLINIC(saving_claims_a_free_note_and_says_that_it_is_in_use),
		IN_A_CLINIC(a_save_that_is_refused_does_not_claim_the_note),
		IN_A_CLINIC(two_windows_of_one_person_do_not_write_over_each_other),
		IN_A_CLINIC(what_the_same_window_stored_is_never_in_its_way),
		IN_A_CLINIC(a_copy_is_kept_once_and_for_ever),
		IN_A_CLINIC(a_note_that_a_colleague_has_open_is_not_signed),
		IN_A_CLINIC(a_draft_that_says_something_else_than_what_is_signed_is_kept),
		IN_A_CLINIC(the_last_generated_sentence_is_kept_until_the_signature),
	};

	return cmocka_run_group_tests_name("store presence", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Prose is typed into a note until the program is ended, in every way that there is: a warned program keeps every
 * letter that the screen showed, a killed one all but ten keys. FASCICLE_ROUNDS says how many endings (24, shared out
 * evenly), FASCICLE_KILL_SEED which prose; 300 take some minutes (FASCICLE_TEST_SECONDS). */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "clinic.h"
#include "kept.h"
#include "scratch.h"
#include "ssh_host.h"
#include "typist.h"
#include "vt.h"

enum { ROUNDS = 24, KEYS_MIN = 20, KEYS_MORE = 90, KILL_KEYS_MAX = 10, CONTROL_KEYS = 60, MOMENT_MS = 400 };

enum ending { END_HANGUP, END_TERM, END_CLOSED, END_SSH, END_KILL, ENDINGS };
static const char *const words[ENDINGS] = { "SIGHUP", "SIGTERM", "closed pty", "cut ssh", "kill -9" };

struct figures {
	int rounds, keys;
	int lost_max, lost_total; /* of the keys that the screen had shown */
	int unseen, unseen_kept;  /* sent in the last instant */
	long long oldest_ms;      /* the longest that a lost key had been typed before the end */
};

static struct typist typist;
static struct ssh_host host;
static long long session;

static long setting(const char *name, long otherwise)
{
	const char *text = getenv(name);

	return text && *text ? strtol(text, NULL, 10) : otherwise;
}

static int make_clinic(void **state)
{
	static const char ending[] = " The notes begin here.";
	struct vt *vt;

	(void)state;
	typist.chance = (uint64_t)setting("FASCICLE_KILL_SEED", 1) * 2654435769u + 1;
	scratch_make();
	clinic_make();
	scratch_write("unsaved.conf", "[draft]\nsaving = no\n");
	scratch_write("slow.conf", "[draft]\nquiet_ms = 1000\n");
	vt = clinic_open(NULL);
	clinic_open_chart(vt);
	vt_type(vt, ending);
	clinic_leave(vt);
	session = kept_session(ending);
	return 0;
}

static int remove_clinic(void **state)
{
	(void)state;
	scratch_remove();
	return 0;
}

static int start_host(void **state)
{
	int failed = make_clinic(state);

	if (!ssh_host_start(&host, 1))
		print_message("# skipped: %s\n", host.why);
	return failed;
}

static int stop_host(void **state)
{
	ssh_host_stop(&host);
	return remove_clinic(state);
}

/* Without its own line a program gets no signal when the line goes away: it has to see that. */
static struct vt *open_clinic(const char *conf, bool detached)
{
	const char *argv[] = { vt_program("fascicle-test"),      "-d",
			       scratch_path("clinic.db"),        conf ? "-c" : NULL,
			       conf ? scratch_path(conf) : NULL, NULL };
	char home[2048];
	const char *env[] = { home, NULL };

	snprintf(home, sizeof home, "HOME=%s", scratch_path(""));
	return vt_start(&(struct vt_options){ .argv = argv, .env = env, .detached = detached });
}

/* Into the chart: the cursor is where it was left. In half of the cases on to another section. */
static int begin_writing(struct vt *vt, const struct kept *before)
{
	static const char *const go[KEPT_SECTIONS] = { "\0331", "\0332", "\0333", "\0334" };
	int section = before->section;

	vt_expect(vt, "Today");
	vt_type(vt, "\r");
	vt_expect(vt, "Subjective");
	typist_begin(&typist, vt, before->text[section]);
	if (typist_pick(&typist, 2) == 0) {
		section = (int)typist_pick(&typist, KEPT_SECTIONS);
		vt_type(vt, go[section]);
		vt_type(vt, "\033>");
		typist_begin(&typist, vt, before->text[section]);
	}
	return section;
}

static void end(struct vt *vt, enum ending how, int round)
{
	static const enum ssh_cut cuts[] = { SSH_CUT_CLIENT, SSH_CUT_SERVER, SSH_CUT_WINDOW, SSH_CUT_FROZEN };
	static const int signals[ENDINGS] = {
		[END_HANGUP] = SIGHUP, [END_TERM] = SIGTERM, [END_KILL] = SIGKILL
	};

	if (how == END_SSH) {
		ssh_host_cut(&host, vt, cuts[round % 4]);
		ssh_host_wait_ended();
	} else if (how == END_CLOSED) {
		vt_hang_up(vt);
		vt_wait_exit_unread(vt);
	} else {
		vt_kill(vt, signals[how]);
		vt_wait_exit(vt);
	}
	vt_end(vt);
}

/* What is stored now against what was typed: the other sections are as before, and this one is as it was after some
 * key. How many keys it holds. */
static int compare(const struct kept *before, int section)
{
	struct kept after;
	int kept;

	kept_load(session, &after);
	for (int i = 0; i < KEPT_SECTIONS; i++)
		if (i != section)
			assert_string_equal(after.text[i], before->text[i]);
	kept = typist_kept(&typist, after.text[section]);
	if (kept < 0)
		fail_msg("kept is what was never typed: \"%s\"", after.text[section]);
	if (kept > 0) {
		assert_int_equal(after.section, section);
		assert_int_equal(after.cursor, strlen(after.text[section]));
	}
	kept_release(&after);
	return kept;
}

static void count(struct figures *figures, int kept, long long ended_ms)
{
	int lost = typist.seen > kept ? typist.seen - kept : 0, unseen = typist.n - typist.seen;

	figures->rounds++;
	figures->keys += typist.n;
	figures->lost_total += lost;
	if (lost > figures->lost_max)
		figures->lost_max = lost;
	if (lost > 0 && ended_ms - typist.sent_ms[kept] > figures->oldest_ms)
		figures->oldest_ms = ended_ms - typist.sent_ms[kept];
	figures->unseen += unseen;
	if (kept > typist.seen)
		figures->unseen_kept += kept - typist.seen;
}

static void play_round(enum ending how, const char *conf, int keys, int round, struct figures *figures)
{
	struct kept before;
	bool hasty = how != END_KILL && typist_pick(&typist, 2) == 0;
	struct vt *vt = how == END_SSH ? ssh_host_run(&host, clinic_command(), 0, 0)
				       : open_clinic(conf, how == END_CLOSED && round % 2 == 0);
	long long ended_ms;
	int section;

	kept_load(session, &before);
	section = begin_writing(vt, &before);
	typist_write(&typist, keys, hasty);
	if (!hasty && typist_pick(&typist, 2) == 0)
		vt_watch(vt, (int)typist_pick(&typist, MOMENT_MS));
	ended_ms = typist_clock_ms();
	end(vt, how, round);
	count(figures, compare(&before, section), ended_ms);
	kept_release(&before);
}

static void say(const char *what, const struct figures *figures)
{
	print_message("# %s: %d rounds, %d keys typed; lost of those shown: %d at most, %d in all", what,
		      figures->rounds, figures->keys, figures->lost_max, figures->lost_total);
	if (figures->lost_total)
		print_message(", the oldest typed %lld ms before", figures->oldest_ms);
	if (figures->unseen)
		print_message("; sent but not shown yet: %d, %d of them kept", figures->unseen,
			      figures->unseen_kept);
	print_message("\n");
}

static void play(enum ending how)
{
	struct figures figures = { .rounds = 0 };
	int rounds = (int)setting("FASCICLE_ROUNDS", ROUNDS), most = how == END_KILL ? KILL_KEYS_MAX : 0;

	rounds = rounds / ENDINGS + ((int)how < rounds % ENDINGS);
	typist.chance ^= (uint64_t)how << 32; /* each ending has prose of its own */
	for (int i = 0; i < rounds; i++) {
		play_round(how, NULL, KEYS_MIN + (int)typist_pick(&typist, KEYS_MORE), i, &figures);
		if (figures.lost_max > most)
			fail_msg("%s, round %d, seed %ld: %d keys lost of %d", words[how], i + 1,
				 setting("FASCICLE_KILL_SEED", 1), figures.lost_max, typist.seen);
	}
	say(words[how], &figures);
	clinic_verify();
}

static void the_hang_up_signal_loses_nothing_shown(void **state)
{
	(void)state;
	play(END_HANGUP);
}

static void being_told_to_end_loses_nothing_shown(void **state)
{
	(void)state;
	play(END_TERM);
}

static void a_closed_line_loses_nothing_shown(void **state)
{
	(void)state;
	play(END_CLOSED);
}

static void a_cut_ssh_loses_nothing_shown(void **state)
{
	(void)state;
	if (host.why[0])
		skip();
	play(END_SSH);
}

static void a_kill_loses_ten_keys_at_most(void **state)
{
	(void)state;
	play(END_KILL);
}

/* The control: these rounds can tell a program that does not store what is typed. */
static void without_saving_every_ending_loses_what_was_typed(void **state)
{
	static const enum ending endings[] = { END_HANGUP, END_TERM, END_CLOSED, END_KILL };
	struct figures figures = { .rounds = 0 };

	(void)state;
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		struct figures one = { .rounds = 0 };

		play_round(endings[i], "unsaved.conf", CONTROL_KEYS, (int)i, &one);
		assert_true(one.lost_max > KILL_KEYS_MAX);
		figures.rounds++;
		figures.keys += one.keys;
		figures.lost_total += one.lost_total;
		figures.lost_max = one.lost_max > figures.lost_max ? one.lost_max : figures.lost_max;
		figures.oldest_ms = one.oldest_ms > figures.oldest_ms ? one.oldest_ms : figures.oldest_ms;
	}
	say("control, saving switched off", &figures);
}

/* Opened again, the cursor is behind all that was typed. */
static void expect_all_there(void)
{
	static struct typist again;
	static char text[TYPIST_TEXT_BYTES];
	struct vt *vt = clinic_open(NULL);

	typist_text(&typist, typist.n, text);
	vt_type(vt, "\r");
	vt_expect(vt, "Subjective");
	typist_begin(&again, vt, text);
	clinic_leave(vt);
}

/* The program fails of itself: the text lies beside the database, and is there again. */
static void a_fault_loses_nothing_shown(void **state)
{
	static const int faults[] = { SIGSEGV, SIGABRT, SIGBUS };
	struct figures figures = { .rounds = 0 };
	int rescued = 0;

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct kept before;
		struct vt *vt = open_clinic("slow.conf", false);
		int section;

		kept_load(session, &before);
		section = begin_writing(vt, &before);
		typist_write(&typist, 23 + 11 * i, false);
		vt_kill(vt, faults[i]);
		vt_wait_exit(vt);
		vt_end(vt);
		rescued += kept_rescued(session);
		expect_all_there();
		assert_false(kept_rescued(session));
		count(&figures, compare(&before, section), 0);
		kept_release(&before);
	}
	assert_int_equal(figures.lost_max, 0);
	assert_true(rescued > 0);
	say("own fault", &figures);
	print_message("# %d of them came back from a rescue file\n", rescued);
}

static void ctrl_z_and_back_loses_nothing_shown(void **state)
{
	const char *argv[] = { "sh", "-i", NULL };
	const char *env[] = { "PS1=prompt> ", "ENV", NULL };
	struct vt *vt = vt_start(&(struct vt_options){ .argv = argv, .env = env });
	struct kept before;
	char command[8300];
	int section;

	(void)state;
	kept_load(session, &before);
	vt_expect(vt, "prompt>");
	snprintf(command, sizeof command, "(%s)\r", clinic_command());
	vt_type(vt, command);
	section = begin_writing(vt, &before);
	typist_write(&typist, 43, false);
	vt_type(vt, "\032");
	vt_expect(vt, "Stopped");
	assert_int_equal(compare(&before, section), typist.n);
	vt_type(vt, "fg; exit\r");
	vt_expect(vt, "Subjective");
	typist_write(&typist, 43, false);
	vt_type(vt, "\021");
	vt_wait_exit(vt);
	vt_end(vt);
	assert_int_equal(compare(&before, section), typist.n);
	kept_release(&before);
}

/* Standing still when the line goes away: it wakes for that. */
static void a_line_closed_on_a_stopped_program_loses_nothing_shown(void **state)
{
	struct vt *vt = open_clinic("slow.conf", false);
	struct kept before;
	int section;

	(void)state;
	kept_load(session, &before);
	section = begin_writing(vt, &before);
	typist_write(&typist, 37, false);
	vt_kill(vt, SIGSTOP);
	vt_wait_stopped(vt);
	vt_hang_up(vt);
	vt_wait_exit_unread(vt);
	vt_end(vt);
	assert_int_equal(compare(&before, section), typist.n);
	kept_release(&before);
}

static void reads_only(struct vt *vt)
{
	vt_expect(vt, "has this note open since");
}

static void takes_over(struct vt *vt)
{
	vt_type(vt, "\033q");
	vt_expect(vt, "The note is yours now");
}

/* The first stands still with letters that it has not stored; the second reads, takes the note over and writes; the
 * first, awake again, is told, and both texts are kept. */
static void two_logins_of_one_person_keep_both_texts(void **state)
{
	static char first_text[TYPIST_TEXT_BYTES];
	struct vt *first = open_clinic("slow.conf", false), *second = open_clinic(NULL, false);
	struct kept before, between, after;
	int section;

	(void)state;
	kept_load(session, &before);
	section = begin_writing(first, &before);
	typist_write(&typist, 46, false);
	vt_kill(first, SIGSTOP);
	vt_wait_stopped(first);
	typist_text(&typist, typist.n, first_text);
	vt_expect(second, "Today");
	vt_type(second, "\r");
	reads_only(second);
	vt_type(second, "x");
	takes_over(second);
	kept_load(session, &between);
	typist_begin(&typist, second, between.text[between.section]);
	typist_write(&typist, 46, false);
	vt_kill(first, SIGCONT);
	reads_only(first);
	clinic_leave(second);
	assert_int_equal(compare(&between, section), typist.n);
	takes_over(first);
	kept_load(session, &after);
	typist_begin(&typist, first, after.text[after.section]);
	clinic_leave(first);
	assert_true(strcmp(between.text[section], first_text) == 0 || kept_aside(session, first_text));
	print_message("# two logins: %s\n", kept_aside(session, first_text)
						    ? "the first one's text is kept as a copy"
						    : "one text");
	kept_release(&before);
	kept_release(&between);
	kept_release(&after);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_clinic, remove_clinic)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_hang_up_signal_loses_nothing_shown),
		TEST(being_told_to_end_loses_nothing_shown),
		TEST(a_closed_line_loses_nothing_shown),
		cmocka_unit_test_setup_teardown(a_cut_ssh_loses_nothing_shown, start_host, stop_host),
		TEST(a_kill_loses_ten_keys_at_most),
		TEST(without_saving_every_ending_loses_what_was_typed),
		TEST(a_fault_loses_nothing_shown),
		TEST(ctrl_z_and_back_loses_nothing_shown),
		TEST(a_line_closed_on_a_stopped_program_loses_nothing_shown),
		TEST(two_logins_of_one_person_keep_both_texts),
	};

	return cmocka_run_group_tests_name("a note and the end of the program", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Keys without sense, pastes of rubbish, windows of any size, stops and goes, on eight kinds of terminal: the
 * program neither crashes nor keeps the terminal, and the records stay whole. FASCICLE_MONKEY_EVENTS says how
 * many (3,000), FASCICLE_MONKEY_SEED which; both are printed. */
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
#include "scratch.h"
#include "vt.h"

enum { EVENTS = 3000, EVENTS_A_LIFE = 250, PASTE_MAX = 300 };

static const char *const types[] = { "xterm-256color", "vt100", "linux",         "screen-256color",
				     "rxvt",           "vt220", "tmux-256color", "dumb" };

static uint64_t chance;

static unsigned pick(unsigned below)
{
	chance ^= chance << 13;
	chance ^= chance >> 7;
	chance ^= chance << 17;
	return (unsigned)(chance >> 33) % below;
}

static long setting(const char *name, long otherwise)
{
	const char *text = getenv(name);

	return text && *text ? strtol(text, NULL, 10) : otherwise;
}

/* No slash, so that a file's name stays in the scratch folder; no Ctrl-q: the end comes from outside. */
static void type_letters(struct vt *vt)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz  0123456789>.:;-?[]%!\"";
	char word[24];
	unsigned n = 1 + pick(sizeof word - 2);

	for (unsigned i = 0; i < n; i++)
		word[i] = letters[pick(sizeof letters - 1)];
	vt_typen(vt, word, n);
}

static void type_line(struct vt *vt)
{
	static const char *const lines[] = {
		"\033ml up trap a 7>3 tb ltr tpg 12kg 60s x3 ok\r",
		"\033tdtm 20min depth 3\r",
		"\033rcx rot l 55>70\r",
		"\033xsession-service\r",
		"\033xtemplate-apply\r",
		"\007ros\r",
		"n",
		"\033;nword\ttext of it\023",
		"\r",
	};

	vt_type(vt, lines[pick(sizeof lines / sizeof lines[0])]);
}

static void type_key(struct vt *vt)
{
	static const char *const keys[] = { "\033[A",       "\033[B",    "\033[C",   "\033[D",   "\033OP",
					    "\033[15~",     "\033[17~",  "\033[18~", "\033[19~", "\033[20~",
					    "\033[1;5C",    "\033[1;2A", "\033[5~",  "\033[6~",  "\033[H",
					    "\033[F",       "\033[3~",   "\033[Z",   "\t",       "\r",
					    "\177",         "\033",      "\033\033", "\033[",    "\033[99;99",
					    "\xe6\x97\xa5", "e\xcc\x81", "\xff" };

	vt_type(vt, keys[pick(sizeof keys / sizeof keys[0])]);
}

static void type_control(struct vt *vt)
{
	char c = (char)pick(32);

	if (c != '\021')
		vt_typen(vt, &c, 1);
}

static void type_alt(struct vt *vt)
{
	char keys[2] = { '\033', (char)(' ' + 1 + pick('~' - ' ')) };

	vt_typen(vt, keys, 2);
}

static void paste(struct vt *vt)
{
	char bytes[PASTE_MAX];
	unsigned n = pick(sizeof bytes);

	for (unsigned i = 0; i < n; i++)
		bytes[i] = (char)pick(256);
	vt_type(vt, "\033[200~");
	vt_typen(vt, bytes, n);
	vt_type(vt, "\033[201~");
}

static void resize(struct vt *vt)
{
	if (pick(4) == 0)
		vt_resize(vt, 1, 1);
	else if (pick(2) == 0)
		vt_resize(vt, 80, 24);
	else
		vt_resize(vt, 1 + (int)pick(200), 1 + (int)pick(70));
}

static void stop_and_go(struct vt *vt)
{
	vt_kill(vt, SIGSTOP);
	type_key(vt);
	vt_kill(vt, SIGCONT);
}

static void event(struct vt *vt)
{
	static void (*const events[])(struct vt *) = { type_letters, type_letters, type_letters, type_line,
						       type_line,    type_key,     type_key,     type_key,
						       type_alt,     type_control, paste,        resize,
						       stop_and_go };

	events[pick(sizeof events / sizeof events[0])](vt);
	vt_watch(vt, pick(8) == 0 ? 5 : 0);
}

static void assert_given_back(struct vt *vt)
{
	struct termios before = vt_modes_before(vt), after = vt_modes(vt);

	assert_int_equal(after.c_lflag, before.c_lflag);
	assert_int_equal(after.c_iflag, before.c_iflag);
	assert_int_equal(after.c_oflag, before.c_oflag);
	assert_false(vt_on_alternate_screen(vt));
}

/* When it has given the terminal back, a signal may end it before it ends by itself. A Ctrl-C that is typed then would
 * make the line throw away what the screen has not read yet, the farewell too: here the line does not. */
static bool ended_well(struct vt *vt, int status)
{
	static const int outside[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };

	if (WIFEXITED(status))
		return WEXITSTATUS(status) <= 1;
	for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++)
		if (WIFSIGNALED(status) && WTERMSIG(status) == outside[i])
			return !vt_on_alternate_screen(vt);
	return false;
}

/* One run of the program: it may leave by itself, by a key that says so, and with nothing worse. */
static long live(const char *type, long events)
{
	struct vt *vt = clinic_open_no_flush(type);
	long done = 0;
	int status;

	for (; done < events && vt_running(vt); done++)
		event(vt);
	if (vt_running(vt))
		vt_kill(vt, pick(2) ? SIGTERM : SIGHUP);
	status = vt_wait_exit(vt);
	if (!ended_well(vt, status))
		fail_msg("%s: ended with status %#x after %ld events:\n%s", type, (unsigned)status, done,
			 vt_screen(vt));
	assert_given_back(vt);
	vt_end(vt);
	return done;
}

static void nothing_that_is_typed_breaks_it(void **state)
{
	long left = setting("FASCICLE_MONKEY_EVENTS", EVENTS);
	long seed = setting("FASCICLE_MONKEY_SEED", 1);

	(void)state;
	chance = 0x9e3779b97f4a7c15u * (uint64_t)(seed + 1);
	print_message("# %ld events, seed %ld\n", left, seed);
	for (unsigned i = 0; left > 0; i++) {
		long most = left < EVENTS_A_LIFE ? left : EVENTS_A_LIFE;

		left -= 1 + live(types[i % (sizeof types / sizeof types[0])], most);
	}
	clinic_verify();
}

/* It leaves with more on its way than a line holds; a Ctrl-C comes behind. Whether the screen learns of the end. */
static bool learns_of_the_end(struct vt *vt)
{
	bool learns;

	for (int i = 0; i < 4; i++) {
		vt_resize(vt, 200 - i, 70);
		vt_rest_unread(vt, 20);
	}
	vt_type_unread(vt, "\021");
	assert_int_equal(vt_wait_exit_unread(vt), 0);
	vt_type(vt, "\003");
	vt_watch(vt, 0);
	learns = !vt_on_alternate_screen(vt);
	vt_end(vt);
	return learns;
}

static void what_the_line_throws_away_is_not_the_programs_doing(void **state)
{
	(void)state;
	assert_true(learns_of_the_end(clinic_open_no_flush("xterm-256color")));
	/* Control: another line loses the farewell. */
	assert_false(learns_of_the_end(clinic_open("xterm-256color")));
}

static int make_clinic(void **state)
{
	(void)state;
	scratch_make();
	clinic_make();
	return 0;
}

static int remove_clinic(void **state)
{
	(void)state;
	scratch_remove();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_that_is_typed_breaks_it, make_clinic, remove_clinic),
		cmocka_unit_test_setup_teardown(what_the_line_throws_away_is_not_the_programs_doing,
						make_clinic, remove_clinic),
	};

	return cmocka_run_group_tests_name("monkey at the keys", tests, NULL, NULL);
}

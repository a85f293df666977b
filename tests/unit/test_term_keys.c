/* SPDX-License-Identifier: MIT */
/* What terminals send becomes keys; nothing typed is lost, nothing pasted is taken for a key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "term/term_keys.h"

struct typist {
	struct term_keys keys;
	struct str names; /* of the keys that came out, each with a space behind */
	int wait_ms;      /* of the last time it could not tell */
};

static void start(struct typist *typist, const char *codeset)
{
	term_keys_init(&typist->keys, codeset, 0);
	str_init(&typist->names);
	typist->wait_ms = 0;
}

static void finish(struct typist *typist)
{
	term_keys_release(&typist->keys);
	str_release(&typist->names);
}

static enum term_keys_state take_all(struct typist *typist, bool waited)
{
	struct key key;
	enum term_keys_state state;

	while ((state = term_keys_next(&typist->keys, waited, &key, &typist->wait_ms)) == TERM_KEYS_READY) {
		if (key.kind == KEY_PASTE) {
			str_add(&typist->names, "Paste(");
			str_addn(&typist->names, key.paste, key.paste_bytes);
			str_addc(&typist->names, ')');
		} else {
			key_name(&key, &typist->names);
		}
		str_addc(&typist->names, ' ');
	}
	return state;
}

static void type(struct typist *typist, const char *bytes)
{
	term_keys_feed(&typist->keys, bytes, strlen(bytes));
	take_all(typist, false);
}

static void pause_typing(struct typist *typist)
{
	while (take_all(typist, true) == TERM_KEYS_WAIT)
		;
}

/* All at once, then a pause. */
static void assert_keys(const char *bytes, const char *names)
{
	struct typist typist;

	start(&typist, "UTF-8");
	type(&typist, bytes);
	pause_typing(&typist);
	assert_string_equal(typist.names.s, names);
	finish(&typist);
	/* and byte by byte on a slow line */
	start(&typist, "UTF-8");
	for (const char *c = bytes; *c; c++)
		type(&typist, (char[]){ *c, '\0' });
	pause_typing(&typist);
	assert_string_equal(typist.names.s, names);
	finish(&typist);
}

static void letters_and_controls_come_as_typed(void **state)
{
	(void)state;
	assert_keys("aZ ~", "a Z Space ~ ");
	assert_keys("\007\001\032\034", "Ctrl-g Ctrl-a Ctrl-z Ctrl-\\ ");
	assert_keys("\r\n\t\b\177", "Enter Enter Tab Backspace Backspace ");
}

static void ctrl_space_is_a_key(void **state)
{
	struct typist typist;

	(void)state;
	start(&typist, NULL);
	term_keys_feed(&typist.keys, "\0", 1);
	take_all(&typist, false);
	assert_string_equal(typist.names.s, "Ctrl-Space ");
	finish(&typist);
}

static void characters_of_several_bytes_are_put_together(void **state)
{
	(void)state;
	assert_keys("\xc3\xa9\xe2\x82\xac\xf0\x9f\xa6\xb4", "\xc3\xa9 \xe2\x82\xac \xf0\x9f\xa6\xb4 ");
	assert_keys("e\xcc\x81", "e \xcc\x81 ");
}

static void bad_bytes_become_the_replacement_character(void **state)
{
	(void)state;
	assert_keys("\xff"
		    "a",
		    "\xef\xbf\xbd a ");
	assert_keys("\xe2\x82"
		    "b",
		    "\xef\xbf\xbd b ");
	assert_keys("\xc0\xaf", "\xef\xbf\xbd \xef\xbf\xbd ");
	assert_keys("\xed\xa0\x80", "\xef\xbf\xbd ");
	assert_keys("\xe2", "\xef\xbf\xbd ");
}

static void c1_controls_are_no_typing(void **state)
{
	(void)state;
	assert_keys("a\xc2\x9b"
		    "b",
		    "a b ");
}

static void escape_alone_is_escape_and_before_a_letter_alt(void **state)
{
	struct typist typist;

	(void)state;
	assert_keys("\033", "Esc ");
	assert_keys("\033x", "Alt-x ");
	assert_keys("\033X", "Alt-X ");
	assert_keys("\0331\r", "Alt-1 Enter ");
	assert_keys("\033\r\033\177\033\007", "Alt-Enter Alt-Backspace Ctrl-Alt-g ");
	assert_keys("\033\xc3\xa9", "Alt-\xc3\xa9 ");
	assert_keys("\033[", "Alt-[ ");
	assert_keys("\033O", "Alt-O ");
	assert_keys("\033\033", "Esc Esc ");
	assert_keys("\033\033x", "Esc Alt-x ");

	start(&typist, NULL);
	type(&typist, "\033");
	assert_string_equal(typist.names.s, "");
	assert_int_equal(typist.wait_ms, TERM_KEYS_ESCAPE_MS);
	pause_typing(&typist);
	type(&typist, "x");
	assert_string_equal(typist.names.s, "Esc x ");
	finish(&typist);
}

static void a_sequence_that_has_begun_beyond_doubt_is_waited_for(void **state)
{
	struct typist typist;

	(void)state;
	start(&typist, NULL);
	type(&typist, "\033[1;");
	assert_int_equal(typist.wait_ms, TERM_KEYS_SLOW_MS);
	type(&typist, "5C");
	assert_string_equal(typist.names.s, "Ctrl-Right ");
	finish(&typist);
}

static void keys_of_the_usual_terminals_are_known(void **state)
{
	(void)state;
	assert_keys("\033[A\033OB\033[C\033OD", "Up Down Right Left ");
	assert_keys("\033[H\033OF\033[1~\033[4~\033[7~\033[8~", "Home End Home End Home End ");
	assert_keys("\033[2~\033[3~\033[5~\033[6~\033[Z", "Insert Delete PgUp PgDn BackTab ");
	assert_keys("\033OP\033[12~\033[[C\033[14~\033[15~\033[17~", "F1 F2 F3 F4 F5 F6 ");
	assert_keys("\033[18~\033[19~\033[20~\033[21~\033[23~\033[24~", "F7 F8 F9 F10 F11 F12 ");
	assert_keys("\033OM\033Op\033Oy\033Ok", "Enter 0 9 + ");
}

static void modifiers_are_read_off_the_sequence(void **state)
{
	(void)state;
	assert_keys("\033[1;2A\033[1;5D\033[1;3C\033[1;6B", "Shift-Up Ctrl-Left Alt-Right Ctrl-Shift-Down ");
	assert_keys("\033[5;5~\033[1;2P\033[20;3~", "Ctrl-PgUp Shift-F1 Alt-F9 ");
	assert_keys("\033[a\033Oa\033[3$\033[3^\033[3@",
		    "Shift-Up Ctrl-Up Shift-Delete Ctrl-Delete Ctrl-Shift-Delete ");
	assert_keys("\033\033[A\033\033OP", "Alt-Up Alt-F1 ");
}

static void unknown_sequences_type_nothing(void **state)
{
	(void)state;
	assert_keys("a\033[99zb", "a b ");
	assert_keys("a\033[?1;2cb", "a b ");
	assert_keys("a\033[<0;10;10Mb", "a b ");
	assert_keys("a\033[201~b", "a b ");
	assert_keys("\033[1;\033[A", "Up ");
	assert_keys("\033[12", "");
}

static void an_endless_sequence_ends(void **state)
{
	struct typist typist;

	(void)state;
	start(&typist, NULL);
	type(&typist, "\033[");
	for (int i = 0; i < 1000; i++)
		type(&typist, "1");
	pause_typing(&typist);
	type(&typist, "a");
	assert_non_null(strstr(typist.names.s, "a "));
	finish(&typist);
}

static const char *wyse(const char *name)
{
	static const struct {
		const char *name, *bytes;
	} table[] = { { "kcuu1", "\v" }, { "kf1", "\033Ot" }, { "kLFT5", "\033<L" }, { "kf13", "\033<13" } };

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (strcmp(table[i].name, name) == 0)
			return table[i].bytes;
	return NULL;
}

static void terminfo_goes_first_but_never_over_a_control(void **state)
{
	struct typist typist;

	(void)state;
	start(&typist, NULL);
	term_sequences_learn(&typist.keys.sequences, wyse);
	type(&typist, "\v\033Ot\033<L\033<13\033<");
	pause_typing(&typist);
	assert_string_equal(typist.names.s, "Ctrl-k F1 Ctrl-Left Shift-F1 Alt-< ");
	finish(&typist);
}

static void another_character_set_is_converted(void **state)
{
	struct typist typist;

	(void)state;
	start(&typist, "ISO-8859-1");
	type(&typist, "\xe9\033[A\033[200~\xfc\033[201~");
	pause_typing(&typist);
	assert_string_equal(typist.names.s, "\xc3\xa9 Up Paste(\xc3\xbc) ");
	finish(&typist);
	start(&typist, "EUC-JP");
	type(&typist, "\xc6");
	type(&typist, "\xfc");
	assert_string_equal(typist.names.s, "\xe6\x97\xa5 ");
	finish(&typist);
}

static void plain_ascii_loses_no_character(void **state)
{
	struct typist typist;

	(void)state;
	start(&typist, "ANSI_X3.4-1968");
	type(&typist, "\xc3\xa9");
	assert_string_equal(typist.names.s, "\xc3\xa9 ");
	finish(&typist);
}

static void a_paste_is_one_key_with_plain_line_ends(void **state)
{
	(void)state;
	assert_keys("a\033[200~one\rtwo\r\nthree\n\tx\033[201~b", "a Paste(one\ntwo\nthree\n\tx) b ");
	assert_keys("\033[200~\033[201~b", "b ");
	assert_keys("\033[200~\033[A\007\033[201~", "Paste(\033[A\007) ");
	assert_keys("\033[200~\xff\033[201~", "Paste(\xef\xbf\xbd) ");
}

static void keys_between_two_embedded_marks_are_text(void **state)
{
	struct typist typist;

	(void)state;
	start(&typist, NULL);
	type(&typist, "\033[200~a\033[201~\rquit\r\033[200~b\033[201~");
	pause_typing(&typist);
	assert_string_equal(typist.names.s, "Paste(a\nquit\nb) ");
	finish(&typist);
}

/* Copied text may hold an end mark, so that what follows it would be obeyed as keys. */
static void an_embedded_end_mark_ends_nothing(void **state)
{
	struct typist typist;

	(void)state;
	start(&typist, NULL);
	type(&typist, "\033[200~rm\033[201~\033x\rquit\r\033[201~");
	assert_string_equal(typist.names.s, "");
	pause_typing(&typist);
	assert_string_equal(typist.names.s, "Paste(rm\033x\nquit\n) ");
	finish(&typist);
	start(&typist, NULL);
	type(&typist, "\033[200~1\033[201~2\033[201~3\033[20");
	type(&typist, "1~4\033[201~");
	pause_typing(&typist);
	assert_string_equal(typist.names.s, "Paste(1234) ");
	finish(&typist);
}

static void cutting_a_mark_makes_no_new_one(void **state)
{
	struct typist typist;

	(void)state;
	start(&typist, NULL);
	type(&typist, "\033[200~a\033[20\033[201~1~b\033[20\033[200~0~c\033[201~");
	pause_typing(&typist);
	assert_string_equal(typist.names.s, "Paste(abc) ");
	finish(&typist);
}

static void two_pastes_stay_two(void **state)
{
	(void)state;
	assert_keys("\033[200~one\033[201~\033[200~two\033[201~", "Paste(one) Paste(two) ");
}

static void keys_behind_a_paste_are_keys(void **state)
{
	struct typist typist;

	(void)state;
	start(&typist, NULL);
	type(&typist, "\033[200~text\033[201~");
	assert_int_equal(typist.wait_ms, TERM_KEYS_ESCAPE_MS);
	pause_typing(&typist);
	type(&typist, "\033[A");
	assert_string_equal(typist.names.s, "Paste(text) Up ");
	finish(&typist);
}

static void a_stalled_paste_is_shown_and_goes_on(void **state)
{
	struct typist typist;

	(void)state;
	start(&typist, NULL);
	type(&typist, "\033[200~one \xc3");
	assert_int_equal(typist.wait_ms, TERM_KEYS_SLOW_MS);
	take_all(&typist, true);
	type(&typist, "\xa9\r");
	take_all(&typist, true);
	type(&typist, "\nx\033[201~");
	pause_typing(&typist);
	assert_string_equal(typist.names.s, "Paste(one ) Paste(\xc3\xa9) Paste(\nx) ");
	finish(&typist);
}

static void escape_alone_ends_a_paste_without_end(void **state)
{
	struct typist typist;

	(void)state;
	start(&typist, NULL);
	type(&typist, "\033[200~x");
	take_all(&typist, true);
	type(&typist, "\033");
	pause_typing(&typist);
	type(&typist, "\033[A");
	assert_string_equal(typist.names.s, "Paste(x) Up ");
	finish(&typist);
}

static void a_huge_paste_comes_whole_in_pieces(void **state)
{
	enum { LINES = 3 << 20 };
	struct term_keys keys;
	struct key key;
	size_t bytes = 0, pieces = 0, snowmen = 0;
	int wait_ms;

	(void)state;
	term_keys_init(&keys, NULL, 0);
	term_keys_feed(&keys, "\033[200~", 6);
	for (int i = 0; i < LINES + 8; i++) {
		if (i < LINES)
			term_keys_feed(&keys, "abc\xe2\x98\x83\r", 7);
		else if (i == LINES)
			term_keys_feed(&keys, "\033[201~", 6);
		while (term_keys_next(&keys, i > LINES, &key, &wait_ms) == TERM_KEYS_READY) {
			assert_int_equal(key.kind, KEY_PASTE);
			assert_true(key.paste_bytes <= TERM_PASTE_BYTES + 16);
			pieces++;
			bytes += key.paste_bytes;
			for (size_t k = 0; k < key.paste_bytes; k++)
				snowmen += key.paste[k] == '\x98';
		}
	}
	assert_int_equal(bytes, (size_t)LINES * 7);
	assert_int_equal(snowmen, LINES);
	assert_int_equal(pieces, 2);
	term_keys_release(&keys);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_and_controls_come_as_typed),
		cmocka_unit_test(ctrl_space_is_a_key),
		cmocka_unit_test(characters_of_several_bytes_are_put_together),
		cmocka_unit_test(bad_bytes_become_the_replacement_character),
		cmocka_unit_test(c1_controls_are_no_typing),
		cmocka_unit_test(escape_alone_is_escape_and_before_a_letter_alt),
		cmocka_unit_test(a_sequence_that_has_begun_beyond_doubt_is_waited_for),
		cmocka_unit_test(keys_of_the_usual_terminals_are_known),
		cmocka_unit_test(modifiers_are_read_off_the_sequence),
		cmocka_unit_test(unknown_sequences_type_nothing),
		cmocka_unit_test(an_endless_sequence_ends),
		cmocka_unit_test(terminfo_goes_first_but_never_over_a_control),
		cmocka_unit_test(another_character_set_is_converted),
		cmocka_unit_test(plain_ascii_loses_no_character),
		cmocka_unit_test(a_paste_is_one_key_with_plain_line_ends),
		cmocka_unit_test(an_embedded_end_mark_ends_nothing),
		cmocka_unit_test(keys_between_two_embedded_marks_are_text),
		cmocka_unit_test(cutting_a_mark_makes_no_new_one),
		cmocka_unit_test(two_pastes_stay_two),
		cmocka_unit_test(keys_behind_a_paste_are_keys),
		cmocka_unit_test(a_stalled_paste_is_shown_and_goes_on),
		cmocka_unit_test(escape_alone_ends_a_paste_without_end),
		cmocka_unit_test(a_huge_paste_comes_whole_in_pieces),
	};

	return cmocka_run_group_tests_name("keys of the terminal", tests, NULL, NULL);
}

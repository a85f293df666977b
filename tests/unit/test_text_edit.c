/* SPDX-License-Identifier: MIT */
/* A cursor in a text: moving, typing, deleting, kill and yank, case, search. In the texts here | is the
 * cursor and, where there are two, ^ the anchor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "base/utf8.h"
#include "text/edit.h"

struct desk {
	struct kill_ring *ring;
	struct buffer *buffer;
	struct edit edit;
};

static int desk_open(void **state)
{
	static struct desk desk;
	desk.ring = kill_ring_new();
	desk.buffer = buffer_new(NULL);
	edit_init(&desk.edit, desk.buffer, desk.ring);
	*state = &desk;
	return 0;
}

static int desk_close(void **state)
{
	struct desk *desk = *state;
	buffer_free(desk->buffer);
	kill_ring_free(desk->ring);
	return 0;
}

/* Starts anew with a text that shows its cursor. */
static struct edit *put(void **state, const char *text, int width)
{
	struct desk *desk = *state;
	struct str plain;
	size_t cursor = 0, anchor = SIZE_MAX;
	str_init(&plain);
	for (; *text; text++) {
		if (*text == '|')
			cursor = plain.len;
		else if (*text == '^')
			anchor = plain.len;
		else
			str_addc(&plain, *text);
	}
	buffer_reset(desk->buffer, plain.s);
	edit_init(&desk->edit, desk->buffer, desk->ring);
	desk->edit.width = width;
	desk->edit.cursor = cursor;
	desk->edit.selecting = anchor != SIZE_MAX;
	desk->edit.anchor = anchor != SIZE_MAX ? anchor : 0;
	str_release(&plain);
	return &desk->edit;
}

static void expect(struct edit *edit, const char *shown)
{
	struct str text;
	size_t n = buffer_bytes(edit->buffer);
	str_init(&text);
	for (size_t at = 0; at <= n; at++) {
		if (edit->selecting && at == edit->anchor)
			str_addc(&text, '^');
		if (at == edit->cursor)
			str_addc(&text, '|');
		if (at < n)
			str_addc(&text, buffer_text(edit->buffer)[at]);
	}
	assert_string_equal(text.s, shown);
	str_release(&text);
}

struct move_case {
	enum edit_move move;
	const char *before, *after;
	bool moved;
};

static void expect_moves(void **state, const struct move_case *cases, size_t n, int width)
{
	for (size_t i = 0; i < n; i++) {
		struct edit *edit = put(state, cases[i].before, width);
		assert_int_equal(edit_move(edit, cases[i].move, 2), cases[i].moved);
		expect(edit, cases[i].after);
	}
}

static void it_moves_by_grapheme_word_and_paragraph(void **state)
{
	static const struct move_case cases[] = {
		{ EDIT_LEFT, "ab|c", "a|bc", true },
		{ EDIT_LEFT, "|abc", "|abc", false },
		{ EDIT_RIGHT, "abc|", "abc|", false },
		{ EDIT_RIGHT, "|e\u0301x", "e\u0301|x", true },
		{ EDIT_LEFT, "👩‍👩‍👧|x", "|👩‍👩‍👧x", true },
		{ EDIT_RIGHT, "|🇦🇺🇳🇿", "🇦🇺|🇳🇿", true },
		{ EDIT_LEFT, "🇦🇺🇳🇿|", "🇦🇺|🇳🇿", true },
		{ EDIT_RIGHT, "a|\nb", "a\n|b", true },
		{ EDIT_WORD_RIGHT, "a| sore neck", "a sore| neck", true },
		{ EDIT_WORD_RIGHT, "neck|.\n\n left", "neck.\n\n left|", true },
		{ EDIT_WORD_LEFT, "sore ne|ck", "sore |neck", true },
		{ EDIT_WORD_LEFT, "sore,  |neck", "|sore,  neck", true },
		{ EDIT_WORD_LEFT, "|sore", "|sore", false },
		{ EDIT_WORD_RIGHT, "|5\u0603日 x", "5\u0603日| x",
		  true }, /* a sign that belongs to what follows */
		{ EDIT_PARAGRAPH_UP, "one\ntw|o", "one\n|two", true },
		{ EDIT_PARAGRAPH_UP, "one\n|two", "|one\ntwo", true },
		{ EDIT_PARAGRAPH_UP, "|one", "|one", false },
		{ EDIT_PARAGRAPH_DOWN, "o|ne\ntwo", "one\n|two", true },
		{ EDIT_PARAGRAPH_DOWN, "one\n|two", "one\ntwo|", true },
		{ EDIT_PARAGRAPH_DOWN, "one|", "one|", false },
		{ EDIT_TEXT_START, "one\ntw|o", "|one\ntwo", true },
		{ EDIT_TEXT_START, "|one", "|one", true },
		{ EDIT_TEXT_END, "o|ne\ntwo", "one\ntwo|", true },
	};
	expect_moves(state, cases, sizeof cases / sizeof cases[0], 80);
}

/* At eight columns: "worse at ", "the desk", then "ok". */
static void it_moves_by_wrapped_rows(void **state)
{
	static const struct move_case cases[] = {
		{ EDIT_DOWN, "wo|rse at the desk\nok", "worse at th|e desk\nok", true },
		{ EDIT_DOWN, "worse at the des|k\nok", "worse at the desk\nok|", true },
		{ EDIT_DOWN, "worse at the desk\no|k", "worse at the desk\no|k", false },
		{ EDIT_UP, "worse at the desk\no|k", "worse at t|he desk\nok", true },
		{ EDIT_UP, "worse at |the desk\nok", "|worse at the desk\nok", true },
		{ EDIT_UP, "worse| at the desk\nok", "worse| at the desk\nok", false },
		{ EDIT_PAGE_DOWN, "wo|rse at the desk\nok", "worse at the desk\nok|", true },
		{ EDIT_PAGE_DOWN, "worse at the desk|\nok", "worse at the desk\nok|", true },
		{ EDIT_PAGE_UP, "worse at the desk\nok|", "wo|rse at the desk\nok", true },
		{ EDIT_PAGE_UP, "wo|rse at the desk", "wo|rse at the desk", false },
		{ EDIT_LINE_START, "worse at the| desk", "worse at |the desk", true },
		{ EDIT_LINE_START, "|worse at", "|worse at", true },
		{ EDIT_LINE_END, "wo|rse at the desk\nok", "worse at| the desk\nok", true },
		{ EDIT_LINE_END, "worse at t|he desk\nok", "worse at the desk|\nok", true },
		{ EDIT_LINE_END, "ok|", "ok|", true },
	};
	expect_moves(state, cases, sizeof cases / sizeof cases[0], 8);
}

static void up_and_down_keep_their_column(void **state)
{
	struct edit *edit = put(state, "a long line|\nab\n\na long line", 40);
	edit_move(edit, EDIT_DOWN, 1);
	expect(edit, "a long line\nab|\n\na long line");
	edit_move(edit, EDIT_DOWN, 1);
	edit_move(edit, EDIT_DOWN, 1);
	expect(edit, "a long line\nab\n\na long line|");
	edit_move(edit, EDIT_UP, 1);
	edit_move(edit, EDIT_UP, 1);
	edit_move(edit, EDIT_LEFT, 1);
	edit_move(edit, EDIT_UP, 1);
	expect(edit, "a| long line\nab\n\na long line");
}

static void up_and_down_go_by_columns_of_wide_text(void **state)
{
	struct edit *edit = put(state, "abcd|ef\n日本語\n\x1bxyz", 40);
	edit_move(edit, EDIT_DOWN, 1);
	expect(edit, "abcdef\n日本|語\n\x1bxyz");
	edit_move(edit, EDIT_DOWN, 1);
	expect(edit, "abcdef\n日本語\n\x1b|xyz");
}

static void typing_replaces_the_selection_in_one_step(void **state)
{
	struct edit *edit = put(state, "neck ^sore|", 80);
	edit_type(edit, "x", 1);
	expect(edit, "neck x|");
	assert_true(edit_undo(edit));
	expect(edit, "neck sore|");
	assert_true(edit_redo(edit));
	expect(edit, "neck x|");
	assert_false(edit_redo(edit));
}

static void undo_takes_typing_back_word_by_word(void **state)
{
	struct edit *edit = put(state, "|", 80);
	for (const char *c = "sore neck"; *c; c++)
		edit_type(edit, c, 1);
	edit_delete(edit, EDIT_DELETE_BACK);
	edit_delete(edit, EDIT_DELETE_BACK);
	expect(edit, "sore ne|");
	assert_true(edit_undo(edit));
	expect(edit, "sore neck|");
	assert_true(edit_undo(edit));
	expect(edit, "sore |");
	assert_true(edit_undo(edit));
	expect(edit, "|");
	assert_false(edit_undo(edit));
}

static void moving_away_and_back_starts_a_new_step(void **state)
{
	struct edit *edit = put(state, "|", 80);
	edit_type(edit, "a", 1);
	edit_move(edit, EDIT_LEFT, 1);
	edit_move(edit, EDIT_RIGHT, 1);
	edit_type(edit, "b", 1);
	assert_true(edit_undo(edit));
	expect(edit, "a|");
}

static void a_paste_is_one_step_and_made_clean(void **state)
{
	struct edit *edit = put(state, "a^b|c", 80);
	edit_paste(edit, "one\r\ntwo\x1b[31m\xff ", 15);
	expect(edit, "aone\ntwo\x1b[31m\xEF\xBF\xBD |c");
	assert_true(edit_undo(edit));
	expect(edit, "ab|c");
}

static void one_line_keeps_newlines_out(void **state)
{
	struct edit *edit = put(state, "|", 80);
	edit->one_line = true;
	edit_paste(edit, "a\r\nb\nc\td\re", 10);
	expect(edit, "a b c d e|");
	kill_ring_add(edit->ring, "x\ny", 3, KILL_ALONE);
	assert_true(edit_yank(edit));
	expect(edit, "a b c d ex y|");
}

static void combining_marks_join_what_stands_there(void **state)
{
	struct edit *edit = put(state, "e|x", 80);
	edit_type(edit, "\u0301", 2);
	expect(edit, "e\u0301|x");
	edit_delete(edit, EDIT_DELETE_BACK);
	expect(edit, "|x");
	edit = put(state, "ab|\u0301", 80);
	edit_clamp(edit);
	expect(edit, "ab\u0301|");
	edit = put(state, "a|\n\u0301b", 80);
	edit_delete(edit, EDIT_DELETE_FORWARD);
	expect(edit, "a\u0301|b");
}

struct delete_case {
	enum edit_delete what;
	const char *before, *after, *killed; /* NULL: nothing killed; after NULL: nothing to do */
};

static void it_deletes_what_the_key_says(void **state)
{
	static const struct delete_case cases[] = {
		{ EDIT_DELETE_BACK, "ab|c", "a|c", NULL },
		{ EDIT_DELETE_BACK, "|abc", NULL, NULL },
		{ EDIT_DELETE_BACK, "👩‍👩‍👧|", "|", NULL },
		{ EDIT_DELETE_FORWARD, "a|bc", "a|c", NULL },
		{ EDIT_DELETE_FORWARD, "abc|", NULL, NULL },
		{ EDIT_DELETE_WORD_BACK, "sore neck|", "sore |", "neck" },
		{ EDIT_DELETE_WORD_FORWARD, "sore| neck.", "sore|.", " neck" },
		{ EDIT_DELETE_TO_END, "worse |at the desk", "worse |the desk", "at " },
		{ EDIT_DELETE_TO_END, "ok|\nand", "ok|and", "\n" },
		{ EDIT_DELETE_TO_END, "ok|", NULL, NULL },
		{ EDIT_DELETE_TO_START, "worse at the| desk", "worse at | desk", "the" },
		{ EDIT_DELETE_TO_START, "|ok", NULL, NULL },
		{ EDIT_DELETE_SELECTION, "a^bc|d", "a|d", "bc" },
		{ EDIT_DELETE_SELECTION, "ab|", NULL, NULL },
		{ EDIT_DELETE_BACK, "a|bc^d", "a|d", "bc" },
		{ EDIT_DELETE_WORD_BACK, "a|bc^d", "a|d", "bc" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct edit *edit = put(state, cases[i].before, 8);
		kill_ring_add(edit->ring, "before", 6, KILL_ALONE);
		assert_int_equal(edit_delete(edit, cases[i].what), cases[i].after != NULL);
		expect(edit, cases[i].after ? cases[i].after : cases[i].before);
		assert_string_equal(kill_ring_top(edit->ring), cases[i].killed ? cases[i].killed : "before");
	}
}

static void kills_in_a_row_join_in_their_order(void **state)
{
	struct edit *edit = put(state, "one two |three four", 80);
	edit_delete(edit, EDIT_DELETE_WORD_FORWARD);
	edit_delete(edit, EDIT_DELETE_WORD_BACK);
	edit_delete(edit, EDIT_DELETE_WORD_FORWARD);
	expect(edit, "one |");
	assert_string_equal(kill_ring_top(edit->ring), "two three four");
	edit_move(edit, EDIT_LEFT, 1);
	edit_delete(edit, EDIT_DELETE_TO_START);
	assert_string_equal(kill_ring_top(edit->ring), "one");
	assert_true(edit_undo(edit));
	expect(edit, "one| ");
}

static void yank_pop_goes_back_through_the_ring(void **state)
{
	struct edit *edit = put(state, "|", 80);
	kill_ring_add(edit->ring, "first", 5, KILL_ALONE);
	kill_ring_add(edit->ring, "second", 6, KILL_ALONE);
	kill_ring_add(edit->ring, "third", 5, KILL_ALONE);
	assert_false(edit_yank_pop(edit));
	assert_true(edit_yank(edit));
	expect(edit, "third|");
	assert_true(edit_yank_pop(edit));
	expect(edit, "second|");
	assert_true(edit_yank_pop(edit));
	expect(edit, "first|");
	assert_true(edit_yank_pop(edit));
	expect(edit, "third|");
	assert_true(edit_undo(edit));
	expect(edit, "first|");
	assert_false(edit_yank_pop(edit));
	edit_move(edit, EDIT_LEFT, 1);
	assert_false(edit_yank_pop(edit));
}

static void an_empty_ring_yanks_nothing(void **state)
{
	struct edit *edit = put(state, "a|", 80);
	assert_null(kill_ring_top(edit->ring));
	assert_false(edit_yank(edit));
	edit->ring = NULL;
	assert_false(edit_yank(edit));
	assert_true(edit_delete(edit, EDIT_DELETE_WORD_BACK));
	expect(edit, "|");
}

static void the_ring_forgets_the_oldest(void **state)
{
	struct edit *edit = put(state, "|", 80);
	char text[8];
	for (int i = 0; i < 40; i++) {
		text[0] = (char)('A' + i % 26);
		text[1] = (char)('a' + i / 26);
		kill_ring_add(edit->ring, text, 2, KILL_ALONE);
	}
	assert_string_equal(kill_ring_start(edit->ring), "Nb");
	for (int i = 0; i < 31; i++)
		assert_non_null(kill_ring_turn(edit->ring));
	assert_string_equal(kill_ring_turn(edit->ring), "Nb");
}

static void copy_leaves_the_text(void **state)
{
	struct edit *edit = put(state, "a^bc|d", 80);
	assert_true(edit_copy(edit));
	expect(edit, "abc|d");
	assert_string_equal(kill_ring_top(edit->ring), "bc");
	assert_false(edit_copy(edit));
	edit_select_all(edit);
	expect(edit, "^abcd|");
	assert_true(edit_yank(edit));
	expect(edit, "bc|");
	edit_select_start(edit);
	edit_move(edit, EDIT_TEXT_START, 1);
	expect(edit, "|bc^");
	edit_select_none(edit);
	expect(edit, "|bc");
}

static void transposing_swaps_graphemes(void **state)
{
	static const char *const cases[][2] = {
		{ "ab|c", "acb|" },       { "nekc|", "neck|" },
		{ "teh|\nx", "the|\nx" }, { "e\u0301|日", "日e\u0301|" },
		{ "a|", NULL },           { "|ab", NULL },
		{ "a\n|bc", NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct edit *edit = put(state, cases[i][0], 80);
		assert_int_equal(edit_transpose(edit), cases[i][1] != NULL);
		expect(edit, cases[i][1] ? cases[i][1] : cases[i][0]);
	}
}

static void case_changes_the_next_word_or_the_selection(void **state)
{
	static const struct {
		char mode;
		const char *before, *after;
	} cases[] = {
		{ 'u', "left| neck", "left NECK|" },      { 'u', "|straße", "STRASSE|" },
		{ 'l', "|ÉCOLE x", "école| x" },          { 't', "ma|RIA rossi", "maRia| rossi" },
		{ 't', "^maria rossi|", "Maria Rossi|" }, { 'u', "|ABC", "ABC|" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct edit *edit = put(state, cases[i].before, 80);
		assert_true(edit_case(edit, cases[i].mode));
		expect(edit, cases[i].after);
	}
	assert_false(edit_case(put(state, "abc|", 80), 'u'));
	struct edit *edit = put(state, "|neck", 80);
	edit_case(edit, 'u');
	assert_true(edit_undo(edit));
	expect(edit, "|neck");
}

struct find_case {
	const char *text, *needle;
	bool forward;
	size_t from, at, bytes; /* bytes 0: not found */
};

static void finding_takes_no_notice_of_case_and_accents(void **state)
{
	static const struct find_case cases[] = {
		{ "Neck, then NECK", "neck", true, 0, 0, 4 },
		{ "Neck, then NECK", "neck", true, 1, 11, 4 },
		{ "Neck, then NECK", "neck", true, 12, 0, 4 },
		{ "Neck, then NECK", "nEcK", false, 11, 0, 4 },
		{ "Neck, then NECK", "neck", false, 12, 11, 4 },
		{ "Neck, then NECK", "neck", false, 0, 11, 4 },
		{ "a résumé", "resume", true, 0, 2, 8 },
		{ "a re\u0301sume\u0301!", "résumé", true, 0, 2, 10 },
		{ "Straße", "STRASSE", true, 0, 0, 7 },
		{ "Straße", "s", true, 1, 4, 2 },
		{ "ﬁbre", "fi", true, 0, 0, 3 },
		{ "日本語", "本", true, 0, 3, 3 },
		{ "abc", "abcd", true, 0, 0, 0 },
		{ "abc", "", true, 0, 0, 0 },
		{ "", "a", false, 0, 0, 0 },
		{ "aaaa", "aa", true, 1, 1, 2 },
		{ "aaaa", "aa", false, 2, 1, 2 },
		{ "one\ntwo", "e\nt", true, 0, 2, 3 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct find_case *c = &cases[i];
		struct edit *edit = put(state, c->text, 80);
		size_t at = 0, bytes = 0;
		assert_int_equal(edit_find(edit, c->needle, c->forward, c->from, &at, &bytes), c->bytes > 0);
		assert_int_equal(at, c->at);
		assert_int_equal(bytes, c->bytes);
	}
}

static void finding_within_stays_there(void **state)
{
	static const struct {
		size_t from, to, at, bytes;
	} cases[] = {
		{ 0, 15, 0, 4 },  { 1, 15, 11, 4 }, { 1, 11, 0, 0 },  { 1, 12, 11, 4 },
		{ 11, 11, 0, 0 }, { 12, 99, 0, 0 }, { 99, 99, 0, 0 }, { 11, 99, 11, 4 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct edit *edit = put(state, "Neck, then NÉCK", 80);
		size_t at = 0, bytes = 0;
		bool found = edit_find_within(edit, "neck", cases[i].from, cases[i].to, &at, &bytes);
		assert_int_equal(found, cases[i].bytes > 0);
		assert_int_equal(at, cases[i].at);
		assert_int_equal(bytes, cases[i].bytes + (at == 11));
	}
	size_t at, bytes;
	assert_false(edit_find_within(put(state, "neck", 80), "", 0, 4, &at, &bytes));
}

/* Matches far apart: backward search looks in growing pieces. */
static void finding_backward_crosses_long_texts(void **state)
{
	struct edit *edit = put(state, "needle", 80);
	size_t at, bytes;
	edit_move(edit, EDIT_TEXT_END, 1);
	for (int i = 0; i < 5000; i++)
		edit_type(edit, "hay ", 4);
	assert_true(edit_find(edit, "NEEDLE", false, 15000, &at, &bytes));
	assert_int_equal(at, 0);
	edit_go(edit, 3000);
	edit_type(edit, "needle", 6);
	assert_true(edit_find(edit, "needle", false, 15000, &at, &bytes));
	assert_int_equal(at, 3000);
	assert_true(edit_find(edit, "needle", false, 0, &at, &bytes));
	assert_int_equal(at, 3000);
}

/* The cursor stands between graphemes whatever was done. */
static void random_commands_keep_the_cursor_whole(void **state)
{
	static const char *const texts[] = { "a", " ",  "日", "\u0301", "👩",   "\u200D",
					     "🇦", "\n", "ש",  "한",     "\x1b" };
	struct edit *edit = put(state, "|", 12);
	uint32_t random = 12345;
	for (int step = 0; step < 20000; step++) {
		random = random * 1664525u + 1013904223u;
		unsigned what = random >> 8, how = what / 16;
		switch (what % 16) {
		case 0:
			edit_delete(edit, (enum edit_delete)(how % 7));
			break;
		case 1:
			edit_undo(edit);
			break;
		case 2:
			edit_redo(edit);
			break;
		case 3:
			edit_yank(edit);
			break;
		case 4:
			edit_yank_pop(edit);
			break;
		case 5:
			edit_transpose(edit);
			break;
		case 6:
			edit_case(edit, "ult"[how % 3]);
			break;
		case 7:
			edit_select_start(edit);
			break;
		case 8:
			edit_copy(edit);
			break;
		case 9:
			edit_go(edit, how % (buffer_bytes(edit->buffer) + 2));
			break;
		case 10:
			edit_move(edit, (enum edit_move)(how % 14), 3);
			break;
		default:
			edit_type(edit, texts[how % 11], strlen(texts[how % 11]));
			break;
		}
		if (buffer_bytes(edit->buffer) > 400) {
			edit_select_all(edit);
			edit_delete(edit, EDIT_DELETE_SELECTION);
		}
		const char *text = buffer_text(edit->buffer);
		size_t n = buffer_bytes(edit->buffer), at = 0;
		while (at < edit->cursor)
			at = utf8_next(text, n, at);
		assert_int_equal(at, edit->cursor);
		assert_true(edit->cursor <= n);
	}
}

#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, desk_open, desk_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		AT_DESK(it_moves_by_grapheme_word_and_paragraph),
		AT_DESK(it_moves_by_wrapped_rows),
		AT_DESK(up_and_down_keep_their_column),
		AT_DESK(up_and_down_go_by_columns_of_wide_text),
		AT_DESK(typing_replaces_the_selection_in_one_step),
		AT_DESK(undo_takes_typing_back_word_by_word),
		AT_DESK(moving_away_and_back_starts_a_new_step),
		AT_DESK(a_paste_is_one_step_and_made_clean),
		AT_DESK(one_line_keeps_newlines_out),
		AT_DESK(combining_marks_join_what_stands_there),
		AT_DESK(it_deletes_what_the_key_says),
		AT_DESK(kills_in_a_row_join_in_their_order),
		AT_DESK(yank_pop_goes_back_through_the_ring),
		AT_DESK(an_empty_ring_yanks_nothing),
		AT_DESK(the_ring_forgets_the_oldest),
		AT_DESK(copy_leaves_the_text),
		AT_DESK(transposing_swaps_graphemes),
		AT_DESK(case_changes_the_next_word_or_the_selection),
		AT_DESK(finding_takes_no_notice_of_case_and_accents),
		AT_DESK(finding_within_stays_there),
		AT_DESK(finding_backward_crosses_long_texts),
		AT_DESK(random_commands_keep_the_cursor_whole),
	};

	return cmocka_run_group_tests_name("text edit", tests, NULL, NULL);
}

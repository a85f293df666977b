/* SPDX-License-Identifier: MIT */
/* Text as people see it: steps, columns, what may reach a terminal, words, lines, search. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

#define FAMILY    "\U0001F468\u200D\U0001F469\u200D\U0001F467"
#define FLAG_DE   "\U0001F1E9\U0001F1EA"
#define FLAG_AU   "\U0001F1E6\U0001F1FA"
#define WAVE_DARK "\U0001F44B\U0001F3FF"
#define HEART     "\u2764\uFE0F"

/* ---- Steps -------------------------------------------------------------------------------------------- */

static const char *const clusters[] = {
	"a",
	"e\u0301",
	"\u00E9",
	"\r\n",
	"\n",
	FAMILY,
	FLAG_DE,
	FLAG_AU,
	"x",
	WAVE_DARK,
	HEART,
	"\u5B57",
	"\uD55C",
	"\u1112\u1161\u11AB",
	"\u0E01\u0E33",
	"\x1b",
	"\u202E",
	"\xFF",
	"\xC3",
	"b",
	"\xE2\x82",
	"c",
	"1\uFE0F\u20E3",
	"\u0928\u093F",
	" ",
};

#define CLUSTERS (sizeof clusters / sizeof clusters[0])

/* Bad sequences of more than one byte are stepped through byte by byte. */
static size_t steps_in(const char *cluster)
{
	return utf8_valid(cluster, strlen(cluster)) ? 1 : strlen(cluster);
}

static void steps_go_from_cluster_to_cluster(void **state)
{
	char text[400] = "";
	size_t n, at = 0;

	(void)state;
	for (size_t i = 0; i < CLUSTERS; i++)
		strcat(text, clusters[i]);
	n = strlen(text);
	for (size_t i = 0; i < CLUSTERS; i++) {
		size_t end = at + strlen(clusters[i]);

		for (size_t step = 0; step < steps_in(clusters[i]); step++)
			at = utf8_next(text, n, at);
		if (at != end)
			fail_msg("cluster %zu ends at %zu instead of %zu", i, at, end);
	}
	assert_int_equal(utf8_next(text, n, n), n);
	for (size_t i = CLUSTERS; i-- > 0;) {
		size_t start = at - strlen(clusters[i]);

		for (size_t step = 0; step < steps_in(clusters[i]); step++)
			at = utf8_prev(text, n, at);
		if (at != start)
			fail_msg("cluster %zu begins at %zu instead of %zu", i, at, start);
	}
	assert_int_equal(utf8_prev(text, n, 0), 0);
}

static uint32_t random_state = 1;

static uint32_t chance(uint32_t below)
{
	random_state = random_state * 1664525u + 1013904223u;
	return (random_state >> 8) % below;
}

/* A text of clusters, single code points and bytes without order. */
static size_t make_text(char *text, size_t pieces)
{
	static const char *const parts[] = { "\u0301", "\u200D", "\U0001F1E9", "\U0001F469", "\u0600",
					     "\u1100", "\u11A8", "\u093F",     "\U0001F3FF", "\uFE0F",
					     "\r",     "\u200B", "\U000E0067", "\uE000",     "\u0378",
					     "\u2028", "\t" };
	size_t n = 0;

	for (size_t i = 0; i < pieces; i++) {
		uint32_t kind = chance(4);

		if (kind == 0) {
			text[n++] = (char)chance(256);
			continue;
		}
		const char *part = kind == 1 ? clusters[chance(CLUSTERS)]
					     : parts[chance(sizeof parts / sizeof parts[0])];

		memcpy(text + n, part, strlen(part));
		n += strlen(part);
	}
	text[n] = '\0';
	return n;
}

static void stepping_back_undoes_stepping_forward(void **state)
{
	char text[2000];

	(void)state;
	random_state = 1;
	for (int round = 0; round < 3000; round++) {
		size_t n = make_text(text, 1 + chance(40)), at = 0;

		while (at < n) {
			size_t next = utf8_next(text, n, at);

			assert_true(next > at && next <= n);
			if (utf8_prev(text, n, next) != at)
				fail_msg("round %d: %zu -> %zu -> %zu", round, at, next,
					 utf8_prev(text, n, next));
			at = next;
		}
	}
}

static void a_tower_of_marks_is_taken_in_pieces(void **state)
{
	struct str tower;
	size_t at = 0;
	int pieces = 0;

	(void)state;
	str_init(&tower);
	str_add(&tower, "a");
	for (int i = 0; i < 5000; i++)
		str_add(&tower, "\u0301");
	for (; at < tower.len; pieces++)
		at = utf8_next(tower.s, tower.len, at);
	assert_true(pieces > 100);
	assert_true(utf8_prev(tower.s, tower.len, tower.len) > tower.len - 100);
	str_release(&tower);
}

/* ---- Validity ----------------------------------------------------------------------------------------- */

static void bad_bytes_are_found_and_replaced(void **state)
{
	static const struct {
		const char *text, *repaired;
	} cases[] = {
		{ "plain", "plain" },
		{ "", "" },
		{ "\u00E9\u5B57\U0001F469", "\u00E9\u5B57\U0001F469" },
		{ "a\xFFz", "a\uFFFDz" },
		{ "\xC3", "\uFFFD" },
		{ "\xC0\x80", "\uFFFD\uFFFD" },
		{ "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD" },
		{ "\xE2\x82z", "\uFFFD\uFFFDz" },
		{ "\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD" },
		{ "\x80\u00E9", "\uFFFD\u00E9" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct str out;

		str_init(&out);
		utf8_repair(&out, cases[i].text, strlen(cases[i].text));
		assert_string_equal(out.s, cases[i].repaired);
		assert_int_equal(utf8_valid(cases[i].text, strlen(cases[i].text)),
				 strcmp(cases[i].text, cases[i].repaired) == 0);
		assert_true(utf8_valid(out.s, out.len));
		str_release(&out);
	}
}

/* ---- What is shown ------------------------------------------------------------------------------------ */

static const struct {
	const char *text, *shown;
	int cols;
} shows[] = {
	{ "", "", 0 },
	{ "upper trapezius", "upper trapezius", 15 },
	{ "Zo\u00EB", "Zo\u00EB", 3 },
	{ "e\u0301", "e\u0301", 1 },
	{ "\u5B57", "\u5B57", 2 },
	{ FAMILY, FAMILY, 2 },
	{ FLAG_DE, FLAG_DE, 2 },
	{ WAVE_DARK, WAVE_DARK, 2 },
	{ HEART, HEART, 1 },
	{ "1\uFE0F\u20E3", "1\uFE0F\u20E3", 1 },
	{ "\U0001F1E9", "\U0001F1E9", 1 },
	{ "\u0E01\u0E33", "\u0E01\u0E33", 2 },
	{ "\u1112\u1161\u11AB", "\u1112\u1161\u11AB", 2 },
	/* Controls, bad bytes. */
	{ "\x1b[31m", "<1B>[31m", 8 },
	{ "a\tb\n", "a<09>b<0A>", 10 },
	{ "\x7f", "<7F>", 4 },
	{ "\r\n", "<0D><0A>", 8 },
	{ "\xC2\x85", "<85>", 4 },
	{ "\xC2\x9B"
	  "31m",
	  "<9B>31m", 7 },
	{ "\xC3z", "<C3>z", 5 },
	{ "\xFF", "<FF>", 4 },
	/* What steers or hides. */
	{ "\u202Eabc", "<U+202E>abc", 11 },
	{ "\u2066", "<U+2066>", 8 },
	{ "a\u200Bb", "a<U+200B>b", 10 },
	{ "a\u00ADb", "a<AD>b", 6 },
	{ "\uFEFFx", "<U+FEFF>x", 9 },
	{ "\u2028", "<U+2028>", 8 },
	{ "\u3164", "<U+3164>", 8 },
	{ "\uFFF9", "<U+FFF9>", 8 },
	{ "\u06001", "<U+0600>1", 9 },
	{ "\uE000", "<U+E000>", 8 },
	{ "\u0378", "<U+0378>", 8 },
	{ "\U0010FFFF", "<U+10FFFF>", 10 },
	{ "a\U000E0041", "a<U+E0041>", 10 },
	{ "a\u034Fb", "a<U+034F>b", 10 },
	/* Joiners and selectors where nothing is joined or selected. */
	{ "a\u200Db", "a<U+200D>b", 10 },
	{ "\u200D", "<U+200D>", 8 },
	{ "\uFE0F", "<U+FE0F>", 8 },
	{ "\U0001F469\u200D", "\U0001F469<U+200D>", 10 },
	{ "a\u200D\U0001F469", "a<U+200D>\U0001F469", 11 },
	{ "a\U0001F3FF", "a<U+1F3FF>", 10 },
	{ "\U0001F469\u200D\U0001FC69", "\U0001F469<U+200D><U+1FC69>", 19 },
	/* A mark alone gets something to sit on. */
	{ "\u0301", "\u25CC\u0301", 1 },
	{ "\x1b\u0301", "<1B>\u25CC\u0301", 5 },
	/* A fifth mark is too much. */
	{ "a\u0301\u0302\u0303\u0304", "a\u0301\u0302\u0303\u0304", 1 },
	{ "a\u0301\u0302\u0303\u0304\u0308\u0301b", "a\u0301\u0302\u0303\u0304<U+0308><U+0301>b", 18 },
	/* So is a fifth person joined on. */
	{ "\U0001F469\u200D\U0001F469\u200D\U0001F469\u200D\U0001F469\u200D\U0001F469\u200D\U0001F469",
	  "\U0001F469\u200D\U0001F469\u200D\U0001F469\u200D\U0001F469\u200D\U0001F469<U+200D>\U0001F469",
	  12 },
};

static void hidden_and_steering_characters_become_visible(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof shows / sizeof shows[0]; i++) {
		size_t n = strlen(shows[i].text);
		struct str out;

		str_init(&out);
		utf8_show(&out, shows[i].text, n, false);
		if (strcmp(out.s, shows[i].shown) != 0)
			fail_msg("case %zu is shown as \"%s\" instead of \"%s\"", i, out.s, shows[i].shown);
		if (utf8_cols(shows[i].text, n) != shows[i].cols)
			fail_msg("case %zu takes %d columns", i, utf8_cols(shows[i].text, n));
		assert_int_equal(utf8_is_plain(shows[i].text, n), strcmp(shows[i].text, shows[i].shown) == 0);
		str_release(&out);
	}
}

static void newlines_and_tabs_stay_where_they_may(void **state)
{
	struct str out;

	(void)state;
	str_init(&out);
	utf8_show(&out, "a\r\nb\tc\x1b\n", 8, true);
	assert_string_equal(out.s, "a<0D>\nb\tc<1B>\n");
	str_clear(&out);
	utf8_show(&out, "a\0b", 3, true);
	assert_string_equal(out.s, "a<00>b");
	str_release(&out);
}

static bool is_safe_byte_sequence(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c < 0x20 || c == 0x7F || (c == 0xC2 && (unsigned char)s[i + 1] < 0xA0))
			return false;
	}
	return utf8_valid(s, n);
}

static void expect_consistent(const char *text, size_t n)
{
	struct str out, again;
	int cols = utf8_cols(text, n);

	str_init(&out);
	str_init(&again);
	utf8_show(&out, text, n, false);
	assert_true(is_safe_byte_sequence(out.s, out.len));
	if (utf8_cols(out.s, out.len) != cols)
		fail_msg("\"%s\" takes %d columns, %d were told", out.s, utf8_cols(out.s, out.len), cols);
	utf8_show(&again, out.s, out.len, false);
	assert_string_equal(again.s, out.s);
	str_release(&out);
	str_release(&again);
}

static size_t encode(uint32_t code, char out[5])
{
	if (code < 0x80)
		return (size_t)sprintf(out, "%c", (int)code) | 1;
	if (code < 0x800)
		return (size_t)sprintf(out, "%c%c", (int)(0xC0 | code >> 6), (int)(0x80 | (code & 0x3F)));
	if (code < 0x10000)
		return (size_t)sprintf(out, "%c%c%c", (int)(0xE0 | code >> 12),
				       (int)(0x80 | (code >> 6 & 0x3F)), (int)(0x80 | (code & 0x3F)));
	return (size_t)sprintf(out, "%c%c%c%c", (int)(0xF0 | code >> 18), (int)(0x80 | (code >> 12 & 0x3F)),
			       (int)(0x80 | (code >> 6 & 0x3F)), (int)(0x80 | (code & 0x3F)));
}

static void every_code_point_is_safe_and_keeps_its_columns(void **state)
{
	char text[5];

	(void)state;
	for (uint32_t code = 0; code <= 0x10FFFF; code++) {
		size_t n = encode(code, text);

		assert_true(utf8_grapheme_cols(text, n) >= 1);
		if (utf8_is_plain(text, n))
			assert_true(utf8_grapheme_cols(text, n) <= 2);
		/* The whole check for each would take long; large planes are thinned out. */
		if (code < 0x3000 || code % 7 == 0 || (code >= 0x1F000 && code < 0x20000) || code >= 0x10FFF0)
			expect_consistent(text, n);
	}
}

static void any_text_is_safe_and_keeps_its_columns(void **state)
{
	char text[2000];

	(void)state;
	random_state = 7;
	for (int round = 0; round < 6000; round++) {
		size_t n = make_text(text, 1 + chance(30));

		utf8_set_terminal(round % 2 == 0);
		expect_consistent(text, n);
	}
	utf8_set_terminal(true);
}

static void pieces_never_merge_when_shown_one_after_the_other(void **state)
{
	char text[2000];

	(void)state;
	random_state = 11;
	for (int round = 0; round < 3000; round++) {
		size_t n = make_text(text, 1 + chance(20)), at = 0;
		struct str whole, pieces;

		str_init(&whole);
		str_init(&pieces);
		utf8_show(&whole, text, n, false);
		while (at < n) {
			size_t next = utf8_next(text, n, at), before = pieces.len;
			int cols = utf8_grapheme_cols(text + at, next - at);

			utf8_show(&pieces, text + at, next - at, false);
			assert_int_equal(utf8_cols(pieces.s + before, pieces.len - before), cols);
			at = next;
		}
		assert_string_equal(pieces.s, whole.s);
		str_release(&whole);
		str_release(&pieces);
	}
}

static void a_plain_terminal_gets_ascii_of_the_same_columns(void **state)
{
	static const struct {
		const char *text, *shown;
	} cases[] = {
		{ "caf\u00E9 Zoe\u0308", "cafe Zoe" },
		{ "\u201Csore\u201D \u2013 it\u2019s", "\"sore\" - it's" },
		{ "2 \u00D7 15 s\u2026", "2 x 15 s." },
		{ "\u25B8 \u2713 \u2192 \u00B7", "> v > ." },
		{ "\u0141\u00F3d\u017A", "Lodz" },
		{ "stra\u00DFe", "strase" },
		{ "\u00C5se \u00D8 \u00E6", "Ase O a" },
		{ "\u5B57a", "??a" },
		{ FAMILY, "??" },
		{ "\u03B1\u0301", "?" },
		{ "\u0301", "?" },
		{ "\uFF21", "A " },
		{ "a\u00A0b", "a b" },
		{ "\u2500\u2502\u253C", "-|+" },
		{ "\x1b\u202E", "<1B><U+202E>" },
		{ "\u00C3\u1EC7", "Ae" },
		{ "5\u2009kg", "5 kg" },
		{ "\u2264 \u2260", "? ?" },
		{ "\u00BD", "?" },
	};

	(void)state;
	utf8_set_terminal(false);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct str out;

		str_init(&out);
		utf8_show(&out, cases[i].text, strlen(cases[i].text), false);
		if (strcmp(out.s, cases[i].shown) != 0)
			fail_msg("case %zu is shown as \"%s\" instead of \"%s\"", i, out.s, cases[i].shown);
		assert_int_equal(utf8_cols(cases[i].text, strlen(cases[i].text)), strlen(cases[i].shown));
		str_release(&out);
	}
	utf8_set_terminal(true);
}

static void cutting_never_takes_more_than_it_may(void **state)
{
	char text[2000];

	(void)state;
	random_state = 5;
	for (int round = 0; round < 1500; round++) {
		size_t n = make_text(text, 1 + chance(12));
		int cols = utf8_cols(text, (n = strlen(text)));

		utf8_set_terminal(round % 2 == 0);
		for (int width = 0; width <= cols + 1; width++) {
			size_t fits = utf8_fit(text, n, width);
			struct str out;

			assert_true(utf8_cols(text, fits) <= width);
			assert_int_equal(fits == n, width >= cols);
			assert_true(fits == n || utf8_cols(text, utf8_next(text, n, fits)) > width);
			str_init(&out);
			utf8_show_cols(&out, text, width);
			assert_true(utf8_cols(out.s, out.len) <= width);
			assert_true(width == 0 || n == 0 || out.len > 0);
			str_release(&out);
		}
	}
	utf8_set_terminal(true);
}

static void a_cut_text_ends_with_an_ellipsis(void **state)
{
	static const struct {
		const char *text;
		int cols;
		const char *shown;
	} cases[] = {
		{ "trapezius", 9, "trapezius" },
		{ "trapezius", 8, "trapezi\u2026" },
		{ "trapezius", 1, "\u2026" },
		{ "trapezius", 0, "" },
		{ "trapezius", -3, "" },
		{ "\u5B57\u5B57\u5B57", 5, "\u5B57\u5B57\u2026" },
		{ "\u5B57\u5B57\u5B57", 4, "\u5B57\u2026" },
		{ "ab\x1b"
		  "cd",
		  5, "ab\u2026" },
		{ "", 4, "" },
	};
	struct str out;

	(void)state;
	str_init(&out);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		str_clear(&out);
		utf8_show_cols(&out, cases[i].text, cases[i].cols);
		assert_string_equal(out.s, cases[i].shown);
	}
	utf8_set_terminal(false);
	str_clear(&out);
	utf8_show_cols(&out, "trapezius", 5);
	assert_string_equal(out.s, "trap~");
	utf8_set_terminal(true);
	str_release(&out);
}

/* ---- Words and lines ---------------------------------------------------------------------------------- */

static void word_steps_skip_what_is_between_words(void **state)
{
	static const char text[] = "Pain, 3.5 kg.\n\n  it\u2019s  \u00FCber -- ";
	static const size_t ends[] = { 4, 9, 12, 23, 30 };
	static const size_t starts[] = { 0, 6, 10, 17, 25 };
	size_t n = strlen(text), at = 0;

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		at = utf8_word_end(text, n, at);
		assert_int_equal(at, ends[i]);
	}
	assert_int_equal(utf8_word_end(text, n, at), n);
	assert_int_equal(utf8_word_end(text, n, n), n);
	at = n;
	for (size_t i = 5; i-- > 0;) {
		at = utf8_word_start(text, n, at);
		assert_int_equal(at, starts[i]);
	}
	assert_int_equal(utf8_word_start(text, n, 0), 0);
	assert_int_equal(utf8_word_start("  a", 3, 2), 0);
	assert_int_equal(utf8_word_start(text, n, 8), 6); /* from inside a word to its start */
	assert_int_equal(utf8_word_end(text, n, 7), 9);
	assert_int_equal(utf8_word_end("", 0, 0), 0);
	assert_int_equal(utf8_word_start("", 0, 0), 0);
}

static void word_steps_end_in_any_text(void **state)
{
	char text[2000];

	(void)state;
	random_state = 3;
	for (int round = 0; round < 2000; round++) {
		size_t n = make_text(text, 1 + chance(25)), at = 0;

		while (at < n) {
			size_t next = utf8_word_end(text, n, at);

			assert_true(next > at && next <= n);
			at = next;
		}
		while (at > 0) {
			size_t before = utf8_word_start(text, n, at);

			assert_true(before < at);
			at = before;
		}
	}
}

static void expect_breaks(const char *text, const char *marks)
{
	size_t n = strlen(text);
	char may[128];

	assert_true(n < sizeof may);
	utf8_line_breaks(text, n, may);
	for (size_t i = 0; i < n; i++)
		if (may[i] != marks[i] - '0')
			fail_msg("\"%s\": %d before byte %zu", text, may[i], i);
}

static void lines_break_where_people_break_them(void **state)
{
	(void)state;
	expect_breaks("ab cd", "00010");
	expect_breaks("ab, (cd) e", "0000100001");
	expect_breaks("a\nb", "002");
	expect_breaks("a\n\nb", "0022");
	expect_breaks("a\r\nb", "0002");
	expect_breaks("$5.50 a-b", "000000101");
	expect_breaks("a\u00A0b c", "000001");
	expect_breaks("\u5B57\u5B57", "000100");
	expect_breaks("", "");
	expect_breaks("a \xFF"
		      "b c",
		      "001001");
}

static void lines_never_break_inside_a_cluster(void **state)
{
	char text[2000], may[2000];

	(void)state;
	random_state = 9;
	for (int round = 0; round < 3000; round++) {
		size_t n = make_text(text, 1 + chance(30)), at = 0;

		utf8_line_breaks(text, n, may);
		while (at < n) {
			size_t next = utf8_next(text, n, at);

			for (size_t i = at + 1; i < next; i++)
				assert_int_equal(may[i], 0);
			assert_int_equal(may[at] == 2, at > 0 && text[at - 1] == '\n');
			at = next;
		}
	}
}

/* ---- Forms -------------------------------------------------------------------------------------------- */

static void search_finds_words_however_they_are_written(void **state)
{
	static const char *const same[][2] = {
		{ "Trapezius", "trapezius" },
		{ "Zo\u00EB", "zoe" },
		{ "ZOE\u0308", "zoe" },
		{ "Stra\u00DFe", "STRASSE" },
		{ "\u0141ukasz", "lukasz" },
		{ "S\u00F8ren", "soren" },
		{ "\u00C6r\u00F8", "aero" },
		{ "O\u2019Neill", "o'neill" },
		{ "\uFF21\uFF22", "ab" },
		{ "\uFB01bre", "fibre" },
		{ "\u0130", "i" },
		{ "m\u00B2", "m2" },
		{ "\u0110uro", "duro" },
		{ "a\u00ADb", "ab" },
		{ "\u03A3\u03AC\u03C2", "\u03C3\u03B1\u03C3" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
		char *a = utf8_search_key(same[i][0]), *b = utf8_search_key(same[i][1]);

		if (strcmp(a, b) != 0)
			fail_msg("\"%s\" and \"%s\"", a, b);
		free(a);
		free(b);
	}
}

static void search_keys_of_keys_are_the_same(void **state)
{
	char text[2000];

	(void)state;
	random_state = 13;
	for (int round = 0; round < 2000; round++) {
		char *key, *again;

		make_text(text, 1 + chance(20));
		key = utf8_search_key(text);
		again = utf8_search_key(key);
		assert_true(utf8_valid(key, strlen(key)));
		assert_string_equal(again, key);
		free(key);
		free(again);
	}
}

static void stored_text_is_composed_and_valid(void **state)
{
	size_t n = 0;
	char *text = utf8_nfc("Zoe\u0308 \xFF", 7, &n);

	(void)state;
	assert_string_equal(text, "Zo\u00EB \uFFFD");
	assert_int_equal(n, strlen(text));
	free(text);
	text = utf8_nfc("", 0, NULL);
	assert_string_equal(text, "");
	free(text);
	text = utf8_nfc("a\0b", 3, &n);
	assert_int_equal(n, 3);
	assert_memory_equal(text, "a\0b", 4);
	free(text);
}

static void case_changes_whole_words(void **state)
{
	static const struct {
		const char *text;
		char mode;
		const char *changed;
	} cases[] = {
		{ "upper trap \u00E4", 'u', "UPPER TRAP \u00C4" },
		{ "UPPER \u00C4", 'l', "upper \u00E4" },
		{ "left knee", 't', "Left Knee" },
		{ "stra\u00DFe", 'u', "STRASSE" },
		{ "", 'u', "" },
		{ "a\xFF", 'u', "A?" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct str out;

		str_init(&out);
		utf8_case(&out, cases[i].text, strlen(cases[i].text), cases[i].mode);
		assert_string_equal(out.s, cases[i].changed);
		str_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps_go_from_cluster_to_cluster),
		cmocka_unit_test(stepping_back_undoes_stepping_forward),
		cmocka_unit_test(a_tower_of_marks_is_taken_in_pieces),
		cmocka_unit_test(bad_bytes_are_found_and_replaced),
		cmocka_unit_test(hidden_and_steering_characters_become_visible),
		cmocka_unit_test(newlines_and_tabs_stay_where_they_may),
		cmocka_unit_test(every_code_point_is_safe_and_keeps_its_columns),
		cmocka_unit_test(any_text_is_safe_and_keeps_its_columns),
		cmocka_unit_test(pieces_never_merge_when_shown_one_after_the_other),
		cmocka_unit_test(a_plain_terminal_gets_ascii_of_the_same_columns),
		cmocka_unit_test(cutting_never_takes_more_than_it_may),
		cmocka_unit_test(a_cut_text_ends_with_an_ellipsis),
		cmocka_unit_test(word_steps_skip_what_is_between_words),
		cmocka_unit_test(word_steps_end_in_any_text),
		cmocka_unit_test(lines_break_where_people_break_them),
		cmocka_unit_test(lines_never_break_inside_a_cluster),
		cmocka_unit_test(search_finds_words_however_they_are_written),
		cmocka_unit_test(search_keys_of_keys_are_the_same),
		cmocka_unit_test(stored_text_is_composed_and_valid),
		cmocka_unit_test(case_changes_whole_words),
	};

	return cmocka_run_group_tests_name("base utf8", tests, NULL, NULL);
}

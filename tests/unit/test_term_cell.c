/* SPDX-License-Identifier: MIT */
/* What reaches the terminal of a cell takes the columns that the grid says, in as few changes of style as it can. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "term/term_cell.h"

static int shown_cols(const struct term_cell *cell)
{
	int cols = 0;

	for (int i = 0; i < cell->count; i++)
		cols += wcswidth(cell->text[i], wcslen(cell->text[i]));
	return cols;
}

static void assert_cell(const char *text, int cols, int count, const wchar_t *first, const wchar_t *second)
{
	struct term_cell cell;

	term_cell_read(text, cols, &cell);
	assert_int_equal(cell.count, count);
	assert_int_equal(wcscmp(cell.text[0], first), 0);
	if (count == 2)
		assert_int_equal(wcscmp(cell.text[1], second), 0);
	assert_int_equal(shown_cols(&cell), cols);
}

static void letters_and_marks_pass(void **state)
{
	(void)state;
	assert_cell("a", 1, 1, L"a", NULL);
	assert_cell("e\xcc\x81", 1, 1, L"e\u0301", NULL);
	assert_cell("\xe6\x97\xa5", 2, 1, L"\u65e5", NULL);
	assert_cell("", 1, 1, L" ", NULL);
}

static void a_fifth_mark_is_left_out(void **state)
{
	(void)state;
	assert_cell("a\xcc\x80\xcc\x81\xcc\x82\xcc\x83\xcc\x84", 1, 1, L"a\u0300\u0301\u0302\u0303", NULL);
}

static void what_terminals_disagree_on_is_made_plain(void **state)
{
	(void)state;
	assert_cell("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7", 2, 1, L"\U0001F469", NULL);
	assert_cell("\xe2\x9d\xa4\xef\xb8\x8f", 2, 2, L"\u2764", L" ");
	assert_cell("\xe6\x97\xa5", 1, 1, L"?", NULL);
	assert_cell("a", 2, 2, L"a", L" ");
}

static void controls_and_bad_bytes_never_pass(void **state)
{
	(void)state;
	assert_cell("\033", 1, 1, L"?", NULL);
	assert_cell("\xc2\x9b", 1, 1, L"?", NULL);
	assert_cell("\xff", 1, 1, L"?", NULL);
	assert_cell("\xcc\x81", 1, 1, L"?", NULL);
}

/* Every character that the display filter lets through as one cell. */
static void every_character_takes_the_columns_of_its_cell(void **state)
{
	(void)state;
	for (uint32_t code = 0x20; code < 0x110000; code++) {
		char text[8] = "";
		size_t n;
		struct term_cell cell;
		mbstate_t begin = { 0 };

		n = wcrtomb(text, (wchar_t)code, &begin);
		if (n == (size_t)-1 || !utf8_is_plain(text, n))
			continue;
		term_cell_read(text, utf8_grapheme_cols(text, n), &cell);
		assert_int_equal(shown_cols(&cell), utf8_grapheme_cols(text, n));
	}
}

static void assert_styles(const char *row, const char *before, const char *after)
{
	struct grid_cell cells[32] = { 0 };
	unsigned short styles[32];
	int cols = (int)strlen(row);

	for (int i = 0; i < cols; i++) {
		cells[i].text[0] = row[i];
		cells[i].cols = 1;
		cells[i].style = before[i] == 'b'   ? STYLE_BOLD
				 : before[i] == 'r' ? STYLE_REVERSE
						    : STYLE_PLAIN;
	}
	term_cell_styles(cells, cols, styles);
	for (int i = 0; i < cols; i++)
		assert_int_equal(styles[i], after[i] == 'b'   ? STYLE_BOLD
					    : after[i] == 'r' ? STYLE_REVERSE
							      : STYLE_PLAIN);
}

static void a_style_is_left_only_where_it_shows(void **state)
{
	(void)state;
	assert_styles("one two", "bbbbbbb", "bbbbbbb");
	assert_styles("one two", "bbb.bbb", "bbbbbbb");
	assert_styles("one two", "bbbb...", "bbb....");
	assert_styles("one    ", "bbbbbbb", "bbb....");
	assert_styles("    one", "bbbbbbb", "....bbb");
	assert_styles("a      b", "bbbbbbbb", "b......b");
	assert_styles("a b", "r.r", "r.r");
	assert_styles("a b  ", "rrrrr", "rrrrr");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_and_marks_pass),
		cmocka_unit_test(a_fifth_mark_is_left_out),
		cmocka_unit_test(what_terminals_disagree_on_is_made_plain),
		cmocka_unit_test(controls_and_bad_bytes_never_pass),
		cmocka_unit_test(every_character_takes_the_columns_of_its_cell),
		cmocka_unit_test(a_style_is_left_only_where_it_shows),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests_name("cells of the terminal", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* The text of a note section: what goes in comes out, undo goes in groups, and a long random run against
 * a plain byte string with snapshots. FASCICLE_STEPS sets the length of the run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/buffer.h"
#include "text/undo.h"
#include "text/wrap.h"

static void type(struct buffer *buffer, const char *text)
{
	for (; *text; text++)
		buffer_insert(buffer, buffer_bytes(buffer), text, 1);
}

static void expect_undo(struct buffer *buffer, const char *text, size_t cursor)
{
	size_t at = 9999;
	assert_true(buffer_undo(buffer, &at));
	assert_string_equal(buffer_text(buffer), text);
	assert_int_equal(at, cursor);
}

static void expect_redo(struct buffer *buffer, const char *text, size_t cursor)
{
	size_t at = 9999;
	assert_true(buffer_redo(buffer, &at));
	assert_string_equal(buffer_text(buffer), text);
	assert_int_equal(at, cursor);
}

static void text_goes_in_and_out_at_any_place(void **state)
{
	(void)state;
	struct buffer *buffer = buffer_new("stiff neck");
	char read[8] = "";
	assert_int_equal(buffer_insert(buffer, 5, " sore", 5), 5);
	assert_int_equal(buffer_insert(buffer, 0, "a ", 2), 2);
	assert_string_equal(buffer_text(buffer), "a stiff sore neck");
	assert_int_equal(buffer_insert(buffer, 7, ",", 1), 1);
	assert_int_equal(buffer_read(buffer, 5, 7, read), 7);
	assert_memory_equal(read, "ff, sor", 7);
	assert_int_equal(buffer_read(buffer, 16, 7, read), 2);
	assert_memory_equal(read, "ck", 2);
	assert_int_equal(buffer_read(buffer, 18, 7, read), 0);
	buffer_delete(buffer, 2, 11);
	assert_string_equal(buffer_text(buffer), "a  neck");
	buffer_delete(buffer, 3, 1000);
	assert_string_equal(buffer_text(buffer), "a  ");
	buffer_delete(buffer, 3, 1);
	buffer_delete(buffer, 1000, 1);
	assert_int_equal(buffer_bytes(buffer), 3);
	buffer_free(buffer);
}

static void whatever_goes_in_is_valid_text(void **state)
{
	(void)state;
	struct buffer *buffer = buffer_new("a\r\nb\rc\xff"
					   "d");
	assert_string_equal(buffer_text(buffer), "a\nb\nc\xEF\xBF\xBD"
						 "d");
	buffer_reset(buffer, NULL);
	assert_string_equal(buffer_text(buffer), "");
	assert_int_equal(buffer_insert(buffer, 0, "x\0y", 3), 5);
	assert_string_equal(buffer_text(buffer), "x\xEF\xBF\xBDy");
	buffer_reset(buffer, "");
	buffer_insert(buffer, 0, "\xe6\x97", 2);
	assert_true(utf8_valid(buffer_text(buffer), buffer_bytes(buffer)));
	assert_int_equal(buffer_bytes(buffer), 6);
	buffer_free(buffer);
}

static void a_character_is_never_split(void **state)
{
	(void)state;
	struct buffer *buffer = buffer_new("日本");
	buffer_insert(buffer, 4, "x", 1);
	assert_string_equal(buffer_text(buffer), "日x本");
	buffer_delete(buffer, 1, 1);
	assert_string_equal(buffer_text(buffer), "x本");
	buffer_insert(buffer, 99, "y", 1);
	assert_string_equal(buffer_text(buffer), "x本y");
	buffer_delete(buffer, 0, 2);
	assert_string_equal(buffer_text(buffer), "y");
	buffer_free(buffer);
}

static void typing_is_undone_word_by_word(void **state)
{
	(void)state;
	size_t cursor;
	struct buffer *buffer = buffer_new(NULL);
	type(buffer, "worse at  night\nsore");
	expect_undo(buffer, "worse at  night\n", 16);
	expect_undo(buffer, "worse at  night", 15);
	expect_undo(buffer, "worse at  ", 10);
	expect_undo(buffer, "worse ", 6);
	expect_undo(buffer, "", 0);
	assert_false(buffer_undo(buffer, &cursor));
	expect_redo(buffer, "worse ", 6);
	expect_redo(buffer, "worse at  ", 10);
	type(buffer, "x");
	assert_false(buffer_redo(buffer, &cursor));
	expect_undo(buffer, "worse at  ", 10);
	buffer_free(buffer);
}

static void deleting_in_a_row_is_one_step(void **state)
{
	(void)state;
	struct buffer *buffer = buffer_new("left shoulder");
	for (size_t at = 13; at > 5; at--)
		buffer_delete(buffer, at - 1, 1);
	buffer_seal(buffer);
	for (int i = 0; i < 3; i++)
		buffer_delete(buffer, 0, 1);
	assert_string_equal(buffer_text(buffer), "t ");
	expect_undo(buffer, "left ", 1);
	expect_undo(buffer, "left shoulder", 13);
	expect_redo(buffer, "left ", 5);
	expect_redo(buffer, "t ", 0);
	buffer_free(buffer);
}

static void typing_after_deleting_or_elsewhere_is_another_step(void **state)
{
	(void)state;
	struct buffer *buffer = buffer_new("one two");
	buffer_delete(buffer, 6, 1);
	type(buffer, "x");
	buffer_insert(buffer, 0, "y", 1);
	expect_undo(buffer, "one twx", 0);
	expect_undo(buffer, "one tw", 6);
	expect_undo(buffer, "one two", 7);
	buffer_free(buffer);
}

static void a_sealed_group_stays_closed(void **state)
{
	(void)state;
	struct buffer *buffer = buffer_new(NULL);
	type(buffer, "ab");
	buffer_seal(buffer);
	type(buffer, "cd");
	expect_undo(buffer, "ab", 2);
	expect_undo(buffer, "", 0);
	buffer_free(buffer);
}

static void a_group_of_commands_is_one_step_and_may_nest(void **state)
{
	(void)state;
	struct buffer *buffer = buffer_new("abc");
	buffer_group_begin(buffer);
	buffer_delete(buffer, 0, 3);
	buffer_group_begin(buffer);
	type(buffer, "two words");
	buffer_group_end(buffer);
	type(buffer, "!");
	buffer_group_end(buffer);
	type(buffer, "?");
	expect_undo(buffer, "two words!", 10);
	expect_undo(buffer, "abc", 3);
	expect_redo(buffer, "two words!", 10);
	buffer_free(buffer);
}

static void undo_puts_the_cursor_where_it_stood(void **state)
{
	(void)state;
	struct buffer *buffer = buffer_new("abc def");
	buffer_stand(buffer, 7);
	buffer_delete(buffer, 0, 3);
	expect_undo(buffer, "abc def", 7);
	expect_redo(buffer, " def", 0);
	buffer_delete(buffer, 0, 1);
	expect_undo(buffer, " def", 1);
	buffer_free(buffer);
}

static void the_revision_grows_with_each_change(void **state)
{
	(void)state;
	size_t cursor;
	struct buffer *buffer = buffer_new("abc");
	uint64_t first = buffer_revision(buffer);
	buffer_text(buffer);
	buffer_insert(buffer, 0, "", 0);
	buffer_delete(buffer, 1, 0);
	assert_int_equal(buffer_revision(buffer), first);
	buffer_insert(buffer, 0, "x", 1);
	uint64_t second = buffer_revision(buffer);
	assert_true(second > first);
	assert_true(buffer_undo(buffer, &cursor));
	assert_true(buffer_revision(buffer) > second);
	second = buffer_revision(buffer);
	buffer_reset(buffer, "abc");
	assert_true(buffer_revision(buffer) > second);
	assert_false(buffer_undo(buffer, &cursor));
	buffer_free(buffer);
}

static void the_undo_log_stays_within_its_size(void **state)
{
	(void)state;
	enum { PIECE = 1 << 20 };
	char *piece = mem_alloc(PIECE);
	size_t cursor, steps = 0;
	struct buffer *buffer = buffer_new("start");
	memset(piece, 'x', PIECE);
	for (int i = 0; i < 100; i++) {
		buffer_seal(buffer);
		buffer_insert(buffer, 0, piece, PIECE);
		buffer_seal(buffer);
		buffer_delete(buffer, 0, PIECE);
	}
	while (buffer_undo(buffer, &cursor))
		steps++;
	assert_in_range(steps, 32, UNDO_MAX_BYTES / PIECE);
	while (steps-- > 0)
		assert_true(buffer_redo(buffer, &cursor));
	assert_string_equal(buffer_text(buffer), "start");
	free(piece);
	buffer_free(buffer);
}

/* ---- The long run -------------------------------------------------------------------------------------- */

enum kind { PLAIN, PICTURE, MARK, JOINER, ESCAPED, NEWLINE };

/* Columns as a terminal takes them; 0 for what adds none. */
static const struct letter {
	const char *text;
	enum kind kind;
	int cols;
} letters[] = {
	{ "a", PLAIN, 1 },        { "b", PLAIN, 1 },        { "Z", PLAIN, 1 },      { "w", PLAIN, 1 },
	{ " ", PLAIN, 1 },        { " ", PLAIN, 1 },        { "é", PLAIN, 1 },      { "я", PLAIN, 1 },
	{ "ש", PLAIN, 1 },        { "ع", PLAIN, 1 },        { "日", PLAIN, 2 },     { "あ", PLAIN, 2 },
	{ "한", PLAIN, 2 },       { "Ａ", PLAIN, 2 },       { "ﾊ", PLAIN, 1 },      { "😀", PICTURE, 2 },
	{ "👩", PICTURE, 2 },      { "\u0301", MARK, 0 },    { "\u0323", MARK, 0 },  { "\u064B", MARK, 0 },
	{ "\u3099", MARK, 0 },    { "\u200D", JOINER, 0 },  { "\x1B", ESCAPED, 4 }, { "\t", ESCAPED, 4 },
	{ "\u202E", ESCAPED, 8 }, { "\u200B", ESCAPED, 8 }, { "\n", NEWLINE, 4 },   { "\uFFFD", PLAIN, 1 },
};
enum { N_LETTERS = sizeof letters / sizeof letters[0], MARK_COLS = 8, CELL_MARKS = 4, CELL_JOINS = 4 };

static const struct letter *letter_at(const char *text)
{
	for (int i = 0; i < N_LETTERS; i++)
		if (strncmp(text, letters[i].text, strlen(letters[i].text)) == 0)
			return &letters[i];
	fail_msg("no letter of the test: %02x", (unsigned char)text[0]);
	return NULL;
}

/* The independent count: one pass with the rules of the display written down anew. `starts`, when given,
 * gets a 1 for each byte where a grapheme starts. */
struct count {
	int cols;
	bool open;    /* a grapheme that marks join */
	bool base;    /* something that marks can sit on */
	bool picture; /* a picture with nothing but marks since */
	bool joined;  /* the last was a joiner that a picture may follow */
	bool kept;    /* and it was kept, not escaped */
	int marks, joins;
};

static bool count_leaning(struct count *count, const struct letter *letter, const struct letter *next)
{
	bool starts = !count->open;
	if (starts)
		*count = (struct count){ .cols = count->cols, .open = true };
	if (letter->kind == JOINER) {
		count->joined = count->picture;
		count->kept = count->base && count->picture && next && next->kind == PICTURE &&
			      count->joins < CELL_JOINS;
		count->joins += count->kept;
		if (!count->kept)
			count->cols += MARK_COLS;
		count->base = count->base && count->kept;
		count->picture = false;
		return starts;
	}
	count->joined = false;
	if (count->marks >= CELL_MARKS) {
		count->cols += MARK_COLS;
		count->base = false;
	} else if (!count->base) {
		count->cols++;
		count->base = true;
		count->marks = 1;
		count->joins = 0;
	} else {
		count->marks++;
	}
	return starts;
}

/* Whether a grapheme starts with `letter`. */
static bool count_letter(struct count *count, const struct letter *letter, const struct letter *next)
{
	if (letter->kind == MARK || letter->kind == JOINER)
		return count_leaning(count, letter, next);
	if (letter->kind == PICTURE && count->joined) {
		count->joined = false;
		count->picture = true;
		count->marks = 0;
		if (!count->kept) {
			count->cols += letter->cols;
			count->base = true;
			count->joins = 0;
		}
		return false;
	}
	bool open = letter->kind == PLAIN || letter->kind == PICTURE;
	*count = (struct count){ .cols = count->cols + letter->cols, .open = open, .base = open };
	count->picture = letter->kind == PICTURE;
	return true;
}

static int count_cols(const char *text, size_t n, char *starts)
{
	struct count count = { 0 };
	for (size_t at = 0; at < n;) {
		const struct letter *letter = letter_at(text + at);
		size_t len = strlen(letter->text);
		bool start = count_letter(&count, letter, at + len < n ? letter_at(text + at + len) : NULL);
		if (starts)
			starts[at] = start;
		at += len;
	}
	return count.cols;
}

/* The reference: plain bytes, and a whole copy for each step of undo. */
enum { PAST_MAX = 64, TEXT_MAX = 300 };
struct model {
	struct str text;
	char *past[PAST_MAX];
	char *future[PAST_MAX];
	int n_past, n_future;
};

static uint64_t random_state;

static unsigned pick(unsigned n)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return (unsigned)((random_state >> 11) % n);
}

static void forget(char **texts, int *n)
{
	while (*n > 0)
		free(texts[--*n]);
}

static void push(char **texts, int *n, const char *text)
{
	if (*n == PAST_MAX) {
		free(texts[0]);
		memmove(texts, texts + 1, (PAST_MAX - 1) * sizeof *texts);
		--*n;
	}
	texts[(*n)++] = mem_strdup(text);
}

static void model_step(struct model *model)
{
	push(model->past, &model->n_past, model->text.s);
	forget(model->future, &model->n_future);
}

static void model_splice(struct model *model, size_t at, size_t gone, const char *in)
{
	struct str text;
	str_init(&text);
	str_addn(&text, model->text.s, at);
	str_add(&text, in);
	str_add(&text, model->text.s + at + gone);
	str_release(&model->text);
	model->text = text;
}

static bool is_inner(const char *text, size_t at)
{
	return ((unsigned char)text[at] & 0xC0) == 0x80;
}

static void random_text(struct str *out, unsigned most)
{
	str_clear(out);
	for (unsigned n = 1 + pick(most); n > 0; n--)
		str_add(out, letters[pick(N_LETTERS)].text);
}

/* Any offset at all: the buffer takes the start of the character. */
static void random_insert(struct buffer *buffer, struct model *model)
{
	struct str text;
	str_init(&text);
	random_text(&text, 12);
	size_t at = pick((unsigned)model->text.len + 1), start = at;
	while (is_inner(model->text.s, start))
		start--;
	assert_int_equal(buffer_insert(buffer, at, text.s, text.len), text.len);
	model_splice(model, start, 0, text.s);
	str_release(&text);
}

static void random_delete(struct buffer *buffer, struct model *model)
{
	size_t at = pick((unsigned)model->text.len + 1), n = pick(30);
	buffer_delete(buffer, at, n);
	if (n == 0 || at == model->text.len)
		return;
	size_t end = at + n < model->text.len ? at + n : model->text.len;
	while (is_inner(model->text.s, at))
		at--;
	while (is_inner(model->text.s, end))
		end++;
	model_splice(model, at, end - at, "");
}

static void random_change(struct buffer *buffer, struct model *model)
{
	if (model->text.len > TEXT_MAX || pick(5) < 2)
		random_delete(buffer, model);
	else
		random_insert(buffer, model);
}

/* A change that changed nothing is no step. */
static void random_group(struct buffer *buffer, struct model *model, unsigned most)
{
	uint64_t before = buffer_revision(buffer);
	char *text = mem_strdup(model->text.s);
	buffer_group_begin(buffer);
	for (unsigned n = 1 + pick(most); n > 0; n--)
		random_change(buffer, model);
	buffer_group_end(buffer);
	if (buffer_revision(buffer) != before) {
		push(model->past, &model->n_past, text);
		forget(model->future, &model->n_future);
	}
	free(text);
}

static void random_word(struct buffer *buffer, struct model *model)
{
	size_t at = pick((unsigned)model->text.len + 1);
	while (is_inner(model->text.s, at))
		at--;
	model_step(model);
	buffer_seal(buffer);
	for (unsigned n = 1 + pick(8); n > 0; n--) {
		buffer_insert(buffer, at, "w", 1);
		model_splice(model, at++, 0, "w");
	}
	buffer_seal(buffer);
}

static void random_backspaces(struct buffer *buffer, struct model *model)
{
	size_t at = pick((unsigned)model->text.len + 1);
	while (is_inner(model->text.s, at))
		at--;
	if (at == 0)
		return;
	model_step(model);
	buffer_seal(buffer);
	for (unsigned n = 1 + pick(8); n > 0 && at > 0; n--) {
		size_t from = at - 1;
		while (is_inner(model->text.s, from))
			from--;
		buffer_delete(buffer, from, at - from);
		model_splice(model, from, at - from, "");
		at = from;
	}
	buffer_seal(buffer);
}

static void model_travel(struct model *model, char **from, int *n_from, char **to, int *n_to)
{
	push(to, n_to, model->text.s);
	str_clear(&model->text);
	str_add(&model->text, from[--*n_from]);
	free(from[*n_from]);
}

static void random_travel(struct buffer *buffer, struct model *model)
{
	size_t cursor = 0;
	for (unsigned n = 1 + pick(6); n > 0; n--) {
		if (pick(2) == 0 && model->n_past > 0) {
			assert_true(buffer_undo(buffer, &cursor));
			model_travel(model, model->past, &model->n_past, model->future, &model->n_future);
		} else if (model->n_future > 0) {
			assert_true(buffer_redo(buffer, &cursor));
			model_travel(model, model->future, &model->n_future, model->past, &model->n_past);
		} else {
			assert_false(buffer_redo(buffer, &cursor));
		}
		assert_true(cursor <= model->text.len);
	}
}

static void show_codes(const char *text, size_t n)
{
	struct str codes;
	str_init(&codes);
	for (size_t i = 0; i < n; i++)
		str_addf(&codes, "\\x%02x", (unsigned char)text[i]);
	print_message("# in the text %s\n", codes.s);
	str_release(&codes);
}

/* Every grapheme of the paragraphs starts where the count says, and every line is as wide. */
static void check_columns(struct wrap *wrap, const char *text, size_t n)
{
	char starts[TEXT_MAX * 8];
	for (size_t from = 0; from <= n;) {
		size_t bytes = strcspn(text + from, "\n");
		memset(starts, 0, bytes + 1);
		int cols = count_cols(text + from, bytes, starts);
		if (utf8_cols(text + from, bytes) != cols)
			show_codes(text + from, bytes);
		assert_int_equal(utf8_cols(text + from, bytes), cols);
		for (size_t at = 0; at < bytes;) {
			size_t end = utf8_next(text + from, bytes, at);
			assert_true(starts[at]);
			assert_null(memchr(starts + at + 1, 1, end - at - 1));
			assert_int_equal(utf8_prev(text + from, bytes, end), at);
			at = end;
		}
		from += bytes + 1;
	}
	size_t at = pick((unsigned)n + 1), line;
	int col;
	while (is_inner(text, at))
		at--;
	wrap_place(wrap, text, at, &line, &col);
	const struct wrap_line *place = &wrap->lines[line];
	assert_in_range(at, place->from, place->from + place->bytes);
	/* An offset inside a grapheme has the column of what stands before it. */
	int cols = count_cols(text + place->from, at - place->from, NULL);
	assert_int_equal(col, cols < wrap->width ? cols : wrap->width);
}

static void check_state(struct buffer *buffer, const struct model *model, struct wrap *wrap)
{
	char read[16], expected[16] = "";
	const char *text = buffer_text(buffer);
	size_t n = buffer_bytes(buffer), at = pick((unsigned)model->text.len + 1);
	assert_int_equal(n, model->text.len);
	assert_memory_equal(text, model->text.s, n + 1);
	assert_true(utf8_valid(text, n));
	size_t got = buffer_read(buffer, at, sizeof read, read);
	assert_int_equal(got, n - at < sizeof read ? n - at : sizeof read);
	memcpy(expected, model->text.s + at, got);
	assert_memory_equal(read, expected, got);
	wrap_text(wrap, text, n, pick(8) == 0 ? 1 + (int)pick(60) : wrap->width);
	check_columns(wrap, text, n);
}

static void random_step(struct buffer *buffer, struct model *model)
{
	switch (pick(8)) {
	case 0:
	case 1:
		random_travel(buffer, model);
		break;
	case 2:
		random_word(buffer, model);
		break;
	case 3:
		random_backspaces(buffer, model);
		break;
	case 4:
		random_group(buffer, model, 4);
		break;
	default:
		random_group(buffer, model, 1);
		break;
	}
}

static long steps_wanted(void)
{
	const char *wanted = getenv("FASCICLE_STEPS");
	long long steps = 20000;
	if (wanted)
		assert_true(str_to_int(wanted, &steps) && steps > 0);
	return (long)steps;
}

static void random_edits_match_a_plain_string(void **state)
{
	(void)state;
	const char *seed = getenv("FASCICLE_SEED");
	long steps = steps_wanted();
	struct model model = { 0 };
	struct wrap wrap;
	struct buffer *buffer = buffer_new(NULL);
	random_state = 88172645463325252u + (seed ? strtoull(seed, NULL, 10) : 0);
	str_init(&model.text);
	wrap_init(&wrap);
	wrap_text(&wrap, "", 0, 20);
	for (long step = 1; step <= steps; step++) {
		random_step(buffer, &model);
		check_state(buffer, &model, &wrap);
		if (step % 5000 == 0) {
			buffer_reset(buffer, model.text.s);
			forget(model.past, &model.n_past);
			forget(model.future, &model.n_future);
		}
	}
	print_message("# %ld random steps matched\n", steps);
	forget(model.past, &model.n_past);
	forget(model.future, &model.n_future);
	str_release(&model.text);
	wrap_release(&wrap);
	buffer_free(buffer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_goes_in_and_out_at_any_place),
		cmocka_unit_test(whatever_goes_in_is_valid_text),
		cmocka_unit_test(a_character_is_never_split),
		cmocka_unit_test(typing_is_undone_word_by_word),
		cmocka_unit_test(deleting_in_a_row_is_one_step),
		cmocka_unit_test(typing_after_deleting_or_elsewhere_is_another_step),
		cmocka_unit_test(a_sealed_group_stays_closed),
		cmocka_unit_test(a_group_of_commands_is_one_step_and_may_nest),
		cmocka_unit_test(undo_puts_the_cursor_where_it_stood),
		cmocka_unit_test(the_revision_grows_with_each_change),
		cmocka_unit_test(the_undo_log_stays_within_its_size),
		cmocka_unit_test(random_edits_match_a_plain_string),
	};

	return cmocka_run_group_tests_name("text buffer", tests, NULL, NULL);
}

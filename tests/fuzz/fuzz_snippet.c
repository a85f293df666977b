/* SPDX-License-Identifier: MIT */
/* Fuzz target: any text expanded as a snippet and as a sentence. The input is parted by bytes of 0x1E: the
 * snippet, the value that every known name has, then words to look for. What comes out is valid, no longer
 * than it may be, and the stops lie inside; a text that passes the check expands without a rest of its
 * notation. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "rule/sentence.h"
#include "record/snippet.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

enum { INPUT_MAX_BYTES = 4096, SEPARATOR = 0x1E };

/* A macro, so that the stack names the line. */
#define require(holds) ((holds) ? (void)0 : abort())

/* The next part, closed by a NUL; "" when there is none. The caller frees it. */
static char *take_part(const uint8_t **bytes, size_t *n)
{
	const uint8_t *end = *n > 0 ? memchr(*bytes, SEPARATOR, *n) : NULL;
	size_t part = end ? (size_t)(end - *bytes) : *n;
	char *text = mem_strndup((const char *)*bytes, part);
	*bytes += end ? part + 1 : part;
	*n -= end ? part + 1 : part;
	return text;
}

struct record {
	const char *value;
	const char *twenty; /* twenty times the value, so that some come to the limit */
};

static const char *value_of(void *context, const char *name)
{
	const struct record *record = context;
	size_t n = strlen(name);
	require(n > 0 && n < PLACEHOLDER_NAME_SIZE);
	if (strcmp(name, "marks") == 0)
		return record->twenty;
	if (strcmp(name, "age") == 0)
		return "";
	return strchr(name, 'x') ? NULL : record->value;
}

static void check_stops(const struct str *out, const struct snippet_stop *stops, size_t n)
{
	require(n <= SNIPPET_STOPS_MAX);
	for (size_t i = 0; i < n; i++) {
		require(stops[i].number >= 1 && stops[i].number <= 99);
		require(stops[i].at <= out->len && stops[i].bytes <= out->len - stops[i].at);
		require(utf8_valid(out->s, stops[i].at) && utf8_valid(out->s + stops[i].at, stops[i].bytes));
		if (i > 0)
			require(stops[i - 1].number < stops[i].number ||
				(stops[i - 1].number == stops[i].number && stops[i - 1].at <= stops[i].at));
	}
}

/* Every byte of the text is in one piece, in order. */
static void check_pieces(const char *text, const char *special)
{
	struct placeholder_piece piece;
	const char *rest = text;
	for (const char *at = text; placeholder_next(&rest, special, &piece); at += piece.bytes) {
		require(piece.at == at && piece.bytes > 0 && rest == at + piece.bytes);
		require(piece.text >= at && piece.text + piece.text_bytes <= rest);
	}
	require(*rest == '\0');
}

/* Whether each dollar begins a "${". */
static bool opens_only(const char *text)
{
	for (; (text = strchr(text, '$')) != NULL; text++)
		if (text[1] != '{')
			return false;
	return true;
}

static void check_snippet(const char *text, struct record *record)
{
	struct snippet_stop stops[SNIPPET_STOPS_MAX], again[SNIPPET_STOPS_MAX];
	struct placeholder_source source = { value_of, record };
	struct err err = ERR_INIT;
	struct str out, plain;
	size_t n, n_again;
	str_init(&out);
	str_init(&plain);
	bool is_whole = snippet_expand(text, &source, &out, stops, &n);
	require(out.len <= SNIPPET_MAX_BYTES && strlen(out.s) == out.len);
	require(utf8_valid(out.s, out.len) && !memchr(out.s, '\r', out.len));
	check_stops(&out, stops, n);
	if (!is_whole)
		require(out.len > SNIPPET_MAX_BYTES - 256);
	require(snippet_expand(text, &source, &plain, again, &n_again) == is_whole);
	require(n == n_again && strcmp(plain.s, out.s) == 0);
	if (snippet_text_check(text, &err)) {
		require(snippet_expand(text, NULL, &plain, stops, &n));
		require(!opens_only(text) || !strchr(plain.s, '$'));
	} else
		require(err.kind == ERR_INPUT && *err.text && utf8_valid(err.text, strlen(err.text)));
	str_release(&out);
	str_release(&plain);
}

static void check_sentence(const char *text, struct record *record)
{
	struct placeholder_source source = { value_of, record };
	struct err err = ERR_INIT;
	struct str out;
	str_init(&out);
	sentence_fill(text, &source, &out);
	require(strlen(out.s) == out.len);
	if (utf8_valid(text, strlen(text)) && utf8_valid(record->value, strlen(record->value)))
		require(utf8_valid(out.s, out.len));
	for (int kind = 0; kind < SENTENCE_KINDS; kind++)
		if (!sentence_template_check((enum sentence_kind)kind, text, &err))
			require(*err.text && utf8_valid(err.text, strlen(err.text)));
	str_release(&out);
}

/* What does not stand there changes nothing, and putting a sentence in its own place changes nothing
 * either. */
static void check_refresh(const char *text, const char *old, const char *new)
{
	struct str out, back;
	str_init(&out);
	str_init(&back);
	if (!sentence_refresh(text, old, new, &out))
		require(strcmp(out.s, text) == 0);
	else
		require(strstr(text, old) != NULL);
	sentence_refresh(text, old, old, &back);
	require(strcmp(back.s, text) == 0);
	str_release(&out);
	str_release(&back);
}

static void check_words(const char *text)
{
	struct str word;
	size_t n = strlen(text), from;
	str_init(&word);
	for (size_t cursor = 0;; cursor = utf8_next(text, n, cursor)) {
		if (snippet_word_before(text, cursor, &from, &word)) {
			require(from < cursor && text[from] == ';' && word.len == cursor - from - 1);
			require(memcmp(word.s, text + from + 1, word.len) == 0);
			struct snippet snippet = { .word = word.s, .text = (char *)"x" };
			require(snippet_check(&snippet, NULL) == utf8_valid(word.s, word.len));
			require(snippet_find(&snippet, 1, word.s, 1) == &snippet);
		}
		if (cursor >= n)
			break;
	}
	str_release(&word);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	if (n > INPUT_MAX_BYTES)
		n = INPUT_MAX_BYTES;
	char *text = take_part(&bytes, &n), *value = take_part(&bytes, &n), *words = take_part(&bytes, &n);
	struct str twenty;
	str_init(&twenty);
	for (int i = 0; i < 20; i++)
		str_add(&twenty, value);
	struct record record = { value, twenty.s };
	check_pieces(text, "");
	check_pieces(text, "[]|");
	check_snippet(text, &record);
	check_sentence(text, &record);
	check_refresh(text, value, words);
	check_words(words);
	str_release(&twenty);
	free(text);
	free(value);
	free(words);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* Finding words in a text whatever their case and accents. */
#include "text/edit.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

/* A text as searching compares it, and where each of its bytes comes from. */
struct folded {
	struct str key;
	size_t *from; /* for each byte of the key the start of its grapheme */
	size_t cap;
};

static void add_key(struct folded *folded, const char *key, size_t n, size_t from)
{
	str_addn(&folded->key, key, n);
	if (folded->key.len > folded->cap) {
		folded->cap = folded->key.len * 2;
		folded->from = mem_regrow(folded->from, folded->cap, sizeof *folded->from);
	}
	for (size_t i = folded->key.len - n; i < folded->key.len; i++)
		folded->from[i] = from;
}

static void add_grapheme(struct folded *folded, const char *s, size_t n, size_t from)
{
	char *text = mem_strndup(s, n);
	char *key = utf8_search_key(text);
	add_key(folded, key, strlen(key), from);
	free(key);
	free(text);
}

/* Folds what begins in text[from..to), and then on until the key is `more` bytes longer. */
static void fold(struct folded *folded, const char *text, size_t n, size_t from, size_t to, size_t more)
{
	size_t enough = SIZE_MAX;
	*folded = (struct folded){ .cap = to - from + 1 };
	str_init(&folded->key);
	folded->from = mem_array(folded->cap, sizeof *folded->from);
	for (size_t at = from, end; at < n; at = end) {
		if (at >= to && enough == SIZE_MAX)
			enough = folded->key.len + more;
		if (folded->key.len >= enough)
			break;
		end = utf8_next(text, n, at);
		unsigned char c = (unsigned char)text[at];
		if (end == at + 1 && c < 0x80) {
			char lower = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
			add_key(folded, &lower, 1, at);
		} else {
			add_grapheme(folded, text + at, end - at, at);
		}
	}
}

static void folded_release(struct folded *folded)
{
	str_release(&folded->key);
	free(folded->from);
}

/* First byte of the key that comes from text at or behind `from`. */
static size_t key_place(const struct folded *folded, size_t from)
{
	size_t low = 0, high = folded->key.len;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (folded->from[mid] < from)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* The first match that begins in key[from..to), or SIZE_MAX. */
static size_t first_match(const struct folded *folded, const char *needle, size_t n, size_t from, size_t to)
{
	size_t end = to + n - 1 < folded->key.len ? to + n - 1 : folded->key.len;
	const char *hit = from < end ? memmem(folded->key.s + from, end - from, needle, n) : NULL;
	return hit ? (size_t)(hit - folded->key.s) : SIZE_MAX;
}

/* The last match that begins in key[from..to), or SIZE_MAX: looks at ever larger pieces from the end. */
static size_t last_match(const struct folded *folded, const char *needle, size_t n, size_t from, size_t to)
{
	for (size_t piece = 1024; from < to; piece *= 2) {
		size_t start = to - from > piece ? to - piece : from;
		size_t found = SIZE_MAX;
		for (size_t hit = start; (hit = first_match(folded, needle, n, hit, to)) != SIZE_MAX; hit++)
			found = hit;
		if (found != SIZE_MAX)
			return found;
		to = start;
	}
	return SIZE_MAX;
}

static size_t match(const struct folded *folded, const char *needle, size_t n, bool forward, size_t from)
{
	size_t place = key_place(folded, from), all = folded->key.len;
	size_t found = forward ? first_match(folded, needle, n, place, all)
			       : last_match(folded, needle, n, 0, place);
	if (found != SIZE_MAX)
		return found;
	return forward ? first_match(folded, needle, n, 0, place) : last_match(folded, needle, n, place, all);
}

/* Where the match of n key bytes at key[found] stands in the text. */
static void place_of(const struct folded *folded, size_t found, size_t n, const struct edit *edit, size_t *at,
		     size_t *bytes)
{
	const char *text = buffer_text(edit->buffer);
	*at = folded->from[found];
	*bytes = utf8_next(text, buffer_bytes(edit->buffer), folded->from[found + n - 1]) - *at;
}

bool edit_find(const struct edit *edit, const char *needle, bool forward, size_t from, size_t *at,
	       size_t *bytes)
{
	size_t text_bytes = buffer_bytes(edit->buffer);
	char *key = utf8_search_key(needle);
	size_t n = strlen(key), found = SIZE_MAX;
	struct folded folded;
	fold(&folded, buffer_text(edit->buffer), text_bytes, 0, text_bytes, 0);
	if (n > 0)
		found = match(&folded, key, n, forward, from);
	if (found != SIZE_MAX)
		place_of(&folded, found, n, edit, at, bytes);
	folded_release(&folded);
	free(key);
	return found != SIZE_MAX;
}

bool edit_find_within(const struct edit *edit, const char *needle, size_t from, size_t to, size_t *at,
		      size_t *bytes)
{
	size_t text_bytes = buffer_bytes(edit->buffer);
	char *key = utf8_search_key(needle);
	size_t n = strlen(key), found = SIZE_MAX;
	struct folded folded;
	if (to > text_bytes)
		to = text_bytes;
	fold(&folded, buffer_text(edit->buffer), text_bytes, from < to ? from : to, to, n);
	if (n > 0)
		found = first_match(&folded, key, n, 0, key_place(&folded, to));
	if (found != SIZE_MAX)
		place_of(&folded, found, n, edit, at, bytes);
	folded_release(&folded);
	free(key);
	return found != SIZE_MAX;
}

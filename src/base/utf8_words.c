/* SPDX-License-Identifier: MIT */
/* Words, lines and forms of a text: where it may be broken, how it compares, its case. */
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <uniwbrk.h>

#include "base/mem.h"
#include "base/utf8_code.h"

#define FILLER 'x' /* a bad byte counts as a letter of its word */

/* ---- Words -------------------------------------------------------------------------------------------- */

static bool holds_word(const char *s, size_t n)
{
	size_t at = 0;

	while (at < n) {
		uint32_t code;
		size_t len = utf8_code(s + at, n - at, &code);

		if (len == 0) {
			len = 1;
		} else if (uc_is_property_alphabetic(code) ||
			   uc_is_general_category_withtable(code, UC_CATEGORY_MASK_N)) {
			return true;
		}
		at += len;
	}
	return false;
}

/* Word boundaries of one line; the result is to be freed. */
static char *word_breaks(const char *s, size_t n)
{
	char *breaks = mem_array(n + 1, 1);
	char *owned;
	const char *sound = utf8_sound(s, n, FILLER, &owned);

	if (n > 0)
		u8_wordbreaks((const uint8_t *)sound, n, breaks);
	breaks[n] = 1;
	free(owned);
	return breaks;
}

static size_t line_start(const char *s, size_t at)
{
	const char *newline = at == 0 ? NULL : memrchr(s, '\n', at);

	return newline == NULL ? 0 : (size_t)(newline - s) + 1;
}

static size_t line_end(const char *s, size_t n, size_t at)
{
	const char *newline = at >= n ? NULL : memchr(s + at, '\n', n - at);

	return newline == NULL ? n : (size_t)(newline - s);
}

/* End of the first word of the line that ends after `at`; `end + 1` where there is none. All are offsets
 * inside the line. */
static size_t next_end_in(const char *line, size_t end, size_t at)
{
	char *breaks = word_breaks(line, end);
	size_t from = 0, found = end + 1, i;

	for (i = 1; i <= end; i++) {
		if (!breaks[i])
			continue;
		if (i > at && holds_word(line + from, i - from)) {
			found = i;
			break;
		}
		from = i;
	}
	free(breaks);
	return found;
}

size_t utf8_word_end(const char *s, size_t n, size_t at)
{
	if (at > n)
		at = n;
	for (size_t start = line_start(s, at); start <= n;) {
		size_t end = line_end(s, n, start);
		size_t found = next_end_in(s + start, end - start, at > start ? at - start : 0);

		if (start + found <= end)
			return start + found;
		start = end + 1;
	}
	return n;
}

/* Start of the last word of the line that starts before `at`; `end + 1` where there is none. */
static size_t last_start_in(const char *line, size_t end, size_t at)
{
	char *breaks = word_breaks(line, end);
	size_t from = 0, found = end + 1, i;

	for (i = 1; i <= end && from < at; i++) {
		if (!breaks[i])
			continue;
		if (holds_word(line + from, i - from))
			found = from;
		from = i;
	}
	free(breaks);
	return found;
}

size_t utf8_word_start(const char *s, size_t n, size_t at)
{
	if (at > n)
		at = n;
	for (;;) {
		size_t start = line_start(s, at);
		size_t end = line_end(s, n, at);
		size_t found = last_start_in(s + start, end - start, at - start);

		if (start + found <= end)
			return start + found;
		if (start == 0)
			return 0;
		at = start - 1;
	}
}

/* ---- Lines -------------------------------------------------------------------------------------------- */

/* The library breaks inside some emoji and after some marks; what people see as one stays whole. */
static void keep_clusters_whole(const char *s, size_t n, char *may)
{
	size_t at = 0;

	while (at < n) {
		size_t next = utf8_next(s, n, at);

		memset(may + at + 1, 0, next - at - 1);
		at = next;
	}
}

void utf8_line_breaks(const char *s, size_t n, char *may)
{
	char *owned;
	const char *sound = utf8_sound(s, n, FILLER, &owned);
	bool after_end = false;

	if (n == 0)
		return;
	u8_possible_linebreaks((const uint8_t *)sound, n, "UTF-8", may);
	for (size_t i = 0; i < n; i++) {
		bool ends_line = may[i] == UC_BREAK_MANDATORY;

		/* The library marks the newline itself; here it is what comes after. Other ends of lines,
		 * which are shown as escapes, allow a break and no more. */
		may[i] = i > 0 && s[i - 1] == '\n' ? 2 : may[i] == UC_BREAK_POSSIBLE || after_end ? 1 : 0;
		after_end = ends_line;
	}
	keep_clusters_whole(s, n, may);
	free(owned);
}

/* ---- Forms -------------------------------------------------------------------------------------------- */

/* Letters that carry their difference inside, not as an accent that can be taken off. */
static const struct {
	uint32_t code;
	const char *plain;
} inner_letters[] = {
	{ 0xE6, "ae" },
	{ 0xF0, "d" },
	{ 0xF8, "o" },
	{ 0xFE, "th" },
	{ 0x111, "d" },
	{ 0x127, "h" },
	{ 0x131, "i" },
	{ 0x142, "l" },
	{ 0x153, "oe" },
	{ 0x167, "t" },
	/* Apostrophes and dashes as keyboards and word processors write them. */
	{ 0x2018, "'" },
	{ 0x2019, "'" },
	{ 0x2BC, "'" },
	{ 0x2010, "-" },
	{ 0x2011, "-" },
	{ 0x2012, "-" },
	{ 0x2013, "-" },
	{ 0x2014, "-" },
	{ 0x2212, "-" },
};

static const char *inner_letter(uint32_t code)
{
	for (size_t i = 0; i < sizeof inner_letters / sizeof inner_letters[0]; i++)
		if (inner_letters[i].code == code)
			return inner_letters[i].plain;
	return NULL;
}

static void add_bare(struct str *key, const char *s, size_t n)
{
	size_t at = 0;

	while (at < n) {
		uint32_t code;
		size_t len = utf8_code(s + at, n - at, &code);
		const char *plain = inner_letter(code);

		if (len == 0)
			len = 1;
		if (plain != NULL)
			str_add(key, plain);
		else if (!uc_is_general_category_withtable(code, UC_CATEGORY_MASK_M) &&
			 !uc_is_property_default_ignorable_code_point(code))
			str_addn(key, s + at, len);
		at += len;
	}
}

static bool lower_ascii(struct str *key, const char *text)
{
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text >= 0x80)
			return false;
		str_addc(key, *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text);
	}
	return true;
}

char *utf8_search_key(const char *text)
{
	size_t n = strlen(text), folded_n;
	uint8_t *folded;
	char *owned;
	const char *sound;
	struct str key;

	str_init(&key);
	if (lower_ascii(&key, text))
		return key.s;
	str_clear(&key);
	sound = utf8_sound(text, n, '?', &owned);
	folded = u8_casefold((const uint8_t *)sound, n, NULL, UNINORM_NFKD, NULL, &folded_n);
	if (folded == NULL)
		mem_die("out of memory");
	add_bare(&key, (const char *)folded, folded_n);
	free(folded);
	free(owned);
	return key.s;
}

char *utf8_nfc(const char *s, size_t n, size_t *out_len)
{
	struct str whole;
	uint8_t *normal;
	size_t len;

	str_init(&whole);
	utf8_repair(&whole, s, n);
	normal = u8_normalize(UNINORM_NFC, (const uint8_t *)whole.s, whole.len, NULL, &len);
	if (normal == NULL && whole.len > 0)
		mem_die("out of memory");
	str_clear(&whole);
	str_addn(&whole, (const char *)normal, len);
	free(normal);
	if (out_len != NULL)
		*out_len = whole.len;
	return whole.s;
}

void utf8_case(struct str *out, const char *s, size_t n, char mode)
{
	char *owned;
	const uint8_t *sound = (const uint8_t *)utf8_sound(s, n, '?', &owned);
	uint8_t *changed;
	size_t len;

	if (n == 0)
		return;
	if (mode == 'u')
		changed = u8_toupper(sound, n, NULL, NULL, NULL, &len);
	else if (mode == 'l')
		changed = u8_tolower(sound, n, NULL, NULL, NULL, &len);
	else
		changed = u8_totitle(sound, n, NULL, NULL, NULL, &len);
	if (changed == NULL)
		mem_die("out of memory");
	str_addn(out, (const char *)changed, len);
	free(changed);
	free(owned);
}

static bool case_is(const char *s, size_t n, char mode)
{
	struct str cased;
	str_init(&cased);
	utf8_case(&cased, s, n, mode);
	bool same = cased.len == n && memcmp(cased.s, s, n) == 0;
	str_release(&cased);
	return same;
}

char utf8_case_next(const char *s, size_t n)
{
	if (case_is(s, n, 'l'))
		return 't';
	return case_is(s, n, 't') ? 'u' : 'l';
}

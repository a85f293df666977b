/* SPDX-License-Identifier: MIT */
/* UTF-8 text: validity and steps from one grapheme cluster to the next. */
#include "base/utf8.h"

#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unistr.h>

#include "base/mem.h"
#include "base/utf8_code.h"

/* A cluster longer than this is hostile, not language (Unicode's stream-safe form allows 30 marks);
 * it is taken in pieces. */
#define CLUSTER_MAX 32

size_t utf8_code(const char *s, size_t n, uint32_t *code)
{
	int len;

	if ((unsigned char)s[0] < 0x80) {
		*code = (unsigned char)s[0];
		return 1;
	}
	len = u8_mbtoucr(code, (const uint8_t *)s, n);
	if (len > 0)
		return (size_t)len;
	*code = (unsigned char)s[0];
	return 0;
}

bool utf8_valid(const char *s, size_t n)
{
	return n == 0 || u8_check((const uint8_t *)s, n) == NULL;
}

void utf8_repair(struct str *out, const char *s, size_t n)
{
	while (n > 0) {
		const uint8_t *bad = u8_check((const uint8_t *)s, n);
		size_t good = bad == NULL ? n : (size_t)((const char *)bad - s);

		str_addn(out, s, good);
		if (bad == NULL)
			return;
		str_add(out, "\xEF\xBF\xBD");
		s += good + 1;
		n -= good + 1;
	}
}

const char *utf8_sound(const char *s, size_t n, char filler, char **owned)
{
	size_t at = 0;
	uint32_t code;

	*owned = NULL;
	if (utf8_valid(s, n))
		return s;
	*owned = mem_array(n, 1);
	memcpy(*owned, s, n);
	while (at < n) {
		size_t len = utf8_code(s + at, n - at, &code);

		if (len == 0)
			(*owned)[at] = filler;
		at += len > 0 ? len : 1;
	}
	return *owned;
}

static bool is_ascii(const char *s, size_t at)
{
	return (unsigned char)s[at] < 0x80;
}

size_t utf8_next(const char *s, size_t n, size_t at)
{
	uint32_t codes[CLUSTER_MAX];
	size_t ends[CLUSTER_MAX];
	char breaks[CLUSTER_MAX];
	size_t count = 0, i;

	if (at >= n)
		return n;
	if (is_ascii(s, at) && s[at] != '\r' && (at + 1 == n || is_ascii(s, at + 1)))
		return at + 1;
	while (at < n && count < CLUSTER_MAX) {
		size_t len = utf8_code(s + at, n - at, &codes[count]);

		if (len == 0)
			break;
		at += len;
		ends[count++] = at;
	}
	if (count == 0)
		return at + 1; /* a bad byte stands alone */
	u32_grapheme_breaks(codes, count, breaks);
	for (i = 1; i < count && !breaks[i]; i++)
		;
	return ends[i - 1];
}

/* Start of the code point, or bad byte, that ends at `at` (> 0). */
static size_t code_before(const char *s, size_t at)
{
	uint32_t code;
	size_t back;

	for (back = 1; back <= 4 && back <= at; back++)
		if (utf8_code(s + at - back, back, &code) == back)
			return at - back;
	return at - 1;
}

static bool is_regional(uint32_t code)
{
	return code >= 0x1F1E6 && code <= 0x1F1FF;
}

/* Whether a cluster ends between these two whatever comes before them. */
static bool always_apart(uint32_t a, uint32_t b)
{
	if (is_regional(a) && is_regional(b))
		return false;
	if (a == UTF8_ZWJ && uc_is_property_extended_pictographic(b))
		return false;
	return uc_is_grapheme_break(a, b);
}

size_t utf8_prev(const char *s, size_t n, size_t at)
{
	size_t from, next;
	uint32_t after = 0;

	if (at > n)
		at = n;
	if (at == 0)
		return 0;
	if (at >= 2 && is_ascii(s, at - 1) && is_ascii(s, at - 2) && s[at - 1] != '\n')
		return at - 1;
	from = code_before(s, at);
	/* Back to a place that is surely a boundary, then forward again. */
	while (from > 0) {
		size_t start = code_before(s, from);
		uint32_t before;
		bool bad = utf8_code(s + from, at - from, &after) == 0;

		bad = utf8_code(s + start, from - start, &before) == 0 || bad;
		if (bad || always_apart(before, after))
			break;
		from = start;
	}
	for (next = utf8_next(s, n, from); next < at; next = utf8_next(s, n, next))
		from = next;
	return from;
}

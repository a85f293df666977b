/* SPDX-License-Identifier: MIT */
/* Bringing a generated sentence up to date where it stands in a note, and leaving alone what was edited by
 * hand. */
#include <string.h>

#include "base/utf8.h"
#include "rule/sentence.h"

bool sentence_is_ended(const char *text, size_t n)
{
	static const char *const ends[] = { ".", "!", "?", "…", "。", "！", "？" };
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		size_t bytes = strlen(ends[i]);
		if (n >= bytes && memcmp(text + n - bytes, ends[i], bytes) == 0)
			return true;
	}
	return false;
}

/* Whether what begins or ends at `at` is part of a longer word, or of a number as in "7.5". */
static bool is_inside_word(const char *text, size_t n, size_t at)
{
	if (at == 0 || at >= n)
		return false;
	size_t end = utf8_word_end(text, n, at), start = utf8_word_start(text, n, end);
	return start < at && utf8_word_end(text, n, start) == end;
}

static bool ends_line(const char *text, size_t at)
{
	at += strspn(text + at, " ");
	return text[at] == '\0' || text[at] == '\n';
}

static bool stands_at(const char *text, size_t n, size_t at, const char *sentence, size_t bytes)
{
	if (is_inside_word(text, n, at) || is_inside_word(text, n, at + bytes))
		return false;
	return sentence_is_ended(sentence, bytes) || ends_line(text, at + bytes);
}

/* What is left where a sentence was taken away: one blank or line end of two. */
static size_t needless_bytes(const char *text, size_t from, size_t to)
{
	bool begins_line = from == 0 || text[from - 1] == '\n';
	if (text[to] == ' ' && (begins_line || text[from - 1] == ' '))
		return 1;
	return text[to] == '\n' && begins_line;
}

bool sentence_refresh(const char *text, const char *old_sentence, const char *new_sentence, struct str *out)
{
	size_t n = strlen(text), bytes = strlen(old_sentence), copied = 0;
	bool found = false;
	str_clear(out);
	for (const char *s = text; bytes > 0 && (s = strstr(s, old_sentence)) != NULL;) {
		size_t at = (size_t)(s - text);
		if (!stands_at(text, n, at, old_sentence, bytes)) {
			s++;
			continue;
		}
		found = true;
		str_addn(out, text + copied, at - copied);
		str_add(out, new_sentence);
		copied = at + bytes;
		if (*new_sentence == '\0')
			copied += needless_bytes(text, at, copied);
		s = text + copied;
	}
	str_addn(out, text + copied, n - copied);
	return found;
}

/* SPDX-License-Identifier: MIT */
/* Collects a paste and cleans it. */
#include "term/term_paste.h"

#include <string.h>

#include "base/utf8.h"

static const char mark_start[] = "\033[200~", mark_end[] = "\033[201~";
enum { MARK_BYTES = sizeof mark_end - 1, KEEP_BYTES = 1 << 20 };

void term_paste_init(struct term_paste *paste)
{
	paste->open = paste->closing = false;
	paste->searched = 0;
	str_init(&paste->raw);
	str_init(&paste->text);
}

void term_paste_release(struct term_paste *paste)
{
	str_release(&paste->raw);
	str_release(&paste->text);
}

void term_paste_begin(struct term_paste *paste)
{
	paste->open = true;
	paste->closing = false;
	paste->searched = 0;
	str_clear(&paste->raw);
}

static bool ends_with(const struct str *text, const char *mark)
{
	return text->len >= MARK_BYTES && memcmp(text->s + text->len - MARK_BYTES, mark, MARK_BYTES) == 0;
}

/* Marks are cut as they come to stand, so that cutting one does not join the halves of another. */
static void add_clean(struct str *clean, char c, char before)
{
	if (c == '\0' || (c == '\n' && before == '\r'))
		return;
	str_addc(clean, c == '\r' ? '\n' : c);
	if (c == '~' && (ends_with(clean, mark_start) || ends_with(clean, mark_end)))
		str_cut(clean, clean->len - MARK_BYTES);
}

/* So much of the raw bytes that no character and no line end is cut in two. */
static size_t whole_bytes(const struct str *raw)
{
	size_t end = raw->len, lead = end;
	unsigned char c;

	if (end > 0 && raw->s[end - 1] == '\r')
		return end - 1;
	while (lead > 0 && end - lead < 3 && ((unsigned char)raw->s[lead - 1] & 0xc0) == 0x80)
		lead--;
	if (lead == 0)
		return end;
	c = (unsigned char)raw->s[lead - 1];
	if (c >= 0xc0 && end - lead + 1 < (c >= 0xf0 ? 4u : c >= 0xe0 ? 3u : 2u))
		return lead - 1;
	return end;
}

/* Hands out the first n raw bytes and keeps the rest. */
static enum term_paste_state hand_out(struct term_paste *paste, size_t n)
{
	struct str clean;

	if (paste->text.cap > KEEP_BYTES) {
		str_release(&paste->text);
		str_init(&paste->text);
	}
	str_init(&clean);
	for (size_t i = 0; i < n; i++)
		add_clean(&clean, paste->raw.s[i], i > 0 ? paste->raw.s[i - 1] : '\0');
	str_clear(&paste->text);
	utf8_repair(&paste->text, clean.s, clean.len);
	str_release(&clean);
	memmove(paste->raw.s, paste->raw.s + n, paste->raw.len - n);
	str_cut(&paste->raw, paste->raw.len - n);
	if (paste->raw.cap > KEEP_BYTES && paste->raw.len == 0) {
		str_release(&paste->raw);
		str_init(&paste->raw);
	}
	return TERM_PASTE_PIECE;
}

static enum term_paste_state finish(struct term_paste *paste)
{
	paste->open = paste->closing = false;
	return hand_out(paste, paste->raw.len);
}

static const char *find(const char *s, size_t n, const char *mark)
{
	return memmem(s, n, mark, MARK_BYTES);
}

/* How many of the last bytes may be the beginning of an end mark. */
static size_t unfinished_mark(const char *s, size_t n)
{
	for (size_t k = n < MARK_BYTES - 1 ? n : MARK_BYTES - 1; k > 0; k--)
		if (memcmp(s + n - k, mark_end, k) == 0)
			return k;
	return 0;
}

static enum term_paste_state collect(struct term_paste *paste, const char *s, size_t n, bool waited,
				     size_t *used)
{
	size_t rest = unfinished_mark(s, n), whole;

	if (waited && rest == 1) {
		str_addn(&paste->raw, s, n - 1);
		*used = n;
		return finish(paste);
	}
	if (waited)
		rest = 0;
	str_addn(&paste->raw, s, n - rest);
	*used = n - rest;
	whole = whole_bytes(&paste->raw);
	if (whole > 0 && (waited || paste->raw.len >= TERM_PASTE_BYTES))
		return hand_out(paste, whole);
	return !waited && (paste->raw.len > 0 || rest > 0) ? TERM_PASTE_MORE : TERM_PASTE_IDLE;
}

/* Behind an end mark: s is what came after it. A start mark ends the paste only when it is the very next
 * thing; further on it may have been copied like the rest. */
static enum term_paste_state look_behind(struct term_paste *paste, const char *s, size_t n, bool waited,
					 size_t *used)
{
	const char *next_end = find(s + paste->searched, n - paste->searched, mark_end);
	bool next_begins = n >= MARK_BYTES && memcmp(s, mark_start, MARK_BYTES) == 0;

	*used = 0;
	if (next_begins || (!next_end && (waited || n > TERM_PASTE_BYTES)))
		return finish(paste);
	if (!next_end) {
		paste->searched = n < MARK_BYTES ? 0 : n - MARK_BYTES + 1;
		return TERM_PASTE_PAUSE;
	}
	str_addn(&paste->raw, s, (size_t)(next_end - s));
	*used = (size_t)(next_end - s) + MARK_BYTES;
	paste->searched = 0;
	return paste->raw.len >= TERM_PASTE_BYTES ? hand_out(paste, whole_bytes(&paste->raw))
						  : TERM_PASTE_PAUSE;
}

enum term_paste_state term_paste_take(struct term_paste *paste, const char *s, size_t n, bool waited,
				      size_t *used)
{
	enum term_paste_state state;
	const char *end = paste->closing ? NULL : find(s, n, mark_end);
	size_t behind = 0, more;

	*used = 0;
	if (!paste->closing && !end)
		return collect(paste, s, n, waited, used);
	if (end) {
		str_addn(&paste->raw, s, (size_t)(end - s));
		behind = (size_t)(end - s) + MARK_BYTES;
		paste->closing = true;
		paste->searched = 0;
	}
	/* every embedded mark that came along: one step each */
	do {
		more = 0;
		state = look_behind(paste, s + behind, n - behind, waited, &more);
		behind += more;
	} while (state == TERM_PASTE_PAUSE && more > 0);
	*used = behind;
	return state;
}

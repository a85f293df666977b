/* SPDX-License-Identifier: MIT */
/* Expanding a snippet: one pass over its text, values as they are, never more than a set size. */
#include "record/snippet.h"

#include <string.h>

#include "base/utf8.h"

struct expansion {
	struct str *out;
	struct snippet_stop *stops;
	size_t n_stops;
	bool is_full;
};

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* No more than can be of use, and no character torn apart. */
static size_t useful_bytes(const struct expansion *e, const char *s, size_t n)
{
	size_t most = SNIPPET_MAX_BYTES - e->out->len + 8;
	if (n <= most)
		return n;
	while (most > SNIPPET_MAX_BYTES - e->out->len + 4 && is_continuation(s[most]))
		most--;
	return most;
}

static void cut_to_size(struct expansion *e)
{
	size_t at = SNIPPET_MAX_BYTES + 1;
	if (e->out->len < at)
		return;
	while (at < e->out->len && is_continuation(e->out->s[at]))
		at++;
	str_cut(e->out, utf8_prev(e->out->s, e->out->len, at));
	e->is_full = true;
}

/* Adds text as a buffer would take it in: valid, every end of line a line feed. */
static void add_text(struct expansion *e, const char *s, size_t n)
{
	while (n > 0 && !e->is_full) {
		const char *cr = memchr(s, '\r', n);
		size_t line = cr ? (size_t)(cr - s) : n;
		utf8_repair(e->out, s, useful_bytes(e, s, line));
		s += line;
		n -= line;
		if (cr) {
			size_t end = n > 1 && s[1] == '\n' ? 2 : 1;
			str_addc(e->out, '\n');
			s += end;
			n -= end;
		}
		cut_to_size(e);
	}
}

/* A hint may hold "$$". */
static void add_hint(struct expansion *e, const char *s, size_t n)
{
	while (n > 0) {
		const char *dollars = memmem(s, n, "$$", 2);
		size_t plain = dollars ? (size_t)(dollars - s) + 1 : n, taken = dollars ? plain + 1 : n;
		add_text(e, s, plain);
		s += taken;
		n -= taken;
	}
}

static void add_stop(struct expansion *e, const struct placeholder_piece *piece)
{
	size_t at = e->out->len;
	add_hint(e, piece->text, piece->text_bytes);
	if (e->is_full || e->n_stops == SNIPPET_STOPS_MAX)
		return;
	size_t i = e->n_stops++;
	for (; i > 0 && e->stops[i - 1].number > piece->number; i--)
		e->stops[i] = e->stops[i - 1];
	e->stops[i] = (struct snippet_stop){ at, e->out->len - at, piece->number };
}

static void add_value(struct expansion *e, const struct placeholder_source *source,
		      const struct placeholder_piece *piece)
{
	const char *value = placeholder_value(source, piece);
	if (value)
		add_text(e, value, strlen(value));
	else if (!snippet_name_is_known(piece))
		add_text(e, piece->at, piece->bytes);
}

static void add_piece(struct expansion *e, const struct placeholder_source *source,
		      const struct placeholder_piece *piece)
{
	switch (piece->kind) {
	case PLACEHOLDER_VALUE:
		add_value(e, source, piece);
		break;
	case PLACEHOLDER_STOP:
		add_stop(e, piece);
		break;
	case PLACEHOLDER_TEXT:
	case PLACEHOLDER_SPECIAL:
		add_text(e, piece->text, piece->text_bytes);
		break;
	case PLACEHOLDER_UNCLOSED:
	case PLACEHOLDER_MALFORMED:
		add_text(e, piece->at, piece->bytes);
		break;
	}
}

static void drop_stops_beyond(struct expansion *e)
{
	size_t kept = 0;
	for (size_t i = 0; i < e->n_stops; i++)
		if (e->stops[i].at + e->stops[i].bytes <= e->out->len)
			e->stops[kept++] = e->stops[i];
	e->n_stops = kept;
}

bool snippet_expand(const char *text, const struct placeholder_source *source, struct str *out,
		    struct snippet_stop stops[SNIPPET_STOPS_MAX], size_t *n_stops)
{
	struct expansion e = { out, stops, 0, false };
	struct placeholder_piece piece;
	str_clear(out);
	while (!e.is_full && placeholder_next(&text, "", &piece))
		add_piece(&e, source, &piece);
	drop_stops_beyond(&e);
	*n_stops = e.n_stops;
	return !e.is_full;
}

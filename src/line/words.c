/* SPDX-License-Identifier: MIT */
/* Parting a line into words, and a word into numbers and what stands between them. */
#include "line/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

/* ---- words ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A comma between digits is a decimal mark. */
static bool is_parting(const char *line, size_t at, size_t from, size_t to)
{
	bool decimal = line[at] == ',' && at > from && is_digit(line[at - 1]) && at + 1 < to &&
		       is_digit(line[at + 1]);
	return line[at] == ';' || (line[at] == ',' && !decimal);
}

static bool is_letters(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!isalpha((unsigned char)s[i]) && s[i] != '_' && s[i] != '-' &&
		    !((unsigned char)s[i] & 0x80))
			return false;
	return n > 0;
}

static size_t quoted_bytes(const char *s, size_t n)
{
	const char *end = n > 1 ? memchr(s + 1, '"', n - 1) : NULL;
	return end ? (size_t)(end - s) + 1 : n;
}

/* The word that begins at `at`; returns where the next may begin. */
static size_t take_word(const char *line, size_t at, size_t to, struct word *word)
{
	size_t end = at;
	word->at = at;
	word->quoted = line[at] == '"';
	if (word->quoted) {
		end = at + quoted_bytes(line + at, to - at);
		word->text =
			mem_strndup(line + at + 1, end - at - 1 - (end - at > 1 && line[end - 1] == '"'));
	} else {
		while (end < to && !is_blank(line[end]) && line[end] != '"' &&
		       !is_parting(line, end, at, to) && !word->is_key) {
			bool names =
				(line[end] == ':' || line[end] == '=') && is_letters(line + at, end - at);
			word->is_key = names || (end == at && line[at] == '@');
			end++;
		}
		word->text = mem_strndup(line + at, end - at - (word->is_key && line[at] != '@'));
		for (char *s = word->text; *s; s++)
			*s = (char)tolower((unsigned char)*s);
	}
	word->bytes = end - at;
	return end;
}

void words_split(struct words *words, const char *line, size_t from, size_t to)
{
	bool glued = false;
	char parted = 0;
	*words = (struct words){ .line = line };
	for (size_t at = from; at < to;) {
		bool part = is_parting(line, at, from, to);
		if (part || is_blank(line[at])) {
			glued = glued && part;
			parted = part ? line[at] : parted;
			at++;
			continue;
		}
		words->word = mem_regrow(words->word, words->n + 1, sizeof *words->word);
		struct word *word = &words->word[words->n++];
		*word = (struct word){ .parted = parted, .glued = glued };
		at = take_word(line, at, to, word);
		glued = true;
		parted = 0;
	}
	words->is_full = words->n > WORDS_MAX;
}

void words_release(struct words *words)
{
	for (size_t i = 0; i < words->n; i++)
		free(words->word[i].text);
	free(words->word);
	*words = (struct words){ .n = 0 };
}

bool words_is_open(const struct words *words, size_t at)
{
	return at < words->n && !words->word[at].used && !words->word[at].quoted;
}

void words_use(struct words *words, size_t at, size_t n)
{
	for (size_t i = at; i < at + n && i < words->n; i++)
		words->word[i].used = true;
}

char *words_text(const struct words *words, size_t from, size_t to)
{
	struct str text;
	str_init(&text);
	size_t at = from < to ? words->word[from].at : 0;
	size_t end = from < to ? words->word[to - 1].at + words->word[to - 1].bytes : 0;
	for (; at < end; at++)
		if (!is_blank(words->line[at]) && words->line[at] != '"')
			str_addc(&text, words->line[at]);
		else if (is_blank(words->line[at]) && text.len > 0 && text.s[text.len - 1] != ' ')
			str_addc(&text, ' ');
	str_trim_end(&text);
	return str_take(&text);
}

char *words_raw(const struct words *words, size_t from, size_t to)
{
	const struct word *first = &words->word[from], *last = &words->word[to - 1];
	struct str text;
	str_init(&text);
	for (size_t at = first->at; at < last->at + last->bytes; at++)
		if (!is_blank(words->line[at]))
			str_addc(&text, words->line[at]);
		else if (text.len > 0 && text.s[text.len - 1] != ' ')
			str_addc(&text, ' ');
	return str_take(&text);
}

char *words_rest(const struct words *words, size_t from)
{
	return from < words->n ? str_trimmed(words->line + words->word[from].at) : mem_strdup("");
}

const char *words_shown(struct words *words, size_t from, size_t to)
{
	char *out = words->shown[words->turn++ % 4];
	const struct word *first = &words->word[from], *last = &words->word[to];
	utf8_show_quoted(out, sizeof words->shown[0], words->line + first->at,
			 last->at + last->bytes - first->at, 24);
	return out;
}

size_t line_piece_end(const char *line, size_t from, const char *parts)
{
	bool quoted = false;
	size_t at = from, n = strlen(line);
	for (; at < n; at++) {
		if (line[at] == '"')
			quoted = !quoted;
		if (!quoted && strchr(parts, line[at]) && is_parting(line, at, from, n))
			break;
	}
	return at;
}

/* ---- parts of a word ---- */

size_t part_arrow(const char *s)
{
	static const char *const arrows[] = { "->", "=>", ">", "→" };
	for (size_t i = 0; i < sizeof arrows / sizeof arrows[0]; i++)
		if (str_starts(s, arrows[i]))
			return strlen(arrows[i]);
	return 0;
}

size_t part_times(const char *s)
{
	return *s == 'x' || *s == 'X' || *s == '*' ? 1 : str_starts(s, "×") ? strlen("×") : 0;
}

enum { WHOLE_DIGITS = 6, PART_DIGITS = 4 };

/* "012,50" -> "12.5" */
static bool take_number(const char *s, struct part *part)
{
	size_t whole = strspn(s, "0123456789"), zeros = strspn(s, "0"), behind = 0;
	if ((s[whole] == '.' || s[whole] == ',') && is_digit(s[whole + 1]))
		behind = strspn(s + whole + 1, "0123456789");
	if (whole + behind == 0 || whole > WHOLE_DIGITS || behind > PART_DIGITS)
		return false;
	size_t shown = behind, n = zeros < whole ? whole - zeros : 0;
	part->bytes = whole + (behind ? behind + 1 : 0);
	while (shown > 0 && s[whole + shown] == '0')
		shown--;
	memcpy(part->number, s + zeros, n);
	if (n == 0)
		part->number[n++] = '0';
	if (shown > 0) {
		part->number[n] = '.';
		memcpy(part->number + n + 1, s + whole + 1, shown);
		n += shown + 1;
	}
	part->number[n] = '\0';
	part->value = strtod(part->number, NULL);
	return true;
}

static size_t letters(const char *s)
{
	size_t n = 0;
	while (s[n] &&
	       (isalpha((unsigned char)s[n]) || s[n] == '_' || s[n] == '-' || s[n] == '\'' ||
		((unsigned char)s[n] & 0x80)) &&
	       part_arrow(s + n) == 0)
		n++;
	return n;
}

void part_next(const char *s, struct part *part)
{
	*part = (struct part){ .at = s };
	size_t arrow = part_arrow(s), times = part_times(s);
	if (*s == '\0')
		return;
	if (take_number(s, part)) {
		part->kind = PART_NUMBER;
	} else if (arrow) {
		part->kind = PART_ARROW;
		part->bytes = arrow;
	} else if (times && !isalpha((unsigned char)s[times])) {
		part->kind = PART_TIMES;
		part->bytes = times;
	} else if (*s == '/') {
		part->kind = PART_SLASH;
		part->bytes = 1;
	} else if (letters(s) > 0) {
		part->kind = PART_LETTERS;
		part->bytes = letters(s);
	} else {
		part->kind = PART_OTHER;
		part->bytes = strspn(s, "0123456789");
		part->bytes += part->bytes == 0;
	}
}

/* ---- words made of parts ---- */

static const char minus[] = "\xe2\x88\x92";

/* "-10", "2,5", "4+": bytes taken, 0 for none. */
static size_t take_signed(const char *s, struct word *word)
{
	struct part number;
	bool long_minus = str_starts(s, minus), negative = *s == '-' || long_minus;
	size_t at = long_minus ? strlen(minus) : *s == '-' || *s == '+';
	part_next(s + at, &number);
	if (number.kind != PART_NUMBER)
		return 0;
	at += number.bytes;
	word->value = negative && number.value != 0 ? -number.value : number.value;
	if ((s[at] == '+' || (s[at] == '-' && s[at + 1] != '>')) && !is_digit(s[at + 1]))
		word->grade = s[at++];
	word->part = PART_NUMBER;
	return at;
}

/* "rot", "kg/cm2"; one letter before a number stands for itself: "l55". */
static size_t take_letters(const char *s)
{
	struct part number;
	size_t n = 1;
	part_next(s + 1, &number);
	const char *behind = s + 1 + number.bytes;
	if (number.kind == PART_NUMBER && (*behind == '\0' || part_arrow(behind)))
		return 1;
	while (s[n] && part_arrow(s + n) == 0 && !strchr("%=()", s[n]))
		n++;
	return n;
}

static size_t take_part(const char *s, struct word *word)
{
	size_t arrow = part_arrow(s), used = take_signed(s, word);
	bool letter = isalpha((unsigned char)*s) || ((unsigned char)*s & 0x80);
	if (used > 0)
		return used;
	word->part = arrow ? PART_ARROW : *s == '/' ? PART_SLASH : letter ? PART_LETTERS : PART_OTHER;
	return arrow ? arrow : letter ? take_letters(s) : 1;
}

void words_part(struct words *words)
{
	struct words parts = { .line = words->line, .is_full = words->is_full };
	for (size_t i = 0; i < words->n; i++) {
		const struct word *whole = &words->word[i];
		size_t n = strlen(whole->text), at = 0;
		do {
			parts.word = mem_regrow(parts.word, parts.n + 1, sizeof *parts.word);
			struct word *word = &parts.word[parts.n++];
			*word = *whole;
			if (whole->quoted || n == 0) {
				word->text = mem_strdup(whole->text);
				break;
			}
			size_t used = take_part(whole->text + at, word);
			word->at = whole->at + at;
			word->bytes = used;
			word->text = mem_strndup(whole->text + at, used);
			word->glued = at > 0 || whole->glued;
			word->parted = at > 0 ? 0 : whole->parted;
			at += used;
			word->is_key = whole->is_key && at == n;
		} while (at < n);
	}
	words_release(words);
	*words = parts;
}

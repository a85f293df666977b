/* SPDX-License-Identifier: MIT */
/* What a terminal or a printout gets to see of a text, and how many columns that takes. Both come from one
 * walk, so that they cannot disagree. */
#include "base/utf8.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <uniwidth.h>

#include "base/mem.h"
#include "base/utf8_code.h"

#define MARKS_MAX     4 /* what a cell of the screen library holds beside its base */
#define JOINS_MAX     4 /* the longest family has three */
#define DOTTED_CIRCLE "\xE2\x97\x8C"
#define ELLIPSIS      "\xE2\x80\xA6"

static bool terminal_is_utf8 = true;

void utf8_set_terminal(bool is_utf8)
{
	terminal_is_utf8 = is_utf8;
}

bool utf8_terminal(void)
{
	return terminal_is_utf8;
}

/* ---- Stand-ins for a terminal that has ASCII alone, each of one column ------------------------------- */

struct stand_in {
	uint32_t first, last;
	const char *text; /* one letter for each code point of the range, or one for all */
};

static const struct stand_in stand_ins[] = {
	{ 0xA0, 0xA0, " " },     { 0xA2, 0xA3, "cL" },       { 0xA9, 0xA9, "c" },
	{ 0xAB, 0xAB, "<" },     { 0xAE, 0xAE, "r" },        { 0xB1, 0xB1, "+" },
	{ 0xB2, 0xB3, "23" },    { 0xB4, 0xB5, "'u" },       { 0xB7, 0xB7, "." },
	{ 0xB9, 0xB9, "1" },     { 0xBB, 0xBB, ">" },        { 0xBF, 0xBF, "?" },
	{ 0xC6, 0xC6, "A" },     { 0xD0, 0xD0, "D" },        { 0xD7, 0xD8, "xO" },
	{ 0xDE, 0xDF, "Ts" },    { 0xE6, 0xE6, "a" },        { 0xF0, 0xF0, "d" },
	{ 0xF7, 0xF8, "/o" },    { 0xFE, 0xFE, "t" },        { 0x110, 0x111, "Dd" },
	{ 0x131, 0x131, "i" },   { 0x141, 0x142, "Ll" },     { 0x152, 0x153, "Oo" },
	{ 0x2BC, 0x2BC, "'" },   { 0x3BC, 0x3BC, "u" },      { 0x2000, 0x200A, " " },
	{ 0x2010, 0x2015, "-" }, { 0x2018, 0x201B, "'" },    { 0x201C, 0x201F, "\"" },
	{ 0x2020, 0x2020, "+" }, { 0x2022, 0x2022, "*" },    { 0x2026, 0x2026, "." },
	{ 0x202F, 0x202F, " " }, { 0x2032, 0x2033, "'\"" },  { 0x2039, 0x203A, "<>" },
	{ 0x20AC, 0x20AC, "E" }, { 0x2190, 0x2193, "<^>v" }, { 0x21B5, 0x21B5, "<" },
	{ 0x2212, 0x2212, "-" }, { 0x2219, 0x2219, "." },    { 0x2500, 0x2501, "-" },
	{ 0x2502, 0x2503, "|" }, { 0x250C, 0x254B, "+" },    { 0x2550, 0x2551, "=|" },
	{ 0x2552, 0x256C, "+" }, { 0x2580, 0x2580, "\"" },   { 0x2581, 0x2588, "__--==##" },
	{ 0x2591, 0x2593, ":" }, { 0x25A0, 0x25A1, "#o" },   { 0x25B2, 0x25B3, "^" },
	{ 0x25B6, 0x25B9, ">" }, { 0x25BC, 0x25BF, "v" },    { 0x25C0, 0x25C3, "<" },
	{ 0x25C6, 0x25C7, "*" }, { 0x25CB, 0x25CB, "o" },    { 0x25CF, 0x25CF, "*" },
	{ 0x2605, 0x2606, "*" }, { 0x2713, 0x2714, "v" },    { 0x2715, 0x2718, "x" },
	{ 0x3000, 0x3000, " " },
};

/* The letter under the accents; `code` itself where it has none. Signs keep their strokes: "not equal" must
 * not become "equal". */
static uint32_t bare_letter(uint32_t code)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];

	while (uc_is_property_alphabetic(code) && uc_canonical_decomposition(code, parts) > 0)
		code = parts[0];
	return code;
}

static char ascii_for(uint32_t code)
{
	size_t i;

	code = bare_letter(code);
	if (code < 0x80)
		return (char)code;
	if (code >= 0xFF01 && code <= 0xFF5E)
		return (char)(code - 0xFF01 + '!');
	for (i = 0; i < sizeof stand_ins / sizeof stand_ins[0]; i++) {
		const struct stand_in *in = &stand_ins[i];

		if (code >= in->first && code <= in->last)
			return in->text[in->text[1] == '\0' ? 0 : code - in->first];
	}
	return '?';
}

/* ---- The walk over one cluster ------------------------------------------------------------------------ */

struct sight {
	struct str *out; /* NULL when only columns are wanted */
	uint32_t base;   /* what marks can lean on; 0 for nothing */
	int base_cols;
	int marks, joins;
	bool joined; /* a zero-width joiner came last */
	bool escaped;
	int cols; /* of what is finished */
};

static bool is_variation(uint32_t code)
{
	return (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF);
}

/* What must not reach a terminal: it steers, hides, or has no shape. */
static bool is_hidden(uint32_t code)
{
	return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf |
							      UC_CATEGORY_MASK_Cs | UC_CATEGORY_MASK_Co |
							      UC_CATEGORY_MASK_Cn | UC_CATEGORY_MASK_Zl |
							      UC_CATEGORY_MASK_Zp) ||
	       uc_is_property_default_ignorable_code_point(code);
}

static bool is_mark(uint32_t code)
{
	return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_M);
}

/* What joins the character before it: marks, skin colours, the later parts of a Korean syllable. */
static bool leans(uint32_t code)
{
	int kind = uc_graphemeclusterbreak_property(code);

	return kind == GBP_EXTEND || kind == GBP_SPACINGMARK || kind == GBP_V || kind == GBP_T;
}

static int code_cols(uint32_t code)
{
	if (uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me))
		return 0;
	/* The C library and terminals draw these wide, libunistring does not yet. */
	if ((code >= 0x3248 && code <= 0x324F) || (code >= 0x4DC0 && code <= 0x4DFF))
		return 2;
	return uc_width(code, "UTF-8");
}

static void finish_base(struct sight *sight)
{
	if (sight->base != 0 && sight->out != NULL && !terminal_is_utf8) {
		char stand_in = ascii_for(sight->base);

		str_addc(sight->out, stand_in);
		if (sight->base_cols > 1)
			str_addc(sight->out, stand_in == '?' ? '?' : ' ');
	}
	sight->cols += sight->base_cols;
	sight->base = 0;
	sight->base_cols = 0;
	sight->joined = false;
}

static void escape(struct sight *sight, uint32_t code)
{
	char text[16];
	int n = snprintf(text, sizeof text, code < 0x100 ? "<%02X>" : "<U+%04X>", (unsigned)code);

	finish_base(sight);
	if (sight->out != NULL)
		str_addn(sight->out, text, (size_t)n);
	sight->cols += n;
	sight->escaped = true;
}

static void add_raw(struct sight *sight, const char *s, size_t len)
{
	if (sight->out != NULL && terminal_is_utf8)
		str_addn(sight->out, s, len);
}

static void start_base(struct sight *sight, uint32_t code, const char *s, size_t len)
{
	finish_base(sight);
	add_raw(sight, s, len);
	sight->base = code;
	sight->base_cols = code_cols(code) > 1 ? 2 : 1;
	sight->marks = sight->joins = 0;
}

/* A code point that leans on the base before it. */
static void add_leaning(struct sight *sight, uint32_t code, const char *s, size_t len)
{
	if (sight->marks >= MARKS_MAX) {
		escape(sight, code);
		return;
	}
	add_raw(sight, s, len);
	sight->marks++;
	sight->base_cols += code_cols(code);
	if (sight->base_cols > 2)
		sight->base_cols = 2;
}

static void add_joiner(struct sight *sight, const char *s, size_t len, bool joins_on)
{
	if (sight->base == 0 || !joins_on || sight->joins >= JOINS_MAX) {
		escape(sight, UTF8_ZWJ);
		return;
	}
	add_raw(sight, s, len);
	sight->joins++;
	sight->joined = true;
}

static void add_plain(struct sight *sight, uint32_t code, const char *s, size_t len)
{
	bool modifier = code >= 0x1F3FB && code <= 0x1F3FF;

	if (sight->base == 0 && !leans(code)) {
		start_base(sight, code, s, len);
	} else if (sight->base == 0 && is_mark(code) && sight->marks < MARKS_MAX) {
		/* A mark alone would sit on whatever was drawn before it. */
		start_base(sight, 0x25CC, DOTTED_CIRCLE, strlen(DOTTED_CIRCLE));
		add_leaning(sight, code, s, len);
		sight->escaped = true;
	} else if (sight->base == 0) {
		escape(sight, code);
	} else if (sight->joined) {
		add_raw(sight, s, len);
		sight->joined = false;
		sight->marks = 0;
		sight->base_cols = 2;
	} else if (modifier && !uc_is_property_extended_pictographic(sight->base)) {
		escape(sight, code);
	} else {
		add_leaning(sight, code, s, len);
	}
}

static bool is_picture_at(const char *s, size_t n)
{
	uint32_t code;

	return n > 0 && utf8_code(s, n, &code) > 0 && uc_is_property_extended_pictographic(code) &&
	       !is_hidden(code);
}

static void look(struct sight *sight, const char *s, size_t n, bool keep_newlines)
{
	size_t at = 0;

	while (at < n) {
		uint32_t code;
		size_t len = utf8_code(s + at, n - at, &code);

		if (len == 0) {
			escape(sight, code);
			len = 1;
		} else if (keep_newlines && (code == '\n' || code == '\t')) {
			finish_base(sight);
			if (sight->out != NULL)
				str_addc(sight->out, (char)code);
		} else if (code == UTF8_ZWJ) {
			add_joiner(sight, s + at, len, is_picture_at(s + at + len, n - at - len));
		} else if (is_variation(code) && sight->base != 0) {
			add_leaning(sight, code, s + at, len);
		} else if (is_hidden(code)) {
			escape(sight, code);
		} else {
			add_plain(sight, code, s + at, len);
		}
		at += len;
	}
	finish_base(sight);
}

static bool is_printable_ascii(char c)
{
	return c >= ' ' && c <= '~';
}

int utf8_grapheme_cols(const char *s, size_t n)
{
	struct sight sight = { .out = NULL };

	if (n == 1 && is_printable_ascii(s[0]))
		return 1;
	look(&sight, s, n, false);
	return sight.cols > 0 ? sight.cols : 1;
}

size_t utf8_fit(const char *s, size_t n, int cols)
{
	size_t at = 0;

	while (at < n) {
		size_t next = utf8_next(s, n, at);

		cols -= utf8_grapheme_cols(s + at, next - at);
		if (cols < 0)
			break;
		at = next;
	}
	return at;
}

int utf8_cols(const char *s, size_t n)
{
	size_t at = 0;
	int cols = 0;

	while (at < n) {
		size_t next = utf8_next(s, n, at);

		cols += utf8_grapheme_cols(s + at, next - at);
		at = next;
	}
	return cols;
}

bool utf8_is_plain(const char *s, size_t n)
{
	struct sight sight = { .out = NULL };
	size_t at = 0;

	while (at < n && !sight.escaped) {
		size_t next = utf8_next(s, n, at);

		sight.marks = 0;
		look(&sight, s + at, next - at, false);
		at = next;
	}
	return !sight.escaped;
}

void utf8_show(struct str *out, const char *s, size_t n, bool keep_newlines)
{
	size_t at = 0;

	while (at < n) {
		struct sight sight = { .out = out };
		size_t run = at, next;

		while (run < n && is_printable_ascii(s[run]) &&
		       (run + 1 == n || (unsigned char)s[run + 1] < 0x80))
			run++;
		str_addn(out, s + at, run - at);
		next = utf8_next(s, n, run);
		look(&sight, s + run, next - run, keep_newlines);
		at = next;
	}
}

void utf8_show_cols(struct str *out, const char *s, int cols)
{
	size_t n = strlen(s);
	size_t fits;

	if (cols <= 0)
		return;
	fits = utf8_fit(s, n, cols);
	if (fits == n) {
		utf8_show(out, s, n, false);
		return;
	}
	fits = utf8_fit(s, fits, cols - 1);
	utf8_show(out, s, fits, false);
	str_add(out, terminal_is_utf8 ? ELLIPSIS : "~");
}

void utf8_show_in(struct str *out, const char *s, int cols)
{
	size_t before = out->len;
	utf8_show_cols(out, s, cols);
	int filled = cols - utf8_cols(out->s + before, out->len - before);
	str_pad(out, filled > 0 ? (size_t)filled : 0);
}

void utf8_show_quoted(char *out, size_t size, const char *s, size_t n, int cols)
{
	struct str text;
	char *words = mem_strndup(s, n);
	str_init(&text);
	utf8_show_cols(&text, words, cols);
	snprintf(out, size, "%s", text.s);
	str_release(&text);
	free(words);
}

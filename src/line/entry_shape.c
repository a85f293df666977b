/* SPDX-License-Identifier: MIT */
/* Words with digits in them. */
#include "line/entry_shape.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "catalogue/unit.h"
#include "line/vocabulary.h"
#include "line/words.h"

size_t entry_arrow(const char *s)
{
	static const char *const arrows[] = { "->", "=>", ">", "→" };
	for (size_t i = 0; i < sizeof arrows / sizeof arrows[0]; i++)
		if (str_starts(s, arrows[i]))
			return strlen(arrows[i]);
	return 0;
}

/* A whole number of at most three digits; -1 when there is none. */
static int small_number(const char **s)
{
	size_t n = strspn(*s, "0123456789");
	if (n == 0 || n > 3)
		return -1;
	int value = atoi(*s);
	*s += n;
	if (str_starts(*s, "/10"))
		*s += 3;
	return value;
}

static bool shape_tender(struct entry_word *word)
{
	const char *s = word->text;
	char type = strchr("aslk", *s) && isdigit((unsigned char)s[1]) ? *s++ : 0;
	int before = small_number(&s), after = -1;
	bool had_scale = strstr(word->text, "/10") != NULL;
	size_t arrow = entry_arrow(s);
	if (arrow) {
		s += arrow;
		after = small_number(&s); /* "7>" is on its way to "7>3" */
	}
	if (*s || (before < 0 && after < 0))
		return false;
	word->kind = type || arrow || had_scale ? WORD_TENDER : WORD_NUMBER;
	word->value = type;
	word->before = before;
	word->after = after;
	if (word->kind == WORD_NUMBER) {
		size_t n = strspn(word->text, "0123456789");
		memcpy(word->number, word->text, n);
		word->number[n] = '\0';
	}
	return true;
}

/* Reads a number into `to` in canonical form; returns the bytes it took. */
static size_t take_number(const char *s, char to[16])
{
	struct part number;
	part_next(s, &number);
	if (number.kind != PART_NUMBER)
		return 0;
	memcpy(to, number.number, sizeof number.number);
	return number.bytes;
}

static const char *unit_named(const char *typed)
{
	const struct meaning *unit = vocabulary_find(typed, MEANS(MEANS_UNIT) | MEANS(MEANS_TIMES));
	return unit && unit_find(UNIT_OF_DOSE, unit->code) ? unit->code : NULL;
}

static size_t times_sign(const char *s)
{
	return *s == 'x' || *s == '*' ? 1 : str_starts(s, "×") ? strlen("×") : 0;
}

static bool shape_count(struct entry_word *word)
{
	const char *s = word->text;
	size_t sign = times_sign(s), used = take_number(s + sign, word->number);
	const char *rest = s + sign + used;
	if (used == 0)
		return false;
	if (sign ? *rest != '\0' : times_sign(rest) == 0 || rest[times_sign(rest)] != '\0')
		return false;
	word->kind = WORD_COUNT;
	return true;
}

static bool shape_cross(struct entry_word *word)
{
	const char *s = word->text;
	size_t used = take_number(s, word->number);
	size_t sign = used ? times_sign(s + used) : 0;
	if (!sign)
		return false;
	s += used + sign;
	used = take_number(s, word->second);
	if (used == 0)
		return false;
	s += used;
	word->unit = *s ? unit_named(s) : NULL;
	if (*s && !word->unit)
		return false;
	word->kind = WORD_CROSS;
	return true;
}

static const char *ppt_unit(const char *s)
{
	static const struct {
		const char *typed, *unit;
	} units[] = {
		{ "kg/cm2", "kg/cm2" }, { "kg/cm²", "kg/cm2" }, { "kg/cm^2", "kg/cm2" },
		{ "kgcm2", "kg/cm2" },  { "n/cm2", "N/cm2" },   { "n/cm²", "N/cm2" },
		{ "n/cm^2", "N/cm2" },  { "lb/cm2", "lb/cm2" }, { "lb/cm²", "lb/cm2" },
		{ "kpa", "kPa" },
	};
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (str_eq(units[i].typed, s))
			return units[i].unit;
	return NULL;
}

/* Readings parted by / or +, at most three; -1 when it does not read so. */
static int ppt_list(const char **s, double readings[PPT_READINGS])
{
	int n = 0;
	while (n < PPT_READINGS) {
		char number[16];
		size_t used = take_number(*s, number);
		if (used == 0)
			return -1;
		readings[n++] = strtod(number, NULL);
		*s += used;
		if ((**s != '/' && **s != '+') || !isdigit((unsigned char)(*s)[1]))
			return n;
		(*s)++;
	}
	return -1;
}

bool entry_shape_ppt(struct entry_word *word, const char *text)
{
	const char *s = text;
	for (int i = 0; i < PPT_READINGS; i++)
		word->ppt_before[i] = word->ppt_after[i] = -1;
	if (!entry_arrow(s) && ppt_list(&s, word->ppt_before) < 0)
		return false;
	/* the unit may stand behind either side of the arrow */
	size_t arrow = entry_arrow(s);
	if (!arrow && *s) {
		size_t n = 0;
		while (s[n] && !entry_arrow(s + n))
			n++;
		char *unit = mem_strndup(s, n);
		word->unit = ppt_unit(unit);
		free(unit);
		if (!word->unit)
			return false;
		s += n;
		arrow = entry_arrow(s);
	}
	if (arrow) {
		s += arrow;
		if (ppt_list(&s, word->ppt_after) < 0)
			return false;
	}
	if (*s) {
		const char *unit = ppt_unit(s);
		if (!unit || (word->unit && !str_eq(unit, word->unit)))
			return false;
		word->unit = unit;
	}
	word->kind = WORD_PPT;
	return true;
}

static bool is_name(const char *s)
{
	if (!*s)
		return false;
	for (; *s; s++)
		if (!isalpha((unsigned char)*s) && *s != '_' && *s != '-' && !((unsigned char)*s & 0x80))
			return false;
	return true;
}

static bool shape_unit(struct entry_word *word)
{
	size_t used = take_number(word->text, word->number);
	const char *rest = word->text + used;
	if (used == 0)
		return false;
	word->unit = unit_named(rest);
	if (word->unit) {
		word->kind = WORD_UNIT;
		return true;
	}
	if (*rest == '\0') {
		word->kind = WORD_UNIT;
		return true;
	}
	if (!is_name(rest))
		return false;
	word->name = mem_strdup(rest);
	word->kind = WORD_NAMED;
	return true;
}

static bool shape_named(struct entry_word *word)
{
	size_t n = strcspn(word->text, "0123456789");
	if (n < 2)
		return false;
	char *name = mem_strndup(word->text, n);
	size_t used = is_name(name) ? take_number(word->text + n, word->number) : 0;
	if (used == 0 || word->text[n + used]) {
		free(name);
		return false;
	}
	word->name = name;
	word->kind = WORD_NAMED;
	return true;
}

bool entry_shape(struct entry_word *word, bool for_mark)
{
	if (word->text[0] == '-' && isdigit((unsigned char)word->text[1])) {
		word->kind = WORD_NEGATIVE;
		return true;
	}
	if (for_mark ? shape_tender(word)
		     : strspn(word->text, "0123456789") == strlen(word->text) && shape_tender(word))
		return true;
	if (str_starts(word->text, "ppt") && entry_shape_ppt(word, word->text + 3))
		return true;
	if (strstr(word->text, "/cm") && entry_shape_ppt(word, word->text))
		return true;
	return shape_count(word) || shape_cross(word) || shape_unit(word) || shape_named(word);
}

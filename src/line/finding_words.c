/* SPDX-License-Identifier: MIT */
/* The words of one value of a finding line, and the place that is said among them. */
#include "line/finding_words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"

void finding_words_split(struct finding_words *words, const char *text)
{
	struct str one;
	*words = (struct finding_words){ .n = 0 };
	text += strspn(text, " \t");
	words->is_own = *text == '"';
	str_init(&one);
	while (str_next_word(&text, &one)) {
		words->word = mem_regrow(words->word, words->n + 1, sizeof *words->word);
		words->used = mem_regrow(words->used, words->n + 1, sizeof *words->used);
		words->used[words->n] = false;
		words->word[words->n++] = mem_strdup(one.s);
	}
	str_release(&one);
}

void finding_words_release(struct finding_words *words)
{
	for (size_t i = 0; i < words->n; i++)
		free(words->word[i]);
	free(words->word);
	free(words->used);
	*words = (struct finding_words){ .n = 0 };
}

char *finding_words_rest(const struct finding_words *words, size_t from, size_t to)
{
	struct str text;
	str_init(&text);
	for (size_t i = from; i < to; i++)
		if (!words->used[i])
			str_addf(&text, "%s%s", text.len ? " " : "", words->word[i]);
	char *rest = str_take(&text);
	str_release(&text);
	return rest ? rest : mem_strdup("");
}

static enum side side_typed(const char *word)
{
	for (enum side side = SIDE_LEFT; side <= SIDE_BOTH; side++)
		if (strcasecmp(word, side_code(side)) == 0 || strcasecmp(word, side_letter(side)) == 0 ||
		    strcasecmp(word, side_word(side)) == 0)
			return side;
	return SIDE_NONE;
}

/* "stp.l", or a code alone. */
static bool take_cell(const struct catalogue *c, const char *word, struct finding *finding)
{
	char code[16];
	const char *dot = strchr(word, '.');
	size_t n = dot ? (size_t)(dot - word) : strlen(word);
	enum side side = dot ? side_from_code(dot + 1) : SIDE_NONE;
	if (n == 0 || n >= sizeof code || finding->region || (dot && side == SIDE_NONE))
		return false;
	memcpy(code, word, n);
	code[n] = '\0';
	int region = catalogue_region(c, code);
	if (region < 0)
		return false;
	mem_replace(&finding->region, c->regions[region].code);
	if (side != SIDE_NONE)
		finding->side = side;
	return true;
}

static bool take_grade(const struct finding_spec *spec, const char *word, struct finding *finding)
{
	if (spec->high == 0 || finding->grade >= 0 || !isdigit((unsigned char)word[0]) || word[1] != '\0')
		return false;
	finding->grade = word[0] - '0';
	return true;
}

void finding_words_place(const struct catalogue *c, const struct finding_spec *spec,
			 struct finding_words *words, struct finding *finding)
{
	bool takes_region = spec->where == WHERE_MAY || spec->where == WHERE_MUST;
	for (size_t i = 1; takes_region && i < words->n; i++)
		words->used[i] = take_cell(c, words->word[i], finding);
	bool wants_side = spec->where != WHERE_NO && (spec->kind != FINDING_WORDS || finding->region);
	for (size_t i = spec->kind == FINDING_MUSCLE ? 0 : 1; i < words->n; i++) {
		if (words->used[i])
			continue;
		enum side side =
			wants_side && finding->side == SIDE_NONE ? side_typed(words->word[i]) : SIDE_NONE;
		if (side != SIDE_NONE)
			finding->side = side;
		words->used[i] = side != SIDE_NONE ||
				 (spec->kind == FINDING_CHOICE && take_grade(spec, words->word[i], finding));
	}
}

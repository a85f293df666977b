/* SPDX-License-Identifier: MIT */
/* What was measured: codes, values, names. */
#include "record/measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "record/codes.h"

void measure_init(struct measure *measure)
{
	*measure = (struct measure){ .code = mem_strdup(""), .unit = mem_strdup("points") };
	measure->pain_before = measure->pain_after = -1;
}

void measure_release(struct measure *measure)
{
	free(measure->uid);
	free(measure->code);
	free(measure->activity);
	free(measure->unit);
	*measure = (struct measure){ .pain_before = -1, .pain_after = -1 };
}

void measure_copy(struct measure *to, const struct measure *from)
{
	if (to == from)
		return;
	measure_release(to);
	*to = *from;
	to->uid = mem_strdup(from->uid);
	to->code = mem_strdup(from->code);
	to->activity = mem_strdup(from->activity);
	to->unit = mem_strdup(from->unit);
}

/* ---- codes ---- */

static const char *const kinds[MEASURE_KIND_COUNT] = { "pain", "rom", "strength", "ppt", "psfs", "score" };
static const char *const modes[MODE_COUNT] = { "", NC_("measure", "active"), NC_("measure", "passive") };
static const char *const feels[END_FEEL_COUNT] = {
	"",
	NC_("end feel", "soft"),
	NC_("end feel", "firm"),
	NC_("end feel", "hard"),
	NC_("end feel", "empty"),
	NC_("end feel", "spasm"),
	NC_("end feel", "guarded"),
};
static const char *const methods[METHOD_COUNT] = {
	"",
	NC_("measured with", "goniometer"),
	NC_("measured with", "inclinometer"),
	NC_("measured with", "app"),
	NC_("measured with", "tape"),
	NC_("measured with", "eye"),
};

CODES(measure_kind, measure_kind, MEASURE_KIND_COUNT, kinds, )
CODES(measure_mode, measure_mode, MODE_COUNT, modes, )
CODES(end_feel, end_feel, END_FEEL_COUNT, feels, )
CODES(measure_method, measure_method, METHOD_COUNT, methods, )

static const char *word(const char *context, const char *code)
{
	if (*code == '\0')
		return "";
	char *key = str_format("%s\004%s", context, code);
	const char *found = i18n_in_context(key, code);
	free(key);
	return found;
}

const char *measure_mode_word(enum measure_mode mode)
{
	return word("measure", modes[mode]);
}

const char *end_feel_word(enum end_feel feel)
{
	return word("end feel", feels[feel]);
}

const char *measure_method_word(enum measure_method method)
{
	return word("measured with", methods[method]);
}

/* ---- values ---- */

bool measure_mean(const struct measure_value *value, double *mean)
{
	double sum = 0;
	for (int i = 0; i < value->n; i++)
		sum += value->reading[i];
	*mean = value->n > 0 ? sum / value->n : 0;
	return value->n > 0;
}

double measure_latest(const struct measure *measure)
{
	double mean;
	if (!measure_mean(&measure->after, &mean))
		measure_mean(&measure->before, &mean);
	return mean;
}

/* At most four decimals, as many as are needed. */
static void add_decimal(struct str *out, double number)
{
	size_t from = out->len;
	str_addf(out, "%.4f", number);
	while (out->s[out->len - 1] == '0')
		str_cut(out, out->len - 1);
	if (out->s[out->len - 1] == '.')
		str_cut(out, out->len - 1);
	if (strcmp(out->s + from, "-0") == 0) {
		str_cut(out, from);
		str_addc(out, '0');
	}
}

void measure_value_text(const struct measure_value *value, struct str *out)
{
	for (int i = 0; i < value->n; i++) {
		if (i > 0)
			str_addc(out, ' ');
		add_decimal(out, value->reading[i]);
	}
}

static bool is_decimal(const char *text)
{
	text += *text == '-';
	size_t whole = strspn(text, "0123456789");
	if (whole == 0 || whole > 6)
		return false;
	if (text[whole] != '.')
		return text[whole] == '\0';
	size_t part = strspn(text + whole + 1, "0123456789");
	return part > 0 && part <= 4 && text[whole + 1 + part] == '\0';
}

bool measure_value_read(const char *text, struct measure_value *value)
{
	struct str number;
	bool ok = true;
	*value = (struct measure_value){ .n = 0 };
	if (text == NULL)
		return true;
	str_init(&number);
	while (ok && str_next_word(&text, &number)) {
		ok = value->n < MEASURE_READINGS && is_decimal(number.s);
		if (ok)
			value->reading[value->n++] = strtod(number.s, NULL);
	}
	str_release(&number);
	return ok;
}

/* Vertebrae from the top, by the last of each part. */
static const struct {
	char letter;
	int before, n;
} spine[] = { { 'C', 0, 7 }, { 'T', 7, 12 }, { 'L', 19, 5 }, { 'S', 24, 5 } };

static void add_level(struct str *out, int level)
{
	for (size_t i = 0; i < sizeof spine / sizeof spine[0]; i++)
		if (level > spine[i].before && level <= spine[i].before + spine[i].n)
			str_addf(out, "%c%d", spine[i].letter, level - spine[i].before);
}

static void add_grade(struct str *out, double grade)
{
	int tenths = (int)lround(grade * 10), rest = tenths % 10;
	str_addf(out, "%d", tenths / 10 + (rest == 7));
	str_add(out, rest == 3 ? "+" : rest == 7 ? "-" : "");
}

void measure_number(const char *unit, double number, struct str *out)
{
	if (str_eq(unit, "level"))
		add_level(out, (int)number);
	else if (str_eq(unit, "grade"))
		add_grade(out, number);
	else
		add_decimal(out, number);
}

enum measure_mode measure_mode_meant(const struct measure *measure)
{
	return measure->kind == MEASURE_ROM && measure->mode == MODE_UNSAID ? MODE_ACTIVE : measure->mode;
}

bool measure_same(const struct measure *a, const struct measure *b)
{
	return a->kind == b->kind && str_eq(a->code, b->code) && str_eq(a->activity, b->activity) &&
	       a->side == b->side && measure_mode_meant(a) == measure_mode_meant(b) &&
	       str_eq(a->unit, b->unit);
}

const struct score *measure_scale(const struct catalogue *c, const struct measure *measure)
{
	static const char *const codes[MEASURE_KIND_COUNT] = {
		[MEASURE_PAIN] = "NPRS", [MEASURE_ROM] = "ROM",    [MEASURE_STRENGTH] = "MMT",
		[MEASURE_PPT] = "PPT",   [MEASURE_PSFS] = "PSFSA",
	};
	int score = catalogue_score(c, measure->kind == MEASURE_SCORE ? measure->code : codes[measure->kind]);
	return score >= 0 ? &c->scores[score] : NULL;
}

/* SPDX-License-Identifier: MIT */
/* A mark, its words and its cell. */
#include "record/mark.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "record/codes.h"

static void no_readings(double readings[PPT_READINGS])
{
	for (int i = 0; i < PPT_READINGS; i++)
		readings[i] = -1;
}

void mark_init(struct mark *mark)
{
	*mark = (struct mark){ .tender_before = -1, .tender_after = -1 };
	no_readings(mark->ppt_before);
	no_readings(mark->ppt_after);
}

void mark_release(struct mark *mark)
{
	free(mark->uid);
	free(mark->muscle);
	free(mark->region);
	free(mark->ppt_unit);
	free(mark->referral);
	free(mark->note);
	free(mark->linked);
	mark_init(mark);
}

void mark_copy(struct mark *to, const struct mark *from)
{
	struct mark copy = *from;
	copy.uid = mem_strdup(from->uid);
	copy.muscle = mem_strdup(from->muscle);
	copy.region = mem_strdup(from->region);
	copy.ppt_unit = mem_strdup(from->ppt_unit);
	copy.referral = mem_strdup(from->referral);
	copy.note = mem_strdup(from->note);
	copy.linked = mem_strdup(from->linked);
	mark_release(to);
	*to = copy;
}

static const struct {
	const char *code, *word;
	char letter;
} types[MARK_TYPE_COUNT] = {
	[MARK_TYPE_NONE] = { "", "", '?' },
	[MARK_ACTIVE] = { "active", N_("active"), 'A' },
	[MARK_LATENT] = { "latent", N_("latent"), 'L' },
	[MARK_SATELLITE] = { "satellite", N_("satellite"), 'S' },
	[MARK_KEY] = { "key", N_("key point"), 'K' },
	[MARK_SECONDARY] = { "secondary", N_("secondary"), 'C' },
	[MARK_ATTACHMENT] = { "attachment", N_("attachment"), 'T' },
	[MARK_CENTRAL] = { "central", N_("central"), 'E' },
	[MARK_INACTIVE] = { "inactive", N_("inactive"), 'I' },
};

CODES(mark_type, mark_type, MARK_TYPE_COUNT, types, .code)

const char *mark_type_word(enum mark_type type)
{
	return (unsigned)type < MARK_TYPE_COUNT ? i18n_name(types[type].word) : "";
}

/* 'A' 'L' 'S' 'K' ... for the figure; '?' for none */
static char mark_type_letter(enum mark_type type)
{
	return (unsigned)type < MARK_TYPE_COUNT ? types[type].letter : '?';
}

static const struct {
	const char *code, *word;
} signs[SIGN_COUNT] = {
	{ "taut_band", N_("taut band") },
	{ "tender_spot", N_("tender spot") },
	{ "referred", N_("referred sensation") },
	{ "familiar", N_("familiar pain") },
	{ "nodule", N_("nodule") },
	{ "jump", N_("jump sign") },
	{ "twitch", N_("local twitch") },
	{ "restricted", N_("restricted movement") },
	{ "weak", N_("weakness") },
	{ "autonomic", N_("autonomic signs") },
};

const char *mark_sign_code(int bit)
{
	return bit >= 0 && bit < SIGN_COUNT ? signs[bit].code : "";
}

const char *mark_sign_word(int bit)
{
	return bit >= 0 && bit < SIGN_COUNT ? i18n_name(signs[bit].word) : "";
}

static const struct {
	const char *code, *word;
} responses[RESPONSE_COUNT] = {
	[RESPONSE_NONE] = { "", "" },
	[RESPONSE_RELEASED] = { "released", N_("released") },
	[RESPONSE_PARTLY] = { "partly", N_("partly released") },
	[RESPONSE_UNCHANGED] = { "unchanged", N_("unchanged") },
	[RESPONSE_WORSE] = { "worse", N_("worse") },
};

CODES(mark_response, mark_response, RESPONSE_COUNT, responses, .code)

const char *mark_response_word(enum mark_response response)
{
	return (unsigned)response < RESPONSE_COUNT ? i18n_name(responses[response].word) : "";
}

static const struct {
	const char *code, *word;
} tissues[TISSUE_COUNT] = {
	[TISSUE_NONE] = { "", "" },
	[TISSUE_MUSCLE] = { "muscle", N_("in the muscle") },
	[TISSUE_FASCIA] = { "fascia", N_("in the fascia") },
	[TISSUE_TENDON] = { "tendon", N_("in the tendon") },
	[TISSUE_LIGAMENT] = { "ligament", N_("in the ligament") },
};

CODES(mark_tissue, mark_tissue, TISSUE_COUNT, tissues, .code)

const char *mark_tissue_word(enum mark_tissue tissue)
{
	return (unsigned)tissue < TISSUE_COUNT ? i18n_name(tissues[tissue].word) : "";
}

bool mark_ppt_mean(const double readings[PPT_READINGS], double *mean)
{
	double sum = 0;
	int n = 0;
	for (int i = 0; i < PPT_READINGS; i++)
		if (readings[i] >= 0) {
			sum += readings[i];
			n++;
		}
	if (n > 0)
		*mean = sum / n;
	return n > 0;
}

bool mark_referral_next(const struct catalogue *c, const char **rest, int *region, enum side *side)
{
	while (*rest && **rest) {
		*rest += strspn(*rest, " ");
		size_t n = strcspn(*rest, " ");
		char cell[16];
		const char *dot = memchr(*rest, '.', n);
		if (dot && n < sizeof cell) {
			memcpy(cell, *rest, n);
			cell[n] = '\0';
			cell[dot - *rest] = '\0';
			*region = catalogue_region(c, cell);
			*side = side_from_code(cell + (dot - *rest) + 1);
		}
		*rest += n;
		if (dot && n < sizeof cell && *region >= 0 && *side != SIDE_NONE)
			return true;
	}
	return false;
}

void mark_referral_toggle(struct mark *mark, const char *region, enum side side)
{
	char *cell = str_format("%s.%s", region, side_code(side));
	struct str drawn, one;
	bool was_there = false;
	str_init(&drawn);
	str_init(&one);
	for (const char *rest = mark->referral ? mark->referral : ""; str_next_word(&rest, &one);) {
		if (str_eq(one.s, cell))
			was_there = true;
		else
			str_addf(&drawn, "%s%s", drawn.len ? " " : "", one.s);
	}
	if (!was_there)
		str_addf(&drawn, "%s%s", drawn.len ? " " : "", cell);
	mem_replace(&mark->referral, drawn.len ? drawn.s : NULL);
	str_release(&drawn);
	str_release(&one);
	free(cell);
}

enum mark_type mark_type_offered(const struct mark *mark)
{
	if (mark->signs_yes & SIGN_FAMILIAR)
		return MARK_ACTIVE;
	bool found = mark->signs_yes & (SIGN_REFERRED | SIGN_TENDER_SPOT) || mark->referral ||
		     mark->tender_before > 0;
	return found && mark->signs_no & SIGN_FAMILIAR ? MARK_LATENT : MARK_TYPE_NONE;
}

void mark_cell(const struct mark *mark, char out[3])
{
	int tender = mark->tender_after >= 0 ? mark->tender_after : mark->tender_before;
	out[0] = mark_type_letter(mark->type);
	out[1] = tender < 0 ? ' ' : tender >= 10 ? 'X' : (char)('0' + tender);
	out[2] = '\0';
}

void mark_line(const struct catalogue *c, const struct mark *mark, struct str *out)
{
	int muscle = catalogue_muscle(c, mark->muscle);
	str_addf(out, "%s ", side_letter(mark->side));
	if (muscle >= 0)
		catalogue_muscle_phrase(c, muscle, out);
	else
		str_add(out, mark->muscle);
	if (mark->type == MARK_TYPE_NONE && mark->tender_before < 0 && mark->tender_after < 0)
		return;
	str_add(out, " ");
	if (mark->type != MARK_TYPE_NONE)
		str_addc(out, mark_type_letter(mark->type));
	if (mark->tender_before >= 0)
		str_addf(out, "%d", mark->tender_before);
	if (mark->tender_after >= 0)
		str_addf(out, "%s%d", utf8_terminal() ? "→" : ">", mark->tender_after);
}

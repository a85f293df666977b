/* SPDX-License-Identifier: MIT */
/* The closed vocabulary of the entry line. */
#include "line/entry_keywords.h"

#include <string.h>
#include <strings.h>

#include "base/i18n.h"

/* The closed vocabulary. A word is known from its first `least` letters on; 0 asks for the whole word. */
static const struct keyword keywords[] = {
	{ "left", 2, WORD_SIDE, SIDE_LEFT },
	{ "lt", 0, WORD_SIDE, SIDE_LEFT },
	{ "right", 2, WORD_SIDE, SIDE_RIGHT },
	{ "rt", 0, WORD_SIDE, SIDE_RIGHT },
	{ "both", 3, WORD_SIDE, SIDE_BOTH },
	{ "bilateral", 3, WORD_SIDE, SIDE_BOTH },
	{ "midline", 4, WORD_SIDE, SIDE_MIDLINE },
	{ "active", 3, WORD_TYPE, MARK_ACTIVE },
	{ "latent", 4, WORD_TYPE, MARK_LATENT },
	{ "satellite", 3, WORD_TYPE, MARK_SATELLITE },
	{ "key", 3, WORD_TYPE, MARK_KEY },
	{ "secondary", 4, WORD_TYPE, MARK_SECONDARY },
	{ "attachment", 3, WORD_TYPE, MARK_ATTACHMENT },
	{ "central", 4, WORD_TYPE, MARK_CENTRAL },
	{ "inactive", 4, WORD_TYPE, MARK_INACTIVE },
	{ "tb", 0, WORD_SIGN, SIGN_TAUT_BAND },
	{ "taut-band", 4, WORD_SIGN, SIGN_TAUT_BAND },
	{ "band", 4, WORD_SIGN, SIGN_TAUT_BAND },
	{ "tender", 4, WORD_SIGN, SIGN_TENDER_SPOT },
	{ "tenderness", 6, WORD_SIGN, SIGN_TENDER_SPOT },
	{ "spot", 4, WORD_SIGN, SIGN_TENDER_SPOT },
	{ "referred", 3, WORD_SIGN, SIGN_REFERRED },
	{ "referral", 3, WORD_SIGN, SIGN_REFERRED },
	{ "refers", 3, WORD_SIGN, SIGN_REFERRED },
	{ "familiar", 3, WORD_SIGN, SIGN_FAMILIAR },
	{ "known", 4, WORD_SIGN, SIGN_FAMILIAR },
	{ "recognised", 4, WORD_SIGN, SIGN_FAMILIAR },
	{ "recognized", 4, WORD_SIGN, SIGN_FAMILIAR },
	{ "nodule", 3, WORD_SIGN, SIGN_NODULE },
	{ "knot", 4, WORD_SIGN, SIGN_NODULE },
	{ "js", 0, WORD_SIGN, SIGN_JUMP },
	{ "jump", 4, WORD_SIGN, SIGN_JUMP },
	{ "jump-sign", 5, WORD_SIGN, SIGN_JUMP },
	{ "ltr", 0, WORD_SIGN, SIGN_TWITCH },
	{ "twitch", 4, WORD_SIGN, SIGN_TWITCH },
	{ "rom", 0, WORD_SIGN, SIGN_RESTRICTED },
	{ "restricted", 5, WORD_SIGN, SIGN_RESTRICTED },
	{ "stiff", 5, WORD_SIGN, SIGN_RESTRICTED },
	{ "weak", 4, WORD_SIGN, SIGN_WEAK },
	{ "weakness", 5, WORD_SIGN, SIGN_WEAK },
	{ "autonomic", 4, WORD_SIGN, SIGN_AUTONOMIC },
	{ "rel", 0, WORD_RESPONSE, RESPONSE_RELEASED },
	{ "released", 0, WORD_RESPONSE, RESPONSE_RELEASED },
	{ "gone", 4, WORD_RESPONSE, RESPONSE_RELEASED },
	{ "partly", 4, WORD_RESPONSE, RESPONSE_PARTLY },
	{ "partial", 4, WORD_RESPONSE, RESPONSE_PARTLY },
	{ "unchanged", 4, WORD_RESPONSE, RESPONSE_UNCHANGED },
	{ "same", 4, WORD_RESPONSE, RESPONSE_UNCHANGED },
	{ "worse", 4, WORD_RESPONSE, RESPONSE_WORSE },
	{ "ok", 0, WORD_SUFFICIENT, 0 },
	{ "sufficient", 4, WORD_SUFFICIENT, 0 },
	{ "enough", 4, WORD_SUFFICIENT, 0 },
	{ "muscle", 0, WORD_TISSUE, TISSUE_MUSCLE },
	{ "fascia", 0, WORD_TISSUE, TISSUE_FASCIA },
	{ "tendon", 0, WORD_TISSUE, TISSUE_TENDON },
	{ "ligament", 0, WORD_TISSUE, TISSUE_LIGAMENT },
	{ "aware", 0, WORD_AWARE, 0 },
};

const struct keyword *entry_keyword(const char *text)
{
	size_t n = strlen(text);
	for (size_t i = 0; i < sizeof keywords / sizeof keywords[0]; i++) {
		const struct keyword *k = &keywords[i];
		if (strcmp(k->word, text) == 0 ||
		    (k->least && n >= k->least && strncmp(k->word, text, n) == 0))
			return k;
	}
	/* the words of the screen's own language, whole */
	for (size_t i = 0; i < sizeof keywords / sizeof keywords[0]; i++) {
		const char *shown = i18n_name(keywords[i].word);
		if (shown != keywords[i].word && strcasecmp(shown, text) == 0)
			return &keywords[i];
	}
	return NULL;
}

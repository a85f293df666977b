/* SPDX-License-Identifier: MIT */
/* Cautions: what speaks against using a technique on this client at these places. They are shown and answered, never
 * decided by the program.
 *
 * The rules are the catalogue's own tables, drawn together from what is commonly taught on the safety of manual therapy,
 * needling (Irish 2012, Australian and American guidelines), electrotherapy and cupping:
 *
 *   contraindications   a technique names the conditions that speak against it (absolute) or ask for care (caution)
 *   region rules        a category of techniques names regions where it asks for care, or is not used at all; current
 *                       through needles is needling and electrotherapy at once, and minds the rules of both
 *   any technique       no consent, and alcohol or drugs today, speak against every technique; a red flag asks for a
 *                       reason whatever is done
 *   a person            somebody who cannot consent, or is under age, asks for a named person who consents
 *   sensitive areas     ask for the consent to be worked on, where it is said that they are
 *
 * A local condition with regions counts on those regions and that side only, deep vein thrombosis in the whole limb;
 * without regions it counts everywhere. When it is not said where the technique is used, it may concern it. */
#ifndef FASCICLE_RULE_CAUTION_H
#define FASCICLE_RULE_CAUTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "catalogue/catalogue.h"
#include "record/flag.h"

struct caution_place {
	int region;
	enum side side; /* SIDE_NONE: not said, may be either; SIDE_BOTH: both */
};

struct caution_input {
	const struct catalogue *catalogue;
	const struct standing *standing; /* what holds today, with what follows from it: flags_standing() */
	size_t n_standing;
	int technique;
	const struct caution_place *places; /* where it is used */
	size_t n_places;
	bool elsewhere;         /* it may be used at other places as well; so with no places */
	bool consent_withdrawn; /* to this technique: as if it were flagged */
	bool consent_sensitive;
	bool consenting_person; /* who consents for the client is recorded by name */
};

enum caution_rule {
	CAUTION_CONDITION, /* of the technique's own list */
	CAUTION_ANY,       /* whatever the technique */
	CAUTION_PERSON,
	CAUTION_REGION,
	CAUTION_SENSITIVE,
};

enum { CAUTION_CAUSE_SIZE = 16 };

struct caution {
	enum caution_level level;
	enum caution_rule rule;
	char cause[CAUTION_CAUSE_SIZE]; /* the condition's code, or "region STP" */
	int technique;
	int condition; /* -1 for a region rule */
	int region;    /* where; -1: everywhere, or no place is said */
	enum side side;
	bool limb;          /* it is the limb of that region that counts */
	bool maybe;         /* it is of another region, but the technique's place is not said */
	const char *reason; /* of a region rule, English; else NULL */
};

struct cautions {
	struct caution *rows; /* absolute ones first */
	size_t n;
};

void cautions_release(struct cautions *cautions);
/* Adds what speaks against the technique to `out`, which begins as all zeros and may hold those of another. */
void cautions_find(const struct caution_input *input, struct cautions *out);
enum caution_level cautions_worst(const struct cautions *cautions); /* CAUTION_NONE when there are none */
/* Whether it asks for a consent, which is asked for by itself as well. */
bool caution_is_of_consent(const struct caution *caution);

/* What it is about: "Skin infection in the area (left calf)"; with `brief` the condition by its short name. Translated. */
void caution_name(const struct catalogue *c, const struct caution *caution, bool brief, struct str *out);
/* The whole sentence: "Against kneading: Skin infection in the area (left calf)." Translated. */
void caution_sentence(const struct catalogue *c, const struct caution *caution, struct str *out);
/* Sentences for as many of them as go into about `most` columns, at least one; those that belong together in one. The last
 * says how many more there are. Translated. Returns how many were said. */
size_t cautions_brief(const struct catalogue *c, const struct caution *rows, size_t n, int most,
		      struct str *out);

/* What was answered to a caution in a session. */
struct caution_answer {
	int64_t id;
	char *uid;
	int64_t session_id;
	char *technique; /* code; "": whatever the technique */
	char *cause;
	enum caution_level level; /* of the caution as it was when it was answered */
	char *reason;             /* why it was gone against; always there when absolute */
	char *at;                 /* instant */
	int64_t by;
};

void caution_answer_init(struct caution_answer *answer);
void caution_answer_release(struct caution_answer *answer);
/* The technique an answer to this caution is kept under: its code, or "" where any technique is meant. */
const char *caution_technique(const struct catalogue *c, const struct caution *caution);
/* The answer that covers the caution; one to a lesser level does not. NULL while it is open. */
const struct caution_answer *caution_answered(const struct catalogue *c, const struct caution *caution,
					      const struct caution_answer *answers, size_t n);

const char *caution_level_code(enum caution_level level); /* "caution", "absolute"; "" for none */
bool caution_level_from_code(const char *code, enum caution_level *level);

#endif

/* SPDX-License-Identifier: MIT */
/* The values that a sentence about an entry may hold, by name. */
#ifndef FASCICLE_RULE_SENTENCE_VALUE_H
#define FASCICLE_RULE_SENTENCE_VALUE_H

#include "rule/sentence.h"

/* What a sentence is about. */
struct sentence_subject {
	enum sentence_kind kind;
	const struct catalogue *catalogue;
	const struct mark *mark;                /* of SENTENCE_MARK */
	const struct application *applications; /* of SENTENCE_MARK: all of the session */
	size_t n_applications;
	const struct application *application; /* of SENTENCE_TECHNIQUE */
};

/* Appends the value; false when the kind has none of that name. */
bool sentence_value(const struct sentence_subject *subject, const char *name, struct str *out);
/* The i-th name of a kind; NULL behind the last. */
const char *sentence_value_name(enum sentence_kind kind, size_t i);

#endif

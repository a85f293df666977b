/* SPDX-License-Identifier: MIT */
/* What was measured in a session: pain, range of motion, strength, pressure pain threshold, an activity of the client's
 * own, a rating or the total of a questionnaire; before treatment and, where it was taken again, after. */
#ifndef FASCICLE_RECORD_MEASURE_H
#define FASCICLE_RECORD_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "catalogue/catalogue.h"

enum measure_kind {
	MEASURE_PAIN,     /* 0..10; code: "now", "best", "worst", "average" (of the last 24 hours) */
	MEASURE_ROM,      /* code: movement */
	MEASURE_STRENGTH, /* 0..5, "4+" as 4.3, "4-" as 3.7; code: movement or muscle */
	MEASURE_PPT,      /* up to three readings; code: muscle */
	MEASURE_PSFS,     /* 0 unable .. 10 as before; activity: the client's words */
	MEASURE_SCORE,    /* code: row of the catalogue's scores, ratings too */
	MEASURE_KIND_COUNT
};
enum measure_mode { MODE_UNSAID, MODE_ACTIVE, MODE_PASSIVE, MODE_COUNT };
enum end_feel {
	END_FEEL_UNSAID,
	END_FEEL_SOFT,
	END_FEEL_FIRM,
	END_FEEL_HARD,
	END_FEEL_EMPTY,
	END_FEEL_SPASM,
	END_FEEL_GUARDED,
	END_FEEL_COUNT
};
enum measure_method {
	METHOD_UNSAID,
	METHOD_GONIOMETER,
	METHOD_INCLINOMETER,
	METHOD_APP,
	METHOD_TAPE,
	METHOD_EYE,
	METHOD_COUNT
};

enum { MEASURE_READINGS = 3 };
struct measure_value {
	double reading[MEASURE_READINGS];
	int n; /* 0: not taken */
};

struct measure {
	int64_t id;
	char *uid;
	int64_t client_id, session_id;
	enum measure_kind kind;
	char *code;     /* "" for PSFS */
	char *activity; /* PSFS; else NULL */
	enum side side; /* left, right or none */
	enum measure_mode mode;
	bool has_start; /* a movement that does not start at 0: knee from 10 to 120 */
	double start;
	struct measure_value before, after; /* a movement may be below 0: knee extension -10 */
	char *unit; /* "points", "deg", "mm", "cm", "level" (of the spine reached: C1 is 1 .. S5 is 29), "grade",
		       "kg/cm2", "N/cm2", "kPa", "lb/cm2" */
	double maximum; /* of a score when it was taken; else 0 */
	bool high_is_good;
	int pain_before, pain_after; /* with the movement; -1 not said */
	enum end_feel end_feel;
	enum measure_method method;
};

void measure_init(struct measure *measure);
void measure_release(struct measure *measure);
void measure_copy(struct measure *to, const struct measure *from); /* `to` must be initialised */

/* Codes as stored; "" for what was not said. The _from_code calls return false for an unknown one. */
const char *measure_kind_code(enum measure_kind kind);
bool measure_kind_from_code(const char *code, enum measure_kind *kind);
const char *measure_mode_code(enum measure_mode mode);
bool measure_mode_from_code(const char *code, enum measure_mode *mode);
const char *end_feel_code(enum end_feel feel);
bool end_feel_from_code(const char *code, enum end_feel *feel);
const char *measure_method_code(enum measure_method method);
bool measure_method_from_code(const char *code, enum measure_method *method);
/* Translated. */
const char *measure_mode_word(enum measure_mode mode);
const char *end_feel_word(enum end_feel feel);
const char *measure_method_word(enum measure_method method);

/* The mean of the readings; false when none was taken. */
bool measure_mean(const struct measure_value *value, double *mean);
/* The value that counts for the session's end: after treatment where it was taken, else before. */
double measure_latest(const struct measure *measure);
/* "55", "2.1 2.3 2.2": plain decimals, as stored. Appends. */
void measure_value_text(const struct measure_value *value, struct str *out);
/* Reads what measure_value_text wrote; NULL or "" is a value that was not taken. False when it is none. */
bool measure_value_read(const char *text, struct measure_value *value);
/* One number as it is shown for a unit: "4+" for a grade, "T7" for a level, "2.5". Appends. */
void measure_number(const char *unit, double number, struct str *out);

/* A movement of which it was not said is active; nothing else has a mode. */
enum measure_mode measure_mode_meant(const struct measure *measure);
/* Whether two are the same thing measured at two times: kind, code, activity, side, mode as it is meant, and unit. */
bool measure_same(const struct measure *a, const struct measure *b);

/* The row of the catalogue that says what a change of it means: of its own code, or that of its kind ("NPRS", "ROM",
 * "MMT", "PPT", "PSFSA"). NULL when there is none. */
const struct score *measure_scale(const struct catalogue *c, const struct measure *measure);

/* "L Cervical spine: Rotation", "Pain at its worst", "carry shopping": what it is, translated. Appends. */
void measure_name(const struct catalogue *c, const struct measure *measure, struct str *out);
/* For few columns: "L Rotation, Cervical spine", and "55→70°" where the terminal can. Appends. */
void measure_short_name(const struct catalogue *c, const struct measure *measure, struct str *out);
void measure_short_values(const struct measure *measure, struct str *out);
/* "55 > 70 deg": the values; after a blank the unit where it is not plain points. Appends. */
void measure_values(const struct measure *measure, struct str *out);
/* "L Cervical spine: Rotation · active · 55 > 70 deg · pain 4 · firm". Appends. */
void measure_describe(const struct catalogue *c, const struct measure *measure, struct str *out);
/* A sentence each, for the note: "Pain now 6 to 2." Appends. */
void measures_sentence(const struct catalogue *c, const struct measure *rows, size_t n, struct str *out);
/* The line that says the measure, for changing it: measure_line_read reads it back the same. Appends. */
void measure_compose(const struct measure *measure, struct str *out);

#endif

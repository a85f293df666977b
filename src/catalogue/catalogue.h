/* SPDX-License-Identifier: MIT */
/* The practice's vocabulary: body regions, muscles with their referral zones, techniques with their dose
 * prompts, conditions and movements. Made from the CSV files beside this header at build time; a clinic's own
 * rows are laid over them at the start. Codes are stored in records, names are looked up when shown. */
#ifndef FASCICLE_CATALOGUE_CATALOGUE_H
#define FASCICLE_CATALOGUE_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum view { VIEW_FRONT, VIEW_BACK, VIEW_COUNT };

/* Side of the client's body (not of the screen). SIDE_BOTH typed for a mark makes two marks; a technique may be
 * used on both sides at once. */
enum side { SIDE_NONE, SIDE_LEFT, SIDE_RIGHT, SIDE_MIDLINE, SIDE_BOTH };

/* Each view is 24 columns by 20 rows; a cell is two columns wide and one row high. */
enum { FIGURE_COLS = 24, FIGURE_ROWS = 20, CELL_COLS = 2 };

/* With the joint that it hangs on: shoulder and armpit, hip, groin and buttock. */
enum limb { LIMB_NONE, LIMB_ARM, LIMB_LEG };

struct region {
	const char *code;
	const char *name;     /* English; shown through i18n_name() */
	const char *lay_name; /* for print-outs a client reads */
	enum view view;
	bool paired;    /* has a left and a right cell; otherwise one midline cell */
	bool sensitive; /* asks for sensitive-area consent by default: chest wall, breast, groin, inner thigh, buttocks, pelvic floor */
	enum limb limb; /* what concerns the whole limb concerns all its regions on that side */
	int row, col;   /* the screen-left cell of a pair */
	const char *also; /* other words people type for it, parted by '|'; "" for none (so in all tables) */
};

/* One drawn cell: a region on a side. On the front view screen-left is the client's right. */
struct cell {
	short region; /* index into catalogue.regions */
	enum side side;
	enum view view;
	int row, col;
};

/* Lists of regions or muscles are indexes, closed by -1; never NULL. */
struct muscle {
	const char *code;
	const char *name;
	const short *home;    /* regions where its points usually sit */
	const short *primary; /* essential referral zone, same side */
	const short *spill;   /* spillover zone */
	const char *presentation;
	bool uncertain;          /* the pattern is variable or outside the classic charts */
	const char *hazard;      /* vessels, nerves, organs to mind; "" when none is named */
	const short *satellites; /* muscles in which a key point here may feed satellites */
	const char *also;
};

struct dose_spec {
	const char *name; /* "hold", "needles_in" */
	const char *
		unit; /* "kg" "s" "min" "h" "n" "Hz" "us" "mA" "kPa" "mm" "C" "%" "/min" "nprs" "enum" "text" "bool" "1-5" "0-4" "0-10" */
	double low, high; /* the usual range; low > high when there is none. A prompt, never a limit */
	const char *
		choices; /* "finger|thumb|knuckle" for enum; for text the words that need no name before them, "*" for any; "" otherwise */
	const char *label; /* "needles in": English, shown through i18n_name(); so are the choices */
};

enum caution_level { CAUTION_NONE, CAUTION_CAUTION, CAUTION_ABSOLUTE };

struct contraindication {
	short condition; /* index into catalogue.conditions */
	enum caution_level level;
};

struct technique {
	const char *code;
	const char *name;
	const char *category; /* "trigger point", "massage", "needling" ... */
	const struct dose_spec *doses;
	size_t n_doses;
	const struct contraindication *contraindications;
	size_t n_contraindications;
	const char *short_name; /* "graded press": for lists and sentences */
	const char *also;
};

/* How soon a red flag asks for somebody to act. The practitioner decides; the program records what was done. */
enum urgency { URGENCY_NONE, URGENCY_EMERGENCY, URGENCY_SAME_DAY, URGENCY_DAYS, URGENCY_JUDGEMENT };

struct condition {
	const char *code;
	const char *name;
	const char *kind;       /* condition device medicine allergy history lifestage consent redflag */
	const char *short_name; /* "anticoagulant": for banners; the name where it has none of its own */
	enum urgency urgency;   /* of red flags */
	const char *also;
};

struct movement {
	const char *code;
	const char *joint;
	const char *movement;
	int normal_deg; /* a faint reference, never a verdict */
	bool sided;
	const char *also;
};

/* What a client may be asked to do at home. Its doses are prompts, as a technique's are. */
struct selfcare_item {
	const char *code;
	const char
		*kind; /* stretch exercise self_pressure posture ergonomics heat cold movement breathing_relax
			     lifestyle avoid watch_for */
	const char *name;
	const char *instruction; /* in plain words, for the client's sheet; no claim of what it is good for */
	const struct dose_spec *doses;
	size_t n_doses;
	const short *regions; /* where it is usually for */
	const char *also;
};

/* From this first value on, so many points are a change that matters. */
struct score_change {
	double from, points;
};

enum score_kind {
	SCORE_SCALE, /* what a measure of its own kind is judged by: pain, activities, motion, the sides ... */
	SCORE_RATING, /* one number that is asked for: tightness, sleep ... */
	SCORE_SCORE,  /* the total of a questionnaire; its text is never here */
};

struct score {
	const char *code;
	const char *name;
	enum score_kind kind;
	double minimum, maximum;
	bool high_is_good;
	const struct score_change *changes; /* rising; none where nothing was published or chosen */
	size_t n_changes;
	double error;       /* below it a difference is not told from the error of measuring */
	const char *source; /* where the change comes from; shown beside it */
	const char *also;
};

struct region_rule {
	const char *category; /* of techniques */
	short region;
	enum caution_level level;
	const char *reason;
};

/* What a practitioner may say a technique was used for: an intention, never a claim that it works. */
struct aim {
	const char *technique; /* its code, or a category */
	const char *code;      /* "range-of-motion" */
	const char *name;      /* English, shown through i18n_name() */
};

/* A field of the note that has a vocabulary of its own: pattern, cause, posture, after-effects. */
enum finding_kind {
	FINDING_CHOICE, /* one of its choices */
	FINDING_WORDS,  /* one of its choices, or own words */
	FINDING_NUMBER, /* low to high */
	FINDING_TEXT,
	FINDING_DATE,
	FINDING_MUSCLE
};
enum finding_where {
	WHERE_NO,
	WHERE_SIDE, /* takes a side, which need not be said */
	WHERE_MAY,  /* takes a region */
	WHERE_MUST  /* wants one */
};
enum finding_ask {
	ASK_ALWAYS,
	ASK_AGAIN,   /* at the next session, about the last treatment */
	ASK_ADVERSE, /* when there was an adverse reaction */
	ASK_SESSION  /* kept in the session itself */
};

struct finding_choice {
	const char *code; /* as stored */
	const char *word; /* English; shown through i18n_name() */
};

struct finding_spec {
	const char *code;
	char section; /* 'L' since the last treatment, 'S' 'O' 'A' 'P' of the note, 'R' response and reaction */
	const char *name; /* English; shown through i18n_name(), so is the unit */
	enum finding_kind kind;
	int low, high; /* of a number; of a choice the grade that goes with it, high 0: none */
	const char *unit;
	const struct finding_choice *choices;
	size_t n_choices;
	bool many; /* several values */
	enum finding_where where;
	enum finding_ask ask;
	const char *usual; /* answer that is most often given, or "" */
};

struct catalogue {
	const struct region *regions;
	size_t n_regions;
	const struct cell *cells;
	size_t n_cells;
	const struct muscle *muscles;
	size_t n_muscles;
	const struct technique *techniques;
	size_t n_techniques;
	const struct condition *conditions;
	size_t n_conditions;
	const struct movement *movements;
	size_t n_movements;
	const struct score *scores;
	size_t n_scores;
	const struct region_rule *rules;
	size_t n_rules;
	const struct selfcare_item *selfcare;
	size_t n_selfcare;
	const struct aim *aims;
	size_t n_aims;
	const char *const
		*placed; /* codes and categories of techniques that are used at a place, never on nothing */
	size_t n_placed;
	const struct finding_spec
		*findings; /* no clinic's own rows are laid over these: records depend on them */
	size_t n_findings;
};

/* The tables that were built in; static, never freed. */
const struct catalogue *catalogue_builtin(void);

/* By exact code (any letter case); -1 when there is none. */
int catalogue_region(const struct catalogue *c, const char *code);
int catalogue_muscle(const struct catalogue *c, const char *code);
int catalogue_technique(const struct catalogue *c, const char *code);
int catalogue_condition(const struct catalogue *c, const char *code);
int catalogue_movement(const struct catalogue *c, const char *code);
int catalogue_selfcare(const struct catalogue *c, const char *code);
int catalogue_score(const struct catalogue *c, const char *code);

/* Whether a condition is a red flag. */
bool condition_is_red(const struct condition *condition);
/* Of "emergency", "same-day", "days", "judgement" as in urgencies.csv; and translated: "emergency now". */
enum urgency urgency_from_code(const char *code);
const char *urgency_word(enum urgency urgency);
int catalogue_finding(const struct catalogue *c, const char *code);

/* Whether the technique wants to be said with its mark or region: needles and presses do. */
bool catalogue_wants_place(const struct catalogue *c, int technique);
/* Whether the i-th aim is one of the technique's, by code or category. */
bool catalogue_aim_fits(const struct catalogue *c, int technique, size_t i);
/* The name of an aim by its code; NULL when there is none. */
const char *catalogue_aim_name(const struct catalogue *c, const char *code);

/* The cell that draws a region on a side; -1 when the region has no such side. */
int catalogue_cell(const struct catalogue *c, int region, enum side side);

/* Appends the muscle's name as it is said in a sentence: "upper trapezius" for "Trapezius, upper". */
void catalogue_muscle_phrase(const struct catalogue *c, int muscle, struct str *out);

/* True when all home regions of the muscle lie in the midline: its marks take no left or right. */
bool catalogue_is_midline(const struct catalogue *c, int muscle);

/* "L", "R", "M" as stored, "B" for a technique used on both sides at once; "" for none. */
const char *side_code(enum side side);
enum side side_from_code(const char *code);
/* "left", "right", "midline" translated; "L", "R", "M" translated for narrow columns. */
const char *side_word(enum side side);
const char *side_letter(enum side side);

/* The outline of a view: FIGURE_ROWS strings of FIGURE_COLS ASCII characters, blanks where the cells go. */
const char *const *figure_outline(enum view view);

/* The cell nearest in a direction from `from` as a person would expect; `from` itself at the edge.
 * dx, dy: one of (-1,0) (1,0) (0,-1) (0,1). */
int figure_step(const struct catalogue *c, int from, int dx, int dy);

#endif

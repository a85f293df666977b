/* SPDX-License-Identifier: MIT */
/* What was measured: a line's pieces, their kind, and the name that the open words give. */
#include "line/measure_inner.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

void measure_reading_init(struct measure_reading *reading)
{
	*reading = (struct measure_reading){ .measures = NULL };
	reading_init(&reading->reading);
}

void measure_reading_release(struct measure_reading *reading)
{
	for (size_t i = 0; i < reading->n; i++)
		measure_release(&reading->measures[i]);
	free(reading->measures);
	measure_reading_init(reading);
}

bool measure_problem(struct measure_line *l, size_t from, size_t to, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	reading_problemv(&l->out->reading, &l->words, from, to, format, args);
	va_end(args);
	return false;
}

const char *measure_word(struct measure_line *l, size_t at)
{
	return words_shown(&l->words, at, at);
}

bool measure_is(const struct measure_line *l, size_t at, enum part_kind part)
{
	return at < l->words.n && l->words.word[at].part == part && !l->words.word[at].quoted;
}

bool measure_means(const struct measure_line *l, size_t at, enum meaning_kind kind)
{
	const struct meaning *means = at < l->words.n ? l->words.word[at].means : NULL;
	return means && means->kind == kind;
}

/* ---- words ---- */

/* A unit that no measure is counted in is part of a name: the min of "teres min". */
static bool is_unit_here(const char *code)
{
	static const char *const others[] = { "deg", "points", "%", "kg" };
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_eq(others[i], code))
			return true;
	return unit_find(UNIT_OF_MOTION, code) || unit_find(UNIT_OF_THRESHOLD, code);
}

static void look_up(struct words *words)
{
	const uint64_t kinds = MEANS(MEANS_MEASURED) | MEANS(MEANS_SIDE) | MEANS(MEANS_MODE) |
			       MEANS(MEANS_FEEL) | MEANS(MEANS_METHOD) | MEANS(MEANS_SLOT) |
			       MEANS(MEANS_UNIT) | MEANS(MEANS_PRESSURE) | MEANS(MEANS_FORCE);
	for (size_t i = 0; i < words->n; i++) {
		struct word *word = &words->word[i];
		bool before_number = word->bytes == 1 && i + 1 < words->n && words->word[i + 1].glued &&
				     words->word[i + 1].part == PART_NUMBER;
		if (word->quoted || word->part == PART_NUMBER || before_number)
			continue;
		word->means = vocabulary_find(word->text, kinds);
		if (word->means && word->means->kind == MEANS_UNIT && !is_unit_here(word->means->code))
			word->means = NULL;
	}
}

/* A letter that is glued to its number is never part of a name: "l55", "p4", "T7". */
static bool is_glued_letter(const struct measure_line *l, size_t at)
{
	return measure_is(l, at, PART_LETTERS) && l->words.word[at].bytes == 1 &&
	       measure_is(l, at + 1, PART_NUMBER) && l->words.word[at + 1].glued;
}

static bool is_name(const struct measure_line *l, size_t at)
{
	const struct word *word = &l->words.word[at];
	if (word->quoted)
		return true;
	return !word->used && !word->means && !is_glued_letter(l, at) &&
	       !vocabulary_joins(word->text, JOINT_FROM) &&
	       (word->part == PART_LETTERS || word->part == PART_OTHER);
}

static bool problem_at_end(struct measure_line *l, const char *sentence)
{
	return measure_problem(l, l->words.n, 0, "%s", sentence);
}

/* ---- the client's own activities ---- */

enum { ACTIVITY_COLS = 60 };

/* Valid, one blank between words, none at the ends, nothing that moves the cursor. */
static char *clean(const char *bytes)
{
	struct str sound, out;
	str_init(&sound);
	str_init(&out);
	utf8_repair(&sound, bytes, strlen(bytes));
	for (size_t i = 0; i < sound.len; i++) {
		unsigned char b = (unsigned char)sound.s[i];
		bool blank = b <= ' ' || b == 0x7f;
		if (!blank)
			str_addc(&out, (char)b);
		else if (out.len > 0 && out.s[out.len - 1] != ' ')
			str_addc(&out, ' ');
	}
	str_trim_end(&out);
	str_release(&sound);
	return str_take(&out);
}

/* The one activity that begins so; NULL when there is none or several. */
static const char *known_activity(const struct measure_known *known, const char *typed)
{
	char *key = utf8_search_key(typed);
	const char *found = NULL;
	size_t n = 0;
	for (size_t i = 0; known && i < known->n; i++) {
		char *other = utf8_search_key(known->activities[i]);
		bool whole = strcmp(other, key) == 0;
		if (whole || str_starts(other, key)) {
			found = known->activities[i];
			n = whole ? 1 : n + 1;
		}
		free(other);
		if (whole)
			break;
	}
	free(key);
	return n == 1 ? found : NULL;
}

static bool is_value(const struct measure_line *l, size_t at)
{
	bool points = measure_means(l, at, MEANS_UNIT) && str_eq(l->words.word[at].means->code, "points");
	return points || measure_is(l, at, PART_NUMBER) || measure_is(l, at, PART_ARROW) ||
	       measure_is(l, at, PART_SLASH);
}

/* What lies between the keyword and the value becomes the activity, its words are used. A number inside belongs to it
 * where another word follows: "walk 10 min 3>6". */
static bool read_activity(struct measure_line *l, size_t head)
{
	size_t first = l->words.n, last = 0;
	for (size_t i = 0; i < l->words.n; i++)
		if (l->words.word[i].quoted && (first == l->words.n || !l->words.word[first].quoted))
			first = last = i;
	bool quoted = first < l->words.n;
	for (size_t i = 0; !quoted && i < l->words.n; i++)
		if (i != head && !is_value(l, i)) {
			first = first == l->words.n ? i : first;
			last = i;
		}
	if (first == l->words.n)
		return measure_problem(
			l, head, head,
			_("Say the activity in the client's words: psfs \"carry shopping\" 3."));
	char *text = words_text(&l->words, first, last + 1), *typed = clean(text);
	const char *known = quoted ? NULL : known_activity(l->known, typed);
	mem_replace(&l->measure.activity, known ? known : typed);
	free(typed);
	free(text);
	if (str_empty(l->measure.activity))
		return measure_problem(l, first, last, _("The activity has no words."));
	if (utf8_cols(l->measure.activity, strlen(l->measure.activity)) > ACTIVITY_COLS)
		return measure_problem(l, first, last, _("An activity has at most %d letters."),
				       ACTIVITY_COLS);
	words_use(&l->words, first, last - first + 1);
	l->high = 10;
	return true;
}

/* ---- movements, muscles, scores ---- */

/* A name as it was typed, and where. */
struct name {
	struct str text;
	size_t first, last;
};

static void gather_name(const struct measure_line *l, struct name *name)
{
	for (size_t i = 0; i < l->words.n; i++) {
		if (!is_name(l, i))
			continue;
		name->first = name->text.len == 0 ? i : name->first;
		name->last = i;
		str_addf(&name->text, "%s%s", name->text.len > 0 ? " " : "", l->words.word[i].text);
	}
}

static size_t words_in(const char *text)
{
	size_t n = 0;
	for (; *text; n++) {
		text += strcspn(text, " ");
		text += strspn(text, " ");
	}
	return n;
}

/* Of one joint's movements the plain one is meant: "cx flex" is flexion, not lateral flexion. */
static bool is_plain(const struct catalogue *c, const struct candidate *found, size_t n)
{
	const struct movement *best = &c->movements[found[0].index];
	for (size_t i = 1; i < n; i++) {
		const struct movement *other = &c->movements[found[i].index];
		struct candidate pair[2] = { found[0], found[i] };
		if (!match_is_clear(pair, 2) && (!str_eq(other->joint, best->joint) ||
						 words_in(other->movement) <= words_in(best->movement)))
			return false;
	}
	return n > 0;
}

static bool unclear(struct measure_line *l, enum candidate_kind what, const struct candidate *found, size_t n,
		    const struct name *name)
{
	reading_offer(&l->out->reading, what, found, n);
	return measure_problem(
		l, name->first, name->last,
		n > 0 ? _("\"%s\" may mean more than one: type a little more of it.")
		      : _("\"%s\" is no movement, score or rating I know. Type its code or part of its name."),
		words_shown(&l->words, name->first, name->last));
}

static void take_movement(struct measure_line *l, int movement)
{
	mem_replace(&l->measure.code, l->c->movements[movement].code);
	l->sided = l->c->movements[movement].sided;
}

static bool read_muscle(struct measure_line *l, const struct name *name)
{
	struct candidate found[READING_CANDIDATES];
	size_t n = match_muscles(l->c, name->text.s, found, READING_CANDIDATES);
	if (n == 0)
		return measure_problem(l, name->first, name->last, _("No muscle is called \"%s\"."),
				       words_shown(&l->words, name->first, name->last));
	if (!match_is_clear(found, n))
		return unclear(l, NEAR_MUSCLES, found, n, name);
	mem_replace(&l->measure.code, l->c->muscles[found[0].index].code);
	l->sided = !catalogue_is_midline(l->c, found[0].index);
	return true;
}

/* Strength is that of a movement or of a muscle: the better match. */
static bool read_strength(struct measure_line *l, const struct name *name)
{
	struct candidate moves[READING_CANDIDATES], muscles[1];
	size_t n = match_movements(l->c, name->text.s, moves, READING_CANDIDATES);
	size_t m = match_muscles(l->c, name->text.s, muscles, 1);
	if (n == 0 || (m > 0 && muscles[0].score > moves[0].score))
		return read_muscle(l, name);
	if (!match_is_clear(moves, n) && !is_plain(l->c, moves, n))
		return unclear(l, NEAR_MOVEMENTS, moves, n, name);
	take_movement(l, moves[0].index);
	return true;
}

/* Scores and ratings; the scales of a kind are none. */
static size_t find_scores(const struct catalogue *c, const char *name, struct candidate *out)
{
	struct candidate found[3 * READING_CANDIDATES];
	size_t n = match_scores(c, name, found, 3 * READING_CANDIDATES), kept = 0;
	for (size_t i = 0; i < n && kept < READING_CANDIDATES; i++)
		if (c->scores[found[i].index].kind != SCORE_SCALE)
			out[kept++] = found[i];
	return kept;
}

static void take_score(struct measure_line *l, int index)
{
	const struct score *score = &l->c->scores[index];
	l->measure.kind = MEASURE_SCORE;
	mem_replace(&l->measure.code, score->code);
	l->measure.maximum = l->high = score->maximum;
	l->low = score->minimum;
	l->measure.high_is_good = score->high_is_good;
}

static void take_motion(struct measure_line *l, int movement)
{
	int scale = catalogue_score(l->c, "ROM");
	double normal = l->c->movements[movement].normal_deg;
	l->measure.kind = MEASURE_ROM;
	mem_replace(&l->measure.unit, "deg");
	l->low = scale >= 0 ? l->c->scores[scale].minimum : -90;
	l->high = scale >= 0 ? l->c->scores[scale].maximum : 200;
	l->high = normal > l->high ? normal : l->high;
	take_movement(l, movement);
}

/* A movement or a score: the better match. */
static bool read_movement(struct measure_line *l, const struct name *name)
{
	struct candidate moves[READING_CANDIDATES], scores[READING_CANDIDATES];
	size_t n = match_movements(l->c, name->text.s, moves, READING_CANDIDATES);
	size_t m = find_scores(l->c, name->text.s, scores);
	if (m > 0 && (n == 0 || scores[0].score > moves[0].score)) {
		if (!match_is_clear(scores, m))
			return unclear(l, NEAR_SCORES, scores, m, name);
		take_score(l, scores[0].index);
		return true;
	}
	if (n == 0 || (!match_is_clear(moves, n) && !is_plain(l->c, moves, n)))
		return unclear(l, NEAR_MOVEMENTS, moves, n, name);
	take_motion(l, moves[0].index);
	return true;
}

/* ---- the kind ---- */

static size_t find_head(const struct measure_line *l, enum measure_kind kind)
{
	size_t i = 0;
	while (i < l->words.n &&
	       !(measure_means(l, i, MEANS_MEASURED) && l->words.word[i].means->value == (int)kind))
		i++;
	return i;
}

/* "pain 6", or a movement with its pain. */
static bool read_pain_or_movement(struct measure_line *l, const struct name *name)
{
	struct candidate found[1];
	bool pain = find_head(l, MEASURE_PAIN)<l->words.n, named = name->text.len> 0;
	if (!pain && !named)
		return problem_at_end(l, _("Say what was measured, such as cx rot, pain or ndi."));
	if (named && (!pain || match_movements(l->c, name->text.s, found, 1) > 0))
		return read_movement(l, name);
	if (named)
		return measure_problem(l, name->first, name->last,
				       _("\"%s\" does not belong to a pain score: say now, best, worst or "
					 "average, or the movement that hurt."),
				       words_shown(&l->words, name->first, name->last));
	l->measure.kind = MEASURE_PAIN;
	l->high = 10;
	return true;
}

static bool read_named(struct measure_line *l, const struct name *name)
{
	if (find_head(l, MEASURE_PPT) < l->words.n) {
		l->measure.kind = MEASURE_PPT;
		mem_replace(&l->measure.unit, "");
		return name->text.len > 0 ? read_muscle(l, name)
					  : problem_at_end(l, _("Say the muscle: ppt inf r 2.1 2.3 2.2 kg."));
	}
	if (find_head(l, MEASURE_STRENGTH) == l->words.n)
		return read_pain_or_movement(l, name);
	l->measure.kind = MEASURE_STRENGTH;
	mem_replace(&l->measure.unit, "grade");
	l->high = 5;
	return name->text.len > 0
		       ? read_strength(l, name)
		       : problem_at_end(l, _("Say the movement or muscle: strength shoulder abd r 4."));
}

static bool read_what(struct measure_line *l)
{
	size_t psfs = find_head(l, MEASURE_PSFS);
	if (psfs < l->words.n) {
		l->measure.kind = MEASURE_PSFS;
		return read_activity(l, psfs);
	}
	struct name name = { .first = 0 };
	str_init(&name.text);
	gather_name(l, &name);
	bool ok = read_named(l, &name);
	str_release(&name.text);
	return ok;
}

/* ---- pieces ---- */

static bool has_value(const struct measure_line *l)
{
	for (size_t i = 0; i < l->words.n; i++)
		if (measure_is(l, i, PART_NUMBER))
			return true;
	return false;
}

/* Whether the words name what is measured: a name, or a head that is not the pain of the movement before. */
static bool has_name(const struct measure_line *l)
{
	for (size_t i = 0; i < l->words.n; i++)
		if (is_name(l, i) ||
		    (measure_means(l, i, MEANS_MEASURED) && l->words.word[i].means->value != MEASURE_PAIN))
			return true;
	return false;
}

static void split(struct measure_line *l, const char *line, size_t from, size_t to)
{
	words_split(&l->words, line, from, to);
	words_part(&l->words);
	look_up(&l->words);
}

/* Where the measure that begins at `from` ends: at a semicolon, or at a comma between one that has its value and the name
 * and value of the next. */
static size_t measure_end(struct measure_line *l, const char *line, size_t from)
{
	size_t at = from;
	bool valued = false;
	for (;;) {
		size_t end = line_piece_end(line, at, ",;");
		split(l, line, at, end);
		bool next = at > from && valued && has_value(l) && has_name(l);
		valued = valued || has_value(l);
		words_release(&l->words);
		if (next)
			return at - 1;
		if (line[end] != ',')
			return end;
		at = end + 1;
	}
}

static void read_piece(struct measure_line *l, const char *line, size_t from, size_t to)
{
	l->n_groups = l->n_sides = l->n_slots = 0;
	l->sided = false;
	l->low = l->high = 0;
	measure_init(&l->measure);
	split(l, line, from, to);
	if (l->words.is_full)
		problem_at_end(l, _("This is too long for one measure. Part several with a ;."));
	else if (l->words.n > 0 && read_what(l))
		measure_take_values(l);
	words_release(&l->words);
	measure_release(&l->measure);
}

void measure_line_read(const struct catalogue *c, const struct measure_known *known, const char *line,
		       struct measure_reading *reading)
{
	struct measure_line l = { .c = c, .known = known, .out = reading };
	measure_reading_release(reading);
	for (size_t at = 0; reading->reading.ok; at++) {
		size_t end = measure_end(&l, line, at);
		read_piece(&l, line, at, end);
		if (line[end] == '\0')
			break;
		at = end;
	}
	if (reading->reading.ok && reading->n == 0)
		problem_at_end(
			&l,
			_("Say what was measured and its value, such as cx rot l 55>70, pain 6>2 or ndi 22."));
}

/* SPDX-License-Identifier: MIT */
/* What was measured: the kind, and the name that the open words give. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "line/measure_reader.h"

/* ---- the client's own activities ---- */

enum { ACTIVITY_COLS = 60 };

/* Valid, one blank between words, none at the ends, nothing that moves the cursor. */
static char *clean(const char *bytes, size_t n)
{
	struct str sound, out;
	str_init(&sound);
	str_init(&out);
	utf8_repair(&sound, bytes, n);
	for (size_t i = 0; i < sound.len; i++) {
		unsigned char b = (unsigned char)sound.s[i];
		bool blank = b <= ' ' || b == 0x7f || b == '"';
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
		if (strcmp(other, key) == 0) {
			found = known->activities[i];
			n = 1;
			i = known->n;
		} else if (str_starts(other, key)) {
			found = known->activities[i];
			n++;
		}
		free(other);
	}
	free(key);
	return n == 1 ? found : NULL;
}

static bool is_value(const struct measure_token *token)
{
	return token->kind == TOKEN_NUMBER || token->kind == TOKEN_ARROW || token->kind == TOKEN_SLASH ||
	       (token->kind == TOKEN_UNIT && str_eq(token->text, "points"));
}

/* What lies between the keyword and the value becomes the activity, its words are spent. A number inside belongs to it
 * where another one follows: "walk 10 min 3>6". */
static bool read_activity(struct measure_reader *r, size_t head)
{
	struct measure_token *token = r->words.token;
	size_t first = r->words.n, last = 0;
	bool quoted = false;
	for (size_t i = 0; i < r->words.n; i++) {
		if (i == head || is_value(&token[i]) || (quoted && token[i].kind != TOKEN_QUOTED))
			continue;
		if (token[i].kind == TOKEN_QUOTED && !quoted) {
			quoted = true;
			first = r->words.n;
		}
		first = first == r->words.n ? i : first;
		last = i;
	}
	if (first == r->words.n)
		return measure_problem(
			r, head, head,
			_("Say the activity in the client's words: psfs \"carry shopping\" 3."));
	size_t at = quoted ? token[first].at + 1 : token[first].at;
	size_t end = quoted ? at + strlen(token[first].word) : token[last].at + token[last].bytes;
	char *typed = clean(r->line + at, end - at);
	const char *known = quoted ? NULL : known_activity(r->known, typed);
	mem_replace(&r->measure.activity, known ? known : typed);
	free(typed);
	if (str_empty(r->measure.activity))
		return measure_problem(r, first, last, _("The activity has no words."));
	if (utf8_cols(r->measure.activity, strlen(r->measure.activity)) > ACTIVITY_COLS)
		return measure_problem(r, first, last, _("An activity has at most %d letters."),
				       ACTIVITY_COLS);
	for (size_t i = first; i <= (quoted ? first : last); i++)
		token[i].kind = TOKEN_UNIT, token[i].text = "points";
	r->high = 10;
	return true;
}

/* ---- movements, muscles, scores ---- */

/* The open words with blanks between; false when there are none. */
static bool open_words(const struct measure_reader *r, size_t *first, size_t *last, struct str *out)
{
	for (size_t i = 0; i < r->words.n; i++) {
		const struct measure_token *token = &r->words.token[i];
		if (token->kind != TOKEN_OPEN && token->kind != TOKEN_QUOTED)
			continue;
		*first = out->len == 0 ? i : *first;
		*last = i;
		str_addf(out, "%s%s", out->len > 0 ? " " : "", token->word);
	}
	return out->len > 0;
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

static void offer(struct measure_reader *r, enum measure_candidates what, const struct candidate *found,
		  size_t n)
{
	if (!r->reading->ok)
		return;
	r->reading->what = what;
	r->reading->n_candidates = n;
	if (n > 0)
		memcpy(r->reading->candidates, found, n * sizeof *found);
}

static bool unclear(struct measure_reader *r, enum measure_candidates what, const struct candidate *found,
		    size_t n, size_t first, size_t last)
{
	offer(r, what, found, n);
	if (n == 0)
		return measure_problem(
			r, first, last,
			_("\"%s\" is no movement, score or rating I know. Type its code or part of its name."),
			measure_shown(r, first, last));
	return measure_problem(r, first, last, _("\"%s\" may mean more than one: type a little more of it."),
			       measure_shown(r, first, last));
}

static void take_movement(struct measure_reader *r, int movement)
{
	mem_replace(&r->measure.code, r->c->movements[movement].code);
	r->sided = r->c->movements[movement].sided;
}

static void take_muscle(struct measure_reader *r, int muscle)
{
	mem_replace(&r->measure.code, r->c->muscles[muscle].code);
	r->sided = !catalogue_is_midline(r->c, muscle);
}

static bool read_muscle(struct measure_reader *r, const char *name, size_t first, size_t last)
{
	struct candidate found[MEASURE_CANDIDATES];
	size_t n = match_muscles(r->c, name, found, MEASURE_CANDIDATES);
	if (n > 0 && match_is_clear(found, n)) {
		take_muscle(r, found[0].index);
		return true;
	}
	offer(r, CANDIDATES_MUSCLES, found, n);
	if (n == 0)
		return measure_problem(r, first, last, _("No muscle is called \"%s\"."),
				       measure_shown(r, first, last));
	return unclear(r, CANDIDATES_MUSCLES, found, n, first, last);
}

/* Strength is that of a movement or of a muscle: the better match. */
static bool read_strength(struct measure_reader *r, const char *name, size_t first, size_t last)
{
	struct candidate moves[MEASURE_CANDIDATES], muscles[1];
	size_t n = match_movements(r->c, name, moves, MEASURE_CANDIDATES);
	size_t m = match_muscles(r->c, name, muscles, 1);
	if (n == 0 || (m > 0 && muscles[0].score > moves[0].score))
		return read_muscle(r, name, first, last);
	if (!match_is_clear(moves, n) && !is_plain(r->c, moves, n))
		return unclear(r, CANDIDATES_MOVEMENTS, moves, n, first, last);
	take_movement(r, moves[0].index);
	return true;
}

static size_t match_slots(const struct catalogue *c, const char *name, struct candidate *out)
{
	struct candidate found[3 * MEASURE_CANDIDATES];
	size_t n = match_scores(c, name, found, 3 * MEASURE_CANDIDATES), kept = 0;
	for (size_t i = 0; i < n && kept < MEASURE_CANDIDATES; i++)
		if (c->scores[found[i].index].kind != SCORE_SCALE)
			out[kept++] = found[i];
	return kept;
}

static void take_score(struct measure_reader *r, int index)
{
	const struct score *score = &r->c->scores[index];
	r->measure.kind = MEASURE_SCORE;
	mem_replace(&r->measure.code, score->code);
	r->measure.maximum = r->high = score->maximum;
	r->low = score->minimum;
	r->measure.high_is_good = score->high_is_good;
}

static void take_motion(struct measure_reader *r, int movement)
{
	int scale = catalogue_score(r->c, "ROM");
	double normal = r->c->movements[movement].normal_deg;
	r->measure.kind = MEASURE_ROM;
	mem_replace(&r->measure.unit, "deg");
	r->low = scale >= 0 ? r->c->scores[scale].minimum : -90;
	r->high = scale >= 0 ? r->c->scores[scale].maximum : 200;
	r->high = normal > r->high ? normal : r->high;
	take_movement(r, movement);
}

/* A movement or a score: the better match. */
static bool read_movement(struct measure_reader *r, const char *name, size_t first, size_t last)
{
	struct candidate moves[MEASURE_CANDIDATES], scores[MEASURE_CANDIDATES];
	size_t n = match_movements(r->c, name, moves, MEASURE_CANDIDATES);
	size_t m = match_slots(r->c, name, scores);
	if (m > 0 && (n == 0 || scores[0].score > moves[0].score)) {
		if (!match_is_clear(scores, m))
			return unclear(r, CANDIDATES_SCORES, scores, m, first, last);
		take_score(r, scores[0].index);
		return true;
	}
	if (n == 0 || (!match_is_clear(moves, n) && !is_plain(r->c, moves, n)))
		return unclear(r, CANDIDATES_MOVEMENTS, moves, n, first, last);
	take_motion(r, moves[0].index);
	return true;
}

/* ---- the kind ---- */

static size_t find_head(const struct measure_reader *r, int kind)
{
	for (size_t i = 0; i < r->words.n; i++)
		if (r->words.token[i].kind == TOKEN_HEAD && r->words.token[i].value == kind)
			return i;
	return r->words.n;
}

static bool name_missing(struct measure_reader *r, const char *sentence)
{
	return measure_problem(r, r->words.n, 0, "%s", sentence);
}

/* "pain 6", or a movement with its pain. */
static bool read_pain_or_movement(struct measure_reader *r, size_t pain, const char *name, size_t first,
				  size_t last)
{
	struct candidate found[1];
	if (pain == r->words.n && *name == '\0')
		return name_missing(r, _("Say what was measured, such as cx rot, pain or ndi."));
	if (*name != '\0' && (pain == r->words.n || match_movements(r->c, name, found, 1) > 0))
		return read_movement(r, name, first, last);
	if (*name != '\0')
		return measure_problem(r, first, last,
				       _("\"%s\" does not belong to a pain score: say now, best, worst or "
					 "average, or the movement that hurt."),
				       measure_shown(r, first, last));
	r->measure.kind = MEASURE_PAIN;
	r->high = 10;
	return true;
}

bool measure_read_name(struct measure_reader *r)
{
	size_t psfs = find_head(r, MEASURE_PSFS), first = 0, last = 0;
	struct str name;
	bool ok;
	r->low = r->high = 0;
	if (psfs < r->words.n) {
		r->measure.kind = MEASURE_PSFS;
		return read_activity(r, psfs);
	}
	str_init(&name);
	bool named = open_words(r, &first, &last, &name);
	if (find_head(r, MEASURE_PPT) < r->words.n) {
		r->measure.kind = MEASURE_PPT;
		mem_replace(&r->measure.unit, "");
		ok = named ? read_muscle(r, name.s, first, last)
			   : name_missing(r, _("Say the muscle: ppt inf r 2.1 2.3 2.2 kg."));
	} else if (find_head(r, MEASURE_STRENGTH) < r->words.n) {
		r->measure.kind = MEASURE_STRENGTH;
		mem_replace(&r->measure.unit, "grade");
		r->high = 5;
		ok = named ? read_strength(r, name.s, first, last)
			   : name_missing(r, _("Say the movement or muscle: strength shoulder abd r 4."));
	} else
		ok = read_pain_or_movement(r, find_head(r, MEASURE_PAIN), name.s, first, last);
	str_release(&name);
	return ok;
}

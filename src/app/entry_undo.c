/* SPDX-License-Identifier: MIT */
/* Nothing is deleted: undo voids what was added and brings back what was voided. */
#include "app/entry_undo.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/mem.h"
#include "store/cautions.h"
#include "store/timers.h"

void entry_undo_init(struct entry_undo *undo)
{
	*undo = (struct entry_undo){ NULL, 0, 0 };
}

static void said_release(struct session_consent *said)
{
	free(said->by.name);
	free(said->by.relation);
}

static struct session_consent said_copy(const struct session_consent *said)
{
	return (struct session_consent){ said->given,
					 { mem_strdup(said->by.name), mem_strdup(said->by.relation) } };
}

static void part_release(struct entry_undo_part *part)
{
	mark_release(&part->mark_before);
	mark_release(&part->mark_after);
	application_release(&part->application_before);
	application_release(&part->application_after);
	free(part->text_before);
	free(part->text_after);
	free(part->at_before);
	free(part->at_after);
	selfcare_release(&part->selfcare_before);
	selfcare_release(&part->selfcare_after);
	free(part->field);
	findings_release(&part->findings_before);
	findings_release(&part->findings_after);
	measure_release(&part->measure_before);
	measure_release(&part->measure_after);
	course_release(&part->course_before);
	course_release(&part->course_after);
	goal_release(&part->goal_before);
	goal_release(&part->goal_after);
	said_release(&part->consent_before);
	said_release(&part->consent_after);
}

static void step_release(struct entry_undo_step *step)
{
	for (size_t i = 0; i < step->n_parts; i++)
		part_release(&step->parts[i]);
	free(step->parts);
	free(step->what);
}

void entry_undo_release(struct entry_undo *undo)
{
	for (size_t i = 0; i < undo->n; i++)
		step_release(&undo->steps[i]);
	free(undo->steps);
	entry_undo_init(undo);
}

void entry_undo_begin(struct entry_undo *undo, const char *what)
{
	while (undo->n > undo->done)
		step_release(&undo->steps[--undo->n]);
	undo->steps = mem_regrow(undo->steps, undo->n + 1, sizeof *undo->steps);
	undo->steps[undo->n++] = (struct entry_undo_step){ mem_strdup(what), NULL, 0 };
	undo->done = undo->n;
}

void entry_undo_forget(struct entry_undo *undo)
{
	step_release(&undo->steps[--undo->n]);
	undo->done = undo->n;
}

static struct entry_undo_part *part_add(struct entry_undo *undo, enum entry_undo_kind kind, int64_t id)
{
	struct entry_undo_step *step = &undo->steps[undo->n - 1];
	step->parts = mem_regrow(step->parts, step->n_parts + 1, sizeof *step->parts);
	struct entry_undo_part *part = &step->parts[step->n_parts++];
	*part = (struct entry_undo_part){ .kind = kind, .id = id };
	mark_init(&part->mark_before);
	mark_init(&part->mark_after);
	application_init(&part->application_before);
	application_init(&part->application_after);
	selfcare_init(&part->selfcare_before);
	selfcare_init(&part->selfcare_after);
	measure_init(&part->measure_before);
	measure_init(&part->measure_after);
	course_init(&part->course_before);
	course_init(&part->course_after);
	goal_init(&part->goal_before);
	goal_init(&part->goal_after);
	return part;
}

void entry_undo_voided(struct entry_undo *undo, enum entry_undo_kind kind, int64_t id, bool voided)
{
	part_add(undo, kind, id)->voided = voided;
}

void entry_undo_mark_changed(struct entry_undo *undo, const struct mark *before, const struct mark *after)
{
	struct entry_undo_part *part = part_add(undo, UNDO_MARK_CHANGED, after->id);
	mark_copy(&part->mark_before, before);
	mark_copy(&part->mark_after, after);
}

void entry_undo_application_changed(struct entry_undo *undo, const struct application *before,
				    const struct application *after)
{
	struct entry_undo_part *part = part_add(undo, UNDO_APPLICATION_CHANGED, after->id);
	application_copy(&part->application_before, before);
	application_copy(&part->application_after, after);
}

void entry_undo_text(struct entry_undo *undo, enum entry_undo_kind kind, int64_t id, const char *before,
		     const char *after)
{
	struct entry_undo_part *part = part_add(undo, kind, id);
	part->text_before = mem_strdup(before);
	part->text_after = mem_strdup(after);
}

void entry_undo_acted(struct entry_undo *undo, const struct flag *before, const char *action)
{
	char now[INSTANT_SIZE];
	entry_undo_text(undo, UNDO_FLAG_ACTED, before->id, before->action, action);
	struct entry_undo_step *step = &undo->steps[undo->n - 1];
	struct entry_undo_part *part = &step->parts[step->n_parts - 1];
	instant_format(clock_now(), now);
	part->at_before = mem_strdup(before->action_at);
	part->at_after = mem_strdup(now);
}

void entry_undo_selfcare(struct entry_undo *undo, enum entry_undo_kind kind, int64_t session_id,
			 const struct selfcare *before, const struct selfcare *after)
{
	struct entry_undo_part *part = part_add(undo, kind, before->id);
	part->session_id = session_id;
	selfcare_copy(&part->selfcare_before, before);
	selfcare_copy(&part->selfcare_after, after);
}

void entry_undo_consent(struct entry_undo *undo, int64_t session_id, enum consent_scope scope,
			const struct session_consent *before, const struct session_consent *after)
{
	struct entry_undo_part *part = part_add(undo, UNDO_CONSENT_SAID, session_id);
	part->scope = scope;
	part->consent_before = said_copy(before);
	part->consent_after = said_copy(after);
}

/* The newest word counts, and none is ever changed: taking it back is a word of its own. */
static bool consent_apply(struct entry_undo_part *part, struct store *store, bool redo, struct err *err)
{
	const struct session_consent *to = redo ? &part->consent_after : &part->consent_before;
	return session_consent_save(store, part->id, part->scope, to->given, &to->by, err);
}

static bool selfcare_apply(struct entry_undo_part *part, struct store *store, bool redo, struct err *err)
{
	struct selfcare *to = redo ? &part->selfcare_after : &part->selfcare_before;
	if (part->kind == UNDO_SELFCARE_ENDED)
		return selfcare_end(store, part->id, to->ended_on, err);
	if (part->kind == UNDO_SELFCARE_ANSWERED)
		return selfcare_answer(store, part->session_id, part->id, to->adherence, to->effect, err);
	return selfcare_save(store, to, err);
}

void entry_undo_findings_changed(struct entry_undo *undo, int64_t session_id, const char *field,
				 const struct findings *before, const struct findings *after)
{
	struct entry_undo_part *part = part_add(undo, UNDO_FINDINGS_CHANGED, session_id);
	part->field = mem_strdup(field);
	findings_of(before, field, &part->findings_before);
	findings_of(after, field, &part->findings_after);
}

void entry_undo_measure_changed(struct entry_undo *undo, const struct measure *before,
				const struct measure *after)
{
	struct entry_undo_part *part = part_add(undo, UNDO_MEASURE_CHANGED, after->id);
	measure_copy(&part->measure_before, before);
	measure_copy(&part->measure_after, after);
}

void entry_undo_course_changed(struct entry_undo *undo, const struct course *before,
			       const struct course *after)
{
	struct entry_undo_part *part = part_add(undo, UNDO_COURSE_CHANGED, after->id);
	course_copy(&part->course_before, before);
	course_copy(&part->course_after, after);
}

void entry_undo_goal_changed(struct entry_undo *undo, const struct goal *before, const struct goal *after)
{
	struct entry_undo_part *part = part_add(undo, UNDO_GOAL_CHANGED, after->id);
	goal_copy(&part->goal_before, before);
	goal_copy(&part->goal_after, after);
}

void entry_undo_review(struct entry_undo *undo, int64_t course_id, int64_t session_id, bool voided)
{
	struct entry_undo_part *part = part_add(undo, UNDO_REVIEW_VOIDED, course_id);
	part->session_id = session_id;
	part->voided = voided;
}

/* Undo is itself a change of the course that is stored now. */
static bool course_apply(struct store *store, struct course *to, struct err *err)
{
	struct courses courses;
	if (!courses_load(store, to->client_id, &courses, err))
		return false;
	for (size_t i = 0; i < courses.n; i++)
		if (courses.rows[i].course.id == to->id)
			to->version = courses.rows[i].course.version;
	courses_release(&courses);
	return course_save(store, to, err);
}

static bool course_part_apply(struct entry_undo_part *part, struct store *store, bool redo, struct err *err)
{
	bool voided = redo ? part->voided : !part->voided;
	switch (part->kind) {
	case UNDO_COURSE_VOIDED:
		return course_void(store, part->id, voided, err);
	case UNDO_COURSE_CHANGED:
		return course_apply(store, redo ? &part->course_after : &part->course_before, err);
	case UNDO_GOAL_VOIDED:
		return goal_void(store, part->id, voided, err);
	case UNDO_GOAL_CHANGED:
		return goal_save(store, redo ? &part->goal_after : &part->goal_before, err);
	default:
		return voided ? course_review_void(store, part->id, part->session_id, err)
			      : course_review_add(store, part->id, part->session_id, err);
	}
}

/* One that was stopped meanwhile is left alone, and does not come back. */
static bool timer_apply(struct entry_undo_part *part, struct store *store, bool redo, struct err *err)
{
	bool changed;
	if (redo && !part->voided)
		return true;
	if (!timer_undo(store, part->id, !redo, &changed, err))
		return false;
	part->voided = !redo && changed;
	return true;
}

static bool outcome_apply(struct entry_undo_part *part, struct store *store, struct session *session,
			  bool redo, struct err *err)
{
	const char *said = redo ? part->text_after : part->text_before;
	return part->kind == UNDO_RESPONSE_SAID
		       ? session_put_outcome(store, session, said, session->adverse, err)
		       : session_put_outcome(store, session, session->response, said, err);
}

static bool part_apply(struct entry_undo_part *part, struct store *store, struct session *session, bool redo,
		       struct err *err)
{
	switch (part->kind) {
	case UNDO_RESPONSE_SAID:
	case UNDO_ADVERSE_SAID:
		return outcome_apply(part, store, session, redo, err);
	case UNDO_MARK_VOIDED:
		return mark_void(store, part->id, redo ? part->voided : !part->voided, err);
	case UNDO_APPLICATION_VOIDED:
		return application_void(store, part->id, redo ? part->voided : !part->voided, err);
	case UNDO_CAUTION_VOIDED:
		return caution_answer_void(store, part->id, redo ? part->voided : !part->voided, err);
	case UNDO_CONSENT_SAID:
		return consent_apply(part, store, redo, err);
	case UNDO_TIMER_STARTED:
		return timer_apply(part, store, redo, err);
	case UNDO_MARK_CHANGED:
		return mark_save(store, redo ? &part->mark_after : &part->mark_before, err);
	case UNDO_APPLICATION_CHANGED:
		return application_save(store, redo ? &part->application_after : &part->application_before,
					err);
	case UNDO_FLAG_VOIDED:
		return flag_void(store, part->id, redo ? part->voided : !part->voided, err);
	case UNDO_FLAG_ENDED:
		return flag_end(store, part->id, redo ? part->text_after : part->text_before, err);
	case UNDO_FLAG_ACTED:
		return flag_act_at(store, part->id, redo ? part->text_after : part->text_before,
				   redo ? part->at_after : part->at_before, err);
	case UNDO_SELFCARE_VOIDED:
		return selfcare_void(store, part->id, redo ? part->voided : !part->voided, err);
	case UNDO_SELFCARE_CHANGED:
	case UNDO_SELFCARE_ENDED:
	case UNDO_SELFCARE_ANSWERED:
		return selfcare_apply(part, store, redo, err);
	case UNDO_REFERRAL_VOIDED:
		return referral_void(store, part->id, redo ? part->voided : !part->voided, err);
	case UNDO_FINDINGS_CHANGED:
		return findings_save(store, part->id, part->field,
				     redo ? &part->findings_after : &part->findings_before, err);
	case UNDO_MEASURE_VOIDED:
		return measure_void(store, part->id, redo ? part->voided : !part->voided, err);
	case UNDO_MEASURE_CHANGED:
		return measure_save(store, redo ? &part->measure_after : &part->measure_before, err);
	case UNDO_COURSE_VOIDED:
	case UNDO_COURSE_CHANGED:
	case UNDO_GOAL_VOIDED:
	case UNDO_GOAL_CHANGED:
	case UNDO_REVIEW_VOIDED:
		return course_part_apply(part, store, redo, err);
	}
	return false;
}

static bool step_apply(const struct entry_undo_step *step, struct store *store, struct session *session,
		       bool redo, struct err *err)
{
	if (!store_begin(store, err))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < step->n_parts; i++)
		ok = part_apply(&step->parts[redo ? i : step->n_parts - 1 - i], store, session, redo, err);
	return store_end(store, ok, err);
}

bool entry_undo_apply(struct entry_undo *undo, struct store *store, struct session *session, bool redo,
		      const char **what, struct err *err)
{
	*what = NULL;
	if (redo ? undo->done == undo->n : undo->done == 0)
		return true;
	struct entry_undo_step *step = &undo->steps[redo ? undo->done : undo->done - 1];
	struct session before;
	session_init(&before);
	session_copy(&before, session);
	bool ok = step_apply(step, store, session, redo, err);
	if (ok) {
		undo->done += redo ? 1 : (size_t)-1;
		*what = step->what;
	} else
		session_copy(session, &before);
	session_release(&before);
	return ok;
}

/* SPDX-License-Identifier: MIT */
/* A trigger point over the sessions: how it goes, in words and as a picture. */
#include "record/point.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

void point_entry_init(struct point_entry *entry)
{
	*entry = (struct point_entry){
		.tender_before = -1, .tender_after = -1, .ppt_before = -1, .ppt_after = -1, .presses = -1
	};
}

void point_history_init(struct point_history *history)
{
	*history = (struct point_history){ .side = SIDE_NONE };
}

void point_history_release(struct point_history *history)
{
	free(history->muscle);
	free(history->region);
	free(history->entries);
	point_history_init(history);
}

static void merge_pressure(struct point_entry *into, const struct point_entry *from)
{
	if (from->ppt_unit[0] == '\0' || (into->ppt_unit[0] && !str_eq(into->ppt_unit, from->ppt_unit)))
		return;
	memcpy(into->ppt_unit, from->ppt_unit, sizeof into->ppt_unit);
	if (into->ppt_before < 0)
		into->ppt_before = from->ppt_before;
	if (from->ppt_after >= 0)
		into->ppt_after = from->ppt_after;
}

static void merge(struct point_entry *into, const struct point_entry *from)
{
	if (into->tender_before < 0)
		into->tender_before = from->tender_before;
	if (from->tender_after >= 0)
		into->tender_after = from->tender_after;
	if (from->type != MARK_TYPE_NONE)
		into->type = from->type;
	if (from->response != RESPONSE_NONE)
		into->response = from->response;
	if (from->sufficient != TRI_UNSAID)
		into->sufficient = from->sufficient;
	if (from->presses >= 0)
		into->presses = from->presses + (into->presses > 0 ? into->presses : 0);
	merge_pressure(into, from);
}

void point_history_add(struct point_history *history, const struct point_entry *entry)
{
	size_t n = history->n_entries;
	if (n > 0 && history->entries[n - 1].session_id == entry->session_id) {
		merge(&history->entries[n - 1], entry);
		return;
	}
	history->entries = mem_regrow(history->entries, n + 1, sizeof *history->entries);
	history->entries[n] = *entry;
	history->n_entries++;
}

/* --- status --- */

bool point_entry_found(const struct point_entry *entry)
{
	return entry->type != MARK_INACTIVE && entry->tender_before != 0;
}

/* The sessions in which the point was there, since it last was resolved. */
struct run {
	int times;
	int first, last; /* tenderness; -1 not said */
	int last_visit;
	bool resolved; /* and gone again */
	bool returned; /* it was there before this run */
};

static void run_begin(struct run *run, bool returned)
{
	*run = (struct run){ .first = -1, .last = -1, .returned = returned };
}

static void run_add(struct run *run, const struct point_entry *entry)
{
	if (run->resolved)
		run_begin(run, run->times > 0 || run->returned);
	run->times++;
	run->last_visit = entry->visit;
	if (run->first < 0)
		run->first = entry->tender_before;
	if (entry->tender_before >= 0)
		run->last = entry->tender_before;
}

static struct run latest_run(const struct point_history *history)
{
	struct run run;
	run_begin(&run, false);
	for (size_t i = 0; i < history->n_entries; i++) {
		const struct point_entry *entry = &history->entries[i];
		if (i > 0 && entry->visit - entry[-1].visit > POINT_RESOLVED_SESSIONS)
			run.resolved = true;
		if (point_entry_found(entry))
			run_add(&run, entry);
		else
			run.resolved = true;
	}
	if (history->missed >= POINT_RESOLVED_SESSIONS)
		run.resolved = true;
	return run;
}

static bool is_change(int first, int last)
{
	int change = abs(last - first);
	return first > 0 && last >= 0 && (change >= 2 || (change > 0 && 3 * change >= first));
}

enum point_status point_status(const struct point_history *history)
{
	struct run run = latest_run(history);
	if (run.resolved)
		return POINT_RESOLVED;
	if (is_change(run.first, run.last))
		return run.last < run.first ? POINT_BETTER : POINT_WORSE;
	if (run.returned)
		return POINT_RECURRING;
	return run.times == 1 && run.last_visit == history->now ? POINT_NEW : POINT_SAME;
}

static const char *const status_codes[POINT_STATUS_COUNT] = {
	[POINT_NEW] = "new",     [POINT_BETTER] = "better",     [POINT_SAME] = "same",
	[POINT_WORSE] = "worse", [POINT_RESOLVED] = "resolved", [POINT_RECURRING] = "recurring",
};

const char *point_status_code(enum point_status status)
{
	return (unsigned)status < POINT_STATUS_COUNT ? status_codes[status] : "";
}

const char *point_status_word(enum point_status status)
{
	switch (status) {
	case POINT_NEW:
		return C_("trigger point", "new");
	case POINT_BETTER:
		return C_("trigger point", "better");
	case POINT_SAME:
		return C_("trigger point", "same");
	case POINT_WORSE:
		return C_("trigger point", "worse");
	case POINT_RESOLVED:
		return C_("trigger point", "resolved");
	case POINT_RECURRING:
		return C_("trigger point", "recurring");
	default:
		return "";
	}
}

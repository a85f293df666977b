/* SPDX-License-Identifier: MIT */
/* How a client went, for a general practitioner or a fund: the measures that were chosen, and nothing beside them. */
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "io/print.h"
#include "rule/comparison.h"
#include "rule/course_say.h"

static void print_attendance(const struct print_progress *progress, struct str *out)
{
	const struct attendance *came = progress->attendance;
	if (came->attended == 0)
		return;
	print_line(out, 0, 0,
		   P_("Seen %d time, from %s to %s; signed sessions only.",
		      "Seen %d times, from %s to %s; signed sessions only.", came->attended),
		   came->attended, date_medium(came->first), date_medium(came->last));
}

static void print_course(const struct print_record *record, const struct print_progress *progress,
			 struct str *out)
{
	const struct course_row *row = progress->course;
	struct str line;
	str_init(&line);
	if (row) {
		print_heading(out, _("Course of treatment"));
		course_count_say(&row->course, &row->count, &line);
		print_line(out, 0, 2, _("%s, begun on %s: sessions %s, missed %d."), row->course.reason,
			   date_medium(row->course.begun_on), line.s, row->count.missed);
		if (row->course.ended_on)
			print_line(out, 0, 2, _("Ended on %s: %s."), date_medium(row->course.ended_on),
				   course_outcome_word(row->course.outcome));
		else if (row->count.reviewed)
			print_line(out, 0, 2, _("Last looked at again on %s."),
				   date_medium(row->count.last_review));
	}
	if (progress->n_goals > 0)
		print_heading(out, _("Goals, in the client's words"));
	for (size_t i = 0; i < progress->n_goals; i++) {
		str_clear(&line);
		goal_describe(record->catalogue, &progress->goals[i], &line);
		if (progress->goals[i].met_on)
			str_addf(&line, _(", met on %s"), date_medium(progress->goals[i].met_on));
		print_line(out, 0, 2, "- %s", line.s);
	}
	str_release(&line);
}

static void print_techniques(const struct print_record *record, const struct print_progress *progress,
			     struct str *out)
{
	const struct catalogue *c = record->catalogue;
	if (!progress->techniques || progress->techniques->n == 0)
		return;
	print_heading(out, _("Techniques used"));
	for (size_t i = 0; i < progress->techniques->n; i++) {
		const struct attendance_technique *used = &progress->techniques->rows[i];
		int technique = catalogue_technique(c, used->code);
		print_line(out, 0, 2, P_("- %s, in %d session", "- %s, in %d sessions", used->sessions),
			   technique < 0 ? used->code : i18n_name(c->techniques[technique].name),
			   used->sessions);
	}
}

void print_progress_report(const struct print_record *record, const struct print_progress *progress,
			   struct str *out)
{
	char day[DATE_SIZE];
	wall_date(record->session->start, day);
	print_head(out, record, _("Progress report"));
	if (record->client->birth)
		print_line(out, 0, 0, _("Born: %s"), date_medium(record->client->birth));
	print_attendance(progress, out);
	print_course(record, progress, out);
	print_heading(out, _("Measures"));
	comparison_table(record->catalogue, progress->series, progress->from, day, PRINT_COLS, out);
	if (progress->plots && *progress->plots) {
		print_heading(out, _("Over the sessions"));
		print_text(out, 0, 0, _("Capital letters are values before treatment, small ones after it."));
		str_add(out, "\n");
		str_add(out, progress->plots);
	}
	print_techniques(record, progress, out);
	print_text(
		out, 0, 0,
		_("\nA change is called better or worse where it is as much as is commonly taken to matter; how much "
		  "that is stands beside it."));
	str_addc(out, '\n');
	print_line(out, 0, 0, _("%s, %s"), record->practitioner, date_medium(day));
}

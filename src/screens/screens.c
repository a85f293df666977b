/* SPDX-License-Identifier: MIT */
/* What the program is made of. Help, `fascicle keys` and the manual list the commands in this order; the comments are the
 * manual's headings. */
#include "screens/screens.h"

#include "app/commands.h"

const struct program_part program_parts[] = {
	/* --- everywhere --- */
	{ .screen = &help_screen },
	{ .commands = prompt_commands },
	{ .commands = back_commands },
	{ .commands = find_commands },
	{ .commands = app_commands },
	/* --- day --- */
	{ .screen = &day_screen },
	{ .commands = client_edit_commands },
	/* --- clients --- */
	{ .screen = &clients_screen },
	{ .screen = &client_screen },
	/* --- chart --- */
	{ .commands = pane_commands },
	{ .commands = section_commands },
	{ .commands = mark_commands },
	{ .commands = measure_commands },
	{ .commands = technique_commands },
	{ .commands = needle_commands },
	{ .commands = timer_commands },
	{ .screen = &timers_screen },
	{ .commands = repeat_commands },
	{ .screen = &presets_screen },
	{ .screen = &cautions_screen },
	{ .commands = undo_commands },
	{ .commands = consent_commands },
	{ .commands = consents_show_commands },
	{ .commands = practitioner_commands },
	{ .commands = intake_show_commands },
	{ .commands = flag_commands },
	{ .commands = finding_commands },
	{ .commands = service_commands },
	{ .commands = next_commands },
	{ .commands = view_commands },
	{ .commands = writing_commands },
	{ .screen = &addendum_screen },
	{ .commands = version_commands },
	/* --- findings --- */
	{ .screen = &findings_screen },
	/* --- intake --- */
	{ .screen = &intake_screen },
	/* --- sign --- */
	{ .screen = &sign_screen },
	/* --- body --- */
	{ .commands = body_commands },
	{ .screen = &points_screen },
	{ .commands = legend_commands },
	{ .screen = &muscles_screen },
	{ .commands = jump_commands },
	/* --- note: moving and editing text --- */
	{ .commands = note_commands },
	/* --- self-care, referral, print --- */
	{ .screen = &selfcare_screen },
	{ .commands = referral_commands },
	{ .commands = print_commands },
	/* --- progress and the course of treatment --- */
	{ .screen = &progress_screen },
	{ .screen = &course_screen },
	/* --- consents --- */
	{ .screen = &consents_screen },
	/* --- snippets --- */
	{ .screen = &snippets_screen },
	{ .screen = &snippet_screen },
	/* --- money --- */
	{ .screen = &bill_screen },
	{ .commands = receipt_commands },
	{ .commands = report_commands },
	/* --- practice --- */
	{ .commands = passphrase_commands },
	{ .commands = money_commands },
	{ .commands = prices_commands },
	/* --- without commands --- */
	{ .screen = &read_screen },
	{ .screen = &chart_screen },
	{ .screen = NULL },
};

/* SPDX-License-Identifier: MIT */
/* The tables of commands, each closed by NULL, beside the handlers in the file it names. */
#ifndef FASCICLE_APP_COMMANDS_H
#define FASCICLE_APP_COMMANDS_H

#include "app/command.h"

/* again.c */
extern const struct command *const repeat_commands[];
/* cmd_app.c */
extern const struct command *const back_commands[];
extern const struct command *const app_commands[];
extern const struct command *const pane_commands[];
extern const struct command *const view_commands[];
/* screens/chart/body.c */
extern const struct command *const body_commands[];
extern const struct command *const legend_commands[];
extern const struct command *const jump_commands[];
/* cmd_consent.c */
extern const struct command *const consent_commands[];
/* cmd_finding.c */
extern const struct command *const finding_commands[];
/* screens/chart/flag.c */
extern const struct command *const flag_commands[];
/* screens/chart/mark.c */
extern const struct command *const mark_commands[];
extern const struct command *const undo_commands[];
/* screens/chart/measure.c */
extern const struct command *const measure_commands[];
/* cmd_money.c */
extern const struct command *const money_commands[];
/* screens/chart/needle.c */
extern const struct command *const needle_commands[];
/* screens/chart/note.c */
extern const struct command *const section_commands[];
extern const struct command *const note_commands[];
/* cmd_practitioner.c */
extern const struct command *const practitioner_commands[];
/* cmd_prices.c */
extern const struct command *const prices_commands[];
/* cmd_print.c */
extern const struct command *const print_commands[];
/* screens/chart/record.c */
extern const struct command *const version_commands[];
extern const struct command *const passphrase_commands[];
/* screens/chart/referral.c */
extern const struct command *const referral_commands[];
/* cmd_report.c */
extern const struct command *const report_commands[];
/* cmd_service.c */
extern const struct command *const service_commands[];
/* screens/chart/technique.c */
extern const struct command *const technique_commands[];
/* screens/chart/timer.c */
extern const struct command *const timer_commands[];
/* prompts.c */
extern const struct command *const prompt_commands[];
/* writing.c */
extern const struct command *const writing_commands[];

#endif

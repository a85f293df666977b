/* SPDX-License-Identifier: MIT */
/* The handlers that commands.def names. Each is thin: it asks a rule or the store and tells a pane. */
#ifndef FASCICLE_APP_HANDLERS_H
#define FASCICLE_APP_HANDLERS_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

struct app;

#define HANDLER(name) bool name(struct app *app, const char *argument, int value, struct err *err)
#define READING(name) void name(struct app *app, const char *argument, struct str *out)
#define PRESET(name)  void name(struct app *app, struct str *out)
/* Names what the command would change, as its prompt opens; false with a sentence when there is nothing it could do. */
#define SUBJECT(name) bool name(struct app *app, struct str *out, struct err *err)

/* What prompts ask about, each beside its command. */
SUBJECT(addendum_subject);
SUBJECT(caution_override_subject);
SUBJECT(charge_discount_subject);
SUBJECT(charge_void_subject);
SUBJECT(course_begin_subject);
SUBJECT(course_edit_subject);
SUBJECT(course_running_subject);
SUBJECT(dose_subject);
SUBJECT(goal_edit_subject);
SUBJECT(invoice_credit_subject);
SUBJECT(invoice_subject);
SUBJECT(mark_edit_subject);
SUBJECT(measure_edit_subject);
SUBJECT(payment_void_subject);
SUBJECT(preset_save_subject);
SUBJECT(selfcare_add_subject);
SUBJECT(selfcare_subject);
SUBJECT(session_add_subject);
SUBJECT(session_times_subject);
SUBJECT(sign_override_subject);
SUBJECT(withdrawal_subject);

/* cmd_bill.c */
HANDLER(cmd_bill_show);
HANDLER(cmd_charge_add);
READING(charge_reading);
HANDLER(cmd_charge_void);
HANDLER(cmd_charge_discount);
HANDLER(cmd_package_use);
HANDLER(cmd_bill_payer);
HANDLER(cmd_invoice_issue);
HANDLER(cmd_invoice_void);
HANDLER(cmd_invoice_credit);
HANDLER(cmd_payment_add);
READING(payment_reading);
PRESET(charge_preset);
PRESET(payment_preset);
HANDLER(cmd_payment_refund);
HANDLER(cmd_payment_void);

/* cmd_receipt.c */
HANDLER(cmd_receipt_print);
HANDLER(cmd_superbill_print);
READING(superbill_reading);
PRESET(superbill_preset);

/* cmd_report.c */
HANDLER(cmd_report_show);
READING(report_reading);
HANDLER(cmd_bill_day);

/* cmd_prices.c */
HANDLER(cmd_service_code);
READING(service_code_reading);
HANDLER(cmd_package_define);
READING(package_reading);
HANDLER(cmd_price_set);
READING(price_reading);
HANDLER(cmd_practitioner_number);
READING(practitioner_number_reading);

/* prompts.c */
HANDLER(cmd_palette);
READING(palette_reading);

/* cmd_app.c */
HANDLER(cmd_help);
HANDLER(cmd_help_line);
HANDLER(cmd_back);
HANDLER(cmd_redraw);
HANDLER(cmd_suspend);
HANDLER(cmd_quit);
HANDLER(cmd_pane_step);
HANDLER(cmd_view_zoom);
HANDLER(cmd_draft_write);
PRESET(draft_write_preset);

/* cmd_day.c */
HANDLER(cmd_session_open);
HANDLER(cmd_session_book);
HANDLER(cmd_session_next);
HANDLER(cmd_session_status);
HANDLER(cmd_session_times);
PRESET(session_times_preset);
HANDLER(cmd_day_move);
HANDLER(cmd_day_today);

/* cmd_client.c */
HANDLER(cmd_client_find);
HANDLER(cmd_client_choose);
HANDLER(cmd_client_new);
HANDLER(cmd_client_edit);
HANDLER(cmd_client_save);
HANDLER(cmd_session_add);
READING(session_add_reading);
PRESET(session_add_preset);

/* cmd_flag.c */
HANDLER(cmd_flag_add);
READING(flag_reading);
HANDLER(cmd_flag_end);
READING(flag_end_reading);
HANDLER(cmd_flag_act);
READING(flag_act_reading);

/* cmd_intake.c */
HANDLER(cmd_intake_show);
HANDLER(cmd_intake_save);
HANDLER(cmd_intake_next);
HANDLER(cmd_intake_drop);
READING(intake_drop_reading);
HANDLER(cmd_intake_earlier);
HANDLER(cmd_intake_same);

/* cmd_note.c */
HANDLER(cmd_note_section);
HANDLER(cmd_text_move);
HANDLER(cmd_text_delete);
HANDLER(cmd_text_select);
HANDLER(cmd_text_copy);
HANDLER(cmd_text_yank);
HANDLER(cmd_text_undo);
HANDLER(cmd_text_transpose);
HANDLER(cmd_text_case);
HANDLER(cmd_text_search);
HANDLER(cmd_text_search_again);
READING(search_reading);
PRESET(search_preset);
HANDLER(cmd_note_carry);
HANDLER(cmd_history_show);
HANDLER(cmd_history_on);
HANDLER(cmd_note_take);

/* cmd_mark.c */
HANDLER(cmd_mark_add);
HANDLER(cmd_entry_edit);
HANDLER(cmd_entry_void);
HANDLER(cmd_mark_edit);
HANDLER(cmd_mark_void);
HANDLER(cmd_undo);
READING(mark_reading);
PRESET(mark_edit_preset);

/* cmd_measure.c */
HANDLER(cmd_measure_add);
HANDLER(cmd_measure_edit);
HANDLER(cmd_measure_void);
READING(measure_reading_words);
PRESET(measure_edit_preset);

/* cmd_progress.c */
HANDLER(cmd_progress_show);
HANDLER(cmd_progress_measure);
HANDLER(cmd_progress_span);
HANDLER(cmd_progress_open);
HANDLER(cmd_reassess_show);
HANDLER(cmd_helped_show);

/* cmd_course.c */
HANDLER(cmd_course_show);
HANDLER(cmd_course_begin);
READING(course_begin_reading);
HANDLER(cmd_course_row_edit);
HANDLER(cmd_course_edit);
READING(course_edit_reading);
PRESET(course_edit_preset);
HANDLER(cmd_course_end);
READING(course_end_reading);
HANDLER(cmd_course_void);
HANDLER(cmd_course_review);
HANDLER(cmd_course_undo);
HANDLER(cmd_goal_add);
HANDLER(cmd_goal_edit);
READING(goal_reading);
PRESET(goal_edit_preset);
HANDLER(cmd_goal_met);

/* cmd_body.c */
HANDLER(cmd_body_mark);
HANDLER(cmd_body_move);
HANDLER(cmd_body_flip);
HANDLER(cmd_body_referral);
HANDLER(cmd_body_jump);
HANDLER(cmd_body_space);
HANDLER(cmd_body_draw);
HANDLER(cmd_body_muscles);
HANDLER(cmd_muscle_mark);
HANDLER(cmd_body_legend);
HANDLER(cmd_body_heat);
HANDLER(cmd_points_show);
HANDLER(cmd_point_go);
HANDLER(cmd_body_history);
HANDLER(cmd_history_step);
HANDLER(cmd_mark_sufficient);

/* cmd_technique.c */
HANDLER(cmd_technique_add);
HANDLER(cmd_technique_tick);
HANDLER(cmd_technique_void);
HANDLER(cmd_technique_on);
HANDLER(cmd_technique_find);
HANDLER(cmd_technique_edit);
READING(technique_reading);
READING(dose_reading);
PRESET(dose_preset);

/* cmd_caution.c */
HANDLER(cmd_cautions_show);
HANDLER(cmd_caution_note);
HANDLER(cmd_caution_override);
READING(caution_override_reading);

/* cmd_timer.c */
HANDLER(cmd_timer_mark);
HANDLER(cmd_timer_toggle);
HANDLER(cmd_timer_start);
HANDLER(cmd_timers_show);
HANDLER(cmd_timer_row);
HANDLER(cmd_timer_go);
HANDLER(cmd_timer_drop);
READING(timer_reading);

/* cmd_needle.c */
HANDLER(cmd_needle_count);

/* cmd_finding.c */
HANDLER(cmd_finding_add);
READING(finding_reading_words);
HANDLER(cmd_findings_show);
HANDLER(cmd_finding_step);
HANDLER(cmd_finding_keep);
HANDLER(cmd_finding_leave);
HANDLER(cmd_finding_usual);
HANDLER(cmd_finding_undo);
HANDLER(cmd_session_response);
READING(response_reading);
HANDLER(cmd_session_adverse);
READING(adverse_reading);

/* again.c */
HANDLER(cmd_treatment_repeat);

/* cmd_preset.c */
HANDLER(cmd_presets_show);
HANDLER(cmd_preset_choose);
HANDLER(cmd_preset_use);
HANDLER(cmd_preset_save);
HANDLER(cmd_preset_new);
HANDLER(cmd_preset_void);
HANDLER(cmd_preset_undo);
READING(preset_use_reading);
READING(preset_save_reading);

/* cmd_consent.c */
HANDLER(cmd_consent_add);
READING(consent_by_reading);
PRESET(consent_by_preset);

/* consent_list.c */
HANDLER(cmd_consents_show);
HANDLER(cmd_consent_new);
READING(consent_reading);
HANDLER(cmd_consent_withdraw);
READING(withdrawal_reading);
PRESET(withdrawal_preset);
HANDLER(cmd_consent_void);
HANDLER(cmd_consent_undo);

/* cmd_practitioner.c */
HANDLER(cmd_session_practitioner);
READING(practitioner_reading);

/* cmd_sign.c */
HANDLER(cmd_session_service);
HANDLER(cmd_session_sign);
HANDLER(cmd_sign_mend);
HANDLER(cmd_sign_now);
HANDLER(cmd_sign_override);

HANDLER(cmd_sign_passphrase);

/* writing.c */
HANDLER(cmd_note_insert);
HANDLER(cmd_note_refresh);
HANDLER(cmd_template_apply);
HANDLER(cmd_template_save);
READING(template_reading);

/* cmd_record.c */
HANDLER(cmd_addendum_add);
HANDLER(cmd_addendum_keep);
HANDLER(cmd_note_versions);
HANDLER(cmd_passphrase_set);
HANDLER(cmd_passphrase_old);
HANDLER(cmd_passphrase_new);
HANDLER(cmd_passphrase_again);

/* cmd_snippet.c */
HANDLER(cmd_snippets_show);
HANDLER(cmd_snippet_new);
HANDLER(cmd_snippet_edit);
HANDLER(cmd_snippet_void);
HANDLER(cmd_snippet_undo);
HANDLER(cmd_snippet_save);

/* cmd_money.c */
HANDLER(cmd_service_set);
READING(service_reading);
HANDLER(cmd_export_billing);

/* cmd_selfcare.c */
HANDLER(cmd_selfcare_show);
HANDLER(cmd_selfcare_add);
HANDLER(cmd_selfcare_edit);
HANDLER(cmd_selfcare_adherence);
HANDLER(cmd_selfcare_effect);
HANDLER(cmd_selfcare_end);
HANDLER(cmd_selfcare_void);
HANDLER(cmd_selfcare_undo);
READING(selfcare_reading);
PRESET(selfcare_edit_preset);

/* cmd_referral.c */
HANDLER(cmd_referral_add);
HANDLER(cmd_referral_void);
READING(referral_reading);

/* cmd_print.c */
HANDLER(cmd_document_print);
READING(print_reading);
PRESET(print_preset);

#undef HANDLER
#undef READING
#undef PRESET
#undef SUBJECT

#endif

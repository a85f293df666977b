/* SPDX-License-Identifier: MIT */
/* How the enums of records are written. */
#ifndef FASCICLE_STORE_CODING_H
#define FASCICLE_STORE_CODING_H

#include <stdbool.h>

/* How an enum is written. value returns false for a word it does not know. */
struct coding {
	const char *(*code)(int value);
	bool (*value)(const char *code, int *value);
};
extern const struct coding coding_role, coding_side, coding_status, coding_tax, coding_charge_kind,
	coding_invoice_kind, coding_rounding, coding_pay_method, coding_mark_type, coding_response,
	coding_tissue, coding_tri, coding_timer;
extern const struct coding coding_measure_kind, coding_measure_mode, coding_end_feel, coding_measure_method,
	coding_outcome;
extern const struct coding coding_caution_level, coding_fact, coding_flag_source, coding_consent_scope,
	coding_consent_form;

#endif

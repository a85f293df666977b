/* SPDX-License-Identifier: MIT */
/* How the enums of records are written. */
#include "store/coding.h"

#include <string.h>

#include "record/charge.h"
#include "record/client_fact.h"
#include "record/consent.h"
#include "record/course.h"
#include "record/flag.h"
#include "record/invoice.h"
#include "record/mark.h"
#include "record/measure.h"
#include "record/practitioner.h"
#include "record/session.h"
#include "record/timer.h"
#include "rule/caution.h"

#define CODING(name, type, to_code, from_code)                    \
	static const char *name##_code_of(int value)              \
	{                                                         \
		return to_code((enum type)value);                 \
	}                                                         \
	static bool name##_value_of(const char *code, int *value) \
	{                                                         \
		enum type found;                                  \
		if (!from_code(code, &found))                     \
			return false;                             \
		*value = (int)found;                              \
		return true;                                      \
	}                                                         \
	const struct coding coding_##name = { name##_code_of, name##_value_of }

static bool side_known(const char *code, enum side *side)
{
	*side = side_from_code(code);
	return *side != SIDE_NONE;
}

static const char *const tri_codes[] = { [TRI_UNSAID] = "", [TRI_NO] = "no", [TRI_YES] = "yes" };

static const char *tri_code(enum tri tri)
{
	return tri_codes[tri];
}

static bool tri_from_code(const char *code, enum tri *tri)
{
	*tri = strcmp(code, "yes") == 0 ? TRI_YES : TRI_NO;
	return *tri == TRI_YES || strcmp(code, "no") == 0;
}

CODING(role, role, role_code, role_from_code);
CODING(side, side, side_code, side_known);
CODING(status, session_status, session_status_code, session_status_from_code);
CODING(tax, tax_class, tax_class_code, tax_class_from_code);
CODING(charge_kind, charge_kind, charge_kind_code, charge_kind_from_code);
CODING(invoice_kind, invoice_kind, invoice_kind_code, invoice_kind_from_code);
CODING(rounding, rounding, rounding_code, rounding_from_code);
CODING(pay_method, pay_method, pay_method_code, pay_method_from_code);
CODING(mark_type, mark_type, mark_type_code, mark_type_from_code);
CODING(response, mark_response, mark_response_code, mark_response_from_code);
CODING(tissue, mark_tissue, mark_tissue_code, mark_tissue_from_code);
CODING(tri, tri, tri_code, tri_from_code);
CODING(measure_kind, measure_kind, measure_kind_code, measure_kind_from_code);
CODING(measure_mode, measure_mode, measure_mode_code, measure_mode_from_code);
CODING(end_feel, end_feel, end_feel_code, end_feel_from_code);
CODING(measure_method, measure_method, measure_method_code, measure_method_from_code);
CODING(outcome, course_outcome, course_outcome_code, course_outcome_from_code);
CODING(timer, timer_kind, timer_kind_code, timer_kind_from_code);
CODING(caution_level, caution_level, caution_level_code, caution_level_from_code);
CODING(fact, client_fact_kind, client_fact_code, client_fact_from_code);
CODING(flag_source, flag_source, flag_source_code, flag_source_from_code);
CODING(consent_scope, consent_scope, consent_scope_code, consent_scope_from_code);
CODING(consent_form, consent_form, consent_form_code, consent_form_from_code);

# SPDX-License-Identifier: MIT
libfascicle_a_SOURCES += \
	src/store/addenda.c \
	src/store/addenda.h \
	src/store/attendance.c \
	src/store/attendance.h \
	src/store/audit.c \
	src/store/audit.h \
	src/store/audit_chain.h \
	src/store/canonical.c \
	src/store/canonical.h \
	src/store/cautions.c \
	src/store/cautions.h \
	src/store/charges.c \
	src/store/charges.h \
	src/store/client_facts.c \
	src/store/client_facts.h \
	src/store/client_words.c \
	src/store/client_words.h \
	src/store/coding.c \
	src/store/coding.h \
	src/store/column.c \
	src/store/column.h \
	src/store/consents.c \
	src/store/consents.h \
	src/store/courses.c \
	src/store/courses.h \
	src/store/courses_goal.c \
	src/store/credentials.c \
	src/store/credentials.h \
	src/store/draft.c \
	src/store/draft_copy.c \
	src/store/draft_copy.h \
	src/store/entries.c \
	src/store/entries.h \
	src/store/entries_application.c \
	src/store/entries_pressure.c \
	src/store/entries_pressure.h \
	src/store/exports.c \
	src/store/exports.h \
	src/store/family.c \
	src/store/family.h \
	src/store/findings.c \
	src/store/findings.h \
	src/store/flags.c \
	src/store/flags.h \
	src/store/forms.c \
	src/store/forms.h \
	src/store/forms_rescue.c \
	src/store/intake.c \
	src/store/intake.h \
	src/store/invoices.c \
	src/store/invoices.h \
	src/store/known_rows.c \
	src/store/known_rows.h \
	src/store/measures.c \
	src/store/measures.h \
	src/store/measures_helped.c \
	src/store/payments.c \
	src/store/payments.h \
	src/store/people.c \
	src/store/people.h \
	src/store/people_client.c \
	src/store/people_find.c \
	src/store/people_names.c \
	src/store/people_names.h \
	src/store/points.c \
	src/store/points.h \
	src/store/presence.c \
	src/store/presence.h \
	src/store/presets.c \
	src/store/presets.h \
	src/store/prices.c \
	src/store/prices.h \
	src/store/receipts.c \
	src/store/receipts.h \
	src/store/record.c \
	src/store/record.h \
	src/store/referrals.c \
	src/store/referrals.h \
	src/store/reports.c \
	src/store/reports.h \
	src/store/schema.c \
	src/store/schema.h \
	src/store/schema_earlier.c \
	src/store/schema_earlier.h \
	src/store/schema_steps.h \
	src/store/selfcares.c \
	src/store/selfcares.h \
	src/store/sentences.c \
	src/store/sentences.h \
	src/store/sessions.c \
	src/store/sessions.h \
	src/store/sessions_day.c \
	src/store/sessions_sign.c \
	src/store/snippets.c \
	src/store/snippets.h \
	src/store/snippets_template.c \
	src/store/store.c \
	src/store/store.h \
	src/store/store_enter.c \
	src/store/timers.c \
	src/store/timers.h \
	src/store/verify.c \
	src/store/verify.h \
	src/store/verify_chain.c \
	src/store/verify_check.c \
	src/store/verify_inner.h \
	src/store/versions.c \
	src/store/versions.h \
	src/store/when.c \
	src/store/when.h

# The steps of the schema, in the order of their numbers: SQL made into C. A new step is a file in the folder.
nodist_libfascicle_a_SOURCES += src/store/schema_steps.c

src/store/schema_steps.c: src/store/schema/steps.awk $(srcdir)/tests/found.mk $(found_schema_steps)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	(cd $(srcdir) && $(AWK) -f src/store/schema/steps.awk $(found_schema_steps)) > $@.new && mv $@.new $@

CLEANFILES += src/store/schema_steps.c src/store/schema_steps.c.new
EXTRA_DIST += src/store/schema/steps.awk $(found_schema_steps)

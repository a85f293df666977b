# SPDX-License-Identifier: MIT
libfascicle_a_SOURCES += \
	src/app/again.c \
	src/app/again.h \
	src/app/app.c \
	src/app/app.h \
	src/app/banner.c \
	src/app/banner.h \
	src/app/catalogue_folder.c \
	src/app/catalogue_folder.h \
	src/app/caution_gate.c \
	src/app/caution_gate.h \
	src/app/chart.c \
	src/app/chart.h \
	src/app/chart_consent.c \
	src/app/chart_consent.h \
	src/app/cmd_app.c \
	src/app/cmd_consent.c \
	src/app/cmd_finding.c \
	src/app/cmd_money.c \
	src/app/cmd_practitioner.c \
	src/app/cmd_prices.c \
	src/app/cmd_print.c \
	src/app/cmd_report.c \
	src/app/cmd_service.c \
	src/app/command.c \
	src/app/command.h \
	src/app/consent_preview.c \
	src/app/consent_preview.h \
	src/app/drafts.c \
	src/app/drafts.h \
	src/app/draw.c \
	src/app/draw.h \
	src/app/entries.h \
	src/app/entry_undo.c \
	src/app/entry_undo.h \
	src/app/commands.h \
	src/app/keyed.c \
	src/app/keyed.h \
	src/app/keymap.c \
	src/app/keymap.h \
	src/app/list_screen.c \
	src/app/list_screen.h \
	src/app/printing.c \
	src/app/printing.h \
	src/app/progress_report.c \
	src/app/progress_report.h \
	src/app/progress_view.c \
	src/app/progress_view.h \
	src/app/prompts.c \
	src/app/rescue.c \
	src/app/rescue.h \
	src/app/scopes.c \
	src/app/scopes.h \
	src/app/screen.c \
	src/app/screen.h \
	src/app/session.c \
	src/app/session.h \
	src/app/session_text.c \
	src/app/session_text.h \
	src/app/timing.c \
	src/app/timing.h \
	src/app/treatment.c \
	src/app/writing.c \
	src/app/writing.h

# The manual, whose list of keys is made from the commands.
man_MANS = fascicle.1
fascicle.1: src/fascicle.1.in src/app/manpage.awk $(libfascicle_a_SOURCES)
	$(AM_V_GEN)(cd $(srcdir) && $(AWK) -v version='$(VERSION)' -f src/app/manpage.awk \
	  $(libfascicle_a_SOURCES) src/fascicle.1.in) > $@.new && mv $@.new $@
CLEANFILES += fascicle.1 fascicle.1.new
EXTRA_DIST += src/fascicle.1.in src/app/manpage.awk

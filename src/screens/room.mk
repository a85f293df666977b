# SPDX-License-Identifier: MIT
libfascicle_a_SOURCES += \
	src/screens/addendum.c \
	src/screens/bill/bill.c \
	src/screens/bill/bill.h \
	src/screens/bill/bill_screen.c \
	src/screens/bill/charges.c \
	src/screens/bill/payments.c \
	src/screens/bill/receipt.c \
	src/screens/client.c \
	src/screens/consents.c \
	src/screens/cautions.c \
	src/screens/clients.c \
	src/screens/day.c \
	src/screens/findings/findings.c \
	src/screens/findings/usual.c \
	src/screens/findings/usual.h \
	src/screens/help.c \
	src/screens/intake/intake.c \
	src/screens/intake/intake_form.c \
	src/screens/intake/intake_form.h \
	src/screens/muscles.c \
	src/screens/points.c \
	src/screens/presets.c \
	src/screens/progress/course.c \
	src/screens/progress/course.h \
	src/screens/progress/fill.c \
	src/screens/progress/goals.c \
	src/screens/progress/progress.c \
	src/screens/progress/progress.h \
	src/screens/read.c \
	src/screens/screens.c \
	src/screens/screens.h \
	src/screens/selfcare.c \
	src/screens/sign.c \
	src/screens/snippet.c \
	src/screens/snippets.c \
	src/screens/timers.c

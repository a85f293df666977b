# SPDX-License-Identifier: MIT
libfascicle_a_SOURCES += \
	src/panes/body.c \
	src/panes/body.h \
	src/panes/clients.c \
	src/panes/clients.h \
	src/panes/day.c \
	src/panes/day.h \
	src/panes/fields.c \
	src/panes/fields.h \
	src/panes/findings.c \
	src/panes/findings.h \
	src/panes/intake.c \
	src/panes/intake.h \
	src/panes/lines.c \
	src/panes/lines.h \
	src/panes/marks.c \
	src/panes/marks.h \
	src/panes/note.c \
	src/panes/note.h \
	src/panes/progress.c \
	src/panes/progress.h \
	src/panes/prompt.c \
	src/panes/prompt.h \
	src/panes/reader.c \
	src/panes/reader.h \
	src/panes/row.c \
	src/panes/row.h \
	src/panes/techniques.c \
	src/panes/techniques.h \
	src/panes/text.c \
	src/panes/text.h

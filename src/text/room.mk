# SPDX-License-Identifier: MIT
libfascicle_a_SOURCES += \
	src/text/buffer.c \
	src/text/buffer.h \
	src/text/edit.c \
	src/text/edit.h \
	src/text/edit_find.c \
	src/text/kill.c \
	src/text/kill.h \
	src/text/rows.c \
	src/text/rows.h \
	src/text/undo.c \
	src/text/undo.h \
	src/text/wrap.c \
	src/text/wrap.h

# SPDX-License-Identifier: MIT
libfascicle_a_SOURCES += \
	src/ui/form.c \
	src/ui/form.h \
	src/ui/form_line.c \
	src/ui/grid.c \
	src/ui/grid.h \
	src/ui/key.c \
	src/ui/key.h \
	src/ui/layout.c \
	src/ui/layout.h \
	src/ui/list.c \
	src/ui/list.h \
	src/ui/pane.h \
	src/ui/plot.c \
	src/ui/plot.h \
	src/ui/terminal.h

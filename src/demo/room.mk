# SPDX-License-Identifier: MIT
libfascicle_a_SOURCES += \
	src/demo/demo.c \
	src/demo/demo.h \
	src/demo/demo_course.c \
	src/demo/demo_course.h \
	src/demo/demo_intake.c \
	src/demo/demo_intake.h \
	src/demo/demo_words.c \
	src/demo/demo_words.h

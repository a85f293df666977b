# SPDX-License-Identifier: MIT
libfascicle_a_SOURCES += \
	src/rule/caution.c \
	src/rule/caution.h \
	src/rule/caution_words.c \
	src/rule/comparison.c \
	src/rule/comparison.h \
	src/rule/course_say.c \
	src/rule/course_say.h \
	src/rule/flag_say.c \
	src/rule/flag_say.h \
	src/rule/helped.c \
	src/rule/helped.h \
	src/rule/mark_say.c \
	src/rule/mark_say.h \
	src/rule/measure_say.c \
	src/rule/measure_sentence.c \
	src/rule/point_course.c \
	src/rule/progress.c \
	src/rule/progress.h \
	src/rule/progress_series.c \
	src/rule/readiness.c \
	src/rule/readiness.h \
	src/rule/satellite.c \
	src/rule/satellite.h \
	src/rule/sentence.c \
	src/rule/sentence.h \
	src/rule/sentence_refresh.c \
	src/rule/sentence_value.c \
	src/rule/sentence_value.h \
	src/rule/snippet_expand.c

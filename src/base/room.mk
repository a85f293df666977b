# SPDX-License-Identifier: MIT
libfascicle_a_SOURCES += \
	src/base/date.h \
	src/base/date_words.c \
	src/base/digest.h \
	src/base/err.c \
	src/base/err.h \
	src/base/file.c \
	src/base/file.h \
	src/base/i18n.h \
	src/base/log.c \
	src/base/log.h \
	src/base/mem.c \
	src/base/mem.h \
	src/base/money.c \
	src/base/money.h \
	src/base/person.c \
	src/base/person.h \
	src/base/process.h \
	src/base/secret.h \
	src/base/str.c \
	src/base/str.h \
	src/base/utf8.c \
	src/base/utf8.h \
	src/base/utf8_code.h \
	src/base/utf8_show.c \
	src/base/utf8_words.c

# What tests hold still or look into: the clock, chance, the folder of the translations, the process, the price of a
# passphrase. These files are built twice, as they ship and as tests want them; a program links one of the two.
outer_world = \
	src/base/date.c \
	src/base/digest.c \
	src/base/i18n.c \
	src/base/process.c \
	src/base/secret.c

# SPDX-License-Identifier: MIT
libfascicle_a_SOURCES += \
	src/db/db.h \
	src/db/db_sqlite.c \
	src/db/db_sqlite.h \
	src/db/db_sqlite_file.c \
	src/db/db_sqlite_mend.c

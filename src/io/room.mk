# SPDX-License-Identifier: MIT
libfascicle_a_SOURCES += \
	src/io/conf.c \
	src/io/conf.h \
	src/io/conf_scan.c \
	src/io/conf_scan.h \
	src/io/csv.c \
	src/io/csv.h \
	src/io/export.c \
	src/io/export.h \
	src/io/export_fields.c \
	src/io/export_fields.h \
	src/io/export_format.c \
	src/io/export_format.h \
	src/io/export_journal.c \
	src/io/export_journal.h \
	src/io/print.c \
	src/io/print.h \
	src/io/print_letter.c \
	src/io/print_note.c \
	src/io/print_progress.c \
	src/io/print_selfcare.c \
	src/io/receipt.c \
	src/io/receipt.h \
	src/io/receipt_load.c \
	src/io/report.c \
	src/io/report.h \
	src/io/superbill.c \
	src/io/superbill.h

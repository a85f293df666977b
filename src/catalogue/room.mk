# SPDX-License-Identifier: MIT
libfascicle_a_SOURCES += \
	src/catalogue/catalogue.c \
	src/catalogue/catalogue.h \
	src/catalogue/figure.c \
	src/catalogue/match.c \
	src/catalogue/match.h \
	src/catalogue/overlay.c \
	src/catalogue/overlay.h \
	src/catalogue/overlay_dose.c \
	src/catalogue/overlay_inner.h \
	src/catalogue/overlay_tables.c \
	src/catalogue/overlay_work.c \
	src/catalogue/referral.c \
	src/catalogue/referral.h \
	src/catalogue/tables.h \
	src/catalogue/unit.c \
	src/catalogue/unit.h

# The tables: CSV made into C.
nodist_libfascicle_a_SOURCES = src/catalogue/catalogue_tables.c
catalogue_tables = \
	src/catalogue/aims.csv \
	src/catalogue/aliases.csv \
	src/catalogue/conditions.csv \
	src/catalogue/figure_back.txt \
	src/catalogue/figure_front.txt \
	src/catalogue/findings.csv \
	src/catalogue/muscles.csv \
	src/catalogue/placed.csv \
	src/catalogue/region_rules.csv \
	src/catalogue/regions.csv \
	src/catalogue/regions_cells.csv \
	src/catalogue/rom.csv \
	src/catalogue/satellites.csv \
	src/catalogue/scores.csv \
	src/catalogue/selfcare.csv \
	src/catalogue/sensitive.csv \
	src/catalogue/short_names.csv \
	src/catalogue/techniques.csv \
	src/catalogue/units.csv \
	src/catalogue/urgencies.csv

src/catalogue/catalogue_tables.c: src/catalogue/tables.awk $(catalogue_tables)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && \
	(cd $(srcdir) && $(AWK) -f src/catalogue/tables.awk $(catalogue_tables)) > $@.new && mv $@.new $@

CLEANFILES += src/catalogue/catalogue_tables.c src/catalogue/catalogue_tables.c.new
EXTRA_DIST += src/catalogue/tables.awk $(catalogue_tables)

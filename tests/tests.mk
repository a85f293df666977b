# SPDX-License-Identifier: MIT
# The tests. Which there are is found by folder: tests/find writes their names into found.mk.
include tests/found.mk
$(srcdir)/tests/found.mk: $(srcdir)/tests/find $(found_folders)
	cd $(srcdir) && $(SHELL) tests/find
EXTRA_DIST += tests/find tests/run tests/tally $(found_data)

check_PROGRAMS = fascicle-here fascicle-test tests/screen/screen_test $(found_fuzz)
check_DATA = tests/locale.stamp
LDADD = libfascicle_term.a $(STILL) $(CMOCKA_LIBS) $(NCURSES_LIBS)

# What waits more than it works comes first, so that others run beside it.
TESTS =
if HAVE_VTERM
if HAVE_CMOCKA
TESTS += $(found_e2e)
else
TESTS += tests/e2e/vterm.missing
endif
else
TESTS += tests/e2e/vterm.missing
endif
TESTS += $(found_scripts)

# One program each, made from the C file of its name.
if HAVE_CMOCKA
check_PROGRAMS += $(found_unit)
TESTS += $(found_unit)
else
TESTS += tests/unit/cmocka.missing
endif

# Keys in, screens out. Each script is a test of its own; FASCICLE_UPDATE=1 writes the screens anew.
TESTS += $(found_screens)
KEYS_LOG_DRIVER = $(LOG_DRIVER)
KEYS_LOG_COMPILER = $(LOG_COMPILER) ./tests/screen/screen_test

# Every bound key on every screen of the made-up clinic; FASCICLE_UPDATE=1 writes what changes anew.
check_PROGRAMS += tests/walk/every_key
tests_walk_every_key_SOURCES = tests/walk/every_key.c tests/walk/house.c tests/walk/house.h
TESTS += tests/walk/every_key

# Figures beside a peer, for people to read: `make bench`.
EXTRA_PROGRAMS = $(found_bench)
bench: $(found_bench)
	for program in $(found_bench); do ./$$program || exit 1; done
.PHONY: bench

# The real program on a real pseudo-terminal, its screen read back through libvterm.
tests_e2e_libvt_a_SOURCES = $(found_vt)
e2e_libraries = tests/e2e/libvt.a $(LDADD) $(VTERM_LIBS)
# The books of a made-up practice, for the programs that read them.
check_PROGRAMS += tests/e2e/make_books
tests_e2e_make_books_SOURCES = tests/e2e/books.c tests/e2e/books.h tests/e2e/make_books.c
if HAVE_VTERM
if HAVE_CMOCKA
check_LIBRARIES += tests/e2e/libvt.a
check_PROGRAMS += $(found_e2e) tests/e2e/echo_screen
endif
endif

# Translations where test programs look for them.
tests/locale.stamp: po/LINGUAS $(found_translations)
	@if test '$(MSGFMT)' = :; then echo 'Tests need msgfmt (Debian: apt install gettext).' >&2; exit 1; fi
	$(AM_V_GEN)for language in `sed '/^#/d' $(srcdir)/po/LINGUAS`; do \
	  $(MKDIR_P) tests/locale/$$language/LC_MESSAGES && \
	  $(MSGFMT) -o tests/locale/$$language/LC_MESSAGES/fascicle.mo $(srcdir)/po/$$language.po || exit 1; \
	done; $(MKDIR_P) tests && echo made > $@

CLEANFILES += tests/locale.stamp
clean-local:
	rm -rf tests/locale

TEST_EXTENSIONS = .test .missing .keys
AM_TESTS_ENVIRONMENT = \
	FASCICLE_SRCDIR='$(abs_srcdir)'; export FASCICLE_SRCDIR; \
	FASCICLE_BUILDDIR='$(abs_builddir)'; export FASCICLE_BUILDDIR; \
	FASCICLE_HARDENING='@enable_hardening@'; export FASCICLE_HARDENING; \
	FASCICLE_SANITIZERS='@enable_sanitizers@'; export FASCICLE_SANITIZERS; \
	CC='$(CC)'; export CC; CFLAGS='$(CFLAGS)'; export CFLAGS; AWK='$(AWK)'; export AWK; \
	MSGFMT='$(MSGFMT)'; export MSGFMT; MSGMERGE='$(MSGMERGE)'; export MSGMERGE; \
	XGETTEXT='$(XGETTEXT)'; export XGETTEXT;
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
LOG_COMPILER = $(SHELL) $(srcdir)/tests/run
MISSING_LOG_DRIVER = $(LOG_DRIVER)
MISSING_LOG_COMPILER = $(SHELL) $(srcdir)/tests/run $(SHELL)
TEST_LOG_DRIVER = $(LOG_DRIVER)
TEST_LOG_COMPILER = $(SHELL) $(srcdir)/tests/run $(SHELL)

# After the usual check, however it went, the names of the tests are looked through, and one line counts every test
# point, and fails when one failed.
check:
	@for log in $(TEST_LOGS); do cat $$log 2>/dev/null; done | $(AWK) -v golden=$(srcdir)/tests/goldens/test_names.txt \
	  -v heirs=$(srcdir)/tests/goldens/heirs.txt -f $(srcdir)/tests/goldens/names.awk > tests/names.gone; \
	if test $$? = 0; then echo ":test-result: PASS"; else echo ":test-result: FAIL"; fi > tests/names.trs; \
	sed 's/^/gone: /' tests/names.gone
	@$(SHELL) $(srcdir)/tests/tally $(TEST_LOGS:.log=.trs) tests/names.trs
CLEANFILES += tests/names.gone tests/names.trs
.IGNORE: check-recursive
check-recursive: forget-results
forget-results:
	@rm -f $(TEST_LOGS:.log=.trs)
.PHONY: forget-results

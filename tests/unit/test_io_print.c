/* SPDX-License-Identifier: MIT */
/* Printed pages: 72 columns whatever the text, nothing that commands a printer, nothing of the record on the client's sheet,
 * no claim anywhere, and files that are whole or not there. */
#include "clinic.h"
#include "line/selfcare_line.h"

#include <sys/stat.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "io/print.h"

#define HOSTILE                           \
	"\x1b]0;evil\x07\x1b[2J \xc2\x9b" \
	"31m \xe2\x80\xae"                \
	"dlrow \x07\x08\r \x1b[5i"

struct desk {
	struct client client;
	struct session session;
	struct mark mark;
	struct application application;
	struct selfcare items[3];
	struct flag flags[3];
	struct referral referral;
	struct addendum addendum;
	struct print_record record;
};

/* ---- a record with everything in it ---- */

static void fill_items(struct desk *desk)
{
	static const char *const lines[] = {
		"ball on the wall spm.l stp 20s x3 2/day partner trained 2026-11-13 review +14 stop \"it tingles\"",
		"no heavy lifting 48h", "soreness"
	};
	for (int i = 0; i < 3; i++) {
		struct selfcare_reading reading;
		selfcare_reading_init(&reading);
		selfcare_read(catalogue_builtin(), lines[i], "2026-11-20", &reading);
		assert_true(reading.reading.ok);
		desk->items[i] = reading.selfcare;
	}
}

static void fill_flags(struct desk *desk)
{
	static const char *const codes[] = { "RFCAN", "ANTIC", "VVEIN" };
	for (int i = 0; i < 3; i++) {
		flag_init(&desk->flags[i]);
		desk->flags[i].condition = mem_strdup(codes[i]);
		desk->flags[i].regions = mem_strdup(i == 2 ? "CLF.L" : "");
		desk->flags[i].since = mem_strdup("2025-03");
	}
	desk->flags[1].note = mem_strdup("apixaban");
}

static void fill_session(struct desk *desk)
{
	session_init(&desk->session);
	desk->session.start = mem_strdup("2026-11-20T09:00");
	desk->session.end = mem_strdup("2026-11-20T09:45");
	for (int i = 0; i < NOTE_SECTIONS; i++)
		mem_replace(&desk->session.text[i], "Words of the note.");
	mark_init(&desk->mark);
	desk->mark.muscle = mem_strdup("TRU");
	desk->mark.region = mem_strdup("STP");
	desk->mark.side = SIDE_LEFT;
	desk->mark.type = MARK_ACTIVE;
	desk->mark.tender_before = 7;
	application_init(&desk->application);
	desk->application.technique = mem_strdup("DTM");
	application_set_dose(&desk->application, "time", "min", "10");
	addendum_init(&desk->addendum);
	desk->addendum.author = mem_strdup("Anna");
	desk->addendum.reason = mem_strdup("forgotten");
	desk->addendum.text = mem_strdup("More.");
	referral_init(&desk->referral);
	desk->referral.profession = mem_strdup("gp");
	desk->referral.urgency = mem_strdup("same-day");
	desk->referral.reason = mem_strdup("night pain");
}

static int open_desk(void **state)
{
	struct desk *desk = mem_alloc(sizeof *desk);
	i18n_start("C");
	clinic_clock();
	client_init(&desk->client);
	desk->client.family = mem_strdup("Rossi");
	desk->client.given = mem_strdup("Maria");
	desk->client.birth = mem_strdup("1979-03-05");
	fill_session(desk);
	fill_items(desk);
	fill_flags(desk);
	desk->record = (struct print_record){
		.catalogue = catalogue_builtin(),
		.practice = "Brunswick Myotherapy",
		.address = "12 Sydney Road",
		.phone = "03 9555 0100",
		.practitioner = "Anna Lindqvist",
		.profession = "myotherapist",
		.client = &desk->client,
		.session = &desk->session,
		.marks = &desk->mark,
		.n_marks = 1,
		.applications = &desk->application,
		.n_applications = 1,
		.selfcares = desk->items,
		.n_selfcares = 3,
		.flags = desk->flags,
		.n_flags = 3,
		.referrals = &desk->referral,
		.n_referrals = 1,
		.addenda = &desk->addendum,
		.n_addenda = 1,
		.with_marks = true,
		.with_techniques = true,
		.with_section = { true, true, true, true },
	};
	*state = desk;
	return 0;
}

static int close_desk(void **state)
{
	struct desk *desk = *state;
	client_release(&desk->client);
	session_release(&desk->session);
	mark_release(&desk->mark);
	application_release(&desk->application);
	addendum_release(&desk->addendum);
	referral_release(&desk->referral);
	for (int i = 0; i < 3; i++) {
		selfcare_release(&desk->items[i]);
		flag_release(&desk->flags[i]);
	}
	free(desk);
	return 0;
}

static void print_all(struct desk *desk, struct str *sheet, struct str *letter, struct str *note)
{
	str_init(sheet);
	str_init(letter);
	str_init(note);
	print_selfcare_sheet(&desk->record, sheet);
	print_referral_letter(&desk->record, &desk->referral, letter);
	print_session_note(&desk->record, note);
}

static void assert_fits(const struct str *page)
{
	for (const char *s = page->s; *s;) {
		size_t n = strcspn(s, "\n");
		if (utf8_cols(s, n) > PRINT_COLS)
			fail_msg("%d columns: %.*s", utf8_cols(s, n), (int)n, s);
		s += n + (s[n] == '\n');
	}
}

static void assert_harmless(const struct str *page)
{
	assert_true(utf8_valid(page->s, page->len));
	assert_int_equal(strlen(page->s), page->len);
	for (size_t i = 0; i < page->len; i++)
		if (((unsigned char)page->s[i] < ' ' && page->s[i] != '\n') || page->s[i] == 0x7f)
			fail_msg("byte %02x at %zu", (unsigned char)page->s[i], i);
	assert_null(strstr(page->s, "\xc2\x9b"));
	assert_null(strstr(page->s, "\xe2\x80\xae"));
}

/* ---- tests ---- */

static void wide_and_long_words_stay_on_the_page(void **state)
{
	struct str page, line;
	(void)state;
	str_init(&page);
	str_init(&line);
	for (int i = 0; i < 50; i++)
		str_add(&line, "漢字かな");
	for (int i = 0; i < 200; i++)
		str_add(&line, "x");
	str_add(&line,
		" e\xcc\x81 👩‍🔬 and words that are wrapped where they may be, one after the other, on and on");
	print_text(&page, 0, 3, line.s);
	assert_fits(&page);
	assert_harmless(&page);
	/* Nothing was lost on the way. */
	size_t wide = 0;
	for (const char *s = page.s; (s = strstr(s, "漢")) != NULL; s++)
		wide++;
	assert_int_equal(wide, 50);
	str_release(&page);
	str_release(&line);
}

static void a_paragraph_is_broken_between_words(void **state)
{
	struct str page;
	(void)state;
	str_init(&page);
	print_text(
		&page, 2, 4,
		"one two three four five six seven eight nine ten eleven twelve thirteen fourteen\n\nlast");
	assert_string_equal(page.s, "  one two three four five six seven eight nine ten eleven twelve\n"
				    "    thirteen fourteen\n\n    last\n");
	str_release(&page);
}

static void hostile_text_is_shown_and_obeyed_by_nobody(void **state)
{
	struct desk *desk = *state;
	struct str sheet, letter, note;
	char *long_name = str_format("%s %0200d", HOSTILE, 7);
	mem_replace(&desk->client.family, long_name);
	mem_replace(&desk->items[0].stop_if, HOSTILE);
	mem_replace(&desk->items[0].text, HOSTILE);
	mem_replace(&desk->items[0].item, NULL);
	mem_replace(&desk->referral.reason, HOSTILE);
	mem_replace(&desk->referral.name, HOSTILE);
	mem_replace(&desk->flags[0].note, HOSTILE);
	mem_replace(&desk->session.text[0], HOSTILE "\n\t" HOSTILE);
	mem_replace(&desk->addendum.text, HOSTILE);
	desk->record.practice = desk->record.phone = desk->record.address = long_name;
	print_all(desk, &sheet, &letter, &note);
	const struct str *pages[] = { &sheet, &letter, &note };
	for (int i = 0; i < 3; i++) {
		assert_fits(pages[i]);
		assert_harmless(pages[i]);
		assert_non_null(strstr(pages[i]->s, "<1B>"));
	}
	free(long_name);
	str_release(&sheet);
	str_release(&letter);
	str_release(&note);
}

static void the_sheet_holds_what_concerns_the_client_alone(void **state)
{
	static const char *const wanted[] = { "Ball on the wall",  "left top of the shoulder",
					      "who was shown how", "Stop if: it tingles",
					      "4 Dec 2026",        "48 hours",
					      "03 9555 0100",      "What to watch for" };
	static const char *const others[] = {
		"Words of the note", "cancer",     "nticoagulant", "apixaban", "arices", "ctive",
		"rapezius",          "night pain", "Deep tissue",  "1979"
	};
	struct desk *desk = *state;
	struct str sheet, letter, note;
	print_all(desk, &sheet, &letter, &note);
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		if (!strstr(sheet.s, wanted[i]))
			fail_msg("not on the sheet: %s\n%s", wanted[i], sheet.s);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strstr(sheet.s, others[i]))
			fail_msg("on the sheet: %s", others[i]);
	int rows = 0;
	for (const char *s = sheet.s; *s; s++)
		rows += *s == '\n';
	assert_true(rows <= PRINT_PAGE_ROWS);
	str_release(&sheet);
	str_release(&letter);
	str_release(&note);
}

static void the_letter_tells_what_the_therapist_chose(void **state)
{
	struct desk *desk = *state;
	struct str sheet, letter, note;
	print_all(desk, &sheet, &letter, &note);
	assert_non_null(strstr(letter.s, "Possible cancer"));
	assert_non_null(strstr(letter.s, "For your"));
	assert_non_null(strstr(letter.s, "apixaban"));
	assert_non_null(strstr(letter.s, "Words of the note"));
	assert_non_null(strstr(letter.s, "upper trapezius"));
	assert_non_null(strstr(letter.s, "Deep tissue massage"));
	desk->record.with_marks = desk->record.with_techniques = false;
	memset(desk->record.with_section, 0, sizeof desk->record.with_section);
	mem_replace(&desk->flags[0].until, "2026-01"); /* does not hold any more */
	str_clear(&letter);
	print_referral_letter(&desk->record, &desk->referral, &letter);
	assert_null(strstr(letter.s, "ancer"));
	assert_null(strstr(letter.s, "Words of the note"));
	assert_null(strstr(letter.s, "upper trapezius"));
	assert_null(strstr(letter.s, "Deep tissue massage"));
	assert_non_null(strstr(letter.s, "night pain"));
	str_release(&sheet);
	str_release(&letter);
	str_release(&note);
}

static void medicines_of_today_are_told_and_nothing_else_of_the_intake(void **state)
{
	struct desk *desk = *state;
	struct client_fact facts[] = {
		{ .kind = CLIENT_FACT_MEDICATION, .text = (char *)"metformin", .since = (char *)"2023" },
		{ .kind = CLIENT_FACT_MEDICATION, .text = (char *)"ended long ago", .until = (char *)"2020" },
		{ .kind = CLIENT_FACT_MEDICATION,
		  .text = (char *)"a mistake",
		  .voided_at = (char *)"2026-11-20T09:00:00Z" },
		{ .kind = CLIENT_FACT_HISTORY, .text = (char *)"a private matter" },
	};
	struct str page;
	desk->record.facts = facts;
	desk->record.n_facts = sizeof facts / sizeof *facts;
	str_init(&page);
	print_referral_letter(&desk->record, &desk->referral, &page);
	assert_non_null(strstr(page.s, "metformin"));
	assert_null(strstr(page.s, "ended long ago"));
	assert_null(strstr(page.s, "a mistake"));
	assert_null(strstr(page.s, "a private matter"));
	str_release(&page);
}

/* Every item of the library on one sheet, and the pages' own words. */
static void no_page_makes_a_claim(void **state)
{
	static const char *const claims[] = { "scar tissue", "lactic",        "toxin",       "nutrient",
					      "oxygen",      "waste product", "immun",       "cure",
					      "heals",       "detox",         "circulation", "guarantee" };
	struct desk *desk = *state;
	const struct catalogue *c = catalogue_builtin();
	struct selfcare *all = mem_array(c->n_selfcare, sizeof *all);
	struct str sheet, letter, note;
	for (size_t i = 0; i < c->n_selfcare; i++)
		all[i] = (struct selfcare){ .item = (char *)c->selfcare[i].code,
					    .kind = (char *)c->selfcare[i].kind,
					    .text = (char *)c->selfcare[i].name,
					    .regions = (char *)"",
					    .dose = (char *)"" };
	desk->record.selfcares = all;
	desk->record.n_selfcares = c->n_selfcare;
	print_all(desk, &sheet, &letter, &note);
	const struct str *pages[] = { &sheet, &letter, &note };
	for (int p = 0; p < 3; p++) {
		for (size_t i = 0; i < sizeof claims / sizeof *claims; i++)
			if (strcasestr(pages[p]->s, claims[i]))
				fail_msg("page %d claims: %s", p, claims[i]);
		assert_fits(pages[p]);
	}
	free(all);
	str_release(&sheet);
	str_release(&letter);
	str_release(&note);
}

static void a_file_is_new_and_whole_or_not_there(void **state)
{
	char folder[] = "/tmp/fascicle-print-XXXXXX";
	struct str text, path, back;
	struct stat status;
	(void)state;
	assert_non_null(mkdtemp(folder));
	char *out = str_format("%s/out", folder);
	str_init(&text);
	str_init(&path);
	str_init(&back);
	str_add(&text, "A page.\n");
	must(print_to_file(out, "sheet.txt", false, &text, &path, err));
	must(file_read(path.s, 100, &back, err));
	assert_string_equal(back.s, "A page.\n");
	assert_int_equal(stat(path.s, &status), 0);
	assert_int_equal(status.st_mode & 077, 0);
	must_fail(print_to_file(out, "sheet.txt", false, &text, &path, err), ERR_REFUSED);
	must(print_to_file(out, "sheet.txt", true, &text, &path, err));
	assert_non_null(strstr(path.s, "sheet-2.txt"));
	/* Names that lead elsewhere, and a link that waits there. */
	static const char *const bad[] = { "../x", "/etc/x", "", ".hidden", "a/b", "x\x1b[2J" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		must_fail(print_to_file(out, bad[i], false, &text, &path, err), ERR_REFUSED);
	char *link = str_format("%s/link.txt", out), *victim = str_format("%s/victim", folder);
	assert_int_equal(symlink(victim, link), 0);
	must_fail(print_to_file(out, "link.txt", false, &text, &path, err), ERR_REFUSED);
	assert_int_not_equal(access(victim, F_OK), 0);
	free(link);
	free(victim);
	free(out);
	str_release(&text);
	str_release(&path);
	str_release(&back);
	clinic_remove_folder(folder);
}

int main(void)
{
#define AT_THE_DESK(test) cmocka_unit_test_setup_teardown(test, open_desk, close_desk)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wide_and_long_words_stay_on_the_page),
		cmocka_unit_test(a_paragraph_is_broken_between_words),
		AT_THE_DESK(hostile_text_is_shown_and_obeyed_by_nobody),
		AT_THE_DESK(the_sheet_holds_what_concerns_the_client_alone),
		AT_THE_DESK(the_letter_tells_what_the_therapist_chose),
		AT_THE_DESK(medicines_of_today_are_told_and_nothing_else_of_the_intake),
		AT_THE_DESK(no_page_makes_a_claim),
		cmocka_unit_test(a_file_is_new_and_whole_or_not_there),
	};
	umask(077);
	return cmocka_run_group_tests_name("printed pages", tests, NULL, NULL);
}

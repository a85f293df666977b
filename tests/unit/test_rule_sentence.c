/* SPDX-License-Identifier: MIT */
/* Sentences from the entries of a session: they say what was entered, in the practice's words, and nothing
 * else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "catalogue/catalogue.h"
#include "line/entry.h"
#include "rule/sentence.h"

enum { ENTRIES_MAX = 8, APPLICATIONS_MAX = 8 };

/* A session as the entry line would have filled it. */
struct charted {
	struct mark marks[ENTRIES_MAX];
	size_t n_marks;
	struct application applications[APPLICATIONS_MAX];
	size_t n_applications;
};

static void add_application(struct charted *charted, const struct application *application, int64_t mark_id)
{
	struct application *one = &charted->applications[charted->n_applications++];
	application_init(one);
	application_copy(one, application);
	one->mark_id = mark_id;
}

static void add_marks(struct charted *charted, const char *line)
{
	struct entry_reading reading;
	entry_reading_init(&reading);
	entry_read_marks(catalogue_builtin(), line, &reading);
	if (!reading.reading.ok)
		fail_msg("%s: %s", line, reading.reading.problem.text);
	for (size_t i = 0; i < reading.n_entries; i++) {
		struct mark *mark = &charted->marks[charted->n_marks++];
		mark_init(mark);
		mark_copy(mark, &reading.entries[i].mark);
		mark->id = (int64_t)charted->n_marks;
		for (size_t a = 0; a < reading.entries[i].n_applications; a++)
			add_application(charted, &reading.entries[i].applications[a], mark->id);
	}
	entry_reading_release(&reading);
}

static void add_technique(struct charted *charted, const char *line)
{
	struct entry_reading reading;
	entry_reading_init(&reading);
	entry_read_technique(catalogue_builtin(), -1, line, &reading);
	if (!reading.reading.ok)
		fail_msg("%s: %s", line, reading.reading.problem.text);
	add_application(charted, &reading.entries[0].applications[0], 0);
	entry_reading_release(&reading);
}

static void release(struct charted *charted)
{
	for (size_t i = 0; i < charted->n_marks; i++)
		mark_release(&charted->marks[i]);
	for (size_t i = 0; i < charted->n_applications; i++)
		application_release(&charted->applications[i]);
	*charted = (struct charted){ .n_marks = 0 };
}

static char *said_of_marks(const struct charted *charted, const struct sentence_words *words)
{
	struct str out;
	str_init(&out);
	sentence_marks(catalogue_builtin(), charted->marks, charted->n_marks, charted->applications,
		       charted->n_applications, words, &out);
	return out.s;
}

static char *said_of_techniques(const struct charted *charted, const struct sentence_words *words)
{
	struct str out;
	str_init(&out);
	sentence_techniques(catalogue_builtin(), charted->applications, charted->n_applications, words, &out);
	return out.s;
}

static void expect_marks(const char *line, const char *template, const char *expected)
{
	struct charted charted = { .n_marks = 0 };
	const struct sentence_words words = { .template = { template, NULL } };
	add_marks(&charted, line);
	char *said = said_of_marks(&charted, &words);
	assert_string_equal(said, expected);
	free(said);
	release(&charted);
}

/* ---- The usual words ----------------------------------------------------------------------------------- */

static void a_mark_reads_as_a_therapist_would_say_it(void **state)
{
	static const char *const pairs[][2] = {
		{ "l up trap a 7>3 tpg 12kg x3",
		  "L upper trapezius, active, tenderness 7 to 3 after graded press 12 kg ×3." },
		{ "l up trap a 7>3", "L upper trapezius, active, tenderness 7 to 3." },
		{ "r piriformis l 4", "R piriformis, latent, tenderness 4." },
		{ "r piriformis 4 tpc 60s",
		  "R piriformis, tenderness 4, treated with sustained compression 60 s." },
		{ "r piriformis tpc 60s", "R piriformis, treated with sustained compression 60 s." },
		{ "r piriformis", "R piriformis." },
		{ "l up trap a tb ltr -jump 7>3 ok",
		  "L upper trapezius, active, taut band and local twitch, no jump sign, "
		  "tenderness 7 to 3, sufficient." },
		{ "l up trap ref:tmp,eye 0>0 released",
		  "L upper trapezius, referred sensation, refers to L temple (temporal) and L eye, brow "
		  "and orbit, tenderness 0 to 0, released." },
	};
	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		expect_marks(pairs[i][0], NULL, pairs[i][1]);
}

static void each_mark_has_its_own_techniques(void **state)
{
	(void)state;
	expect_marks(
		"l up trap 7>3 tpg 12kg dnt 3in 3out tpc 60s; r piriformis 4>2", NULL,
		"L upper trapezius, tenderness 7 to 3 after graded press 12 kg, dry needling 3 in 3 out and "
		"sustained compression 60 s. R piriformis, tenderness 4 to 2.");
}

static void a_place_away_from_the_first_home_is_named(void **state)
{
	(void)state;
	expect_marks("l up trap ANG a", NULL,
		     "L upper trapezius at angle of neck (neck-shoulder junction), active.");
}

static void thresholds_and_remarks_are_said(void **state)
{
	struct charted charted = { .n_marks = 0 };
	struct mark *mark = &charted.marks[0];
	(void)state;
	add_marks(&charted, "r piriformis");
	mark->ppt_before[0] = 2;
	mark->ppt_before[1] = 2.5;
	mark->ppt_unit = mem_strdup("kg/cm2");
	mark->tender_after = 3;
	mark->note = mem_strdup(" sore\nfor a day. ");
	char *said = said_of_marks(&charted, NULL);
	assert_string_equal(
		said, "R piriformis, pressure pain threshold 2.2 kg/cm2, tenderness 3, sore for a day.");
	free(said);
	mark->ppt_after[0] = 3;
	said = said_of_marks(&charted, NULL);
	assert_string_equal(
		said,
		"R piriformis, pressure pain threshold 2.2 to 3.0 kg/cm2, tenderness 3, sore for a day.");
	free(said);
	release(&charted);
}

static void a_muscle_that_the_catalogue_lost_keeps_its_code(void **state)
{
	struct charted charted = { .n_marks = 1 };
	(void)state;
	mark_init(&charted.marks[0]);
	charted.marks[0].muscle = mem_strdup("XYZ");
	charted.marks[0].type = MARK_ACTIVE;
	char *said = said_of_marks(&charted, NULL);
	assert_string_equal(said, "XYZ, active.");
	free(said);
	release(&charted);
}

static void techniques_off_the_marks_have_sentences_of_their_own(void **state)
{
	struct charted charted = { .n_marks = 0 };
	(void)state;
	add_marks(&charted, "l up trap 7>3 tpg 12kg");
	add_technique(&charted, "dtm 20min depth 4");
	add_technique(&charted, "hot 15min l calf");
	charted.applications[2].side = SIDE_BOTH;
	charted.applications[2].note = mem_strdup("wheat bag");
	char *said = said_of_techniques(&charted, NULL);
	assert_string_equal(said,
			    "Deep tissue massage 20 min depth 4. Heat 15 min, calf, both sides, wheat bag.");
	free(said);
	charted.applications[2].side = SIDE_NONE;
	said = said_of_techniques(
		&charted, &(struct sentence_words){ .template = { NULL, "${technique}[ on ${region}]" } });
	assert_string_equal(said, "Deep tissue massage 20 min depth 4. Heat 15 min on calf.");
	free(said);
	release(&charted);
}

static void nothing_entered_says_nothing(void **state)
{
	struct charted charted = { .n_marks = 0 };
	(void)state;
	char *marks = said_of_marks(&charted, NULL), *techniques = said_of_techniques(&charted, NULL);
	assert_string_equal(marks, "");
	assert_string_equal(techniques, "");
	free(marks);
	free(techniques);
	add_marks(&charted, "l up trap 7; r piriformis 4");
	marks = said_of_marks(&charted, &(struct sentence_words){ .template = { "[${note}]", NULL } });
	assert_string_equal(marks, "");
	free(marks);
	release(&charted);
}

/* ---- The practice's words ------------------------------------------------------------------------------ */

static void the_words_of_the_practice_are_used(void **state)
{
	static const char *const pairs[][2] = {
		{ "${side} ${muscle}[, ${type}][, tenderness ${before} to ${after}][, ${signs}]"
		  "[ after ${techniques}][, ${response}]",
		  "L upper trapezius, active, tenderness 7 to 3 after graded press 12 kg ×3." },
		{ "${muscle} (${side.word}): ${before}>${after}", "Upper trapezius (left): 7>3." },
		{ "[${note}|${response}|${before}|${after}]/10", "7/10." },
		{ "[${note}|unremarked] ${muscle}", "Unremarked upper trapezius." },
		{ "$[${side}$] $| $$5 ${muscle}!", "[L] | $5 upper trapezius!" },
		{ "${before}. ${muscle}.", "7. upper trapezius." },
		{ "a[ ${note} b] c ${side}", "A c L." },
		{ "a ${note}b ${side}", "A b L." },
	};
	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		assert_true(sentence_template_check(SENTENCE_MARK, pairs[i][0], NULL));
		expect_marks("l up trap a 7>3 tpg 12kg x3", pairs[i][0], pairs[i][1]);
	}
}

static void a_broken_template_stays_readable(void **state)
{
	static const char *const pairs[][2] = {
		{ "[${side}", "[L." },
		{ "${side}]", "L]." },
		{ "a|${side}", "A|L." },
		{ "[a [${side}]", "[a L." },
		{ "${sied} ${side", "${sied} ${side." },
		{ "${1:x} ${}", "${1:x} ${}." },
	};
	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		assert_false(sentence_template_check(SENTENCE_MARK, pairs[i][0], NULL));
		expect_marks("l up trap", pairs[i][0], pairs[i][1]);
	}
}

static void a_line_each_has_no_full_stop_of_ours(void **state)
{
	struct charted charted = { .n_marks = 0 };
	const struct sentence_words words = { .template = { "${muscle} ${before}", NULL },
					      .a_line_each = true };
	(void)state;
	add_marks(&charted, "l up trap 7; r piriformis 4");
	char *said = said_of_marks(&charted, &words);
	assert_string_equal(said, "Upper trapezius 7\nPiriformis 4");
	free(said);
	release(&charted);
}

static void what_a_client_said_is_never_read_as_a_template(void **state)
{
	struct charted charted = { .n_marks = 0 };
	(void)state;
	add_marks(&charted, "l up trap");
	charted.marks[0].note = mem_strdup("[${side}|$$] ${note}");
	char *said =
		said_of_marks(&charted, &(struct sentence_words){ .template = { "[Said: ${note}]", NULL } });
	assert_string_equal(said, "Said: [${side}|$$] ${note}.");
	free(said);
	release(&charted);
}

static void expect_problem(enum sentence_kind kind, const char *template, const char *problem)
{
	struct err err = ERR_INIT;
	assert_false(sentence_template_check(kind, template, &err));
	assert_int_equal(err.kind, ERR_INPUT);
	if (strstr(err.text, problem) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", err.text, problem);
}

static void a_template_that_cannot_be_meant_is_refused(void **state)
{
	char too_long[SENTENCE_TEMPLATE_MAX_BYTES + 2];
	(void)state;
	memset(too_long, 'x', sizeof too_long);
	memcpy(too_long, "${side}", 7);
	too_long[SENTENCE_TEMPLATE_MAX_BYTES] = '\0';
	assert_true(sentence_template_check(SENTENCE_MARK, too_long, NULL));
	too_long[SENTENCE_TEMPLATE_MAX_BYTES] = 'x';
	too_long[SENTENCE_TEMPLATE_MAX_BYTES + 1] = '\0';
	expect_problem(SENTENCE_MARK, too_long, "900 bytes");
	expect_problem(SENTENCE_MARK, "", "holds no value");
	expect_problem(SENTENCE_MARK, "found it", "holds no value");
	expect_problem(SENTENCE_MARK, "${sied}",
		       "\"${sied}\" is not known. There are: side, side.word, muscle");
	expect_problem(SENTENCE_MARK, "${technique}", "\"${technique}\" is not known");
	expect_problem(SENTENCE_TECHNIQUE, "${muscle}",
		       "There are: technique, side, side.word, region, note.");
	expect_problem(SENTENCE_MARK, "${side} ${1:x}", "\"${1:x}\" is not known");
	expect_problem(SENTENCE_MARK, "${side} ${x y}", "\"${x y}\" is not known");
	expect_problem(SENTENCE_MARK, "${side} ${muscle", "\"${muscle\" is not closed");
	expect_problem(SENTENCE_MARK, "[${side}", "\"[\" is not closed");
	expect_problem(SENTENCE_MARK, "${side}]", "\"]\" without a \"[\"");
	expect_problem(SENTENCE_MARK, "[${side} [${muscle}]]", "cannot hold another");
	expect_problem(SENTENCE_MARK, "${side} [found]", "needs a value");
	expect_problem(SENTENCE_MARK, "${side} | ${muscle}", "inside brackets");
	expect_problem(SENTENCE_MARK, "${side}\nfound", "on one line");
	expect_problem(SENTENCE_MARK, "${side}\xFF", "cannot be shown");
}

static void our_own_templates_are_sound(void **state)
{
	struct str names;
	(void)state;
	str_init(&names);
	for (int kind = 0; kind < SENTENCE_KINDS; kind++) {
		struct err err = ERR_INIT;
		if (!sentence_template_check((enum sentence_kind)kind,
					     sentence_template((enum sentence_kind)kind), &err))
			fail_msg("%s", err.text);
		str_clear(&names);
		sentence_names((enum sentence_kind)kind, &names);
		assert_non_null(strstr(names.s, "note"));
	}
	str_release(&names);
}

/* ---- Other languages ----------------------------------------------------------------------------------- */

static void put_number(FILE *file, uint32_t number)
{
	fwrite(&number, sizeof number, 1, file);
}

/* The binary form of a catalogue of translations, of the byte order of this machine; keys in order. */
static void write_catalogue(const char *path, const char *const words[][2], uint32_t n)
{
	FILE *file = fopen(path, "w");
	uint32_t at = 28 + 16 * n;
	assert_non_null(file);
	const uint32_t head[] = { 0x950412DE, 0, n, 28, 28 + 8 * n, 0, at };
	fwrite(head, sizeof head, 1, file);
	for (int column = 0; column < 2; column++)
		for (uint32_t i = 0; i < n; i++) {
			put_number(file, (uint32_t)strlen(words[i][column]));
			put_number(file, at);
			at += (uint32_t)strlen(words[i][column]) + 1;
		}
	for (int column = 0; column < 2; column++)
		for (uint32_t i = 0; i < n; i++)
			fwrite(words[i][column], 1, strlen(words[i][column]) + 1, file);
	fclose(file);
}

static void start_language(const char *folder, const char *language, const char *const words[][2], uint32_t n)
{
	char *path = str_format("%s/%s", folder, language);
	mkdir(path, 0700);
	free(path);
	path = str_format("%s/%s/LC_MESSAGES", folder, language);
	mkdir(path, 0700);
	free(path);
	path = str_format("%s/%s/LC_MESSAGES/fascicle.mo", folder, language);
	write_catalogue(path, words, n);
	free(path);
	setenv("FASCICLE_LOCALEDIR", folder, 1);
	i18n_start(language);
}

static char *said_in(const char *line)
{
	struct charted charted = { .n_marks = 0 };
	add_marks(&charted, line);
	char *said = said_of_marks(&charted, NULL);
	release(&charted);
	return said;
}

/* The templates in English are taken before a language is chosen: they are the keys. */
static void a_sound_translation_is_used_and_a_broken_one_is_not(void **state)
{
	const char *mark = sentence_template(SENTENCE_MARK),
		   *technique = sentence_template(SENTENCE_TECHNIQUE);
	const char *const good[][2] = {
		{ "", "Content-Type: text/plain; charset=UTF-8\n" },
		{ technique, "Angewandt: ${technique}" },
		{ mark, "Befund: ${muscle}, Druckschmerz ${before}" },
	};
	const char *const broken[][2] = {
		{ "", "Content-Type: text/plain; charset=UTF-8\n" },
		{ technique, "${technik}" },
		{ mark, "[${muscle}" },
	};
	char folder[] = "/tmp/fascicle-sentence-XXXXXX", *old = mem_strdup(getenv("FASCICLE_LOCALEDIR"));
	(void)state;
	assert_true(strcmp(technique, mark) < 0);
	assert_non_null(mkdtemp(folder));
	start_language(folder, "xa", good, 3);
	char *said = said_in("l up trap 7");
	assert_string_equal(said, "Befund: upper trapezius, Druckschmerz 7.");
	free(said);
	start_language(folder, "xb", broken, 3);
	assert_string_equal(sentence_template(SENTENCE_TECHNIQUE), technique);
	said = said_in("l up trap 7");
	assert_string_equal(said, "L upper trapezius, tenderness 7.");
	free(said);
	char *remove_all = str_format("rm -rf %s", folder);
	assert_int_equal(system(remove_all), 0);
	free(remove_all);
	if (old)
		setenv("FASCICLE_LOCALEDIR", old, 1);
	i18n_start("en");
	free(old);
}

/* ---- Refreshing ---------------------------------------------------------------------------------------- */

static void expect_refreshed(const char *text, const char *old, const char *new, const char *expected)
{
	struct str out;
	str_init(&out);
	bool is_there = sentence_refresh(text, old, new, &out);
	assert_string_equal(out.s, expected ? expected : text);
	assert_int_equal(is_there, expected != NULL);
	str_release(&out);
}

static void a_sentence_that_stands_unchanged_is_replaced(void **state)
{
	(void)state;
	expect_refreshed("A 7.", "A 7.", "A 3.", "A 3.");
	expect_refreshed("Seen. A 7. Left.", "A 7.", "A 7 to 3.", "Seen. A 7 to 3. Left.");
	expect_refreshed("A 7.\n\nA 7.", "A 7.", "A 3.", "A 3.\n\nA 3.");
	expect_refreshed("A 7. Sore after.", "A 7.", "A 3.", "A 3. Sore after.");
	expect_refreshed("A 7.", "A 7.", "A 7.", "A 7.");
	expect_refreshed("A 7. A 7.", "A 7. A 7.", "B.", "B.");
	expect_refreshed("(A 7.) -", "A 7.", "A 3.", "(A 3.) -");
}

static void a_sentence_that_was_edited_is_left_alone(void **state)
{
	(void)state;
	expect_refreshed("A 6.", "A 7.", "A 3.", NULL);
	expect_refreshed("A 7.5 today.", "A 7.", "A 3.", NULL);
	expect_refreshed("BA 7.", "A 7.", "A 3.", NULL);
	expect_refreshed("\u00C4A 7.", "A 7.", "A 3.", NULL);
	expect_refreshed("A 7 ", "A 7.", "A 3.", NULL);
	expect_refreshed("", "A 7.", "A 3.", NULL);
	expect_refreshed("A 7.", "", "A 3.", NULL);
	expect_refreshed("A 7,0 today", "A 7", "A 3", NULL);
	expect_refreshed("BA 7. A 7.", "A 7.", "A 3.", "BA 7. A 3.");
}

/* Nothing closes it: what follows on its line was added by hand. */
static void a_sentence_without_a_full_stop_ends_its_line(void **state)
{
	(void)state;
	expect_refreshed("A 7\nB 4", "A 7", "A 3", "A 3\nB 4");
	expect_refreshed("- A 7  \nmore", "A 7", "A 3", "- A 3  \nmore");
	expect_refreshed("A 7 to 2, mine", "A 7", "A 7 to 3", NULL);
	expect_refreshed("A 7\nB 4", "A 7\nB 4", "A 3\nB 2", "A 3\nB 2");
}

static void a_sentence_that_is_no_more_leaves_no_gap(void **state)
{
	(void)state;
	expect_refreshed("Seen. A 7. Left.", "A 7.", "", "Seen. Left.");
	expect_refreshed("A 7. Left.", "A 7.", "", "Left.");
	expect_refreshed("Seen. A 7.", "A 7.", "", "Seen. ");
	expect_refreshed("A 7\nB 4\nC", "B 4", "", "A 7\nC");
	expect_refreshed("A 7.", "A 7.", "", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mark_reads_as_a_therapist_would_say_it),
		cmocka_unit_test(each_mark_has_its_own_techniques),
		cmocka_unit_test(a_place_away_from_the_first_home_is_named),
		cmocka_unit_test(thresholds_and_remarks_are_said),
		cmocka_unit_test(a_muscle_that_the_catalogue_lost_keeps_its_code),
		cmocka_unit_test(techniques_off_the_marks_have_sentences_of_their_own),
		cmocka_unit_test(nothing_entered_says_nothing),
		cmocka_unit_test(the_words_of_the_practice_are_used),
		cmocka_unit_test(a_broken_template_stays_readable),
		cmocka_unit_test(a_line_each_has_no_full_stop_of_ours),
		cmocka_unit_test(what_a_client_said_is_never_read_as_a_template),
		cmocka_unit_test(a_template_that_cannot_be_meant_is_refused),
		cmocka_unit_test(our_own_templates_are_sound),
		cmocka_unit_test(a_sound_translation_is_used_and_a_broken_one_is_not),
		cmocka_unit_test(a_sentence_that_stands_unchanged_is_replaced),
		cmocka_unit_test(a_sentence_that_was_edited_is_left_alone),
		cmocka_unit_test(a_sentence_without_a_full_stop_ends_its_line),
		cmocka_unit_test(a_sentence_that_is_no_more_leaves_no_gap),
	};
	return cmocka_run_group_tests_name("model sentence", tests, NULL, NULL);
}

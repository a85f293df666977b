/* SPDX-License-Identifier: MIT */
/* The finding line: fields and values by their beginnings, own words, places and severities; what is said of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "line/finding_line.h"

static const struct catalogue *c;

static int open_tables(void **state)
{
	(void)state;
	setenv("FASCICLE_NOW", "2026-11-20T09:41:00Z", 1);
	setenv("TZ", "UTC", 1);
	c = catalogue_builtin();
	return 0;
}

/* "field=value REGION.SIDE grade; ..." or "! sentence => candidates". */
static char *told(const char *line)
{
	struct finding_reading reading;
	struct str out;
	str_init(&out);
	finding_reading_init(&reading);
	finding_read(c, line, &reading);
	for (size_t i = 0; i < reading.findings.n; i++) {
		const struct finding *row = &reading.findings.rows[i];
		str_addf(&out, "%s%s=%s", i ? "; " : "", row->field, row->value);
		if (row->region || row->side)
			str_addf(&out, " %s.%s", row->region ? row->region : "", side_code(row->side));
		if (row->grade >= 0)
			str_addf(&out, " %d", row->grade);
	}
	if (!reading.reading.ok)
		str_addf(&out, "%s! %s%s%s", out.len ? " " : "", reading.reading.problem.text,
			 reading.near.len ? " => " : "", reading.near.s);
	assert_true(reading.reading.ok == (reading.reading.problem.text[0] == 0));
	finding_reading_release(&reading);
	return str_take(&out);
}

static void is_told(const char *line, const char *wanted)
{
	char *got = told(line);
	if (strcmp(got, wanted) != 0)
		fail_msg("\"%s\" is understood as \"%s\", not \"%s\"", line, got, wanted);
	free(got);
}

static void a_line_is_understood_by_beginnings(void **state)
{
	static const char *const lines[][2] = {
		{ "pattern constant", "pattern=constant" },
		{ "pat int", "pattern=intermittent" },
		{ "PATTERN Const", "pattern=constant" },
		{ "onset strain, injury", "onset=strain; onset=injury" },
		{ "onset strain, \"a fall, at work\", inj",
		  "onset=strain; onset=a fall, at work; onset=injury" },
		{ "onset emotional", "onset=stress_emotional" },
		{ "cause phys", "onset=stress_physical" },
		{ "agg desk work", "agg=desk_work" },
		{ "worse desk", "agg=desk_work" },
		{ "agg wearing the red bag", "agg=wearing the red bag" },
		{ "agg \"s\"", "agg=s" },
		{ "better heat", "ease=heat" },
		{ "restriction fascia stp l 2", "restriction=fascia STP.L 2" },
		{ "restr l fascia stp", "! I do not understand “fascia”." },
		{ "restr fascia l stp 2", "restriction=fascia STP.L 2" },
		{ "restr scar stp.r", "restriction=scar STP.R" },
		{ "restr muscle top of shoulder l 1", "restriction=muscle STP.L 1" },
		{ "restr muscle stp b", "restriction=muscle STP.B" },
		{ "palp taut stp l 3", "palpation=taut_band STP.L 3" },
		{ "posture head", "posture=head_forward" },
		{ "posture shoulder high l", "posture=shoulder_high .L" },
		{ "soreness 24", "soreness=24" },
		{ "sore 24h", "soreness=24" },
		{ "sore 24 hours", "soreness=24" },
		{ "sore 2d", "soreness=48" },
		{ "sore 2 days", "soreness=48" },
		{ "sore 1 day", "soreness=24" },
		{ "effect b", "effect=better" },
		{ "stage sub", "stage=subacute" },
		{ "advice sore, ergo", "advice=soreness_expected; advice=ergonomics" },
		{ "goal to lift the child again", "goal=to lift the child again" },
		{ "source l up trap", "source=TRU .L" },
		{ "complaint ache stp l", "complaint=ache STP.L" },
		{ "complaint something odd", "complaint=something odd" },
		{ "resolved today", "resolved=2026-11-20" },
		{ "adverse n", "adverse=none" },
		{ "adverse needle_l", "adverse=needle_lost" },
		{ "adverse soreness over", "adverse=soreness_over_48h" },
		{ "response part", "response=partly" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		is_told(lines[i][0], lines[i][1]);
}

static void what_is_not_understood_is_named_with_what_may_be_meant(void **state)
{
	static const char *const lines[][2] = {
		{ "", "! Say a field and its value: pattern constant." },
		{ "xyzzy 1", "! No field is called “xyzzy”." },
		{ "pattern", "! Pattern: say a value. => constant · intermittent" },
		{ "pattern often", "! “often” is not one of the choices. => constant · intermittent" },
		{ "soreness", "! Sore after it for: say a whole number from 0 to 336." },
		{ "soreness 400", "! Sore after it for: say a whole number from 0 to 336." },
		{ "adverse bruis, dizz",
		  "! Adverse reaction holds one answer: say the gravest, and write the others behind what was done." },
		{ "adverse xyzzy",
		  "! “xyzzy” is not one of the choices. => none seen · soreness over 48 hours · bruising · bleeding · haematoma · faint · nausea · dizziness · …" },
		{ "soreness 15 days", "! Sore after it for: say a whole number from 0 to 336." },
		{ "soreness -3", "! Sore after it for: say a whole number from 0 to 336." },
		{ "soreness 24kg", "! Sore after it for: say a whole number from 0 to 336." },
		{ "restriction fascia", "! Restriction: say where, a region with its side: stp l." },
		{ "restriction fascia stp",
		  "! Top of shoulder (upper trapezius) has a left and a right: say l, r or b." },
		{ "restriction fascia stp l 7", "! Restriction: the severity is 0 to 3." },
		{ "restriction fascia nowhere l", "! No region is called “nowhere”." },
		{ "pattern constant stp l", "! I do not understand “stp l”." },
		{ "settled someday", NULL },
	};
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		char *got = told(lines[i][0]);
		if (lines[i][1] ? strcmp(got, lines[i][1]) != 0 : got[0] != '!')
			fail_msg("\"%s\" is understood as \"%s\"", lines[i][0], got);
		free(got);
	}
}

static void every_field_is_reached_by_its_code_and_by_its_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < c->n_findings; i++) {
		const struct finding_spec *spec = &c->findings[i];
		struct finding_reading reading;
		finding_reading_init(&reading);
		finding_read(c, spec->code, &reading);
		if (reading.field != (int)i)
			fail_msg("%s is not reached by its code", spec->code);
		char *line = str_format("\"%s\"", spec->name);
		finding_read(c, line, &reading);
		if (reading.field != (int)i)
			fail_msg("%s is not reached by its name: %s", spec->code,
				 reading.reading.problem.text);
		free(line);
		finding_reading_release(&reading);
	}
}

/* A value that its field's line takes, whatever the kind. */
static char *line_for(const struct finding_spec *spec, size_t choice)
{
	switch (spec->kind) {
	case FINDING_CHOICE:
	case FINDING_WORDS:
		return str_format("%s %s%s", spec->code, spec->choices[choice].code,
				  spec->where == WHERE_MUST ? " stp l" : "");
	case FINDING_NUMBER:
		return str_format("%s %d", spec->code, spec->high);
	case FINDING_DATE:
		return str_format("%s 2026-11-19", spec->code);
	case FINDING_MUSCLE:
		return str_format("%s TRU r", spec->code);
	default:
		return str_format("%s as it was said", spec->code);
	}
}

static void every_value_of_every_field_is_taken_and_composes_to_itself(void **state)
{
	size_t n = 0;
	(void)state;
	for (size_t i = 0; i < c->n_findings; i++)
		for (size_t j = 0; j == 0 || j < c->findings[i].n_choices; j++) {
			struct finding_reading reading, again;
			struct str composed;
			char *line = line_for(&c->findings[i], j);
			finding_reading_init(&reading);
			finding_reading_init(&again);
			str_init(&composed);
			if (!finding_read(c, line, &reading) || reading.findings.n != 1)
				fail_msg("%s: %s", line, reading.reading.problem.text);
			if (c->findings[i].n_choices)
				assert_string_equal(reading.findings.rows[0].value,
						    c->findings[i].choices[j].code);
			finding_compose(c, &reading.findings.rows[0], &composed);
			if (!finding_read_value(c, (int)i, composed.s, &again) ||
			    !finding_equal(&reading.findings.rows[0], &again.findings.rows[0]))
				fail_msg("%s comes back as %s", line, composed.s);
			finding_reading_release(&reading);
			finding_reading_release(&again);
			str_release(&composed);
			free(line);
			n++;
		}
	assert_true(n > 200);
}

static void a_long_sentence_is_kept_to_its_last_word(void **state)
{
	struct str line, wanted;
	(void)state;
	str_init(&line);
	str_init(&wanted);
	for (int i = 0; i < 40; i++)
		str_addf(&wanted, "%sword%d", i ? " " : "", i);
	str_addf(&line, "complaint %s", wanted.s);
	char *got = told(line.s);
	str_clear(&line);
	str_addf(&line, "complaint=%s", wanted.s);
	assert_string_equal(got, line.s);
	free(got);
	str_release(&line);
	str_release(&wanted);
}

static void own_words_that_look_like_a_choice_come_back_in_quotes(void **state)
{
	struct finding finding = { .field = (char *)"agg", .value = (char *)"s", .grade = -1 };
	struct str composed;
	(void)state;
	str_init(&composed);
	finding_compose(c, &finding, &composed);
	assert_string_equal(composed.s, "\"s\"");
	str_clear(&composed);
	finding.value = (char *)"long drives";
	finding_compose(c, &finding, &composed);
	assert_string_equal(composed.s, "long drives");
	str_release(&composed);
}

static void every_beginning_of_a_line_is_read_or_has_a_sentence(void **state)
{
	static const char *const lines[] = { "restriction fascia stp l 2", "onset strain, injury, own words",
					     "source l up trap", "agg \"desk", "resolved 20.11.2026" };
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		for (size_t n = 0; n <= strlen(lines[i]); n++) {
			char *so_far = mem_strndup(lines[i], n);
			free(told(so_far));
			free(so_far);
		}
}

static void what_may_not_be_stored_is_refused(void **state)
{
	static const struct finding bad[] = {
		{ .field = (char *)"nothing", .value = (char *)"x", .grade = -1 },
		{ .field = (char *)"pattern", .value = (char *)"", .grade = -1 },
		{ .field = (char *)"pattern", .value = (char *)"often", .grade = -1 },
		{ .field = (char *)"pattern", .value = (char *)"constant", .grade = 1 },
		{ .field = (char *)"pattern", .value = (char *)"constant", .side = SIDE_LEFT, .grade = -1 },
		{ .field = (char *)"stress", .value = (char *)"11", .grade = -1 },
		{ .field = (char *)"resolved", .value = (char *)"2026-02-30", .grade = -1 },
		{ .field = (char *)"source", .value = (char *)"NOSUCH", .grade = -1 },
		{ .field = (char *)"goal", .value = (char *)"two\nlines", .grade = -1 },
		{ .field = (char *)"restriction", .value = (char *)"fascia", .grade = -1 },
		{ .field = (char *)"restriction",
		  .value = (char *)"fascia",
		  .region = (char *)"STP",
		  .grade = -1 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct err err = ERR_INIT;
		if (finding_check(c, &bad[i], &err) || err.text[0] == '\0')
			fail_msg("%s %s was not refused", bad[i].field, bad[i].value);
	}
	struct err err = ERR_INIT;
	char *text = mem_alloc(FINDING_TEXT_MAX + 2);
	memset(text, 'x', FINDING_TEXT_MAX + 1);
	assert_false(finding_check(
		c, &(struct finding){ .field = (char *)"goal", .value = text, .grade = -1 }, &err));
	text[FINDING_TEXT_MAX] = '\0';
	assert_true(finding_check(c, &(struct finding){ .field = (char *)"goal", .value = text, .grade = -1 },
				  &err));
	free(text);
}

static void add(struct findings *all, const char *line)
{
	struct finding_reading reading;
	finding_reading_init(&reading);
	if (!finding_read(c, line, &reading))
		fail_msg("%s: %s", line, reading.reading.problem.text);
	for (size_t i = 0; i < reading.findings.n; i++)
		findings_add(all, &reading.findings.rows[i]);
	finding_reading_release(&reading);
}

static void the_note_says_them_section_by_section(void **state)
{
	struct findings all = { NULL, 0 };
	struct str out;
	(void)state;
	str_init(&out);
	add(&all, "restriction fascia stp l 2");
	add(&all, "restriction scar lpv r");
	add(&all, "pattern constant");
	add(&all, "soreness 24");
	add(&all, "agg driving, bending");
	add(&all, "posture shoulder high l");
	add(&all, "source r up trap");
	findings_sentences(c, &all, findings_sections(NOTE_SUBJECTIVE), &out);
	assert_string_equal(out.s,
			    "Sore after it for: 24 h. Pattern: constant. Worse with: driving; bending.");
	str_clear(&out);
	findings_sentences(c, &all, findings_sections(NOTE_OBJECTIVE), &out);
	assert_string_equal(out.s,
			    "Posture: shoulder high, left. Restriction: fascia, L top of shoulder (upper "
			    "trapezius), severity 2 of 3; scar, R lumbar paraspinal (low back).");
	str_clear(&out);
	findings_sentences(c, &all, findings_sections(NOTE_ASSESSMENT), &out);
	assert_string_equal(out.s, "Source muscle: upper trapezius, right.");
	str_clear(&out);
	findings_sentences(c, &all, findings_sections(NOTE_PLAN), &out);
	assert_string_equal(out.s, "");
	str_release(&out);
	findings_release(&all);
}

/* The table in the map of the house names a field for each thing that must have one. */
static void every_field_named_in_the_map_exists(void **state)
{
	char path[4096], *text;
	const char *folder = getenv("FASCICLE_SRCDIR");
	size_t n = 0;
	(void)state;
	snprintf(path, sizeof path, "%s/src/README.md", folder ? folder : ".");
	FILE *file = fopen(path, "r");
	if (!file)
		fail_msg("cannot open %s", path);
	text = mem_alloc(200000);
	text[fread(text, 1, 199999, file)] = '\0';
	fclose(file);
	bool *named = mem_array(c->n_findings, sizeof *named);
	for (char *at = text; (at = strstr(at, "`finding ")) != NULL;) {
		at += strlen("`finding ");
		for (size_t bytes; *at != '`' && (bytes = strcspn(at, " `")) > 0;) {
			char *code = mem_strndup(at, bytes);
			int field = catalogue_finding(c, code);
			if (field < 0)
				fail_msg("the map names the field %s, which there is not", code);
			named[field] = true;
			free(code);
			n++;
			at += bytes + (at[bytes] == ' ');
		}
	}
	for (size_t i = 0; i < c->n_findings; i++)
		if (!named[i])
			fail_msg("the map does not name the field %s", c->findings[i].code);
	assert_true(n >= c->n_findings);
	free(named);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_understood_by_beginnings),
		cmocka_unit_test(what_is_not_understood_is_named_with_what_may_be_meant),
		cmocka_unit_test(every_field_is_reached_by_its_code_and_by_its_name),
		cmocka_unit_test(every_value_of_every_field_is_taken_and_composes_to_itself),
		cmocka_unit_test(a_long_sentence_is_kept_to_its_last_word),
		cmocka_unit_test(own_words_that_look_like_a_choice_come_back_in_quotes),
		cmocka_unit_test(every_beginning_of_a_line_is_read_or_has_a_sentence),
		cmocka_unit_test(what_may_not_be_stored_is_refused),
		cmocka_unit_test(the_note_says_them_section_by_section),
		cmocka_unit_test(every_field_named_in_the_map_exists),
	};
	return cmocka_run_group_tests_name("model finding", tests, open_tables, NULL);
}

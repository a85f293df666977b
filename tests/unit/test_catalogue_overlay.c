/* SPDX-License-Identifier: MIT */
/* A clinic's own rows: laid over the built-in tables they add and replace, and a bad one is named with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "catalogue/match.h"
#include "catalogue/overlay.h"
#include "catalogue/referral.h"
#include "line/dose_value.h"
#include "line/entry.h"

static const struct catalogue *base;

static int open_tables(void **state)
{
	(void)state;
	base = catalogue_builtin();
	return 0;
}

/* "muscles.csv|ABC,Some muscle,FRH,FRH,,ache," as line `line` of its file. */
static bool add_line(struct overlay *overlay, const char *text, size_t line, struct err *err)
{
	enum overlay_table table;
	char *copy = mem_strdup(text), *cells[16];
	char *row = strchr(copy, '|');
	size_t n = 0;
	*row++ = '\0';
	assert_true(overlay_table_of(copy, &table));
	for (char *cell = row; cell; n++) {
		char *comma = strchr(cell, ',');
		cells[n] = cell;
		if (comma)
			*comma++ = '\0';
		cell = comma;
	}
	bool ok = overlay_add(overlay, table, copy, line, cells, n, err);
	free(copy);
	return ok;
}

static void add_lines(struct overlay *overlay, const char *const *lines)
{
	struct err err = ERR_INIT;
	overlay_init(overlay);
	for (size_t i = 0; lines[i]; i++)
		if (!add_line(overlay, lines[i], i + 2, &err))
			fail_msg("%s: %s", lines[i], err.text);
}

static struct catalogue *laid_over(const char *const *lines)
{
	struct overlay overlay;
	struct catalogue *c;
	struct err err = ERR_INIT;
	add_lines(&overlay, lines);
	if (!overlay_apply(base, &overlay, &c, NULL, &err))
		fail_msg("%s", err.text);
	overlay_release(&overlay);
	return c;
}

#define LINES(...)                \
	(const char *const[])     \
	{                         \
		__VA_ARGS__, NULL \
	}

static void without_rows_nothing_changes(void **state)
{
	struct overlay overlay;
	struct catalogue *c;
	struct err err = ERR_INIT;
	(void)state;
	overlay_init(&overlay);
	assert_true(overlay_apply(base, &overlay, &c, NULL, &err));
	assert_int_equal(c->n_muscles, base->n_muscles);
	assert_memory_equal(c->muscles, base->muscles, base->n_muscles * sizeof *base->muscles);
	assert_memory_equal(c->techniques, base->techniques, base->n_techniques * sizeof *base->techniques);
	assert_memory_equal(c->regions, base->regions, base->n_regions * sizeof *base->regions);
	assert_int_equal(c->n_rules, base->n_rules);
	assert_ptr_equal(c->cells, base->cells);
	catalogue_free(c);
	overlay_release(&overlay);
}

static void a_new_muscle_is_added_behind_the_others(void **state)
{
	struct candidate found[3];
	struct entry_reading reading;
	(void)state;
	struct catalogue *c = laid_over(
		LINES("muscles.csv|QFM,Quadratus of the clinic,BTL  TRO,BTL,THP,deep ache ?,sciatic nerve",
		      "satellites.csv|QFM,PIR", "aliases.csv|QFM,square one"));
	int m = catalogue_muscle(c, "qfm");
	assert_int_equal(m, base->n_muscles);
	assert_int_equal(c->n_muscles, base->n_muscles + 1);
	assert_string_equal(c->muscles[m].name, "Quadratus of the clinic");
	assert_int_equal(c->muscles[m].home[0], catalogue_region(base, "BTL"));
	assert_int_equal(c->muscles[m].home[1], catalogue_region(base, "TRO"));
	assert_int_equal(c->muscles[m].home[2], -1);
	assert_string_equal(c->muscles[m].presentation, "deep ache");
	assert_true(c->muscles[m].uncertain);
	assert_int_equal(referral_zone(c, m, catalogue_region(c, "THP")), ZONE_SPILL);
	assert_int_equal(c->muscles[m].satellites[0], catalogue_muscle(c, "PIR"));
	assert_int_equal(c->muscles[m].satellites[1], -1);
	/* it is found and marked like any other */
	assert_int_equal(match_muscles(c, "square one", found, 3), 1);
	assert_int_equal(found[0].index, m);
	entry_reading_init(&reading);
	entry_read_marks(c, "l quad clinic a7>3 tpg 12kg", &reading);
	assert_true(reading.reading.ok);
	assert_string_equal(reading.entries[0].mark.muscle, "QFM");
	assert_string_equal(reading.entries[0].mark.region, "BTL");
	entry_reading_release(&reading);
	catalogue_free(c);
	assert_int_equal(catalogue_muscle(base, "QFM"), -1);
}

static void a_clinics_thresholds_take_the_place_of_those_built_in(void **state)
{
	(void)state;
	struct catalogue *c = laid_over(LINES("scores.csv|NPRS,Pain,scale,0,10,low,0:2 8:3.5,0,our own",
					      "scores.csv|HADAY,Headache days,score,0,28,low,4,1,our own",
					      "scores.csv|NDI,Neck,score,0,50,low,,0,our own"));
	const struct score *pain = &c->scores[catalogue_score(c, "NPRS")];
	assert_int_equal(pain->n_changes, 2);
	assert_true(pain->changes[0].from == 0 && pain->changes[0].points == 2);
	assert_true(pain->changes[1].from == 8 && pain->changes[1].points == 3.5);
	const struct score *days = &c->scores[catalogue_score(c, "haday")];
	assert_string_equal(days->name, "Headache days");
	assert_int_equal(days->kind, SCORE_SCORE);
	assert_true(days->maximum == 28 && days->changes[0].points == 4 && days->error == 1);
	assert_int_equal(c->scores[catalogue_score(c, "NDI")].n_changes, 0);
	assert_int_equal(base->scores[catalogue_score(base, "NPRS")].n_changes, 3);
	assert_int_equal(catalogue_score(base, "HADAY"), -1);
	catalogue_free(c);
}

static void a_known_code_is_replaced_in_its_place(void **state)
{
	(void)state;
	struct catalogue *c = laid_over(LINES("muscles.csv|TRU,Upper trap (ours),STP,TMP,,headache,",
					      "conditions.csv|PACE,Any implant with a battery,device",
					      "rom.csv|CXF,Neck,Nod,45,no"));
	int m = catalogue_muscle(base, "TRU");
	assert_int_equal(catalogue_muscle(c, "TRU"), m);
	assert_int_equal(c->n_muscles, base->n_muscles);
	assert_string_equal(c->muscles[m].name, "Upper trap (ours)");
	assert_string_equal(c->muscles[m].hazard, "");
	assert_false(c->muscles[m].uncertain);
	/* what its table does not say stays: other names and satellites */
	assert_string_equal(c->muscles[m].also, base->muscles[m].also);
	assert_ptr_equal(c->muscles[m].satellites, base->muscles[m].satellites);
	assert_string_equal(base->muscles[m].name, "Trapezius, upper");
	int d = catalogue_condition(base, "PACE");
	assert_string_equal(c->conditions[d].name, "Any implant with a battery");
	int v = catalogue_movement(base, "CXF");
	assert_string_equal(c->movements[v].joint, "Neck");
	assert_int_equal(c->movements[v].normal_deg, 45);
	assert_int_equal(c->movements[v + 1].normal_deg, base->movements[v + 1].normal_deg);
	catalogue_free(c);
}

static void a_technique_brings_its_doses_and_cautions(void **state)
{
	struct entry_reading reading;
	struct str line;
	(void)state;
	struct catalogue *c = laid_over(LINES(
		"techniques.csv|SHW,Shock wave (radial),device work,energy[%]=10-60;shots[n]=500-1000; head[enum]=flat|ball "
		"tip;pain[nprs]=0-7;site[text]=;ok[bool]=,absolute:DVT caution:OWNC",
		"conditions.csv|OWNC,A condition of our own,condition", "short_names.csv|SHW,shock wave",
		"region_rules.csv|device work,THR,absolute,never over the throat"));
	const struct technique *t = &c->techniques[catalogue_technique(c, "SHW")];
	assert_int_equal(t->n_doses, 6);
	assert_string_equal(t->short_name, "shock wave");
	assert_string_equal(t->category, "device work");
	assert_string_equal(t->doses[1].name, "shots");
	assert_string_equal(t->doses[1].unit, "n");
	assert_true(t->doses[1].low == 500 && t->doses[1].high == 1000);
	assert_string_equal(t->doses[2].choices, "flat|ball tip");
	assert_true(t->doses[4].low > t->doses[4].high);
	assert_int_equal(t->n_contraindications, 2);
	assert_int_equal(t->contraindications[0].level, CAUTION_ABSOLUTE);
	assert_string_equal(c->conditions[t->contraindications[1].condition].code, "OWNC");
	assert_int_equal(c->n_rules, base->n_rules + 1);
	entry_reading_init(&reading);
	str_init(&line);
	entry_read_technique(c, -1, "shock wave 30% shots 700 flat", &reading);
	assert_true(reading.reading.ok);
	application_line(c, &reading.entries[0].applications[0], &line);
	assert_string_equal(line.s, "shock wave 30 % shots 700 flat");
	str_release(&line);
	entry_reading_release(&reading);
	catalogue_free(c);
}

static void conditions_have_short_names_and_red_flags_an_urgency(void **state)
{
	(void)state;
	struct catalogue *c =
		laid_over(LINES("conditions.csv|OWNC,A condition of our own,condition",
				"conditions.csv|RFOWN,A red flag of our own,redflag",
				"conditions.csv|RFVIS,No red flag here,condition",
				"conditions.csv|RFOW2,Another,redflag", "short_names.csv|ANTIC,blood thinner",
				"urgencies.csv|RFOWN,same-day", "urgencies.csv|RFCAN,emergency"));
	const struct condition *rows = c->conditions;
	assert_string_equal(rows[catalogue_condition(c, "ANTIC")].short_name, "blood thinner");
	assert_string_equal(rows[catalogue_condition(c, "OWNC")].short_name, "A condition of our own");
	assert_int_equal(rows[catalogue_condition(c, "RFOWN")].urgency, URGENCY_SAME_DAY);
	assert_int_equal(rows[catalogue_condition(c, "RFCAN")].urgency, URGENCY_EMERGENCY);
	assert_int_equal(rows[catalogue_condition(c, "RFOW2")].urgency, URGENCY_JUDGEMENT);
	assert_int_equal(rows[catalogue_condition(c, "RFVIS")].urgency, URGENCY_NONE);
	assert_int_equal(base->conditions[catalogue_condition(base, "RFCAN")].urgency, URGENCY_DAYS);
	catalogue_free(c);
}

static void a_technique_without_a_short_name_goes_by_its_name(void **state)
{
	(void)state;
	struct catalogue *c = laid_over(LINES("techniques.csv|ZAP,Zapping,massage,,",
					      "techniques.csv|TPG,Our press,trigger point,force[kg]=8-12,"));
	assert_string_equal(c->techniques[catalogue_technique(c, "ZAP")].short_name, "Zapping");
	assert_int_equal(c->techniques[catalogue_technique(c, "ZAP")].n_doses, 0);
	const struct technique *t = &c->techniques[catalogue_technique(c, "TPG")];
	assert_string_equal(t->short_name, "graded press");
	assert_int_equal(t->n_doses, 1);
	assert_int_equal(t->n_contraindications, 0);
	catalogue_free(c);
}

static size_t rules_for(const struct catalogue *c, const char *category, const char *region,
			enum caution_level *level)
{
	size_t n = 0;
	for (size_t i = 0; i < c->n_rules; i++)
		if (strcmp(c->rules[i].category, category) == 0 &&
		    c->rules[i].region == catalogue_region(c, region)) {
			*level = c->rules[i].level;
			n++;
		}
	return n;
}

static void a_rule_replaces_the_one_for_the_same_place(void **state)
{
	enum caution_level level = CAUTION_NONE;
	(void)state;
	assert_int_equal(rules_for(base, "needling", "SPS", &level), 1);
	assert_int_equal(level, CAUTION_CAUTION);
	struct catalogue *c = laid_over(LINES("region_rules.csv|needling,SPS,absolute,not in this clinic",
					      "region_rules.csv|cupping,SPS,caution,gently"));
	assert_int_equal(rules_for(c, "needling", "SPS", &level), 1);
	assert_int_equal(level, CAUTION_ABSOLUTE);
	assert_int_equal(rules_for(c, "cupping", "SPS", &level), 1);
	assert_int_equal(c->n_rules, base->n_rules + 1);
	catalogue_free(c);
}

static void satellites_of_a_key_muscle_are_replaced(void **state)
{
	(void)state;
	struct catalogue *c = laid_over(LINES("satellites.csv|TRU,SPC", "satellites.csv|TRU,LVS"));
	const struct muscle *m = &c->muscles[catalogue_muscle(c, "TRU")];
	assert_int_equal(m->satellites[0], catalogue_muscle(c, "SPC"));
	assert_int_equal(m->satellites[1], catalogue_muscle(c, "LVS"));
	assert_int_equal(m->satellites[2], -1);
	assert_ptr_equal(c->muscles[catalogue_muscle(c, "PIR")].satellites,
			 base->muscles[catalogue_muscle(base, "PIR")].satellites);
	catalogue_free(c);
}

static void sensitive_regions_are_put_on_and_taken_off(void **state)
{
	(void)state;
	struct catalogue *c = laid_over(LINES("sensitive.csv|FLK", "sensitive.csv|-BRS"));
	assert_true(c->regions[catalogue_region(c, "FLK")].sensitive);
	assert_false(c->regions[catalogue_region(c, "BRS")].sensitive);
	assert_true(c->regions[catalogue_region(c, "GRN")].sensitive);
	assert_true(base->regions[catalogue_region(base, "BRS")].sensitive);
	catalogue_free(c);
}

static void blank_lines_of_a_spreadsheet_are_passed_over(void **state)
{
	(void)state;
	struct catalogue *c = laid_over(LINES("conditions.csv|,,", "conditions.csv| OWNC , Ours , allergy ",
					      "conditions.csv|  ,,,,,"));
	assert_int_equal(c->n_conditions, base->n_conditions + 1);
	assert_string_equal(c->conditions[catalogue_condition(c, "OWNC")].name, "Ours");
	assert_string_equal(c->conditions[catalogue_condition(c, "OWNC")].kind, "allergy");
	catalogue_free(c);
}

/* --- bad rows --- */

static const struct {
	const char *lines[3];
	const char *says;
} bad[] = {
	{ { "muscles.csv|tru,X,FRH,FRH,,x," },
	  "muscles.csv, line 2: the code \"tru\" is not 2 to 6 capital letters or digits." },
	{ { "muscles.csv|T,X,FRH,FRH,,x," }, "line 2: the code \"T\" is not" },
	{ { "muscles.csv|TOOLONG,X,FRH,FRH,,x," }, "line 2: the code \"TOOLONG\" is not" },
	{ { "muscles.csv|T U,X,FRH,FRH,,x," }, "line 2: the code \"T U\" is not" },
	{ { "muscles.csv|ABC,X,FRH,FRH,,x,", "muscles.csv|ABC,Y,FRH,FRH,,x," },
	  "muscles.csv, line 3: the code ABC stands twice: in line 2 as well." },
	{ { "muscles.csv|STP,X,FRH,FRH,,x," }, "line 2: the code STP is that of a region. Choose another." },
	{ { "muscles.csv|TPG,X,FRH,FRH,,x," },
	  "line 2: the code TPG is that of a technique. Choose another." },
	{ {
		  "techniques.csv|TRU,X,massage,,",
	  },
	  "line 2: the code TRU is that of a muscle. Choose another." },
	{ { "rom.csv|PACE,X,x,1,no" }, "line 2: the code PACE is that of a condition. Choose another." },
	{ { "conditions.csv|CXF,X,device" }, "line 2: the code CXF is that of a movement. Choose another." },
	/* a new code is taken by the first table, whichever file it stands in */
	{ { "techniques.csv|NEWC,X,massage,,", "conditions.csv|NEWC,X,device" },
	  "techniques.csv, line 2: the code NEWC is that of a condition." },
	{ { "muscles.csv|ABC,,FRH,FRH,,x," }, "muscles.csv, line 2: name is empty." },
	{ { "muscles.csv|ABC,X,,FRH,,x," }, "line 2: home is empty." },
	{ { "muscles.csv|ABC,X,FRH,,,x," }, "line 2: referral_primary is empty." },
	{ { "muscles.csv|ABC,X,FRH,FRH,,," }, "line 2: presentation is empty." },
	{ { "muscles.csv|ABC,X,FRH XXX,FRH,,x," },
	  "line 2: there is no region with the code \"XXX\" (in home)." },
	{ { "muscles.csv|ABC,X,FRH,TRU,,x," },
	  "there is no region with the code \"TRU\" (in referral_primary)." },
	{ { "muscles.csv|ABC,X,FRH,FRH,FRH;EYE,x," },
	  "there is no region with the code \"FRH;EYE\" (in referral_spill)." },
	{ { "muscles.csv|ABC,X,FRH FRH,FRH,,x," }, "line 2: FRH stands twice in home." },
	{ { "muscles.csv|ABC,X\x1b[2J,FRH,FRH,,x," },
	  "line 2: name holds a character that cannot be shown." },
	{ { "muscles.csv|ABC,X\xe2\x80\xaex,FRH,FRH,,x," }, "line 2: name holds a character" },
	{ { "muscles.csv|ABC,"
	    "12345678901234567890123456789012345678901234567890123456789012345678901234567890"
	    "12345678901234567890123456789012345678901,FRH,FRH,,x," },
	  "line 2: name is longer than 120 letters." },
	{ { "satellites.csv|TRU,XXX" }, "there is no muscle with the code \"XXX\" (in satellite_muscle)." },
	{ { "satellites.csv|XXX,TRU" }, "there is no muscle with the code \"XXX\" (in key_muscle)." },
	{ { "satellites.csv|TRU,TRU" }, "line 2: a muscle is no satellite of itself." },
	{ { "satellites.csv|TRU,SPC", "satellites.csv|TRU,SPC" },
	  "line 3: this pair stands twice: in line 2 as well." },
	{ { "conditions.csv|OWNC,X,illness" },
	  "line 2: the kind \"illness\" must be one of these: condition," },
	{ { "rom.csv|CXF,X,x,361,no" }, "normal_deg must be whole degrees from 0 to 360, not \"361\"." },
	{ { "rom.csv|CXF,X,x,ten,no" }, "not \"ten\"." },
	{ { "rom.csv|CXF,X,x,10,maybe" }, "sided must be yes or no, not \"maybe\"." },
	{ { "scores.csv|ABC,X,total,0,50,low,5,0,x" }, "the kind \"total\" must be one of these: scale," },
	{ { "scores.csv|ABC,X,score,0,x,low,5,0,x" }, "line 2: maximum must be a number, not \"x\"." },
	{ { "scores.csv|ABC,X,score,50,50,low,5,0,x" }, "line 2: minimum must be less than maximum." },
	{ { "scores.csv|ABC,X,score,0,50,up,5,0,x" }, "line 2: good must be low or high, not \"up\"." },
	{ { "scores.csv|ABC,X,score,0,50,low,5 6,0,x" }, "line 2: change must be points, such as 5, or" },
	{ { "scores.csv|ABC,X,score,0,50,low,5:2 5:3,0,x" }, "line 2: change must be points, such as 5, or" },
	{ { "scores.csv|ABC,X,score,0,50,low,-5,0,x" }, "line 2: change must be points, such as 5, or" },
	{ { "scores.csv|ABC,X,score,0,50,low,5,-1,x" }, "line 2: error must not be less than 0." },
	{ { "scores.csv|ABC,X,score,0,50,low,5,0," }, "line 2: source is empty." },
	{ { "scores.csv|TRU,X,score,0,50,low,5,0,x" }, "the code TRU is that of a muscle. Choose another." },
	{ { "region_rules.csv|knitting,SPS,caution,x" }, "no technique is of the category \"knitting\"." },
	{ { "region_rules.csv|needling,XXX,caution,x" },
	  "there is no region with the code \"XXX\" (in region)." },
	{ { "region_rules.csv|needling,SPS,perhaps,x" },
	  "the level \"perhaps\" must be absolute or caution." },
	{ { "region_rules.csv|needling,SPS,caution," }, "line 2: reason is empty." },
	{ { "region_rules.csv|needling,SPS,caution,x", "region_rules.csv|needling,SPS,absolute,x" },
	  "line 3: a rule for this category and region stands in line 2 as well." },
	{ { "sensitive.csv|XXX" }, "there is no region with the code \"XXX\" (in code)." },
	{ { "sensitive.csv|BRS", "sensitive.csv|-BRS" },
	  "line 3: the code BRS stands twice: in line 2 as well." },
	{ { "short_names.csv|TRU,x" }, "there is no technique or condition with the code \"TRU\"." },
	{ { "urgencies.csv|ANTIC,days" }, "there is no red flag with the code \"ANTIC\"." },
	{ { "urgencies.csv|RFCAN,soon" }, "the urgency \"soon\" must be one of these" },
	{ { "urgencies.csv|RFCAN,days", "urgencies.csv|RFCAN,days" }, "line 3: the code RFCAN stands twice" },
	{ { "short_names.csv|TPG," }, "short_name is empty." },
	{ { "short_names.csv|TPG,x", "short_names.csv|TPG,y" }, "line 3: the code TPG stands twice" },
	{ { "aliases.csv|XXX,x" }, "no table has the code \"XXX\"." },
	{ { "aliases.csv|TRU,x|y" }, "an alias may not hold a |" },
	{ { "techniques.csv|ZAP,X,,force[kg]=1," }, "category is empty." },
	{ { "techniques.csv|ZAP,X,massage,force=1-2," },
	  "the dose \"force=1-2\" does not read name[unit]=range, such as force[kg]=10-15." },
	{ { "techniques.csv|ZAP,X,massage,force[stone]=1-2," },
	  "the dose \"force[stone]=1-2\" does not read" },
	{ { "techniques.csv|ZAP,X,massage,force[kg/cm2]=1-2," },
	  "the dose \"force[kg/cm2]=1-2\" does not read" },
	{ { "techniques.csv|ZAP,X,massage,Force[kg]=1-2," }, "the dose \"Force[kg]=1-2\" does not read" },
	{ { "techniques.csv|ZAP,X,massage,force[kg]1-2," }, "does not read name[unit]=range" },
	{ { "techniques.csv|ZAP,X,massage,force]=[kg1-2," }, "does not read name[unit]=range" },
	{ { "techniques.csv|ZAP,X,massage,force[kg]=1-2;," }, "the dose \"\" does not read" },
	{ { "techniques.csv|ZAP,X,massage,force[kg]=15-10," },
	  "the range \"15-10\" of the dose force is the wrong way round." },
	{ { "techniques.csv|ZAP,X,massage,force[kg]=some," },
	  "the range \"some\" of the dose force does not read 10-15 or 60." },
	{ { "techniques.csv|ZAP,X,massage,force[kg]=1-," },
	  "the range \"1-\" of the dose force does not read" },
	{ { "techniques.csv|ZAP,X,massage,force[kg]=-5," },
	  "the range \"-5\" of the dose force does not read" },
	{ { "techniques.csv|ZAP,X,massage,force[kg]=0x10," },
	  "the range \"0x10\" of the dose force does not read" },
	{ { "techniques.csv|ZAP,X,massage,force[kg]=1e2," },
	  "the range \"1e2\" of the dose force does not read" },
	{ { "techniques.csv|ZAP,X,massage,force[kg]=100-300," },
	  "the range \"100-300\" of the dose force goes beyond what kg can be: 0 to 200." },
	{ { "techniques.csv|ZAP,X,massage,depth[1-5]=0-3," }, "goes beyond what 1-5 can be: 1 to 5." },
	{ { "techniques.csv|ZAP,X,massage,reps[n]=1.5-3," },
	  "the range \"1.5-3\" of the dose reps must be in whole numbers." },
	{ { "techniques.csv|ZAP,X,massage,oil[text]=1-2," },
	  "the dose oil takes no range: leave it empty after the =." },
	{ { "techniques.csv|ZAP,X,massage,tool[enum]=," },
	  "the dose tool wants choices parted by |, such as light|moderate." },
	{ { "techniques.csv|ZAP,X,massage,tool[enum]=a||b," }, "the dose tool wants choices" },
	{ { "techniques.csv|ZAP,X,massage,hold[s]=1;hold[s]=2," }, "line 2: the dose hold stands twice." },
	{ { "techniques.csv|ZAP,X,massage,,absolute:XXX" },
	  "there is no condition with the code \"XXX\" (in contraindications)." },
	{ { "techniques.csv|ZAP,X,massage,,DVT" }, "\"DVT\" does not read absolute:CODE or caution:CODE." },
	{ { "techniques.csv|ZAP,X,massage,,never:DVT" }, "the level \"never\" must be absolute or caution." },
	{ { "techniques.csv|ZAP,X,massage,,absolute:DVT caution:DVT" },
	  "DVT stands twice in contraindications." },
};

static void a_bad_row_is_named_with_its_file_and_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct overlay overlay;
		struct catalogue *c = (struct catalogue *)&overlay;
		struct err err = ERR_INIT;
		add_lines(&overlay, bad[i].lines);
		if (overlay_apply(base, &overlay, &c, NULL, &err))
			fail_msg("%s is taken", bad[i].lines[0]);
		assert_null(c);
		assert_int_equal(err.kind, ERR_INPUT);
		if (!strstr(err.text, bad[i].says) || !strstr(err.text, ".csv, line "))
			fail_msg("%s\n is  %s\n not %s", bad[i].lines[0], err.text, bad[i].says);
		overlay_release(&overlay);
	}
}

static void every_bad_row_is_listed_when_all_are_wanted(void **state)
{
	struct overlay overlay;
	struct catalogue *c;
	struct err err = ERR_INIT;
	struct str problems;
	(void)state;
	str_init(&problems);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		add_lines(&overlay, bad[i].lines);
		str_clear(&problems);
		assert_false(overlay_apply(base, &overlay, &c, &problems, &err));
		assert_non_null(strstr(problems.s, bad[i].says));
		assert_int_equal(problems.s[problems.len - 1], '\n');
		overlay_release(&overlay);
	}
	add_lines(&overlay, LINES("muscles.csv|abc,X,FRH,FRH,,x,", "conditions.csv|OWNC,X,illness",
				  "muscles.csv|ABD,X,XXX,YYY,,x,"));
	str_clear(&problems);
	assert_false(overlay_apply(base, &overlay, &c, &problems, &err));
	size_t lines = 0;
	for (const char *at = problems.s; *at; at++)
		lines += *at == '\n';
	assert_int_equal(lines, 4);
	/* the first is what is told where one is wanted */
	assert_int_equal(strncmp(problems.s, err.text, strlen(err.text)), 0);
	str_release(&problems);
	overlay_release(&overlay);
}

static void a_wrong_number_of_fields_is_refused(void **state)
{
	struct overlay overlay;
	struct err err = ERR_INIT;
	(void)state;
	overlay_init(&overlay);
	assert_false(add_line(&overlay, "conditions.csv|OWNC,X", 2, &err));
	assert_string_equal(err.text, "2 fields where 3 are wanted: code,name,kind.");
	assert_false(add_line(&overlay, "conditions.csv|OWNC,X,device,more", 2, &err));
	assert_false(add_line(&overlay, "conditions.csv|OWNC", 2, &err));
	assert_string_equal(err.text, "1 field where 3 are wanted: code,name,kind.");
	assert_int_equal(overlay.n[OVERLAY_CONDITIONS], 0);
	overlay_release(&overlay);
}

static void a_header_names_the_column_that_is_wrong(void **state)
{
	char *good[] = { "code", " name", "kind " }, *unknown[] = { "code", "name", "kind", "colour" },
	     *swapped[] = { "code", "kind", "name" };
	struct err err = ERR_INIT;
	(void)state;
	assert_true(overlay_check_header(OVERLAY_CONDITIONS, good, 3, &err));
	assert_false(overlay_check_header(OVERLAY_CONDITIONS, unknown, 4, &err));
	assert_string_equal(err.text,
			    "there is no column \"colour\". The first line must read code,name,kind.");
	assert_false(overlay_check_header(OVERLAY_CONDITIONS, good, 2, &err));
	assert_string_equal(err.text,
			    "the column \"kind\" is missing. The first line must read code,name,kind.");
	assert_false(overlay_check_header(OVERLAY_CONDITIONS, swapped, 3, &err));
	assert_string_equal(
		err.text,
		"\"kind\" stands where the column \"name\" should. The first line must read code,name,kind.");
}

static void headers_are_those_of_the_files_shipped(void **state)
{
	char line[256];
	enum overlay_table found;
	const char *folder = getenv("FASCICLE_SRCDIR");
	(void)state;
	for (int table = 0; table < OVERLAY_TABLES; table++) {
		char *path = str_format("%s/src/catalogue/%s", folder ? folder : ".",
					overlay_file((enum overlay_table)table));
		FILE *file = fopen(path, "r");
		assert_non_null(file);
		assert_non_null(fgets(line, sizeof line, file));
		line[strcspn(line, "\r\n")] = '\0';
		assert_string_equal(line, overlay_header((enum overlay_table)table));
		assert_true(overlay_table_of(overlay_file((enum overlay_table)table), &found));
		assert_int_equal(found, table);
		fclose(file);
		free(path);
	}
	assert_false(overlay_table_of("regions.csv", &found));
	assert_false(overlay_table_of("muscles", &found));
}

/* What a table may call usual and what may be typed go together. */
static void ranges_end_where_typed_values_end(void **state)
{
	static const struct {
		const char *unit, *low, *high, *beyond;
	} ends[] = {
		{ "kg", "0", "200", "201" },     { "s", "0", "7200", "7201" },
		{ "min", "0", "600", "601" },    { "h", "0", "400", "401" },
		{ "n", "0", "1000", "1001" },    { "Hz", "0", "10000", "10001" },
		{ "us", "0", "10000", "10001" }, { "mA", "0", "200", "201" },
		{ "kPa", "0", "500", "501" },    { "mm", "0", "300", "301" },
		{ "C", "0", "100", "101" },      { "%", "0", "100", "101" },
		{ "/min", "0", "300", "301" },   { "nprs", "0", "10", "11" },
		{ "1-5", "1", "5", "6" },        { "0-4", "0", "4", "5" },
		{ "0-10", "0", "10", "11" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		char *line = str_format("techniques.csv|ZAP,X,massage,dose[%s]=%s-%s,", ends[i].unit,
					ends[i].low, ends[i].high);
		char *over = str_format("techniques.csv|ZAP,X,massage,dose[%s]=%s-%s,", ends[i].unit,
					ends[i].low, ends[i].beyond);
		struct catalogue *c = laid_over(LINES(line)), *none;
		const struct dose_spec *spec = &c->techniques[catalogue_technique(c, "ZAP")].doses[0];
		struct overlay overlay;
		struct str canonical;
		struct err err = ERR_INIT;
		bool outside;
		str_init(&canonical);
		assert_true(dose_check(spec, ends[i].low, &canonical, &outside, &err));
		assert_true(dose_check(spec, ends[i].high, &canonical, &outside, &err));
		assert_false(dose_check(spec, ends[i].beyond, &canonical, &outside, &err));
		add_lines(&overlay, LINES(over));
		assert_false(overlay_apply(base, &overlay, &none, NULL, &err));
		overlay_release(&overlay);
		str_release(&canonical);
		catalogue_free(c);
		free(line);
		free(over);
	}
}

/* The built-in tables, read as rows of a clinic, are the built-in tables. */
static void every_built_in_row_may_be_a_row_of_the_clinic(void **state)
{
	struct overlay overlay;
	struct catalogue *c;
	struct err err = ERR_INIT;
	struct str range;
	(void)state;
	overlay_init(&overlay);
	str_init(&range);
	for (size_t t = 0; t < base->n_techniques; t++) {
		const struct technique *technique = &base->techniques[t];
		str_clear(&range);
		for (size_t d = 0; d < technique->n_doses; d++) {
			const struct dose_spec *spec = &technique->doses[d];
			str_addf(&range, "%s%s[%s]=", d ? ";" : "", spec->name, spec->unit);
			if (*spec->choices)
				str_add(&range, spec->choices);
			else if (spec->low == spec->high)
				str_addf(&range, "%g", spec->low);
			else if (spec->low < spec->high)
				str_addf(&range, "%g-%g", spec->low, spec->high);
		}
		char *cells[] = { (char *)technique->code, (char *)technique->name,
				  (char *)technique->category, range.s, "caution:DVT" };
		assert_true(
			overlay_add(&overlay, OVERLAY_TECHNIQUES, "techniques.csv", t + 2, cells, 5, &err));
	}
	if (!overlay_apply(base, &overlay, &c, NULL, &err))
		fail_msg("%s", err.text);
	assert_int_equal(c->n_techniques, base->n_techniques);
	for (size_t t = 0; t < base->n_techniques; t++) {
		assert_int_equal(c->techniques[t].n_doses, base->techniques[t].n_doses);
		for (size_t d = 0; d < base->techniques[t].n_doses; d++) {
			const struct dose_spec *a = &c->techniques[t].doses[d],
					       *b = &base->techniques[t].doses[d];
			assert_string_equal(a->name, b->name);
			assert_string_equal(a->unit, b->unit);
			assert_string_equal(a->label, b->label);
			assert_string_equal(a->choices, b->choices);
			assert_true(a->low == b->low && a->high == b->high);
		}
	}
	str_release(&range);
	catalogue_free(c);
	overlay_release(&overlay);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_rows_nothing_changes),
		cmocka_unit_test(a_new_muscle_is_added_behind_the_others),
		cmocka_unit_test(a_clinics_thresholds_take_the_place_of_those_built_in),
		cmocka_unit_test(a_known_code_is_replaced_in_its_place),
		cmocka_unit_test(a_technique_brings_its_doses_and_cautions),
		cmocka_unit_test(conditions_have_short_names_and_red_flags_an_urgency),
		cmocka_unit_test(a_technique_without_a_short_name_goes_by_its_name),
		cmocka_unit_test(a_rule_replaces_the_one_for_the_same_place),
		cmocka_unit_test(satellites_of_a_key_muscle_are_replaced),
		cmocka_unit_test(sensitive_regions_are_put_on_and_taken_off),
		cmocka_unit_test(blank_lines_of_a_spreadsheet_are_passed_over),
		cmocka_unit_test(a_bad_row_is_named_with_its_file_and_line),
		cmocka_unit_test(every_bad_row_is_listed_when_all_are_wanted),
		cmocka_unit_test(a_wrong_number_of_fields_is_refused),
		cmocka_unit_test(a_header_names_the_column_that_is_wrong),
		cmocka_unit_test(headers_are_those_of_the_files_shipped),
		cmocka_unit_test(ranges_end_where_typed_values_end),
		cmocka_unit_test(every_built_in_row_may_be_a_row_of_the_clinic),
	};
	return cmocka_run_group_tests_name("catalogue overlay", tests, open_tables, NULL);
}

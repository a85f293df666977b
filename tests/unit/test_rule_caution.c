/* SPDX-License-Identifier: MIT */
/* Cautions: every rule of the tables speaks where it must and nowhere else. What is expected is worked out from the CSV
 * files alone, by a reader of the test's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "rule/caution.h"

/* ---- the files ---- */

enum { ROWS_MAX = 140, COLUMNS_MAX = 8 };

struct table {
	char *cells[ROWS_MAX][COLUMNS_MAX];
	int n;
};

static struct table techniques, conditions, regions, rules, sensitive;
static const struct catalogue *catalogue;

/* One row; quotes hold commas together. */
static void split(char *line, char **cells)
{
	int n = 0;
	line[strcspn(line, "\r\n")] = '\0';
	for (char *in = line; in && n < COLUMNS_MAX; n++) {
		bool quoted = *in == '"';
		char *end = quoted ? strchr(++in, '"') : in + strcspn(in, ",");
		char *next = quoted ? end + 1 : end;
		bool more = *next == ',';
		*end = '\0';
		cells[n] = mem_strdup(in);
		in = more ? next + 1 : NULL;
	}
}

static void read_table(struct table *table, const char *name)
{
	char path[4096], line[4096];
	const char *folder = getenv("FASCICLE_SRCDIR");
	snprintf(path, sizeof path, "%s/src/catalogue/%s.csv", folder ? folder : ".", name);
	FILE *file = fopen(path, "r");
	if (!file)
		fail_msg("cannot open %s", path);
	assert_non_null(fgets(line, sizeof line, file));
	table->n = 0;
	while (fgets(line, sizeof line, file)) {
		assert_true(table->n < ROWS_MAX);
		split(line, table->cells[table->n++]);
	}
	fclose(file);
}

static void free_table(struct table *table)
{
	for (int i = 0; i < table->n; i++)
		for (int j = 0; j < COLUMNS_MAX; j++)
			free(table->cells[i][j]);
	*table = (struct table){ .n = 0 };
}

static int open_tables(void **state)
{
	(void)state;
	read_table(&techniques, "techniques");
	read_table(&conditions, "conditions");
	read_table(&regions, "regions");
	read_table(&rules, "region_rules");
	read_table(&sensitive, "sensitive");
	catalogue = catalogue_builtin();
	return 0;
}

static int close_tables(void **state)
{
	(void)state;
	free_table(&techniques);
	free_table(&conditions);
	free_table(&regions);
	free_table(&rules);
	free_table(&sensitive);
	return 0;
}

/* ---- what is expected ---- */

/* "CLF.L": a region on a side; "" for none said. */
struct use {
	const char *technique;
	const char *category;
	const char *against; /* the column of contraindications */
	const char *flag;    /* code of the only condition; NULL for none */
	const char *kind;    /* of that condition */
	const char *flag_at; /* a cell or "" */
	const char *place;   /* a cell or "" */
	bool elsewhere;
	bool consented; /* to sensitive areas, and a person named */
};

struct firing {
	enum caution_level level;
	enum caution_rule rule;
	char cause[16];
	const char *reason;
	bool maybe;
};

struct firings {
	struct firing rows[24];
	int n;
};

static void fires(struct firings *out, enum caution_level level, enum caution_rule rule, const char *prefix,
		  const char *cause, const char *reason, bool maybe)
{
	struct firing *row = &out->rows[out->n++];
	*row = (struct firing){ level, rule, "", reason, maybe };
	snprintf(row->cause, sizeof row->cause, "%s%.6s", prefix, cause);
}

static bool same_region(const char *a, const char *b)
{
	return strcspn(a, ".") == strcspn(b, ".") && strncmp(a, b, strcspn(a, ".")) == 0;
}

static const char *limb_of(const char *cell)
{
	for (int i = 0; i < regions.n; i++)
		if (same_region(regions.cells[i][0], cell))
			return regions.cells[i][7];
	fail_msg("no region %s", cell);
	return "";
}

static bool meets(const char *flag, const char *flag_at, const char *place)
{
	char a = flag_at[strcspn(flag_at, ".") + 1], b = place[strcspn(place, ".") + 1];
	if (a != b && b != 'B')
		return false;
	if (same_region(flag_at, place))
		return true;
	return strcmp(flag, "DVT") == 0 && limb_of(flag_at)[0] != '\0' &&
	       strcmp(limb_of(flag_at), limb_of(place)) == 0;
}

static bool listed(const char *against, const char *level, const char *code)
{
	char wanted[40];
	snprintf(wanted, sizeof wanted, "%s:%s", level, code);
	for (const char *at = strstr(against, wanted); at; at = strstr(at + 1, wanted))
		if (at[strlen(wanted)] == ' ' || at[strlen(wanted)] == '\0')
			return true;
	return false;
}

static void expect_flag(const struct use *use, struct firings *out)
{
	static const char local[] = " DVT SKINF SKBRK INFLA FRACT IMPLT SENSR VVEIN RADTX LYMPH ";
	char word[16];
	snprintf(word, sizeof word, " %s ", use->flag);
	bool placed = strstr(local, word) && use->flag_at[0];
	bool meeting = placed && use->place[0] && meets(use->flag, use->flag_at, use->place);
	bool maybe = placed && !meeting && (use->elsewhere || !use->place[0]);
	bool absolute = listed(use->against, "absolute", use->flag);
	if ((absolute || listed(use->against, "caution", use->flag)) && (!placed || meeting || maybe))
		fires(out, absolute && !maybe ? CAUTION_ABSOLUTE : CAUTION_CAUTION, CAUTION_CONDITION, "",
		      use->flag, NULL, maybe);
	if ((strcmp(use->flag, "NOCON") == 0 || strcmp(use->flag, "ALCDR") == 0 ||
	     strcmp(use->kind, "redflag") == 0) &&
	    !absolute)
		fires(out, CAUTION_ABSOLUTE, CAUTION_ANY, "", use->flag, NULL, false);
	if ((strcmp(use->flag, "COGNI") == 0 || strcmp(use->flag, "MINOR") == 0) && !use->consented)
		fires(out, CAUTION_CAUTION, CAUTION_PERSON, "", use->flag, NULL, false);
}

static void expect(const struct use *use, struct firings *out)
{
	out->n = 0;
	if (use->flag)
		expect_flag(use, out);
	for (int i = 0; i < rules.n; i++) {
		char *const *rule = rules.cells[i];
		bool both = strcmp(use->technique, "EDN") == 0 && strcmp(rule[0], "electrotherapy") == 0;
		if (use->place[0] && same_region(rule[1], use->place) &&
		    (both || strcmp(rule[0], use->category) == 0))
			fires(out, strcmp(rule[2], "absolute") == 0 ? CAUTION_ABSOLUTE : CAUTION_CAUTION,
			      CAUTION_REGION, "region ", rule[1], rule[3], false);
	}
	for (int i = 0; i < sensitive.n && !use->consented && !use->elsewhere; i++)
		if (use->place[0] && same_region(sensitive.cells[i][0], use->place))
			fires(out, CAUTION_CAUTION, CAUTION_SENSITIVE, "", "SENSA", NULL, false);
}

/* ---- what is found ---- */

static struct caution_place place_of(const struct catalogue *c, const char *cell)
{
	char code[8] = "";
	memcpy(code, cell, strcspn(cell, "."));
	return (struct caution_place){ catalogue_region(c, code), side_from_code(cell + strlen(code) + 1) };
}

static void find(const struct catalogue *c, const struct use *use, struct cautions *out)
{
	struct standing standing = { .condition = use->flag ? catalogue_condition(c, use->flag) : -1,
				     .code = use->flag,
				     .regions = use->flag_at };
	struct caution_place place = { -1, SIDE_NONE };
	if (use->place[0])
		place = place_of(c, use->place);
	struct caution_input input = {
		.catalogue = c,
		.standing = &standing,
		.n_standing = use->flag != NULL,
		.technique = catalogue_technique(c, use->technique),
		.places = &place,
		.n_places = use->place[0] != '\0',
		.elsewhere = use->elsewhere,
		.consent_sensitive = use->consented,
		.consenting_person = use->consented,
	};
	*out = (struct cautions){ NULL, 0 };
	cautions_find(&input, out);
}

static bool is_firing(const struct firing *firing, const struct caution *caution)
{
	return firing->level == caution->level && firing->rule == caution->rule &&
	       firing->maybe == caution->maybe && strcmp(firing->cause, caution->cause) == 0 &&
	       (firing->reason ? str_eq(firing->reason, caution->reason) : !caution->reason);
}

struct tally {
	long combinations, absolute, caution, local, wrong;
	struct str first; /* the first that is wrong */
};

static void compare(const struct catalogue *c, const struct use *use, struct tally *tally)
{
	struct firings expected;
	struct cautions found;
	expect(use, &expected);
	find(c, use, &found);
	bool same = (size_t)expected.n == found.n;
	for (int i = 0; i < expected.n; i++) {
		bool is_there = false;
		for (size_t j = 0; j < found.n; j++)
			is_there = is_there || is_firing(&expected.rows[i], &found.rows[j]);
		same = same && is_there;
		tally->absolute += expected.rows[i].level == CAUTION_ABSOLUTE;
		tally->caution += expected.rows[i].level == CAUTION_CAUTION;
		tally->local += expected.rows[i].rule == CAUTION_CONDITION && use->flag_at[0] != '\0';
	}
	tally->combinations++;
	if (!same && tally->wrong++ == 0)
		str_addf(&tally->first, "%s, %s at \"%s\", used at \"%s\": %d expected, %zu found",
			 use->technique, use->flag ? use->flag : "no flag", use->flag_at, use->place,
			 expected.n, found.n);
	cautions_release(&found);
}

static void say(const char *what, const struct tally *tally)
{
	printf("# %s: %ld combinations, %ld absolute and %ld cautions that must fire (%ld of local conditions),"
	       " %ld wrong\n",
	       what, tally->combinations, tally->absolute, tally->caution, tally->local, tally->wrong);
}

/* Where the flag is and where the technique is used, for the conditions that may be local. */
static const struct {
	const char *flag_at, *place;
	bool elsewhere;
} settings[] = {
	{ "", "", false },                                        /* everywhere, whole session */
	{ "", "STP.L", false },                                   /* everywhere, somewhere */
	{ "CLF.L", "", false },                                   /* somewhere, whole session */
	{ "CLF.L", "CLF.L", false },                              /* the same place */
	{ "CLF.L", "CLF.R", false },                              /* the other side */
	{ "CLF.L", "CLF.B", false },                              /* both sides */
	{ "CLF.L", "THF.L", false },                              /* the same limb */
	{ "CLF.L", "TO1.R", false },                              /* the other leg */
	{ "CLF.L", "STP.L", false },                              /* far away */
	{ "CLF.L", "STP.L", true },                               /* far away, and elsewhere */
	{ "ARA.R", "FRI.R", false },                              /* the same arm */
	{ "ARA.R", "SHN.R", false },                              /* a leg of the same side */
	{ "TSP.M", "TSP.M", false },                              /* in the midline */
	{ "TSP.M", "LSP.M", false }, { "NKL.R", "THR.M", false }, /* of no limb */
	{ "", "BTU.L", false },                                   /* a sensitive area */
	{ "", "BTU.L", true },                                    /* perhaps there */
};
enum { SETTINGS = sizeof settings / sizeof *settings };

/* Every technique with every condition in every setting. */
static void sweep_conditions(const struct catalogue *c, struct tally *tally)
{
	for (int t = 0; t < techniques.n; t++)
		for (int k = 0; k < conditions.n; k++)
			for (int s = 0; s < SETTINGS * 2; s++) {
				struct use use = { techniques.cells[t][0],
						   techniques.cells[t][2],
						   techniques.cells[t][4],
						   conditions.cells[k][0],
						   conditions.cells[k][2],
						   settings[s / 2].flag_at,
						   settings[s / 2].place,
						   settings[s / 2].elsewhere,
						   s % 2 == 1 };
				compare(c, &use, tally);
			}
}

/* Every technique in every region on every side; with every condition as well when `flags`. */
static void sweep_regions(const struct catalogue *c, bool flags, struct tally *tally)
{
	for (int t = 0; t < techniques.n; t++)
		for (int r = 0; r < regions.n; r++)
			for (int k = flags ? 0 : -1; k < (flags ? conditions.n : 0); k++) {
				bool paired = strcmp(regions.cells[r][3], "LR") == 0;
				char cell[16];
				snprintf(cell, sizeof cell, "%s.%c", regions.cells[r][0],
					 paired ? "LR"[t % 2] : 'M');
				struct use use = { techniques.cells[t][0],
						   techniques.cells[t][2],
						   techniques.cells[t][4],
						   k < 0 ? NULL : conditions.cells[k][0],
						   k < 0 ? "" : conditions.cells[k][2],
						   "",
						   cell,
						   false,
						   r % 2 == 1 };
				compare(c, &use, tally);
				use.consented = !use.consented;
				compare(c, &use, tally);
			}
}

static void the_files_are_read_whole(void **state)
{
	(void)state;
	assert_int_equal(techniques.n, catalogue->n_techniques);
	assert_int_equal(conditions.n, catalogue->n_conditions);
	assert_int_equal(regions.n, catalogue->n_regions);
	assert_int_equal(rules.n, catalogue->n_rules);
	assert_int_equal(techniques.n, 29);
	assert_int_equal(conditions.n, 82);
	assert_int_equal(rules.n, 75);
}

static void must_be_right(const char *what, struct tally *tally)
{
	say(what, tally);
	if (tally->wrong)
		fail_msg("%ld wrong; the first: %s", tally->wrong, tally->first.s);
	str_release(&tally->first);
}

static void every_contraindication_fires_where_it_must_and_nowhere_else(void **state)
{
	struct tally tally = { 0 };
	(void)state;
	str_init(&tally.first);
	sweep_conditions(catalogue, &tally);
	assert_true(tally.combinations == 29L * 82 * SETTINGS * 2 && tally.absolute > 0 && tally.local > 0);
	must_be_right("techniques x conditions x places", &tally);
}

static void every_region_rule_fires_where_it_must_and_nowhere_else(void **state)
{
	struct tally tally = { 0 };
	(void)state;
	str_init(&tally.first);
	sweep_regions(catalogue, false, &tally);
	must_be_right("techniques x regions", &tally);
	str_init(&tally.first);
	sweep_regions(catalogue, true, &tally);
	must_be_right("techniques x regions x conditions", &tally);
}

/* ---- controls: a fault in the compiled tables is noticed ---- */

static long faults_of(const struct catalogue *c)
{
	struct tally tally = { 0 };
	str_init(&tally.first);
	sweep_conditions(c, &tally);
	sweep_regions(c, false, &tally);
	str_release(&tally.first);
	return tally.wrong;
}

static void a_wrong_rule_is_noticed(void **state)
{
	struct catalogue wrong = *catalogue;
	struct technique *own = mem_array(wrong.n_techniques, sizeof *own);
	struct region_rule *own_rules = mem_array(wrong.n_rules + 1, sizeof *own_rules);
	struct contraindication against[64];
	long faults[4];
	(void)state;
	memcpy(own, catalogue->techniques, wrong.n_techniques * sizeof *own);
	memcpy(own_rules, catalogue->rules, wrong.n_rules * sizeof *own_rules);
	wrong.techniques = own;
	wrong.rules = own_rules;
	assert_int_equal(faults_of(&wrong), 0);

	/* A level that was mistaken. */
	memcpy(against, own[0].contraindications, own[0].n_contraindications * sizeof *against);
	own[0].contraindications = against;
	against[0].level = CAUTION_CAUTION;
	faults[0] = faults_of(&wrong);
	/* A condition that was left out. */
	own[0].contraindications = against + 1;
	own[0].n_contraindications--;
	faults[1] = faults_of(&wrong);
	own[0] = catalogue->techniques[0];
	/* A region too many. */
	own_rules[wrong.n_rules] = (struct region_rule){ "massage", 0, CAUTION_CAUTION, "made up" };
	wrong.n_rules++;
	faults[2] = faults_of(&wrong);
	/* A region too few. */
	wrong.n_rules -= 2;
	faults[3] = faults_of(&wrong);
	for (int i = 0; i < 4; i++)
		assert_true(faults[i] > 0);
	printf("# wrong rules noticed: %ld, %ld, %ld and %ld combinations differ\n", faults[0], faults[1],
	       faults[2], faults[3]);
	free(own);
	free(own_rules);
}

/* ---- single rules ---- */

static struct use use_of(const char *technique, const char *flag, const char *flag_at, const char *place)
{
	return (struct use){ .technique = technique, .flag = flag, .flag_at = flag_at, .place = place };
}

static void says(const struct use *use, const char *wanted)
{
	struct cautions found;
	struct str text;
	find(catalogue, use, &found);
	str_init(&text);
	for (size_t i = 0; i < found.n; i++) {
		str_add(&text, i ? " " : "");
		caution_sentence(catalogue, &found.rows[i], &text);
	}
	assert_string_equal(text.s, wanted);
	str_release(&text);
	cautions_release(&found);
}

static void the_sentences_name_technique_condition_and_place(void **state)
{
	struct use use = use_of("STK", "SKINF", "CLF.L", "CLF.L");
	(void)state;
	says(&use, "Against kneading: Skin infection in the area (left calf).");
	use.place = "CLF.R";
	says(&use, "");
	use.place = "";
	says(&use, "Care with kneading: Skin infection in the area (left calf, if it is used there).");
	use = use_of("STK", "DVT", "CLF.L", "THF.L");
	says(&use, "Against kneading: Deep vein thrombosis, current, recent or suspected (left leg).");
	use = use_of("STK", "ANTIC", "CLF.L", "STP.R");
	says(&use, "Care with kneading: Anticoagulant or antiplatelet medicine.");
	use = use_of("DNT", NULL, "", "STP.R");
	says(&use,
	     "Care with dry needling: right top of the shoulder (pleura: lung lies under this region).");
	use = use_of("EDU", "MINOR", "", "");
	says(&use, "Before any technique: Under 18 (who consents is not recorded by name).");
	use.consented = true;
	says(&use, "");
	use = use_of("EDU", "ALCDR", "", "");
	says(&use, "Against any technique: Under the influence of alcohol or drugs today.");
	use = use_of("CLM", NULL, "", "BTU.L");
	says(&use,
	     "Before any technique: left upper buttock (a sensitive area; consent to it is not recorded).");
}

static void needle_stimulation_minds_needling_and_electrotherapy(void **state)
{
	struct use use = use_of("EDN", NULL, "", "NKL.L");
	(void)state;
	says(&use,
	     "Care with needle stimulation: left side of the neck (carotid, jugular, brachial plexus, lung apex)."
	     " Care with needle stimulation: left side of the neck (keep off the front of the neck: carotid"
	     " sinus).");
}

static void what_is_certain_comes_before_what_may_be(void **state)
{
	struct standing flags[] = {
		{ .condition = catalogue_condition(catalogue, "SKINF"), .regions = "STP.R" },
		{ .condition = catalogue_condition(catalogue, "SKINF"), .regions = "CLF.L ACH.L" },
		{ .condition = catalogue_condition(catalogue, "ANTIC"), .regions = NULL },
	};
	struct caution_place places[] = { place_of(catalogue, "TO1.L"), place_of(catalogue, "ACH.L") };
	struct caution_input input = { .catalogue = catalogue,
				       .standing = flags,
				       .n_standing = 3,
				       .technique = catalogue_technique(catalogue, "STK"),
				       .places = places,
				       .n_places = 2,
				       .elsewhere = true };
	struct cautions found = { NULL, 0 };
	(void)state;
	cautions_find(&input, &found);
	assert_int_equal(found.n, 2);
	assert_string_equal(found.rows[0].cause, "SKINF");
	assert_int_equal(found.rows[0].level, CAUTION_ABSOLUTE);
	assert_false(found.rows[0].maybe);
	assert_string_equal(found.rows[1].cause, "ANTIC");
	assert_int_equal(cautions_worst(&found), CAUTION_ABSOLUTE);
	cautions_release(&found);
	assert_int_equal(cautions_worst(&found), CAUTION_NONE);
}

/* As if it were flagged; once, also where it is. */
static void a_consent_that_was_withdrawn_blocks_the_technique(void **state)
{
	struct standing flag = { .condition = catalogue_condition(catalogue, "NOCON"), .regions = "" };
	struct caution_input input = { .catalogue = catalogue,
				       .standing = &flag,
				       .technique = catalogue_technique(catalogue, "STK"),
				       .consent_withdrawn = true };
	(void)state;
	for (size_t flagged = 0; flagged < 2; flagged++) {
		struct cautions found = { NULL, 0 };
		input.n_standing = flagged;
		cautions_find(&input, &found);
		assert_int_equal(found.n, 1);
		assert_string_equal(found.rows[0].cause, "NOCON");
		assert_int_equal(found.rows[0].level, CAUTION_ABSOLUTE);
		assert_string_equal(caution_technique(catalogue, &found.rows[0]), "STK");
		cautions_release(&found);
	}
}

static void an_answer_covers_its_technique_cause_and_level(void **state)
{
	struct use use = use_of("STK", "SKINF", "CLF.L", "CLF.L");
	struct caution_answer answer;
	struct cautions found;
	(void)state;
	caution_answer_init(&answer);
	answer.technique = mem_strdup("STK");
	answer.cause = mem_strdup("SKINF");
	answer.level = CAUTION_CAUTION;
	find(catalogue, &use, &found);
	assert_null(caution_answered(catalogue, &found.rows[0], NULL, 0));
	assert_null(caution_answered(catalogue, &found.rows[0], &answer, 1));
	answer.level = CAUTION_ABSOLUTE;
	assert_ptr_equal(caution_answered(catalogue, &found.rows[0], &answer, 1), &answer);
	mem_replace(&answer.technique, "CLM");
	assert_null(caution_answered(catalogue, &found.rows[0], &answer, 1));
	cautions_release(&found);

	/* A red flag is of the client: one answer serves every technique but those that name it. */
	mem_replace(&answer.technique, "");
	mem_replace(&answer.cause, "RFCAD");
	use = use_of("STK", "RFCAD", "", "");
	find(catalogue, &use, &found);
	assert_int_equal(found.n, 1);
	assert_non_null(caution_answered(catalogue, &found.rows[0], &answer, 1));
	cautions_release(&found);
	use = use_of("JMB", "RFCAD", "", "");
	find(catalogue, &use, &found);
	assert_int_equal(found.n, 1);
	assert_null(caution_answered(catalogue, &found.rows[0], &answer, 1));
	cautions_release(&found);
	caution_answer_release(&answer);
}

static void limbs_hold_what_hangs_on_them(void **state)
{
	static const char *const leg[] = { "GRN", "THF", "KNB", "CLF", "TO1", "HEL" };
	static const char *const arm[] = { "AXL", "SHA", "ELA", "PAL", "FUL" };
	static const char *const none[] = { "STP", "NKL", "ABL", "SAC", "THR", "PER", "LPV" };
	size_t counts[3] = { 0 };
	(void)state;
	for (size_t i = 0; i < sizeof leg / sizeof *leg; i++)
		assert_int_equal(catalogue->regions[catalogue_region(catalogue, leg[i])].limb, LIMB_LEG);
	for (size_t i = 0; i < sizeof arm / sizeof *arm; i++)
		assert_int_equal(catalogue->regions[catalogue_region(catalogue, arm[i])].limb, LIMB_ARM);
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_int_equal(catalogue->regions[catalogue_region(catalogue, none[i])].limb, LIMB_NONE);
	for (size_t i = 0; i < catalogue->n_regions; i++)
		counts[catalogue->regions[i].limb]++;
	assert_int_equal(counts[LIMB_ARM], 19);
	assert_int_equal(counts[LIMB_LEG], 25);
}

static void the_same_is_said_once_with_how_many_techniques_it_concerns(void **state)
{
	struct caution rows[4];
	struct str told;
	(void)state;
	str_init(&told);
	for (int i = 0; i < 4; i++)
		rows[i] = (struct caution){ .level = CAUTION_ABSOLUTE,
					    .rule = CAUTION_ANY,
					    .technique = i == 3 ? 1 : i,
					    .condition = catalogue_condition(catalogue, "RFCAR"),
					    .region = -1 };
	assert_int_equal(cautions_brief(catalogue, rows, 4, 60, &told), 4);
	assert_string_equal(told.s, "Against any technique: cardiac pain? (3 techniques).");
	str_clear(&told);
	rows[2].rule = CAUTION_CONDITION;
	assert_int_equal(cautions_brief(catalogue, rows, 4, 10, &told), 2);
	assert_non_null(strstr(told.s, " 1 more follows."));
	str_release(&told);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_is_said_once_with_how_many_techniques_it_concerns),
		cmocka_unit_test(the_files_are_read_whole),
		cmocka_unit_test(every_contraindication_fires_where_it_must_and_nowhere_else),
		cmocka_unit_test(every_region_rule_fires_where_it_must_and_nowhere_else),
		cmocka_unit_test(a_wrong_rule_is_noticed),
		cmocka_unit_test(the_sentences_name_technique_condition_and_place),
		cmocka_unit_test(needle_stimulation_minds_needling_and_electrotherapy),
		cmocka_unit_test(what_is_certain_comes_before_what_may_be),
		cmocka_unit_test(a_consent_that_was_withdrawn_blocks_the_technique),
		cmocka_unit_test(an_answer_covers_its_technique_cause_and_level),
		cmocka_unit_test(limbs_hold_what_hangs_on_them),
	};
	return cmocka_run_group_tests_name("model_caution", tests, open_tables, close_tables);
}

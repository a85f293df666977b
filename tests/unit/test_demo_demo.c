/* SPDX-License-Identifier: MIT */
/* The made-up clinic: the first client's points take every course there is, and chance keeps to its seed. */
#include "clinic.h"

#include "demo/demo.h"
#include "store/courses.h"
#include "store/measures.h"
#include "store/points.h"

static void fill(struct clinic *clinic, const char *name, uint64_t seed, struct store *store)
{
	struct demo_options options = { 40, 300, seed };
	char *path = str_format("%s/%s", clinic->folder, name);

	must(store_open(store, path, true, err));
	must(store_enter(store, "anna", "Anna Lindqvist", true, err));
	must(demo_fill(store, catalogue_builtin(), &options, NULL, NULL, err));
	free(path);
}

/* The session of today that is being written. */
static int64_t open_session(struct store *store, int64_t client)
{
	int64_t id;

	must(db_ask(store->db, &id, err, "SELECT id FROM session WHERE client_id = $1 AND status = 'open'",
		    "i", client));
	return id;
}

static const struct point_history *point_at(const struct points *points, const char *muscle, enum side side)
{
	for (size_t i = 0; i < points->n; i++)
		if (strcmp(points->rows[i].muscle, muscle) == 0 && points->rows[i].side == side)
			return &points->rows[i];
	fail_msg("no point in %s", muscle);
	return NULL;
}

static void the_first_client_shows_every_course(void **state)
{
	static const struct {
		const char *muscle;
		enum side side;
		enum point_status status;
	} wanted[] = {
		{ "TRU", SIDE_LEFT, POINT_BETTER },     { "LVS", SIDE_RIGHT, POINT_RECURRING },
		{ "SCS", SIDE_RIGHT, POINT_WORSE },     { "SOX", SIDE_LEFT, POINT_RESOLVED },
		{ "TRU", SIDE_RIGHT, POINT_RECURRING }, { "TEM", SIDE_LEFT, POINT_SAME },
	};
	struct clinic *clinic = *state;

	for (uint64_t seed = 1; seed <= 3; seed++) {
		struct points points;
		char name[32];
		snprintf(name, sizeof name, "demo%d.db", (int)seed);
		fill(clinic, name, seed, &clinic->store);
		must(points_load(&clinic->store, 1, open_session(&clinic->store, 1), &points, err));
		assert_int_equal(points.n, 6);
		for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
			assert_string_equal(point_status_code(point_status(
						    point_at(&points, wanted[i].muscle, wanted[i].side))),
					    point_status_code(wanted[i].status));
		assert_true(point_at(&points, "TRU", SIDE_LEFT)->n_entries >= 8);
		points_release(&points);
		assert_int_equal(clinic_faults(clinic, NULL), 0);
		store_close(&clinic->store);
	}
}

static char *all_marks(struct store *store)
{
	struct db_stmt *stmt;
	struct str text;

	str_init(&text);
	must(db_query(
		store->db, &stmt, err,
		"SELECT s.start_wall, s.client_id, s.status, m.muscle, m.side, m.tender_before, m.tender_after"
		" FROM session s LEFT JOIN mark m ON m.session_id = s.id ORDER BY s.id, m.id",
		""));
	while (db_step(stmt, NULL) == DB_ROW) {
		for (int i = 0; i < db_columns(stmt); i++)
			str_addf(&text, "%s ", db_text(stmt, i) ? db_text(stmt, i) : "-");
		str_addc(&text, '\n');
	}
	db_reset(stmt);
	return str_take(&text);
}

static void the_same_seed_makes_the_same_clinic(void **state)
{
	struct clinic *clinic = *state;
	struct store first, again;

	fill(clinic, "first.db", 7, &first);
	fill(clinic, "again.db", 7, &again);
	fill(clinic, "other.db", 8, &clinic->store);
	char *a = all_marks(&first), *b = all_marks(&again), *c = all_marks(&clinic->store);
	assert_string_equal(a, b);
	assert_string_not_equal(a, c);
	free(a);
	free(b);
	free(c);
	store_close(&first);
	store_close(&again);
}

static int64_t count(struct store *store, const char *sql)
{
	int64_t n;

	must(db_ask(store->db, &n, err, sql, ""));
	return n;
}

static void the_day_shows_intakes_of_every_sort(void **state)
{
	struct clinic *clinic = *state;
	struct store other;

	fill(clinic, "intake.db", 7, &clinic->store);
	fill(clinic, "intakes.db", 8, &other);
	assert_int_equal(count(&clinic->store,
			       "SELECT count(DISTINCT condition) FROM flag WHERE client_id <= 7"
			       " AND condition IN ('ANTIC', 'PACE', 'LATEX', 'PREG')"),
			 4);
	/* some were never asked, and of some it is long ago */
	assert_true(count(&clinic->store, "SELECT count(*) FROM client WHERE id NOT IN"
					  " (SELECT client_id FROM intake_review)") > 1);
	assert_true(count(&clinic->store, "SELECT count(*) FROM intake_review WHERE day < '2025-11-20'") > 1);
	assert_true(count(&clinic->store, "SELECT count(DISTINCT kind) FROM client_fact") > 6);
	/* another seed says something else of the others */
	const char *sql = "SELECT sum(client_id * client_id) FROM flag WHERE client_id > 7";
	assert_int_not_equal(count(&clinic->store, sql), count(&other, sql));
	assert_int_equal(clinic_faults(clinic, NULL), 0);
	store_close(&other);
}

static void the_first_client_has_a_course_whose_review_is_due(void **state)
{
	struct clinic *clinic = *state;

	for (uint64_t seed = 1; seed <= 3; seed++) {
		struct courses courses;
		struct goals goals;
		struct measure_history history;
		char name[32];
		snprintf(name, sizeof name, "course%d.db", (int)seed);
		fill(clinic, name, seed, &clinic->store);
		must(courses_load(&clinic->store, 1, &courses, err));
		assert_int_equal(courses.n, 1);
		assert_true(courses.rows[0].count.reviewed);
		assert_int_not_equal(
			course_review_state(&courses.rows[0].course, &courses.rows[0].count, "2026-11-20"),
			REVIEW_NONE);
		must(goals_load(&clinic->store, courses.rows[0].course.id, &goals, err));
		assert_int_equal(goals.n, 3);
		must(measure_history_load(&clinic->store, 1, 0, &history, err));
		assert_true(history.n >= 4 * (size_t)courses.rows[0].count.done);
		measure_history_release(&history);
		goals_release(&goals);
		courses_release(&courses);
		store_close(&clinic->store);
	}
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, clinic_folder, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_FOLDER(the_first_client_has_a_course_whose_review_is_due),
		IN_A_FOLDER(the_first_client_shows_every_course),
		IN_A_FOLDER(the_day_shows_intakes_of_every_sort),
		IN_A_FOLDER(the_same_seed_makes_the_same_clinic),
	};

	return cmocka_run_group_tests_name("app demo", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* How a client came is counted from what was done, not from what was booked. */
#include "clinic.h"

#include "store/attendance.h"

static int64_t booked(struct clinic *clinic, const char *start, const char *status)
{
	int64_t id = clinic_book(clinic, clinic->client, start);
	char *sql = str_format("UPDATE session SET status = '%s' WHERE id = %lld", status, (long long)id);
	clinic_sql(clinic, sql);
	free(sql);
	return id;
}

static void what_was_only_booked_does_not_count(void **state)
{
	struct clinic *clinic = *state;
	struct attendance came;

	booked(clinic, "2026-01-05T09:00", "no-show");
	booked(clinic, "2026-02-05T09:00", "cancelled");
	booked(clinic, "2026-03-05T09:00", "booked");
	must(attendance_load(&clinic->store, clinic->client, NULL, NULL, false, &came, err));
	assert_int_equal(came.attended, 0);
	assert_int_equal(came.missed, 1);
	assert_int_equal(came.cancelled, 1);
	assert_string_equal(came.first, "");
	booked(clinic, "2020-03-05T09:00", "open");
	clinic_add_mark(clinic, booked(clinic, "2026-10-05T09:00", "arrived"), "TRU", SIDE_LEFT);
	must(attendance_load(&clinic->store, clinic->client, NULL, NULL, false, &came, err));
	assert_int_equal(came.attended, 2);
	assert_string_equal(came.first, "2020-03-05");
	assert_string_equal(came.last, "2026-10-05");
	clinic_sign(clinic, clinic_book(clinic, clinic->client, "2026-09-05T09:00"));
	must(attendance_load(&clinic->store, clinic->client, NULL, NULL, true, &came, err));
	assert_int_equal(came.attended, 1);
	assert_string_equal(came.first, "2026-09-05");
	assert_string_equal(came.last, "2026-09-05");
	assert_int_equal(came.missed, 1);
	must(attendance_load(&clinic->store, clinic->client, "2026-01-01", "2026-01-31", false, &came, err));
	assert_int_equal(came.attended, 0);
	assert_int_equal(came.missed, 1);
}

static void a_technique_counts_once_a_session(void **state)
{
	struct clinic *clinic = *state;
	struct attendance_techniques used;
	int64_t session = booked(clinic, "2026-10-05T09:00", "open");
	int64_t mark = clinic_add_mark(clinic, session, "TRU", SIDE_LEFT);

	clinic_add_application(clinic, session, mark);
	clinic_add_application(clinic, session, mark);
	must(attendance_techniques_load(&clinic->store, clinic->client, NULL, NULL, false, &used, err));
	assert_int_equal(used.n, 1);
	assert_int_equal(used.rows[0].sessions, 1);
	attendance_techniques_release(&used);
	must(attendance_techniques_load(&clinic->store, clinic->client, NULL, NULL, true, &used, err));
	assert_int_equal(used.n, 0); /* it is not signed */
	attendance_techniques_release(&used);
	must(attendance_techniques_load(&clinic->store, clinic->client, NULL, "2026-01-01", false, &used,
					err));
	assert_int_equal(used.n, 0);
	attendance_techniques_release(&used);
}

static void reception_does_not_read_it(void **state)
{
	struct clinic *clinic = *state;
	struct attendance came;
	struct attendance_techniques used;

	clinic->store.actor_role = ROLE_RECEPTION;
	must_fail(attendance_load(&clinic->store, clinic->client, NULL, NULL, false, &came, err),
		  ERR_REFUSED);
	must_fail(attendance_techniques_load(&clinic->store, clinic->client, NULL, NULL, false, &used, err),
		  ERR_REFUSED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_was_only_booked_does_not_count, clinic_setup,
						clinic_teardown),
		cmocka_unit_test_setup_teardown(a_technique_counts_once_a_session, clinic_setup,
						clinic_teardown),
		cmocka_unit_test_setup_teardown(reception_does_not_read_it, clinic_setup, clinic_teardown),
	};
	return cmocka_run_group_tests_name("attendance", tests, NULL, NULL);
}

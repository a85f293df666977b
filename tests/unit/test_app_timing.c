/* SPDX-License-Identifier: MIT */
/* Timers on the screen: a second changes digits and nothing else, nothing wakes while none runs, the end rings once. */
#include "clinic.h"

#include "app/app.h"

static const int64_t start_ms = INT64_C(1795167660000); /* 2026-11-20T09:41:00Z */

/* The program on a screen that only counts its bells. */
struct program {
	struct clinic *clinic;
	struct conf conf;
	struct app app;
	struct terminal terminal;
	int bells;
};

static void bell(void *self)
{
	((struct program *)self)->bells++;
}

static void clock_at(double seconds)
{
	char now[MOMENT_SIZE];
	moment_format(start_ms + (int64_t)(seconds * 1000), now);
	setenv("FASCICLE_NOW", now, 1);
}

static void press(struct program *program, const char *name)
{
	struct key key;
	assert_true(key_parse(name, &key));
	app_key(&program->app, &key);
}

static void run(struct program *program, const char *command, const char *argument)
{
	must(app_command_named(&program->app, command, argument, err));
}

static void begin(struct program *program, struct clinic *clinic, const char *rings)
{
	*program = (struct program){ .clinic = clinic };
	program->terminal = (struct terminal){ .self = program, .bell = bell };
	clock_at(0);
	conf_init(&program->conf);
	must(conf_set(&program->conf, "ui:bell", rings, "test", err));
	app_init(&program->app, &clinic->store, &program->conf, catalogue_builtin());
	must(app_start(&program->app, err));
	program->app.terminal = &program->terminal;
	app_resize(&program->app, 80, 24);
	press(program, "Enter");
	assert_true(app_is_at(&program->app, "chart"));
	run(program, "mark-add", "l up trap a 7 tpg 12kg");
	run(program, "mark-add", "r inf l 4 tpc");
}

static void end(struct program *program)
{
	app_release(&program->app);
	conf_release(&program->conf);
}

/* As the loop does: draws, waits until something is due, ticks. */
static void tick_at(struct program *program, double seconds)
{
	clock_at(seconds);
	app_tick(&program->app);
	app_draw(&program->app);
}

static const char *message(const struct program *program)
{
	return program->app.message.s ? program->app.message.s : "";
}

static void expect_message(const struct program *program, const char *text)
{
	if (!strstr(message(program), text))
		fail_msg("\"%s\" instead of \"%s\"", message(program), text);
}

/* Everything that differs is a digit that was one before; returns how many cells that are. */
static int digits_changed(const struct grid *grid, const struct grid_cell *before)
{
	int n = 0;
	for (int i = 0; i < grid->cols * grid->rows; i++) {
		if (memcmp(&grid->cells[i], &before[i], sizeof before[i]) == 0)
			continue;
		if (!strchr("0123456789", grid->cells[i].text[0]) ||
		    !strchr("0123456789 ", before[i].text[0]) || grid->cells[i].style != before[i].style)
			fail_msg("column %d, row %d: \"%s\" became \"%s\"", i % grid->cols, i / grid->cols,
				 before[i].text, grid->cells[i].text);
		n++;
	}
	return n;
}

static int second_passes(struct program *program, double to)
{
	struct grid *grid = &program->app.grid;
	size_t bytes = (size_t)(grid->cols * grid->rows) * sizeof *grid->cells;
	struct grid_cell *before = mem_alloc(bytes);
	int col = grid->cursor_col, row = grid->cursor_row;
	memcpy(before, grid->cells, bytes);
	tick_at(program, to);
	int n = digits_changed(grid, before);
	assert_int_equal(grid->cursor_col, col);
	assert_int_equal(grid->cursor_row, row);
	free(before);
	return n;
}

/* ---- the tests ---- */

static void nothing_wakes_while_no_timer_runs(void **state)
{
	struct program program;
	struct err err = ERR_INIT;

	begin(&program, *state, "yes");
	assert_int_equal(app_due_ms(&program.app), -1);
	assert_false(app_command_named(&program.app, "timer-toggle", "", &err));
	assert_int_equal(app_due_ms(&program.app), -1);
	end(&program);
}

static void with_a_timer_it_is_due_once_a_second(void **state)
{
	struct program program;

	begin(&program, *state, "yes");
	run(&program, "timer-mark", "");
	assert_int_equal(app_due_ms(&program.app), 1000);
	clock_at(0.3);
	assert_int_equal(app_due_ms(&program.app), 700);
	clock_at(5.2); /* late: at once, and then at the next second */
	assert_int_equal(app_due_ms(&program.app), 0);
	app_tick(&program.app);
	assert_int_equal(app_due_ms(&program.app), 800);
	/* Three at a time, begun at different parts of a second, still change together. */
	run(&program, "timer-start", "tens conventional 20min");
	clock_at(5.7);
	run(&program, "timer-start", "hot 10min");
	assert_int_equal(app_due_ms(&program.app), 300);
	tick_at(&program, 6.0);
	assert_int_equal(app_due_ms(&program.app), 1000);
	clock_at(-3600);
	assert_in_range(app_due_ms(&program.app), 0, 1000);
	end(&program);
}

static void a_second_changes_digits_alone_and_leaves_the_cursor(void **state)
{
	struct program program;

	begin(&program, *state, "yes");
	run(&program, "timer-mark", "");
	press(&program, "a"); /* the note is being written */
	app_draw(&program.app);
	tick_at(&program, 1);
	assert_int_equal(second_passes(&program, 2), 3); /* header, mark, technique */
	assert_int_equal(second_passes(&program, 3), 3);
	assert_int_equal(second_passes(&program, 3.6), 0);
	for (int s = 4; s < 10; s++)
		second_passes(&program, s);
	assert_int_equal(second_passes(&program, 10), 6);
	second_passes(&program, 59);
	end(&program);
}

static void a_key_between_two_seconds_changes_no_digit(void **state)
{
	struct program program;
	struct str before, now;

	begin(&program, *state, "yes");
	run(&program, "timer-mark", "");
	press(&program, "a");
	tick_at(&program, 7);
	str_init(&before);
	str_init(&now);
	grid_dump(&program.app.grid, false, &before);
	clock_at(7.9);
	press(&program, "Backspace");
	press(&program, "a");
	app_draw(&program.app);
	grid_dump(&program.app.grid, false, &now);
	assert_string_equal(now.s, before.s);
	str_release(&before);
	str_release(&now);
	end(&program);
}

static void the_end_rings_once(void **state)
{
	struct program program;

	begin(&program, *state, "yes");
	run(&program, "timer-start", "hot 10min");
	tick_at(&program, 599);
	assert_int_equal(program.bells, 0);
	tick_at(&program, 600);
	assert_int_equal(program.bells, 1);
	expect_message(&program, "The time is over");
	assert_int_equal(app_due_ms(&program.app), -1);
	tick_at(&program, 700);
	press(&program, "Alt-T");
	press(&program, "Esc");
	assert_int_equal(program.bells, 1);
	end(&program);
}

static void the_bell_can_be_switched_off(void **state)
{
	struct program program;

	begin(&program, *state, "no");
	run(&program, "timer-start", "hot 10min");
	tick_at(&program, 600);
	assert_int_equal(program.bells, 0);
	expect_message(&program, "The time is over");
	end(&program);
}

static void a_press_rings_at_its_minute_and_its_rest_when_it_is_over(void **state)
{
	struct program program;

	begin(&program, *state, "yes");
	marks_pane_choose(program.app.chart->marks_pane, program.app.open->marks.rows[0].id);
	run(&program, "timer-mark", "");
	tick_at(&program, 60);
	assert_int_equal(program.bells, 1);
	expect_message(&program, "The force is built up");
	clock_at(70);
	run(&program, "timer-mark", "");
	expect_message(&program, "12 kg 70 s");
	tick_at(&program, 369);
	assert_int_equal(program.bells, 1);
	tick_at(&program, 370);
	assert_int_equal(program.bells, 2);
	expect_message(&program, "Ready to be pressed again: 1 L upper trapezius");
	assert_int_equal(app_due_ms(&program.app), -1);
	end(&program);
}

static void what_ended_while_the_program_was_away_is_not_rung_for(void **state)
{
	struct program program;

	begin(&program, *state, "yes");
	run(&program, "timer-start", "hot 10min");
	end(&program);
	clock_at(900);
	conf_init(&program.conf);
	app_init(&program.app, &program.clinic->store, &program.conf, catalogue_builtin());
	must(app_start(&program.app, err));
	program.app.terminal = &program.terminal;
	app_tick(&program.app);
	assert_int_equal(program.bells, 0);
	assert_int_equal(app_due_ms(&program.app), -1);
	assert_int_equal(program.app.open->timing.timers.n, 1);
	end(&program);
}

static void a_taken_back_technique_runs_no_more_and_undo_lets_it_run_on(void **state)
{
	struct program program;

	begin(&program, *state, "yes");
	run(&program, "timer-start", "hot 10min");
	assert_true(app_due_ms(&program.app) > 0);
	run(&program, "undo", "");
	assert_int_equal(app_due_ms(&program.app), -1);
	run(&program, "redo", "");
	assert_int_equal(app_due_ms(&program.app), 1000);
	end(&program);
}

static void a_failed_stop_changes_nothing(void **state)
{
	struct program program;
	struct err err = ERR_INIT;

	begin(&program, *state, "yes");
	run(&program, "timer-mark", "");
	size_t steps = program.app.open->undo.n;
	clinic_sql(program.clinic,
		   "CREATE TRIGGER full BEFORE INSERT ON dose BEGIN SELECT RAISE(ABORT, 'full'); END");
	clock_at(30);
	assert_false(app_command_named(&program.app, "timer-mark", "", &err));
	assert_int_equal(program.app.open->undo.n, steps);
	clinic_sql(program.clinic, "DROP TRIGGER full");
	clock_at(40);
	run(&program, "timer-mark", "");
	expect_message(&program, "40 s");
	end(&program);
}

static void what_another_program_stopped_runs_here_no_more(void **state)
{
	struct program program;
	struct err err = ERR_INIT;

	begin(&program, *state, "yes");
	run(&program, "timer-mark", "");
	clinic_sql(program.clinic, "UPDATE timer SET stopped_at = '2026-11-20T09:41:10.000Z'");
	clock_at(30);
	assert_false(app_command_named(&program.app, "timer-mark", "", &err));
	assert_int_equal(err.kind, ERR_MISSING);
	assert_int_equal(app_due_ms(&program.app), -1);
	end(&program);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, clinic_setup, clinic_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_wakes_while_no_timer_runs),
		TEST(with_a_timer_it_is_due_once_a_second),
		TEST(a_second_changes_digits_alone_and_leaves_the_cursor),
		TEST(a_key_between_two_seconds_changes_no_digit),
		TEST(the_end_rings_once),
		TEST(the_bell_can_be_switched_off),
		TEST(a_press_rings_at_its_minute_and_its_rest_when_it_is_over),
		TEST(what_ended_while_the_program_was_away_is_not_rung_for),
		TEST(a_taken_back_technique_runs_no_more_and_undo_lets_it_run_on),
		TEST(a_failed_stop_changes_nothing),
		TEST(what_another_program_stopped_runs_here_no_more),
	};

	return cmocka_run_group_tests_name("timers on the screen", tests, NULL, NULL);
}

/* SPDX-License-Identifier: MIT */
/* Memory that is there, or last words and an end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"

static void blocks_are_zero_filled(void **state)
{
	static const char zeros[300];
	char *block = mem_array(100, 3);

	(void)state;
	assert_memory_equal(block, zeros, 300);
	free(block);
	block = mem_alloc(0);
	assert_non_null(block);
	free(block);
}

static void regrowing_keeps_what_was_there(void **state)
{
	int *numbers = mem_array(2, sizeof *numbers);

	(void)state;
	numbers[1] = 7;
	numbers = mem_regrow(numbers, 1000, sizeof *numbers);
	assert_int_equal(numbers[1], 7);
	numbers = mem_regrow(numbers, 0, sizeof *numbers);
	assert_non_null(numbers);
	free(numbers);
}

static void copies_stand_on_their_own(void **state)
{
	char *copy = mem_strdup("psoas");

	(void)state;
	mem_replace(&copy, copy + 1);
	assert_string_equal(copy, "soas");
	mem_replace(&copy, NULL);
	assert_null(copy);
	mem_replace(&copy, "again");
	assert_string_equal(copy, "again");
	free(copy);
	assert_null(mem_strdup(NULL));
	copy = mem_strndup("psoas", 3);
	assert_string_equal(copy, "pso");
	free(copy);
	copy = mem_strndup("ps", 300);
	assert_string_equal(copy, "ps");
	free(copy);
}

static void die_again(void *context)
{
	const char *text = context;

	if (write(STDERR_FILENO, text, strlen(text)) < 0)
		_exit(9);
	mem_die("the hook as well");
}

static void overflow_array(void)
{
	mem_array(SIZE_MAX / 2, 3);
}

static void overflow_regrow(void)
{
	mem_regrow(NULL, SIZE_MAX / 2, 3);
}

static void die_with_controls(void)
{
	mem_die("\x1b[31m broken");
}

/* What a child that ends so says on stderr. */
static void expect_end(void (*action)(void), void (*hook)(void *), const char *said)
{
	char text[300] = "";
	size_t n = 0;
	ssize_t got;
	int ends[2], status;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		mem_set_last_words(hook, "bye. ");
		action();
		_exit(0);
	}
	close(ends[1]);
	while ((got = read(ends[0], text + n, sizeof text - 1 - n)) > 0)
		n += (size_t)got;
	close(ends[0]);
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 1);
	assert_string_equal(text, said);
}

static void the_end_comes_after_the_last_words_said_once(void **state)
{
	(void)state;
	expect_end(overflow_array, NULL, "fascicle: out of memory\n");
	expect_end(overflow_regrow, NULL, "fascicle: out of memory\n");
	expect_end(overflow_array, die_again, "bye. fascicle: the hook as well\n");
	expect_end(die_with_controls, NULL, "fascicle: ?[31m broken\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_are_zero_filled),
		cmocka_unit_test(regrowing_keeps_what_was_there),
		cmocka_unit_test(copies_stand_on_their_own),
		cmocka_unit_test(the_end_comes_after_the_last_words_said_once),
	};

	return cmocka_run_group_tests_name("base mem", tests, NULL, NULL);
}

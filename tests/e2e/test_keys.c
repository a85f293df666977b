/* SPDX-License-Identifier: MIT */
/* Keys of one's own, on a real pseudo-terminal: what a sentence says is what does it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "clinic.h"
#include "scratch.h"
#include "vt.h"

static int make_clinic(void **state)
{
	(void)state;
	scratch_make();
	clinic_make();
	return 0;
}

static int remove_clinic(void **state)
{
	(void)state;
	scratch_remove();
	return 0;
}

/* With these lines of [keys], in the marks of the chart, where the demo has one. */
static struct vt *open_marks(const char *keys)
{
	struct vt *vt;

	scratch_write("my.ini", keys);
	vt = clinic_open_with("my.ini");
	clinic_open_chart(vt);
	vt_type(vt, "\t");
	return vt;
}

static void a_sentence_says_the_own_key_and_it_does_that(void **state)
{
	struct vt *vt = open_marks("[keys]\nundo = marks:z\n");

	(void)state;
	vt_type(vt, "x");
	vt_expect(vt, "z brings it back.");
	vt_type(vt, "z");
	vt_expect(vt, "Undone: ");
	clinic_leave(vt);
}

static void without_it_the_sentence_says_the_usual_key(void **state)
{
	struct vt *vt = open_marks("[keys]\nredo = marks:z\n");

	(void)state;
	vt_type(vt, "x");
	vt_expect(vt, " u brings it back.");
	clinic_leave(vt);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_clinic, remove_clinic)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_sentence_says_the_own_key_and_it_does_that),
		TEST(without_it_the_sentence_says_the_usual_key),
	};

	return cmocka_run_group_tests_name("keys of one's own", tests, NULL, NULL);
}

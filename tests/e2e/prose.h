/* SPDX-License-Identifier: MIT */
/* A note as therapists write it, for counting what a letter costs. */
#ifndef FASCICLE_TESTS_E2E_PROSE_H
#define FASCICLE_TESTS_E2E_PROSE_H

static const char prose[] =
	"Neck stiff again since Tuesday, worse at the desk and better after a walk. Slept badly, woke "
	"twice with a dull ache behind the left eye. Last time she was sore for one day, then easier for "
	"nearly a week. No pins and needles, no weakness in the hand. Rotation to the left is limited by "
	"a third, side bending to the right pulls along the upper trapezius. Two points there refer to "
	"the temple as she knows it.";

#endif

/* SPDX-License-Identifier: MIT */
/* The numbered steps of the tables, as the build makes them of store/schema/NNN-name.sql. */
#ifndef FASCICLE_STORE_SCHEMA_STEPS_H
#define FASCICLE_STORE_SCHEMA_STEPS_H

extern const int schema_step_count;
/* Step n stands at n - 1: statements that follow each other. */
extern const char *const schema_steps[];

#endif

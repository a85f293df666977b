/* SPDX-License-Identifier: MIT */
/* The fifth step of the tables: measures, and the course of treatment with its goals and reviews. */
#ifndef FASCICLE_STORE_SCHEMA_COURSE_H
#define FASCICLE_STORE_SCHEMA_COURSE_H

extern const char schema_measure[], schema_course[], schema_course_guards[];

#endif

/* SPDX-License-Identifier: MIT */
/* The fields that a column of an export may show. */
#ifndef FASCICLE_IO_EXPORT_FIELDS_H
#define FASCICLE_IO_EXPORT_FIELDS_H

#include "base/str.h"

int export_field_named(const char *name); /* -1: none */
void export_field_names(struct str *out); /* "row, kind, ..." */

#endif

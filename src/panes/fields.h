/* SPDX-License-Identifier: MIT */
/* A form over a table of fields: a client's details, a snippet. Each field is checked when the cursor leaves it. */
#ifndef FASCICLE_PANES_FIELDS_H
#define FASCICLE_PANES_FIELDS_H

#include <stdint.h>

#include "ui/form.h"
#include "ui/pane.h"

struct field_spec {
	const char *label, *help; /* English */
	bool required;
};

/* Tidies a typed value into *value (replaced through mem_replace) or says what is wrong with it. */
typedef bool (*field_check)(int field, char **value, struct err *err);

struct fields_pane {
	struct pane pane;
	struct form form;
	field_check check;
	bool changed;
};

struct fields_pane *fields_pane_new(struct kill_ring *ring, int n_fields, field_check check);
void fields_pane_label(struct fields_pane *pane, int field, const struct field_spec *spec);
/* Puts a value in; the cursor goes to the first field. */
void fields_pane_put(struct fields_pane *pane, int field, const char *value);
/* Checks every field. False with the cursor on the first one to mend. */
bool fields_pane_check(struct fields_pane *pane, struct err *err);
/* The value as checked; NULL when it is empty. */
const char *fields_pane_value(struct fields_pane *pane, int field);
/* Enter: to the next field; true on the last one, when the form wants to be kept. */
bool fields_pane_enter(struct fields_pane *pane);

#endif

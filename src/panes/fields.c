/* SPDX-License-Identifier: MIT */
/* The form knows no record: the command that opens it puts values in and takes them out. */
#include "panes/fields.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"

/* Checks one field where it stands and shows what is wrong beside it. */
static bool check_one(struct fields_pane *pane, int field, struct err *err)
{
	char *value = mem_strdup(form_value(&pane->form, field));
	bool ok = pane->check(field, &value, err);
	form_problem(&pane->form, field, ok ? NULL : err->text);
	if (ok && !str_eq(value, form_value(&pane->form, field)))
		form_put(&pane->form, field, value ? value : "");
	free(value);
	return ok;
}

static void fields_draw(struct pane *pane, struct grid *grid, struct rect area, bool focused)
{
	form_draw(&((struct fields_pane *)pane)->form, grid, area, focused);
}

static bool fields_key(struct pane *pane, const struct key *key)
{
	struct fields_pane *fields = (struct fields_pane *)pane;
	struct err shown = ERR_INIT;
	int left = -1;
	struct buffer *buffer = fields->form.fields[fields->form.focus].buffer;
	uint64_t before = buffer_revision(buffer);
	if (!form_key(&fields->form, key, &left))
		return false;
	fields->changed = fields->changed || buffer_revision(buffer) != before;
	if (left >= 0)
		check_one(fields, left, &shown);
	return true;
}

static void fields_free(struct pane *pane)
{
	form_release(&((struct fields_pane *)pane)->form);
	free(pane);
}

static const struct pane_class fields_pane_class = { NULL, fields_draw, fields_key, NULL, fields_free, true };

struct fields_pane *fields_pane_new(struct kill_ring *ring, int n_fields, field_check check)
{
	struct fields_pane *pane = mem_alloc(sizeof *pane);
	pane->pane.class = &fields_pane_class;
	pane->check = check;
	form_init(&pane->form, n_fields, ring);
	return pane;
}

void fields_pane_label(struct fields_pane *pane, int field, const struct field_spec *spec)
{
	form_set(&pane->form, field, _(spec->label), _(spec->help), spec->required, "");
}

void fields_pane_put(struct fields_pane *pane, int field, const char *value)
{
	form_put(&pane->form, field, value ? value : "");
	form_problem(&pane->form, field, NULL);
	pane->form.focus = 0;
}

bool fields_pane_check(struct fields_pane *pane, struct err *err)
{
	for (int i = 0; i < pane->form.n_fields; i++) {
		if (check_one(pane, i, err))
			continue;
		pane->form.focus = i;
		return false;
	}
	return true;
}

const char *fields_pane_value(struct fields_pane *pane, int field)
{
	const char *value = form_value(&pane->form, field);
	return str_empty(value) ? NULL : value;
}

bool fields_pane_enter(struct fields_pane *pane)
{
	struct err shown = ERR_INIT;
	bool ok = check_one(pane, pane->form.focus, &shown);
	if (pane->form.focus + 1 == pane->form.n_fields)
		return ok;
	if (ok)
		pane->form.focus++;
	return false;
}

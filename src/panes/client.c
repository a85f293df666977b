/* SPDX-License-Identifier: MIT */
/* The fields come from the client's own table; each is checked when the cursor leaves it. */
#include "panes/client.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"

/* Checks one field where it stands and shows what is wrong beside it. */
static bool field_check(struct client_pane *pane, int field, struct err *err)
{
	struct client scratch;
	client_init(&scratch);
	mem_replace(client_slot(&scratch, field), form_value(&pane->form, field));
	bool ok = client_check_field(&scratch, field, pane->today, err);
	form_problem(&pane->form, field, ok ? NULL : err->text);
	if (ok && !str_eq(client_value(&scratch, field), form_value(&pane->form, field)))
		form_put(&pane->form, field, client_value(&scratch, field));
	client_release(&scratch);
	return ok;
}

static void client_draw(struct pane *pane, struct grid *grid, struct rect area, bool focused)
{
	struct client_pane *form = (struct client_pane *)pane;
	form_draw(&form->form, grid, area, focused);
}

static bool client_key(struct pane *pane, const struct key *key)
{
	struct client_pane *form = (struct client_pane *)pane;
	struct err ignored = ERR_INIT;
	int left = -1;
	if (!form_key(&form->form, key, &left))
		return false;
	form->changed = true;
	if (left >= 0)
		field_check(form, left, &ignored);
	return true;
}

static void client_free(struct pane *pane)
{
	struct client_pane *form = (struct client_pane *)pane;
	form_release(&form->form);
	client_release(&form->client);
	free(form->today);
	free(form);
}

static const struct pane_class client_class = {
	.scope = "client",
	.draw = client_draw,
	.key = client_key,
	.free = client_free,
	.takes_text = true,
};

struct client_pane *client_pane_new(struct kill_ring *ring)
{
	struct client_pane *pane = mem_alloc(sizeof *pane);
	pane->pane.class = &client_class;
	form_init(&pane->form, CLIENT_FIELD_COUNT, ring);
	client_init(&pane->client);
	return pane;
}

void client_pane_set(struct client_pane *pane, const struct client *client, const char *today)
{
	client_copy(&pane->client, client);
	mem_replace(&pane->today, today);
	for (int i = 0; i < CLIENT_FIELD_COUNT; i++) {
		const struct client_field *field = &client_fields[i];
		form_set(&pane->form, i, _(field->label), _(field->help), field->required,
			 client_value(client, i));
		form_problem(&pane->form, i, NULL);
	}
	pane->form.focus = 0;
	pane->changed = false;
}

bool client_pane_read(struct client_pane *pane, struct client *out, struct err *err)
{
	client_copy(out, &pane->client);
	for (int i = 0; i < CLIENT_FIELD_COUNT; i++) {
		if (!field_check(pane, i, err)) {
			pane->form.focus = i;
			return false;
		}
		const char *value = form_value(&pane->form, i);
		mem_replace(client_slot(out, i), str_empty(value) ? NULL : value);
	}
	return true;
}

bool client_pane_enter(struct client_pane *pane)
{
	struct err ignored = ERR_INIT;
	bool ok = field_check(pane, pane->form.focus, &ignored);
	if (pane->form.focus + 1 == pane->form.n_fields)
		return ok;
	if (ok)
		pane->form.focus++;
	return false;
}

/* SPDX-License-Identifier: MIT */
/* Client to form and back. */
#include "app/client_form.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/mem.h"

/* The record checks a field inside a client; a scratch one holds it. */
static bool client_field_check(int field, char **value, struct err *err)
{
	struct client scratch;
	char today[DATE_SIZE];
	date_today(today);
	client_init(&scratch);
	mem_replace(client_slot(&scratch, field), *value);
	bool ok = client_check_field(&scratch, field, today, err);
	if (ok)
		mem_replace(value, client_value(&scratch, field));
	client_release(&scratch);
	return ok;
}

struct fields_pane *client_form_new(struct kill_ring *ring)
{
	struct fields_pane *form = fields_pane_new(ring, CLIENT_FIELD_COUNT, client_field_check);
	for (int i = 0; i < CLIENT_FIELD_COUNT; i++) {
		const struct field_spec spec = { client_fields[i].label, client_fields[i].help,
						 client_fields[i].required };
		fields_pane_label(form, i, &spec);
	}
	return form;
}

void client_form_put(struct fields_pane *form, const struct client *client)
{
	for (int i = 0; i < CLIENT_FIELD_COUNT; i++)
		fields_pane_put(form, i, client_value(client, i));
	form->record = client->id;
	form->changed = false;
}

bool client_form_read(struct fields_pane *form, struct client *client, struct err *err)
{
	if (!fields_pane_check(form, err))
		return false;
	for (int i = 0; i < CLIENT_FIELD_COUNT; i++)
		mem_replace(client_slot(client, i), fields_pane_value(form, i));
	return true;
}

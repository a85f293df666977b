/* SPDX-License-Identifier: MIT */
/* Names that fit, and how many do not. */
#include "app/banner.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

static bool matters(const struct catalogue *c, const struct standing *row)
{
	return row->condition < 0 || !str_eq(c->conditions[row->condition].kind, "history");
}

/* The names in their order, each once. */
static size_t names_of(const struct catalogue *c, const struct standing *rows, size_t n, const char **names)
{
	size_t found = 0;
	for (size_t i = 0; i < n; i++) {
		bool doubled = false;
		for (size_t j = 0; j < i; j++)
			doubled = doubled || str_eq(rows[i].code, rows[j].code);
		if (!doubled && matters(c, &rows[i]))
			names[found++] = standing_name(c, &rows[i]);
	}
	return found;
}

static void with_names(const char *const *names, size_t shown, size_t all, struct str *out)
{
	str_clear(out);
	str_add(out, "!");
	for (size_t i = 0; i < shown; i++)
		str_addf(out, "%s %s", i ? "," : "", names[i]);
	if (shown < all)
		str_addf(out, " +%zu", all - shown);
}

void banner_text(const struct catalogue *c, const struct standing *rows, size_t n, int cols, struct str *out,
		 bool *red)
{
	const char **names = mem_array(n ? n : 1, sizeof *names);
	size_t all = names_of(c, rows, n, names);
	struct str text;
	str_init(&text);
	*red = n > 0 && rows[0].condition >= 0 && condition_is_red(&c->conditions[rows[0].condition]);
	for (size_t shown = all + 1; all > 0 && shown-- > 0;) {
		with_names(names, shown, all, &text);
		if (utf8_cols(text.s, text.len) > cols)
			continue;
		str_add(out, text.s);
		break;
	}
	str_release(&text);
	free(names);
}

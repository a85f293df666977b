/* SPDX-License-Identifier: MIT */
/* What the parts of laying rows over share: complaints with their place, memory of the catalogue, checks of cells. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "catalogue/overlay_inner.h"

/* --- complaints --- */

void overlay_complain(struct overlay_work *work, const struct overlay_row *row, const char *format, ...)
{
	struct str sentence;
	va_list args;
	if (overlay_stopped(work))
		return;
	str_init(&sentence);
	str_addf(&sentence, _("%s, line %zu"), row->file, row->line);
	str_add(&sentence, ": ");
	va_start(args, format);
	str_addv(&sentence, format, args);
	va_end(args);
	if (!work->failed)
		err_set(work->err, ERR_INPUT, "%s", sentence.s);
	work->failed = true;
	if (work->problems)
		str_addf(work->problems, "%s\n", sentence.s);
	str_release(&sentence);
}

bool overlay_stopped(const struct overlay_work *work)
{
	return work->failed && !work->problems;
}

/* --- memory --- */

static void keep_block(struct overlay_work *work, void *block)
{
	struct overlay_made *made = work->made;
	made->blocks = mem_regrow(made->blocks, made->n_blocks + 1, sizeof *made->blocks);
	made->blocks[made->n_blocks++] = block;
}

void *overlay_keep_array(struct overlay_work *work, size_t count, size_t size)
{
	void *block = mem_array(count > 0 ? count : 1, size);
	keep_block(work, block);
	return block;
}

const char *overlay_keep_taken(struct overlay_work *work, char *text)
{
	keep_block(work, text);
	return text;
}

const char *overlay_keep_text(struct overlay_work *work, const char *text)
{
	return *text ? overlay_keep_taken(work, mem_strdup(text)) : "";
}

/* --- cells --- */

const struct overlay_row *overlay_twin(const struct overlay_work *work, enum overlay_table table, size_t row,
				       size_t columns)
{
	const struct overlay_row *rows = work->overlay->rows[table];
	for (size_t i = 0; i < row; i++) {
		size_t same = 0;
		while (same < columns && str_eq(rows[i].cells[same], rows[row].cells[same]))
			same++;
		if (same == columns)
			return &rows[i];
	}
	return NULL;
}

const char *overlay_text(struct overlay_work *work, const struct overlay_row *row, int column,
			 bool may_be_empty)
{
	enum { TEXT_COLS = 120 };
	const char *text = row->cells[column];
	size_t n = strlen(text);
	char *name = overlay_part(row->header, ',', (size_t)column);
	bool ok = true;
	if (*text == '\0' && !may_be_empty) {
		ok = false;
		overlay_complain(work, row, _("%s is empty."), name);
	} else if (!utf8_is_plain(text, n)) {
		ok = false;
		overlay_complain(work, row, _("%s holds a character that cannot be shown."), name);
	} else if (utf8_cols(text, n) > TEXT_COLS) {
		ok = false;
		overlay_complain(work, row, _("%s is longer than %d letters."), name, TEXT_COLS);
	}
	free(name);
	return ok ? overlay_keep_text(work, text) : NULL;
}

int overlay_region(struct overlay_work *work, const struct overlay_row *row, const char *code,
		   const char *column)
{
	int region = catalogue_region(&work->made->catalogue, code);
	if (region < 0)
		overlay_complain(work, row, _("there is no region with the code \"%s\" (in %s)."), code,
				 column);
	return region;
}

int overlay_muscle(struct overlay_work *work, const struct overlay_row *row, const char *code,
		   const char *column)
{
	int muscle = catalogue_muscle(&work->made->catalogue, code);
	if (muscle < 0)
		overlay_complain(work, row, _("there is no muscle with the code \"%s\" (in %s)."), code,
				 column);
	return muscle;
}

char *overlay_part(const char *cell, char by, size_t n)
{
	const char separators[] = { by, '\0' };
	for (; n > 0; n--) {
		cell = strchr(cell, by);
		if (!cell)
			return NULL;
		cell++;
	}
	return mem_strndup(cell, strcspn(cell, separators));
}

bool overlay_level(struct overlay_work *work, const struct overlay_row *row, const char *word,
		   enum caution_level *level)
{
	if (str_eq(word, "absolute"))
		*level = CAUTION_ABSOLUTE;
	else if (str_eq(word, "caution"))
		*level = CAUTION_CAUTION;
	else {
		overlay_complain(work, row, _("the level \"%s\" must be absolute or caution."), word);
		return false;
	}
	return true;
}

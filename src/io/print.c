/* SPDX-License-Identifier: MIT */
/* Lines and parts of a printed page, and the file it goes to. */
#include "io/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

/* ---- lines ---- */

static void add_line(struct str *out, int indent, const char *s, size_t n)
{
	str_pad(out, (size_t)indent);
	str_addn(out, s, n);
	str_trim_end(out);
	str_addc(out, '\n');
}

/* How many bytes of s belong on a line of `cols`: up to the last place where it may be broken, else as much as fits. */
static size_t line_bytes(const char *s, size_t n, const char *may, int cols)
{
	size_t fit = utf8_fit(s, n, cols);
	if (fit >= n)
		return n;
	size_t end = fit;
	/* Spaces may hang over the edge. */
	while (end < n && s[end] == ' ')
		end++;
	if (end >= n)
		return n;
	while (end > 0 && !may[end])
		end--;
	if (end > 0)
		return end;
	return fit > 0 ? fit : utf8_next(s, n, 0);
}

/* str_trim_end on the whole page must not eat the lines before: each line is made in a string of its own. */
static void wrap_paragraph(struct str *out, int indent, int hang, const char *s, size_t n)
{
	struct str line;
	char *may = mem_array(n + 1, 1);
	str_init(&line);
	utf8_line_breaks(s, n, may);
	if (n == 0)
		str_addc(out, '\n');
	for (size_t at = 0; at < n;) {
		size_t bytes = line_bytes(s + at, n - at, may + at, PRINT_COLS - indent);
		str_clear(&line);
		add_line(&line, indent, s + at, bytes);
		str_addn(out, line.s, line.len);
		at += bytes;
		indent = hang;
	}
	str_release(&line);
	free(may);
}

void print_text(struct str *out, int indent, int hang, const char *text)
{
	struct str shown;
	str_init(&shown);
	utf8_show(&shown, text, strlen(text), true);
	for (size_t i = 0; i < shown.len; i++)
		if (shown.s[i] == '\t')
			shown.s[i] = ' ';
	const char *s = shown.s;
	do {
		size_t n = strcspn(s, "\n");
		wrap_paragraph(out, indent, hang, s, n);
		s += n + (s[n] == '\n');
		indent = hang;
	} while (*s);
	str_release(&shown);
}

void print_line(struct str *out, int indent, int hang, const char *format, ...)
{
	va_list args;
	struct str text;
	str_init(&text);
	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	print_text(out, indent, hang, text.s);
	str_release(&text);
}

static void rule(struct str *out, char c)
{
	for (int i = 0; i < PRINT_COLS; i++)
		str_addc(out, c);
	str_addc(out, '\n');
}

void print_heading(struct str *out, const char *text)
{
	str_addc(out, '\n');
	print_text(out, 0, 0, text);
	rule(out, '-');
}

void print_blanks(struct str *out, int lines)
{
	for (int i = 0; i < lines; i++) {
		str_addc(out, '\n');
		rule(out, '_');
	}
}

/* Two texts at the edges of a line; what does not fit beside the right one is cut. */
static void print_edges(struct str *out, const char *left, const char *right)
{
	int cols = utf8_cols(right, strlen(right));
	struct str line;
	str_init(&line);
	utf8_show_in(&line, left, PRINT_COLS - cols - 1);
	str_addf(&line, " %s", right);
	print_text(out, 0, 0, line.s);
	str_release(&line);
}

void print_head(struct str *out, const struct print_record *record, const char *title)
{
	char date[DATE_SIZE];
	struct str line;
	str_init(&line);
	wall_date(record->session->start, date);
	print_edges(out, record->practice, date_medium(date));
	str_addf(&line, "%s%s%s", record->address, *record->address && *record->phone ? ", " : "",
		 record->phone);
	if (line.len)
		print_text(out, 0, 0, line.s);
	rule(out, '=');
	str_clear(&line);
	client_name(record->client, &line);
	print_edges(out, line.s, title);
	str_release(&line);
}

/* ---- the figure ---- */

enum { FIGURE_INDENT = 6, FIGURE_GAP = 12 };

static void figure_row(const struct catalogue *c, const int *marked, enum view view, int row,
		       char out[FIGURE_COLS + 1])
{
	memcpy(out, figure_outline(view)[row], FIGURE_COLS + 1);
	for (size_t i = 0; i < c->n_cells; i++) {
		const struct cell *cell = &c->cells[i];
		char number[8];
		if (cell->view != view || cell->row != row || marked[i] == 0)
			continue;
		snprintf(number, sizeof number, "%-2d", marked[i] % 100);
		memcpy(out + cell->col, number, CELL_COLS);
	}
}

void print_figure(struct str *out, const struct catalogue *c, const int *marked)
{
	char row[FIGURE_COLS + 1];
	struct str line;
	str_init(&line);
	str_pad(&line, FIGURE_INDENT);
	utf8_show_in(&line, _("From the front"), FIGURE_COLS + FIGURE_GAP);
	utf8_show_in(&line, _("From the back"), FIGURE_COLS);
	for (int i = -1; i < FIGURE_ROWS; i++) {
		if (i >= 0) {
			str_clear(&line);
			str_pad(&line, FIGURE_INDENT);
			figure_row(c, marked, VIEW_FRONT, i, row);
			str_add(&line, row);
			str_pad(&line, FIGURE_GAP);
			figure_row(c, marked, VIEW_BACK, i, row);
			str_add(&line, row);
		}
		str_trim_end(&line);
		str_addf(out, "%s\n", line.s);
	}
	str_release(&line);
}

/* ---- files ---- */

static bool is_plain_name(const char *name)
{
	return *name && *name != '.' && !strchr(name, '/') && utf8_is_plain(name, strlen(name));
}

/* "sheet.txt", "sheet-2.txt" ... */
static void numbered_path(const char *folder, const char *name, int number, struct str *path)
{
	const char *dot = strrchr(name, '.');
	size_t stem = dot && dot != name ? (size_t)(dot - name) : strlen(name);
	str_clear(path);
	str_addf(path, "%s/%.*s", folder, (int)stem, name);
	if (number > 1)
		str_addf(path, "-%d", number);
	str_add(path, name + stem);
}

static bool write_new(const char *path, const struct str *text, struct err *err)
{
	struct file_draft draft = { NULL, NULL, NULL };
	if (!file_draft_open(&draft, path, false, err))
		return false;
	/* What cannot be written is noticed when the draft is closed. */
	fwrite(text->s, 1, text->len, draft.stream);
	return file_draft_commit(&draft, false, err);
}

bool print_to_file(const char *folder, const char *name, bool numbered, const struct str *text,
		   struct str *path, struct err *err)
{
	enum { NUMBERS = 99 };
	int number = 1;
	if (!is_plain_name(name))
		return err_set(err, ERR_REFUSED, _("Prints go to %s: give a plain name, without folders."),
			       folder);
	if (!file_make_folder(folder, err))
		return false;
	numbered_path(folder, name, number, path);
	while (numbered && number < NUMBERS && access(path->s, F_OK) == 0)
		numbered_path(folder, name, ++number, path);
	return write_new(path->s, text, err);
}

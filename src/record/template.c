/* SPDX-License-Identifier: MIT */
/* Templates of whole notes: their rules, and which one a note begins with. */
#include "record/template.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "record/snippet.h"

void template_init(struct template *template)
{
	*template = (struct template){ .name = mem_strdup(""), .service = mem_strdup("") };
	for (int i = 0; i < NOTE_SECTIONS; i++)
		template->text[i] = mem_strdup("");
}

static void free_words(struct template *template)
{
	free(template->uid);
	free(template->name);
	free(template->service);
	for (int i = 0; i < NOTE_SECTIONS; i++)
		free(template->text[i]);
}

void template_release(struct template *template)
{
	free_words(template);
	*template = (struct template){ 0 };
}

void template_copy(struct template *to, const struct template *from)
{
	struct template copy = *from;
	copy.uid = mem_strdup(from->uid);
	copy.name = mem_strdup(from->name);
	copy.service = mem_strdup(from->service);
	for (int i = 0; i < NOTE_SECTIONS; i++)
		copy.text[i] = mem_strdup(from->text[i]);
	free_words(to);
	*to = copy;
}

static bool check_name(const char *name, struct err *err)
{
	size_t n = name ? strlen(name) : 0;
	int length = 0;
	if (str_empty(name))
		return err_set(err, ERR_INPUT,
			       _("The name is missing: type what the template is called, such as Initial."));
	if (!utf8_is_plain(name, n))
		return err_set(err, ERR_INPUT,
			       _("The name holds characters that cannot be shown. Type it on one line."));
	for (size_t at = 0; at < n; at = utf8_next(name, n, at))
		length++;
	if (length > TEMPLATE_NAME_MAX)
		return err_set(err, ERR_INPUT, _("The name is too long: it takes at most %d letters."),
			       TEMPLATE_NAME_MAX);
	return true;
}

static bool check_service(const char *service, struct err *err)
{
	if (service && (strpbrk(service, " \t\r\n") || !utf8_is_plain(service, strlen(service))))
		return err_set(
			err, ERR_INPUT,
			_("\"%s\" is no code of a service: it has no spaces, as FOLL45; empty means any."),
			service);
	return true;
}

bool template_check(const struct template *template, struct err *err)
{
	bool has_text = false;
	if (!check_name(template->name, err) || !check_service(template->service, err))
		return false;
	for (int i = 0; i < NOTE_SECTIONS; i++) {
		if (str_empty(template->text[i]))
			continue;
		has_text = true;
		if (!snippet_text_check(template->text[i], err))
			return err_prefix(err, "%s", note_section_word((enum note_section)i));
	}
	if (!has_text)
		return err_set(err, ERR_INPUT,
			       _("The template is empty: type a text for at least one section."));
	return true;
}

const struct template *template_find(const struct template *templates, size_t n, const char *service)
{
	const struct template *found = NULL;
	for (size_t i = 0; i < n; i++) {
		const char *own = templates[i].service;
		if (str_empty(own)) {
			if (!found)
				found = &templates[i];
		} else if (service && strcasecmp(own, service) == 0)
			return &templates[i];
	}
	return found;
}

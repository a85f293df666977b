/* SPDX-License-Identifier: MIT */
/* Memory that is there or ends the program, after the last words. */
#include "base/mem.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void (*last_words)(void *);
static void *last_words_context;

void mem_set_last_words(void (*hook)(void *), void *context)
{
	last_words = hook;
	last_words_context = context;
}

static void say(const char *text)
{
	size_t left = strlen(text);

	while (left > 0) {
		ssize_t n = write(STDERR_FILENO, text, left);

		if (n <= 0)
			return;
		text += n;
		left -= (size_t)n;
	}
}

/* The message may quote what a person typed: nothing in it may steer the terminal. No memory is asked for. */
static void say_safely(const char *text)
{
	char line[512];
	size_t n = 0;

	for (; *text != '\0' && n + 1 < sizeof line; text++) {
		unsigned char c = (unsigned char)*text;

		line[n++] = c < 0x20 || c == 0x7F || (c & 0xE0) == 0x80 ? '?' : *text;
	}
	line[n] = '\0';
	say(line);
}

_Noreturn void mem_die(const char *why)
{
	void (*hook)(void *) = last_words;

	/* The hook may run out of memory as well: it is called once. */
	last_words = NULL;
	if (hook != NULL)
		hook(last_words_context);
	say("fascicle: ");
	say_safely(why);
	say("\n");
	_exit(1);
}

static _Noreturn void die_of_hunger(void)
{
	mem_die("out of memory");
}

void *mem_alloc(size_t bytes)
{
	return mem_array(1, bytes);
}

/* A block of nothing is still a block. */
static void check_size(size_t *count, size_t *size)
{
	if (*count == 0 || *size == 0)
		*count = *size = 1;
	if (*count > SIZE_MAX / *size)
		die_of_hunger();
}

void *mem_array(size_t count, size_t size)
{
	void *block;

	check_size(&count, &size);
	block = calloc(count, size);
	if (block == NULL)
		die_of_hunger();
	return block;
}

void *mem_regrow(void *old, size_t count, size_t size)
{
	void *block;

	check_size(&count, &size);
	block = realloc(old, count * size);
	if (block == NULL)
		die_of_hunger();
	return block;
}

char *mem_strdup(const char *text)
{
	return text == NULL ? NULL : mem_strndup(text, strlen(text));
}

char *mem_strndup(const char *text, size_t bytes)
{
	size_t n = strnlen(text, bytes);
	char *copy;

	if (n == SIZE_MAX)
		die_of_hunger();
	copy = mem_alloc(n + 1);
	memcpy(copy, text, n);
	return copy;
}

void mem_replace(char **text, const char *value)
{
	char *copy = mem_strdup(value); /* before the old one goes: value may lie inside it */

	free(*text);
	*text = copy;
}

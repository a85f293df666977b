/* SPDX-License-Identifier: MIT */
/* Memory that is there or ends the program through one hook. Callers own what they get; free() it. */
#ifndef FASCICLE_BASE_MEM_H
#define FASCICLE_BASE_MEM_H

#include <stddef.h>

/* Called once when memory runs out or an invariant breaks, before the program ends with a message:
 * the terminal is restored and the draft kept there. */
void mem_set_last_words(void (*hook)(void *), void *context);
/* Ends the program through the hook. `why` is shown on stderr. */
_Noreturn void mem_die(const char *why);

void *mem_alloc(size_t bytes);                          /* zero-filled */
void *mem_array(size_t count, size_t size);             /* zero-filled; dies on overflow */
void *mem_regrow(void *old, size_t count, size_t size); /* realloc; dies on overflow */
char *mem_strdup(const char *text);                     /* NULL stays NULL */
char *mem_strndup(const char *text, size_t bytes);

/* Frees *text and puts a copy of `value` (may be NULL) there. */
void mem_replace(char **text, const char *value);

#endif

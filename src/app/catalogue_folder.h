/* SPDX-License-Identifier: MIT */
/* The practice's own tables: the CSV files of the folder that [catalogue] folder names, laid over the built-in ones. */
#ifndef FASCICLE_APP_CATALOGUE_FOLDER_H
#define FASCICLE_APP_CATALOGUE_FOLDER_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"
#include "catalogue/catalogue.h"
#include "io/conf.h"

/* Reads the folder and checks the codes of [catalogue] techniques and off. *own is the merged catalogue, to be freed with
 * catalogue_free() while catalogue_builtin() lives on; NULL when no folder is named: then the built-in one serves. A
 * problem is a sentence that names file and line; with `problems` each is a line there, else the first ends it. */
bool catalogue_folder_load(const struct conf *conf, struct catalogue **own, struct str *problems,
			   struct err *err);

#endif

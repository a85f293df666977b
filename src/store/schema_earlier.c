/* SPDX-License-Identifier: MIT */
/* The steps were still being written while programs made databases by them. What those programs made by other words than the
 * step has now, or not at all, stands here: an upgrade makes it anew. What is not listed is somebody else's change, is left
 * as it is, and is found by the check. No step is edited any more, so this table is closed. */
#include "store/schema_earlier.h"

#include <stddef.h>

const struct db_earlier schema_earlier[] = {
	/* step 1 */
	{ "session_consent", "00137c28b9420844" },
	/* step 2 */
	{ "template", "d92f3f09a1bead59" },
	{ "template_by_name", "8d1c449d1cee5f76" },
	/* step 4 */
	{ "caution_answer_same", "" },
	{ "mark", "69e14dc77cb9ab93" },
	{ "mark", "7092a8579dff4e32" },
	{ "selfcare_answer", "7e44ff068f14ae81" },
	{ "selfcare_signed_update", "bbb264b203370a4e" },
	{ "session_fact", "bc2199f252c75bc8" },
	/* step 6 */
	{ "allocation", "20d43c0b51f0c452" },
	{ "charge_by_lowered", "" },
	{ "charge_by_voiding", "" },
	{ "export_batch", "d9a96fda8fdf8431" },
	{ "export_delivery", "" },
	{ "export_delivery_frozen", "" },
	{ "export_delivery_keep", "" },
	{ "export_sum", "" },
	{ "export_sum_frozen", "" },
	{ "export_sum_keep", "" },
	{ "invoice", "15b9163180aecec1" },
	{ "invoice", "615750d0f34f1ba2" },
	{ "invoice_by_voiding", "" },
	{ "invoice_diagnosis", "" },
	{ "invoice_line", "ab6289a17b15ad23" },
	{ "invoice_same", "7cdc24f6847d899e" },
	{ "payment", "c471f7ba6a58da8b" },
	{ "payment", "c47ee32495bcd9f3" },
	{ "payment_by_voiding", "" },
	{ "payment_same", "51910614c89ef79f" },
	{ "practitioner_number", "" },
	{ "service_package", "" },
	{ NULL, NULL },
};

const struct db_fill schema_fills[] = {
	{ "template", "service", "coalesce(service, '')" },
	{ NULL, NULL, NULL },
};

/* SPDX-License-Identifier: MIT */
/* The fourth step of the tables: intake, flags, consent, cautions, timers, presets, self-care, referrals and the
 * structured part of the note. */
#ifndef FASCICLE_STORE_SCHEMA_CARE_H
#define FASCICLE_STORE_SCHEMA_CARE_H

extern const char schema_client_care[], schema_session_care[], schema_care_guards[];

#endif

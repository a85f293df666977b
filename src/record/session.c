/* SPDX-License-Identifier: MIT */
/* One appointment and its note. */
#include "record/session.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "record/codes.h"

void session_init(struct session *session)
{
	*session = (struct session){ .status = SESSION_BOOKED };
	for (int i = 0; i < NOTE_SECTIONS; i++)
		session->text[i] = mem_strdup("");
}

static void free_texts(struct session *session)
{
	free(session->uid);
	free(session->start);
	free(session->end);
	free(session->zone);
	free(session->start_utc);
	for (int i = 0; i < NOTE_SECTIONS; i++)
		free(session->text[i]);
	free(session->response);
	free(session->adverse);
	free(session->digest);
	free(session->signed_at);
}

void session_release(struct session *session)
{
	free_texts(session);
	*session = (struct session){ .status = SESSION_BOOKED };
}

void session_copy(struct session *to, const struct session *from)
{
	struct session copy = *from;
	copy.uid = mem_strdup(from->uid);
	copy.start = mem_strdup(from->start);
	copy.end = mem_strdup(from->end);
	copy.zone = mem_strdup(from->zone);
	copy.start_utc = mem_strdup(from->start_utc);
	for (int i = 0; i < NOTE_SECTIONS; i++)
		copy.text[i] = mem_strdup(from->text[i]);
	copy.response = mem_strdup(from->response);
	copy.adverse = mem_strdup(from->adverse);
	copy.digest = mem_strdup(from->digest);
	copy.signed_at = mem_strdup(from->signed_at);
	free_texts(to);
	*to = copy;
}

static const char *const status_codes[SESSION_STATUS_COUNT] = {
	[SESSION_BOOKED] = "booked", [SESSION_ARRIVED] = "arrived",     [SESSION_OPEN] = "open",
	[SESSION_SIGNED] = "signed", [SESSION_CANCELLED] = "cancelled", [SESSION_NO_SHOW] = "no-show",
};

CODES(session_status, session_status, SESSION_STATUS_COUNT, status_codes, )

const char *session_status_word(enum session_status status)
{
	switch (status) {
	case SESSION_BOOKED:
		return C_("session status", "booked");
	case SESSION_ARRIVED:
		return C_("session status", "arrived");
	case SESSION_OPEN:
		return C_("session status", "open");
	case SESSION_SIGNED:
		return C_("session status", "signed");
	case SESSION_CANCELLED:
		return C_("session status", "cancelled");
	case SESSION_NO_SHOW:
		return C_("session status", "no-show");
	default:
		return "";
	}
}

bool session_is_closed(enum session_status status)
{
	return status == SESSION_SIGNED || status == SESSION_CANCELLED || status == SESSION_NO_SHOW;
}

const char *note_section_word(enum note_section section)
{
	switch (section) {
	case NOTE_SUBJECTIVE:
		return C_("note section", "Subjective");
	case NOTE_OBJECTIVE:
		return C_("note section", "Objective");
	case NOTE_ASSESSMENT:
		return C_("note section", "Assessment");
	case NOTE_PLAN:
		return C_("note section", "Plan");
	default:
		return "";
	}
}

const char *note_section_letter(enum note_section section)
{
	static const char *const letters[NOTE_SECTIONS] = { "S", "O", "A", "P" };
	return (unsigned)section < NOTE_SECTIONS ? letters[section] : "";
}

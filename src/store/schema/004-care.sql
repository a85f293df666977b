-- SPDX-License-Identifier: MIT
-- Intake, flags, consent, cautions, timers, presets, self-care, referrals and the structured part of the note.

-- Of the client, whatever the session. Days may be known by the year or the month alone: "2019", "2019-03".
CREATE TABLE client_fact (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 client_id INTEGER NOT NULL REFERENCES client (id),
 kind TEXT NOT NULL,
 text TEXT NOT NULL CHECK (text <> ''),
 since TEXT,
 until TEXT,
 recorded_at TEXT NOT NULL,
 recorded_by INTEGER REFERENCES practitioner (id),
 voided_at TEXT
) STRICT;
CREATE INDEX client_fact_by_client ON client_fact (client_id);

CREATE TABLE flag (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 client_id INTEGER NOT NULL REFERENCES client (id),
 condition TEXT NOT NULL,
 regions TEXT NOT NULL, -- 'CLF.L KNB.L'; '': everywhere
 since TEXT,
 until TEXT,
 source TEXT NOT NULL CHECK (source IN ('client', 'letter', 'observed')),
 note TEXT,
 action TEXT, -- on a red flag: what was done about it
 action_at TEXT,
 recorded_at TEXT NOT NULL,
 recorded_by INTEGER REFERENCES practitioner (id),
 voided_at TEXT
) STRICT;
CREATE INDEX flag_by_client ON flag (client_id);

CREATE TABLE intake_review (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 client_id INTEGER NOT NULL REFERENCES client (id),
 session_id INTEGER REFERENCES session (id),
 day TEXT NOT NULL,
 nothing_new INTEGER NOT NULL CHECK (nothing_new IN (0, 1)),
 recorded_at TEXT NOT NULL,
 recorded_by INTEGER REFERENCES practitioner (id)
) STRICT;
CREATE INDEX intake_review_by_client ON intake_review (client_id, day);

CREATE TABLE consent (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 client_id INTEGER NOT NULL REFERENCES client (id),
 scope TEXT NOT NULL CHECK (scope IN ('treatment', 'needling', 'sensitive', 'privacy', 'contact', 'release')),
 form TEXT NOT NULL CHECK (form IN ('verbal', 'written')),
 given_on TEXT NOT NULL,
 withdrawn_on TEXT CHECK (withdrawn_on >= given_on),
 by_name TEXT, -- who consented for the client; NULL: the client
 relation TEXT,
 receiver TEXT CHECK (scope <> 'release' OR receiver <> ''), -- to whom the record is released
 note TEXT,
 recorded_at TEXT NOT NULL,
 recorded_by INTEGER REFERENCES practitioner (id),
 voided_at TEXT
) STRICT;
CREATE INDEX consent_by_client ON consent (client_id);

CREATE TABLE selfcare (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 client_id INTEGER NOT NULL REFERENCES client (id),
 session_id INTEGER NOT NULL REFERENCES session (id), -- in which it was taught
 kind TEXT NOT NULL,
 item TEXT, -- code of the library; NULL: own words
 text TEXT NOT NULL CHECK (text <> ''),
 side TEXT,
 regions TEXT NOT NULL,
 dose TEXT NOT NULL, -- 'hold 30s reps 3 a_day 2'
 purpose TEXT CHECK (purpose IN ('manage', 'prevent')),
 start_on TEXT NOT NULL,
 review_on TEXT,
 stop_if TEXT,
 taught TEXT CHECK (taught IN ('shown', 'practised', 'leaflet', 'video')),
 helper TEXT CHECK (helper IN ('self', 'partner', 'friend')),
 helper_trained_on TEXT,
 recorded_at TEXT NOT NULL,
 recorded_by INTEGER REFERENCES practitioner (id),
 ended_on TEXT,
 voided_at TEXT
) STRICT;
CREATE INDEX selfcare_by_client ON selfcare (client_id);
CREATE INDEX selfcare_by_session ON selfcare (session_id);

CREATE TABLE preset (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 owner_id INTEGER REFERENCES practitioner (id), -- NULL: the clinic's
 name TEXT NOT NULL CHECK (name <> ''),
 lines TEXT NOT NULL CHECK (lines <> ''), -- technique lines, one a row
 name_key TEXT NOT NULL,
 voided_at TEXT
) STRICT;
CREATE UNIQUE INDEX preset_by_name ON preset (name_key, coalesce(owner_id, 0)) WHERE voided_at IS NULL;

-- Of one session, and sealed with it.
-- Consent may be for needling as well, and given by somebody for the client.
CREATE TABLE session_consent_wider (
 id INTEGER PRIMARY KEY,
 session_id INTEGER NOT NULL REFERENCES session (id),
 scope TEXT NOT NULL DEFAULT 'treatment' CHECK (scope IN ('treatment', 'sensitive', 'needling')),
 given INTEGER NOT NULL CHECK (given IN (0, 1)),
 recorded_at TEXT NOT NULL,
 recorded_by INTEGER REFERENCES practitioner (id),
 by_name TEXT,
 relation TEXT
) STRICT;
INSERT INTO session_consent_wider (id, session_id, scope, given, recorded_at, recorded_by)
 SELECT id, session_id, scope, given, recorded_at, recorded_by FROM session_consent;
DROP TABLE session_consent;
ALTER TABLE session_consent_wider RENAME TO session_consent;
CREATE INDEX session_consent_by_session ON session_consent (session_id);

ALTER TABLE mark ADD COLUMN tissue TEXT; -- muscle, fascia, tendon, ligament
ALTER TABLE mark ADD COLUMN aware TEXT; -- yes: the client knew the place already
ALTER TABLE mark ADD COLUMN linked TEXT; -- code of the muscle whose point it belongs to

ALTER TABLE application ADD COLUMN aim TEXT;
ALTER TABLE application ADD COLUMN combined TEXT; -- code of the technique it was used together with

-- Fields of the note that have a fixed vocabulary: onset, pattern, findings, soreness after the last session.
CREATE TABLE session_fact (
 session_id INTEGER NOT NULL REFERENCES session (id),
 field TEXT NOT NULL,
 position INTEGER NOT NULL CHECK (position >= 1),
 value TEXT NOT NULL CHECK (value <> ''),
 region TEXT,
 side TEXT,
 grade INTEGER CHECK (grade BETWEEN 0 AND 9), -- how severe, where the field has it
 PRIMARY KEY (session_id, field, position)
) STRICT, WITHOUT ROWID;

-- What was answered to a caution: noted, or gone against with a reason.
CREATE TABLE caution_answer (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 session_id INTEGER NOT NULL REFERENCES session (id),
 technique TEXT NOT NULL, -- '': whatever the technique
 cause TEXT NOT NULL, -- the condition's code, or 'region STP'
 level TEXT NOT NULL CHECK (level IN ('caution', 'absolute')),
 reason TEXT CHECK (level <> 'absolute' OR reason <> ''),
 at TEXT NOT NULL,
 by_id INTEGER REFERENCES practitioner (id),
 voided_at TEXT
) STRICT;
CREATE INDEX caution_answer_by_session ON caution_answer (session_id);

CREATE TABLE referral_out (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 session_id INTEGER NOT NULL REFERENCES session (id),
 profession TEXT NOT NULL CHECK (profession <> ''),
 name TEXT,
 urgency TEXT NOT NULL CHECK (urgency IN ('emergency', 'same-day', 'days', 'routine')),
 reason TEXT NOT NULL CHECK (reason <> ''),
 recorded_at TEXT NOT NULL,
 recorded_by INTEGER REFERENCES practitioner (id),
 voided_at TEXT
) STRICT;
CREATE INDEX referral_out_by_session ON referral_out (session_id);

CREATE TABLE selfcare_answer (
 session_id INTEGER NOT NULL REFERENCES session (id), -- in which it was asked
 selfcare_id INTEGER NOT NULL REFERENCES selfcare (id),
 adherence TEXT CHECK (adherence IN ('0', '1', '2', '3', '4', '5', '6', '7', 'none', 'some', 'most', 'all')),
 effect TEXT CHECK (effect IN ('worse', 'same', 'better')),
 CHECK (adherence IS NOT NULL OR effect IS NOT NULL),
 PRIMARY KEY (session_id, selfcare_id)
) STRICT, WITHOUT ROWID;

-- Started by the therapist; what it measured goes into the dose, this row only lets it run on.
CREATE TABLE timer (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 session_id INTEGER NOT NULL REFERENCES session (id),
 kind TEXT NOT NULL CHECK (kind IN ('hold', 'build', 'rest', 'down')),
 technique TEXT NOT NULL,
 mark_id INTEGER REFERENCES mark (id),
 application_id INTEGER REFERENCES application (id),
 dose TEXT NOT NULL, -- that the seconds are for: 'hold', 'time'
 seconds INTEGER NOT NULL CHECK (seconds >= 0), -- to run; 0: counts up
 started_at TEXT NOT NULL,
 stopped_at TEXT
) STRICT;
CREATE INDEX timer_running ON timer (session_id) WHERE stopped_at IS NULL;

-- Facts, flags and consents are ended or voided, never rewritten.
CREATE TRIGGER client_fact_keep BEFORE DELETE ON client_fact BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER client_fact_replace BEFORE INSERT ON client_fact WHEN EXISTS (SELECT 1 FROM client_fact
 WHERE id = NEW.id OR uid = NEW.uid)
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER flag_keep BEFORE DELETE ON flag BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER flag_replace BEFORE INSERT ON flag WHEN EXISTS (SELECT 1 FROM flag
 WHERE id = NEW.id OR uid = NEW.uid)
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER intake_review_keep BEFORE DELETE ON intake_review BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER intake_review_replace BEFORE INSERT ON intake_review WHEN EXISTS (SELECT 1 FROM intake_review
 WHERE id = NEW.id OR uid = NEW.uid)
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER consent_keep BEFORE DELETE ON consent BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER consent_replace BEFORE INSERT ON consent WHEN EXISTS (SELECT 1 FROM consent
 WHERE id = NEW.id OR uid = NEW.uid)
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER selfcare_keep BEFORE DELETE ON selfcare BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER selfcare_replace BEFORE INSERT ON selfcare WHEN EXISTS (SELECT 1 FROM selfcare
 WHERE id = NEW.id OR uid = NEW.uid)
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER caution_answer_keep BEFORE DELETE ON caution_answer BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER caution_answer_replace BEFORE INSERT ON caution_answer WHEN EXISTS (SELECT 1 FROM caution_answer
 WHERE id = NEW.id OR uid = NEW.uid)
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER referral_out_keep BEFORE DELETE ON referral_out BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER referral_out_replace BEFORE INSERT ON referral_out WHEN EXISTS (SELECT 1 FROM referral_out
 WHERE id = NEW.id OR uid = NEW.uid)
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER caution_answer_signed_insert BEFORE INSERT ON caution_answer
 WHEN (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER caution_answer_signed_update BEFORE UPDATE ON caution_answer
 WHEN (SELECT status FROM session WHERE id = OLD.session_id) = 'signed'
 OR (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER referral_out_signed_insert BEFORE INSERT ON referral_out
 WHEN (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER referral_out_signed_update BEFORE UPDATE ON referral_out
 WHEN (SELECT status FROM session WHERE id = OLD.session_id) = 'signed'
 OR (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER session_fact_signed_insert BEFORE INSERT ON session_fact
 WHEN (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER session_fact_signed_update BEFORE UPDATE ON session_fact
 WHEN (SELECT status FROM session WHERE id = OLD.session_id) = 'signed'
 OR (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER session_fact_signed_delete BEFORE DELETE ON session_fact
 WHEN (SELECT status FROM session WHERE id = OLD.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER selfcare_answer_signed_insert BEFORE INSERT ON selfcare_answer
 WHEN (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER selfcare_answer_signed_update BEFORE UPDATE ON selfcare_answer
 WHEN (SELECT status FROM session WHERE id = OLD.session_id) = 'signed'
 OR (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER selfcare_answer_signed_delete BEFORE DELETE ON selfcare_answer
 WHEN (SELECT status FROM session WHERE id = OLD.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER client_fact_same BEFORE UPDATE ON client_fact
 WHEN NEW.id IS NOT OLD.id OR NEW.uid IS NOT OLD.uid OR NEW.client_id IS NOT OLD.client_id
 OR NEW.kind IS NOT OLD.kind OR NEW.text IS NOT OLD.text OR NEW.since IS NOT OLD.since
 OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.recorded_by IS NOT OLD.recorded_by
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER flag_same BEFORE UPDATE ON flag
 WHEN NEW.id IS NOT OLD.id OR NEW.uid IS NOT OLD.uid OR NEW.client_id IS NOT OLD.client_id
 OR NEW.condition IS NOT OLD.condition OR NEW.regions IS NOT OLD.regions OR NEW.since IS NOT OLD.since
 OR NEW.source IS NOT OLD.source OR NEW.note IS NOT OLD.note
 OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.recorded_by IS NOT OLD.recorded_by
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER caution_answer_same BEFORE UPDATE ON caution_answer
 WHEN NEW.id IS NOT OLD.id OR NEW.uid IS NOT OLD.uid OR NEW.session_id IS NOT OLD.session_id
 OR NEW.technique IS NOT OLD.technique OR NEW.cause IS NOT OLD.cause OR NEW.level IS NOT OLD.level
 OR NEW.reason IS NOT OLD.reason OR NEW.at IS NOT OLD.at OR NEW.by_id IS NOT OLD.by_id
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER intake_review_same BEFORE UPDATE ON intake_review BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER consent_same BEFORE UPDATE ON consent
 WHEN NEW.id IS NOT OLD.id OR NEW.uid IS NOT OLD.uid OR NEW.client_id IS NOT OLD.client_id
 OR NEW.scope IS NOT OLD.scope OR NEW.form IS NOT OLD.form OR NEW.given_on IS NOT OLD.given_on
 OR NEW.by_name IS NOT OLD.by_name OR NEW.relation IS NOT OLD.relation
 OR NEW.receiver IS NOT OLD.receiver OR NEW.note IS NOT OLD.note
 OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.recorded_by IS NOT OLD.recorded_by
 BEGIN SELECT RAISE(ABORT, 'kept'); END;

-- What was taught stays as it was signed; only its end comes later.
CREATE TRIGGER selfcare_signed_insert BEFORE INSERT ON selfcare
 WHEN (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER selfcare_signed_update BEFORE UPDATE ON selfcare
 WHEN ((SELECT status FROM session WHERE id = OLD.session_id) = 'signed'
 OR (SELECT status FROM session WHERE id = NEW.session_id) = 'signed')
 AND (NEW.id IS NOT OLD.id OR NEW.uid IS NOT OLD.uid OR NEW.client_id IS NOT OLD.client_id
 OR NEW.session_id IS NOT OLD.session_id OR NEW.kind IS NOT OLD.kind OR NEW.item IS NOT OLD.item
 OR NEW.text IS NOT OLD.text OR NEW.side IS NOT OLD.side OR NEW.regions IS NOT OLD.regions
 OR NEW.dose IS NOT OLD.dose OR NEW.purpose IS NOT OLD.purpose OR NEW.start_on IS NOT OLD.start_on
 OR NEW.review_on IS NOT OLD.review_on OR NEW.stop_if IS NOT OLD.stop_if
 OR NEW.taught IS NOT OLD.taught OR NEW.helper IS NOT OLD.helper
 OR NEW.helper_trained_on IS NOT OLD.helper_trained_on OR NEW.recorded_at IS NOT OLD.recorded_at
 OR NEW.recorded_by IS NOT OLD.recorded_by OR NEW.voided_at IS NOT OLD.voided_at)
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER session_consent_signed_insert BEFORE INSERT ON session_consent
 WHEN (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER session_consent_keep_update BEFORE UPDATE ON session_consent
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER session_consent_keep_delete BEFORE DELETE ON session_consent
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER timer_signed_insert BEFORE INSERT ON timer
 WHEN (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER preset_keep BEFORE DELETE ON preset BEGIN SELECT RAISE(ABORT, 'kept'); END;

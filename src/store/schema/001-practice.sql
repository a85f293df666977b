-- SPDX-License-Identifier: MIT
-- People, sessions, entries, charges, the audit.

CREATE TABLE practitioner (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 login TEXT NOT NULL UNIQUE,
 name TEXT NOT NULL,
 role TEXT NOT NULL,
 profession TEXT,
 provider_number TEXT,
 active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE client (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 version INTEGER NOT NULL,
 code TEXT NOT NULL UNIQUE,
 family TEXT NOT NULL,
 given TEXT NOT NULL,
 birth TEXT,
 sex TEXT,
 phone TEXT,
 email TEXT,
 address TEXT,
 occupation TEXT,
 emergency TEXT,
 note TEXT,
 name_key TEXT NOT NULL, -- for the order of lists
 words TEXT NOT NULL -- all that finding looks at
) STRICT;
CREATE INDEX client_by_name ON client (name_key, words);

-- Every beginning that finding a client may be given: words of the name, ends of the phone number, birth.
CREATE TABLE client_key (
 word TEXT NOT NULL,
 client_id INTEGER NOT NULL REFERENCES client (id),
 PRIMARY KEY (word, client_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE service (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 code TEXT NOT NULL UNIQUE,
 label TEXT NOT NULL,
 minutes INTEGER NOT NULL CHECK (minutes >= 0),
 cents INTEGER NOT NULL,
 tax TEXT NOT NULL,
 account TEXT,
 active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE session (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 version INTEGER NOT NULL,
 client_id INTEGER NOT NULL REFERENCES client (id),
 practitioner_id INTEGER NOT NULL REFERENCES practitioner (id),
 service_id INTEGER REFERENCES service (id),
 status TEXT NOT NULL
  CHECK (status IN ('booked', 'arrived', 'open', 'signed', 'cancelled', 'no-show')),
 start_wall TEXT NOT NULL,
 end_wall TEXT NOT NULL,
 zone TEXT NOT NULL,
 start_utc TEXT NOT NULL,
 subjective TEXT NOT NULL,
 objective TEXT NOT NULL,
 assessment TEXT NOT NULL,
 plan TEXT NOT NULL,
 response TEXT,
 adverse TEXT,
 override_reason TEXT,
 signed_at TEXT,
 signed_by INTEGER REFERENCES practitioner (id),
 digest TEXT,
 CHECK ((status = 'signed') = (signed_at IS NOT NULL)),
 CHECK ((status = 'signed') = (signed_by IS NOT NULL)),
 CHECK (status = 'signed' OR digest IS NULL)
) STRICT;
CREATE INDEX session_by_start ON session (start_wall);
CREATE INDEX session_by_client ON session (client_id, start_wall);
CREATE INDEX session_unfinished ON session (start_wall) WHERE status IN ('booked', 'arrived', 'open');

CREATE TABLE session_consent (
 id INTEGER PRIMARY KEY,
 session_id INTEGER NOT NULL REFERENCES session (id),
 scope TEXT NOT NULL DEFAULT 'treatment' CHECK (scope IN ('treatment', 'sensitive')),
 given INTEGER NOT NULL CHECK (given IN (0, 1)),
 recorded_at TEXT NOT NULL,
 recorded_by INTEGER REFERENCES practitioner (id)
) STRICT;
CREATE INDEX session_consent_by_session ON session_consent (session_id);

CREATE TABLE draft (
 session_id INTEGER PRIMARY KEY REFERENCES session (id),
 base_version INTEGER NOT NULL,
 revision INTEGER NOT NULL,
 subjective TEXT NOT NULL,
 objective TEXT NOT NULL,
 assessment TEXT NOT NULL,
 plan TEXT NOT NULL,
 section INTEGER NOT NULL,
 cursor INTEGER NOT NULL,
 saved_at TEXT NOT NULL,
 holder TEXT NOT NULL
) STRICT;

CREATE TABLE point (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 client_id INTEGER NOT NULL REFERENCES client (id),
 muscle TEXT NOT NULL,
 region TEXT NOT NULL,
 side TEXT NOT NULL,
 UNIQUE (client_id, muscle, region, side)
) STRICT;

CREATE TABLE mark (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 point_id INTEGER NOT NULL REFERENCES point (id),
 session_id INTEGER NOT NULL REFERENCES session (id),
 muscle TEXT,
 region TEXT,
 side TEXT,
 type TEXT,
 signs_yes INTEGER NOT NULL,
 signs_no INTEGER NOT NULL,
 tender_before INTEGER CHECK (tender_before BETWEEN 0 AND 10),
 tender_after INTEGER CHECK (tender_after BETWEEN 0 AND 10),
 referral TEXT,
 response TEXT,
 sufficient TEXT,
 note TEXT,
 voided_at TEXT
) STRICT;
CREATE INDEX mark_by_session ON mark (session_id);
CREATE INDEX mark_by_point ON mark (point_id);

CREATE TABLE application (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 session_id INTEGER NOT NULL REFERENCES session (id),
 mark_id INTEGER REFERENCES mark (id),
 technique TEXT NOT NULL,
 region TEXT,
 side TEXT,
 note TEXT,
 voided_at TEXT
) STRICT;
CREATE INDEX application_by_session ON application (session_id);
CREATE INDEX application_by_mark ON application (mark_id) WHERE mark_id IS NOT NULL;

CREATE TABLE dose (
 application_id INTEGER NOT NULL REFERENCES application (id),
 position INTEGER NOT NULL,
 name TEXT NOT NULL,
 unit TEXT NOT NULL,
 value TEXT NOT NULL,
 PRIMARY KEY (application_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE charge (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 session_id INTEGER REFERENCES session (id),
 client_id INTEGER NOT NULL REFERENCES client (id),
 practitioner_id INTEGER NOT NULL REFERENCES practitioner (id),
 day TEXT NOT NULL,
 code TEXT NOT NULL,
 label TEXT NOT NULL,
 quantity INTEGER NOT NULL,
 unit_cents INTEGER NOT NULL,
 total_cents INTEGER NOT NULL CHECK (total_cents = quantity * unit_cents),
 tax TEXT NOT NULL,
 tax_rate_bp INTEGER NOT NULL CHECK (tax_rate_bp BETWEEN 0 AND 10000),
 tax_cents INTEGER NOT NULL,
 account TEXT,
 voided_at TEXT
) STRICT;
CREATE INDEX charge_by_day ON charge (day);
CREATE INDEX charge_by_session ON charge (session_id) WHERE session_id IS NOT NULL;

CREATE TABLE audit (
 seq INTEGER PRIMARY KEY,
 at TEXT NOT NULL,
 login TEXT NOT NULL,
 action TEXT NOT NULL,
 entity TEXT NOT NULL,
 entity_id INTEGER NOT NULL,
 detail TEXT,
 hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_entity ON audit (entity, entity_id, action);

-- What was signed, charged or audited stays. Each trigger raises a word that refusal() explains.
CREATE TRIGGER audit_keep_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit'); END;
CREATE TRIGGER audit_keep_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit'); END;
CREATE TRIGGER audit_follow BEFORE INSERT ON audit
 WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit)
 BEGIN SELECT RAISE(ABORT, 'audit'); END;
CREATE TRIGGER practitioner_keep BEFORE DELETE ON practitioner BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER client_keep BEFORE DELETE ON client BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER client_keep_uid BEFORE UPDATE OF uid ON client
 WHEN NEW.uid IS NOT OLD.uid BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER practitioner_keep_uid BEFORE UPDATE OF uid ON practitioner
 WHEN NEW.uid IS NOT OLD.uid BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER service_keep BEFORE DELETE ON service BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER session_keep BEFORE DELETE ON session BEGIN SELECT RAISE(ABORT, 'kept'); END;
-- The digest itself follows the signature within one transaction.
CREATE TRIGGER session_signed_update BEFORE UPDATE ON session
 WHEN OLD.status = 'signed' AND OLD.digest IS NOT NULL BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER session_signed_replace BEFORE INSERT ON session
 WHEN EXISTS (SELECT 1 FROM session WHERE id = NEW.id AND status = 'signed')
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER session_consent_signed_insert BEFORE INSERT ON session_consent
 WHEN (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER session_consent_keep_update BEFORE UPDATE ON session_consent
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER session_consent_keep_delete BEFORE DELETE ON session_consent
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER draft_signed_insert BEFORE INSERT ON draft
 WHEN (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER point_keep_update BEFORE UPDATE ON point BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER point_keep_delete BEFORE DELETE ON point BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER mark_signed_insert BEFORE INSERT ON mark
 WHEN (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER mark_signed_update BEFORE UPDATE ON mark
 WHEN (SELECT status FROM session WHERE id = OLD.session_id) = 'signed'
 OR (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER mark_keep BEFORE DELETE ON mark BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER application_signed_insert BEFORE INSERT ON application
 WHEN (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER application_signed_update BEFORE UPDATE ON application
 WHEN (SELECT status FROM session WHERE id = OLD.session_id) = 'signed'
 OR (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER application_keep BEFORE DELETE ON application BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER dose_signed_insert BEFORE INSERT ON dose
 WHEN (SELECT s.status FROM session s JOIN application a ON a.session_id = s.id
  WHERE a.id = NEW.application_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER dose_signed_update BEFORE UPDATE ON dose
 WHEN EXISTS (SELECT 1 FROM session s JOIN application a ON a.session_id = s.id
  WHERE a.id IN (OLD.application_id, NEW.application_id) AND s.status = 'signed')
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER dose_signed_delete BEFORE DELETE ON dose
 WHEN (SELECT s.status FROM session s JOIN application a ON a.session_id = s.id
  WHERE a.id = OLD.application_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;

-- A charge only ever changes from standing to voided.
CREATE TRIGGER charge_keep_update BEFORE UPDATE ON charge
 WHEN OLD.voided_at IS NOT NULL OR NEW.voided_at IS NULL OR NEW.id IS NOT OLD.id
 OR NEW.uid IS NOT OLD.uid OR NEW.session_id IS NOT OLD.session_id
 OR NEW.client_id IS NOT OLD.client_id OR NEW.practitioner_id IS NOT OLD.practitioner_id
 OR NEW.day IS NOT OLD.day OR NEW.code IS NOT OLD.code OR NEW.label IS NOT OLD.label
 OR NEW.quantity IS NOT OLD.quantity OR NEW.unit_cents IS NOT OLD.unit_cents
 OR NEW.total_cents IS NOT OLD.total_cents OR NEW.tax IS NOT OLD.tax
 OR NEW.tax_rate_bp IS NOT OLD.tax_rate_bp OR NEW.tax_cents IS NOT OLD.tax_cents
 OR NEW.account IS NOT OLD.account
 BEGIN SELECT RAISE(ABORT, 'charge'); END;
CREATE TRIGGER charge_keep_delete BEFORE DELETE ON charge BEGIN SELECT RAISE(ABORT, 'charge'); END;
CREATE TRIGGER charge_replace BEFORE INSERT ON charge
 WHEN EXISTS (SELECT 1 FROM charge WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'charge'); END;

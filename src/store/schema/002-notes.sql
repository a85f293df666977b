-- SPDX-License-Identifier: MIT
-- The note that is never lost, and what makes it quick to write.

CREATE TABLE presence (
 session_id INTEGER PRIMARY KEY REFERENCES session (id),
 login TEXT NOT NULL,
 name TEXT NOT NULL,
 instance TEXT NOT NULL, -- the running program
 host TEXT NOT NULL,
 boot TEXT NOT NULL,
 pid INTEGER NOT NULL,
 since TEXT NOT NULL,
 seen_at TEXT NOT NULL
) STRICT;

ALTER TABLE draft ADD COLUMN instance TEXT;

CREATE TABLE draft_copy (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 session_id INTEGER NOT NULL REFERENCES session (id),
 login TEXT NOT NULL,
 saved_at TEXT NOT NULL,
 why TEXT NOT NULL,
 subjective TEXT NOT NULL,
 objective TEXT NOT NULL,
 assessment TEXT NOT NULL,
 plan TEXT NOT NULL
) STRICT;
CREATE INDEX draft_copy_by_session ON draft_copy (session_id);
CREATE TRIGGER draft_copy_keep_update BEFORE UPDATE ON draft_copy BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER draft_copy_keep_delete BEFORE DELETE ON draft_copy BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER draft_copy_replace BEFORE INSERT ON draft_copy
 WHEN EXISTS (SELECT 1 FROM draft_copy WHERE id = NEW.id OR uid = NEW.uid)
 BEGIN SELECT RAISE(ABORT, 'kept'); END;

CREATE TABLE note_sentence (
 session_id INTEGER NOT NULL REFERENCES session (id),
 kind TEXT NOT NULL,
 text TEXT NOT NULL,
 PRIMARY KEY (session_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE form_draft (
 login TEXT NOT NULL,
 form TEXT NOT NULL,
 record_id INTEGER NOT NULL, -- 0: a record that does not exist yet
 field TEXT NOT NULL,
 value TEXT NOT NULL,
 PRIMARY KEY (login, form, record_id, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE snippet (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 version INTEGER NOT NULL,
 owner_id INTEGER REFERENCES practitioner (id), -- NULL: the clinic's
 word TEXT NOT NULL,
 text TEXT NOT NULL,
 word_key TEXT NOT NULL, -- as words are compared
 voided_at TEXT
) STRICT;
CREATE UNIQUE INDEX snippet_by_word ON snippet (word_key, coalesce(owner_id, 0)) WHERE voided_at IS NULL;

CREATE TABLE template (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 version INTEGER NOT NULL,
 name TEXT NOT NULL,
 service TEXT NOT NULL, -- code; '': for any
 subjective TEXT NOT NULL,
 objective TEXT NOT NULL,
 assessment TEXT NOT NULL,
 plan TEXT NOT NULL,
 voided_at TEXT
) STRICT;
CREATE UNIQUE INDEX template_by_name ON template (name, service) WHERE voided_at IS NULL;

CREATE TABLE addendum (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 session_id INTEGER NOT NULL REFERENCES session (id),
 at TEXT NOT NULL,
 author_id INTEGER NOT NULL REFERENCES practitioner (id),
 author TEXT NOT NULL, -- the name at that time
 reason TEXT NOT NULL CHECK (reason <> ''),
 text TEXT NOT NULL CHECK (text <> '')
) STRICT;
CREATE INDEX addendum_by_session ON addendum (session_id);

CREATE TABLE credential (
 practitioner_id INTEGER PRIMARY KEY REFERENCES practitioner (id),
 hash TEXT NOT NULL,
 changed_at TEXT NOT NULL,
 failures INTEGER NOT NULL CHECK (failures >= 0),
 blocked_until TEXT
) STRICT;

CREATE TRIGGER addendum_on_signed BEFORE INSERT ON addendum
 WHEN (SELECT status FROM session WHERE id = NEW.session_id) IS NOT 'signed'
 BEGIN SELECT RAISE(ABORT, 'unsigned'); END;
CREATE TRIGGER addendum_keep_update BEFORE UPDATE ON addendum BEGIN SELECT RAISE(ABORT, 'addendum'); END;
CREATE TRIGGER addendum_keep_delete BEFORE DELETE ON addendum BEGIN SELECT RAISE(ABORT, 'addendum'); END;
CREATE TRIGGER addendum_replace BEFORE INSERT ON addendum
 WHEN EXISTS (SELECT 1 FROM addendum WHERE id = NEW.id OR uid = NEW.uid)
 BEGIN SELECT RAISE(ABORT, 'addendum'); END;
CREATE TRIGGER note_sentence_signed_insert BEFORE INSERT ON note_sentence
 WHEN (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER snippet_keep BEFORE DELETE ON snippet BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER template_keep BEFORE DELETE ON template BEGIN SELECT RAISE(ABORT, 'kept'); END;

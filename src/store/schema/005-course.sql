-- SPDX-License-Identifier: MIT
-- Measures, and the course of treatment with its goals and reviews.

-- One thing that was measured in one session. Values are plain decimals, readings of the same thing parted by blanks
-- ("2.1 2.3 2.2"); of a score, what its maximum and direction were is kept with the value.
CREATE TABLE measure (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 client_id INTEGER NOT NULL REFERENCES client (id), -- of the session: what is asked for over time
 session_id INTEGER NOT NULL REFERENCES session (id),
 kind TEXT NOT NULL CHECK (kind IN ('pain', 'rom', 'strength', 'ppt', 'psfs', 'score')),
 code TEXT NOT NULL, -- of the movement, the muscle, the score; of pain: now, best, worst, average
 activity TEXT CHECK (kind <> 'psfs' OR activity <> ''), -- in the client's words
 side TEXT CHECK (side IN ('L', 'R')),
 mode TEXT CHECK (mode IN ('active', 'passive')),
 start TEXT, -- of a movement that does not start at 0
 before TEXT NOT NULL CHECK (before <> ''),
 after TEXT,
 unit TEXT NOT NULL,
 maximum TEXT,
 high_is_good INTEGER CHECK (high_is_good IN (0, 1)),
 pain_before INTEGER CHECK (pain_before BETWEEN 0 AND 10), -- with the movement
 pain_after INTEGER CHECK (pain_after BETWEEN 0 AND 10),
 end_feel TEXT CHECK (end_feel IN ('soft', 'firm', 'hard', 'empty', 'spasm', 'guarded')),
 method TEXT CHECK (method IN ('goniometer', 'inclinometer', 'app', 'tape', 'eye')),
 recorded_at TEXT NOT NULL,
 recorded_by INTEGER REFERENCES practitioner (id),
 voided_at TEXT
) STRICT;
CREATE INDEX measure_by_session ON measure (session_id);
CREATE INDEX measure_by_client ON measure (client_id, kind, code);

CREATE TABLE course (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 version INTEGER NOT NULL,
 client_id INTEGER NOT NULL REFERENCES client (id),
 reason TEXT NOT NULL CHECK (reason <> ''),
 planned INTEGER CHECK (planned BETWEEN 1 AND 200), -- sessions; NULL: not said
 review_every INTEGER CHECK (review_every BETWEEN 1 AND 50), -- signed sessions
 review_on TEXT, -- a day that was agreed on, whatever the count
 begun_on TEXT NOT NULL,
 ended_on TEXT CHECK (ended_on >= begun_on),
 outcome TEXT CHECK (outcome IN ('reached', 'better', 'unchanged', 'worse', 'stopped', 'referred')),
 outcome_note TEXT,
 recorded_at TEXT NOT NULL,
 recorded_by INTEGER REFERENCES practitioner (id),
 voided_at TEXT,
 CHECK ((ended_on IS NULL) = (outcome IS NULL))
) STRICT;
CREATE INDEX course_by_client ON course (client_id);
CREATE UNIQUE INDEX course_running ON course (client_id) WHERE ended_on IS NULL AND voided_at IS NULL;

CREATE TABLE goal (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 course_id INTEGER NOT NULL REFERENCES course (id),
 text TEXT NOT NULL CHECK (text <> ''),
 -- The measure that tells, where one fits: as in the table of measures.
 kind TEXT CHECK (kind IN ('pain', 'rom', 'strength', 'ppt', 'psfs', 'score')),
 code TEXT NOT NULL,
 activity TEXT,
 side TEXT CHECK (side IN ('L', 'R')),
 mode TEXT CHECK (mode IN ('active', 'passive')),
 unit TEXT NOT NULL,
 target TEXT,
 met_on TEXT,
 recorded_at TEXT NOT NULL,
 recorded_by INTEGER REFERENCES practitioner (id),
 voided_at TEXT
) STRICT;
CREATE INDEX goal_by_course ON goal (course_id);

-- A re-assessment that was done: the count of sessions begins anew.
CREATE TABLE course_review (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 course_id INTEGER NOT NULL REFERENCES course (id),
 session_id INTEGER NOT NULL REFERENCES session (id),
 day TEXT NOT NULL,
 recorded_at TEXT NOT NULL,
 recorded_by INTEGER REFERENCES practitioner (id),
 voided_at TEXT
) STRICT;
CREATE INDEX course_review_by_course ON course_review (course_id);

-- Measures are sealed with their session and are its client's. A course goes on over many sessions: it may change, but
-- whose it is and when it was written down stay.
CREATE TRIGGER measure_keep BEFORE DELETE ON measure BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER measure_replace BEFORE INSERT ON measure WHEN EXISTS (SELECT 1 FROM measure
 WHERE id = NEW.id OR uid = NEW.uid)
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER course_keep BEFORE DELETE ON course BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER course_replace BEFORE INSERT ON course WHEN EXISTS (SELECT 1 FROM course
 WHERE id = NEW.id OR uid = NEW.uid)
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER goal_keep BEFORE DELETE ON goal BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER goal_replace BEFORE INSERT ON goal WHEN EXISTS (SELECT 1 FROM goal
 WHERE id = NEW.id OR uid = NEW.uid)
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER course_review_keep BEFORE DELETE ON course_review BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER course_review_replace BEFORE INSERT ON course_review WHEN EXISTS (SELECT 1 FROM course_review
 WHERE id = NEW.id OR uid = NEW.uid)
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER measure_signed_insert BEFORE INSERT ON measure
 WHEN (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER measure_signed_update BEFORE UPDATE ON measure
 WHEN (SELECT status FROM session WHERE id = OLD.session_id) = 'signed'
 OR (SELECT status FROM session WHERE id = NEW.session_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER measure_client_insert BEFORE INSERT ON measure
 WHEN (SELECT client_id FROM session WHERE id = NEW.session_id) IS NOT NEW.client_id
 BEGIN SELECT RAISE(ABORT, 'client'); END;
CREATE TRIGGER measure_client_update BEFORE UPDATE ON measure
 WHEN (SELECT client_id FROM session WHERE id = NEW.session_id) IS NOT NEW.client_id
 BEGIN SELECT RAISE(ABORT, 'client'); END;
CREATE TRIGGER course_same BEFORE UPDATE ON course
 WHEN NEW.id IS NOT OLD.id OR NEW.uid IS NOT OLD.uid OR NEW.client_id IS NOT OLD.client_id
 OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.recorded_by IS NOT OLD.recorded_by
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER goal_same BEFORE UPDATE ON goal
 WHEN NEW.id IS NOT OLD.id OR NEW.uid IS NOT OLD.uid OR NEW.course_id IS NOT OLD.course_id
 OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.recorded_by IS NOT OLD.recorded_by
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER course_review_same BEFORE UPDATE ON course_review
 WHEN NEW.id IS NOT OLD.id OR NEW.uid IS NOT OLD.uid OR NEW.course_id IS NOT OLD.course_id
 OR NEW.session_id IS NOT OLD.session_id OR NEW.day IS NOT OLD.day
 OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.recorded_by IS NOT OLD.recorded_by
 BEGIN SELECT RAISE(ABORT, 'kept'); END;

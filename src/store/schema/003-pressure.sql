-- SPDX-License-Identifier: MIT
-- The readings of a mark's pressure pain threshold.

CREATE TABLE mark_pressure (
 mark_id INTEGER NOT NULL REFERENCES mark (id),
 stage TEXT NOT NULL CHECK (stage IN ('before', 'after')), -- the treatment of that session
 position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 3),
 value TEXT NOT NULL, -- a plain decimal
 unit TEXT NOT NULL, -- as read, never converted
 PRIMARY KEY (mark_id, stage, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER mark_pressure_signed_insert BEFORE INSERT ON mark_pressure
 WHEN (SELECT s.status FROM session s JOIN mark m ON m.session_id = s.id
  WHERE m.id = NEW.mark_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER mark_pressure_signed_update BEFORE UPDATE ON mark_pressure
 WHEN EXISTS (SELECT 1 FROM session s JOIN mark m ON m.session_id = s.id
  WHERE m.id IN (OLD.mark_id, NEW.mark_id) AND s.status = 'signed')
 BEGIN SELECT RAISE(ABORT, 'signed'); END;
CREATE TRIGGER mark_pressure_signed_delete BEFORE DELETE ON mark_pressure
 WHEN (SELECT s.status FROM session s JOIN mark m ON m.session_id = s.id
  WHERE m.id = OLD.mark_id) = 'signed'
 BEGIN SELECT RAISE(ABORT, 'signed'); END;

-- SPDX-License-Identifier: MIT
-- The audit in compact form. What a row says and what its hash covers stay as they were, to the byte (store/audit_chain.h);
-- only how it lies here is another: words that come again stand once, instants and fingerprints are no texts, and what a
-- person has typed lies beside the row, so that it can be destroyed one day while the chain goes on.

CREATE TABLE audit_word ( -- logins, actions, entities
 id INTEGER PRIMARY KEY,
 word TEXT NOT NULL UNIQUE
) STRICT;

-- What a row says, its detail, are three parts one behind the other: the fingerprint of a record in hex digits, what else
-- the program has put there, a person's words.
CREATE TABLE audit_row (
 seq INTEGER PRIMARY KEY,
 at INTEGER NOT NULL, -- seconds since 1970
 login INTEGER NOT NULL REFERENCES audit_word (id),
 action INTEGER NOT NULL REFERENCES audit_word (id),
 entity INTEGER NOT NULL REFERENCES audit_word (id),
 entity_id INTEGER NOT NULL,
 seal BLOB CHECK (length(seal) = 32),
 detail TEXT,
 value_digest BLOB CHECK (length(value_digest) = 32), -- of the words; NULL: the hash covers the words themselves
 hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TABLE audit_value ( -- a person's words and the salt of their fingerprint; both NULL: destroyed
 seq INTEGER PRIMARY KEY REFERENCES audit_row (seq),
 salt BLOB CHECK (length(salt) = 16),
 words TEXT CHECK (words <> '')
) STRICT;

-- The rows from before are stored again and never hashed again. What somebody has forged into a form that the program never
-- wrote (an instant, a hash) fits no column and becomes 0, which does not verify either.
INSERT INTO audit_word (word)
 SELECT login FROM audit UNION SELECT action FROM audit UNION SELECT entity FROM audit;

-- Where a person's words begin. What has a NUL inside is not cut.
CREATE TEMP TABLE audit_cut (seq INTEGER PRIMARY KEY, own INTEGER NOT NULL);
INSERT INTO audit_cut
 SELECT seq, CASE
  WHEN instr(detail, char(0)) > 0 THEN 0
  WHEN action = 'session-sign' AND substr(detail, 65, 13) = char(10) || 'passphrase: ' THEN
   CASE WHEN instr(substr(detail, 66), char(10)) > 0 THEN 65 + instr(substr(detail, 66), char(10)) ELSE length(detail) END
  WHEN action = 'session-sign' THEN 65
  WHEN action IN ('invoice-void', 'payment-void') AND detail GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] *' THEN 11
  WHEN action = 'caution-override' AND instr(detail, ': ') > 0 THEN instr(detail, ': ') + 1
  ELSE 0 END
 FROM audit WHERE detail <> '' AND action IN ('caution-override', 'charge-void', 'client-edit', 'client-new', 'flag-act',
  'invoice-credit', 'invoice-void', 'payer-add', 'payment-void', 'practitioner-number', 'preset-add', 'session-sign',
  'snippet-add', 'snippet-edit', 'template-add', 'template-edit');
DELETE FROM audit_cut WHERE own > 0 AND own >= (SELECT length(a.detail) FROM audit a WHERE a.seq = audit_cut.seq);

-- Bytes for hex digits, four at once. The library learned that only later.
CREATE TEMP TABLE audit_byte (h TEXT PRIMARY KEY, b BLOB NOT NULL) WITHOUT ROWID;
INSERT INTO audit_byte
 WITH RECURSIVE n (i) AS (SELECT 0 WHERE EXISTS (SELECT 1 FROM audit) UNION ALL SELECT i + 1 FROM n WHERE i < 255)
 SELECT printf('%02x', i), substr(CAST(
   x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f' ||
   x'303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f' ||
   x'606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f' ||
   x'909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebf' ||
   x'c0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeef' ||
   x'f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff' AS BLOB), i + 1, 1) FROM n;
CREATE TEMP TABLE audit_pair (h TEXT PRIMARY KEY, b BLOB NOT NULL) WITHOUT ROWID;
INSERT INTO audit_pair
 SELECT one.h || two.h, CAST(one.b || two.b AS BLOB) FROM audit_byte one JOIN audit_byte two ORDER BY 1;

INSERT INTO audit_row
 SELECT seq, CASE WHEN strftime('%Y-%m-%dT%H:%M:%SZ', at) = at THEN CAST(strftime('%s', at) AS INTEGER) ELSE 0 END,
  (SELECT id FROM audit_word WHERE word = login), (SELECT id FROM audit_word WHERE word = action),
  (SELECT id FROM audit_word WHERE word = entity), entity_id,
  CASE WHEN sealed THEN CAST(
   (SELECT b FROM audit_pair WHERE h = substr(own, 1, 4)) || (SELECT b FROM audit_pair WHERE h = substr(own, 5, 4)) ||
   (SELECT b FROM audit_pair WHERE h = substr(own, 9, 4)) || (SELECT b FROM audit_pair WHERE h = substr(own, 13, 4)) ||
   (SELECT b FROM audit_pair WHERE h = substr(own, 17, 4)) || (SELECT b FROM audit_pair WHERE h = substr(own, 21, 4)) ||
   (SELECT b FROM audit_pair WHERE h = substr(own, 25, 4)) || (SELECT b FROM audit_pair WHERE h = substr(own, 29, 4)) ||
   (SELECT b FROM audit_pair WHERE h = substr(own, 33, 4)) || (SELECT b FROM audit_pair WHERE h = substr(own, 37, 4)) ||
   (SELECT b FROM audit_pair WHERE h = substr(own, 41, 4)) || (SELECT b FROM audit_pair WHERE h = substr(own, 45, 4)) ||
   (SELECT b FROM audit_pair WHERE h = substr(own, 49, 4)) || (SELECT b FROM audit_pair WHERE h = substr(own, 53, 4)) ||
   (SELECT b FROM audit_pair WHERE h = substr(own, 57, 4)) || (SELECT b FROM audit_pair WHERE h = substr(own, 61, 4))
   AS BLOB) END,
  CASE WHEN sealed THEN nullif(substr(own, 65), '') ELSE own END, NULL,
  CASE WHEN length(CAST(hash AS BLOB)) = 64 THEN coalesce(CAST(
   (SELECT b FROM audit_pair WHERE h = substr(hash, 1, 4)) || (SELECT b FROM audit_pair WHERE h = substr(hash, 5, 4)) ||
   (SELECT b FROM audit_pair WHERE h = substr(hash, 9, 4)) || (SELECT b FROM audit_pair WHERE h = substr(hash, 13, 4)) ||
   (SELECT b FROM audit_pair WHERE h = substr(hash, 17, 4)) || (SELECT b FROM audit_pair WHERE h = substr(hash, 21, 4)) ||
   (SELECT b FROM audit_pair WHERE h = substr(hash, 25, 4)) || (SELECT b FROM audit_pair WHERE h = substr(hash, 29, 4)) ||
   (SELECT b FROM audit_pair WHERE h = substr(hash, 33, 4)) || (SELECT b FROM audit_pair WHERE h = substr(hash, 37, 4)) ||
   (SELECT b FROM audit_pair WHERE h = substr(hash, 41, 4)) || (SELECT b FROM audit_pair WHERE h = substr(hash, 45, 4)) ||
   (SELECT b FROM audit_pair WHERE h = substr(hash, 49, 4)) || (SELECT b FROM audit_pair WHERE h = substr(hash, 53, 4)) ||
   (SELECT b FROM audit_pair WHERE h = substr(hash, 57, 4)) || (SELECT b FROM audit_pair WHERE h = substr(hash, 61, 4))
   AS BLOB), zeroblob(32))
  ELSE zeroblob(32) END
 FROM (SELECT *, length(own) >= 64 AND substr(own, 1, 64) NOT GLOB '*[^0-9a-f]*'
   AND (length(own) = 64 OR substr(own, 65, 1) = char(10)) AND instr(own, char(0)) = 0 AS sealed
  FROM (SELECT a.*, CASE WHEN c.seq IS NULL THEN a.detail ELSE nullif(substr(a.detail, 1, c.own), '') END AS own
   FROM audit a LEFT JOIN audit_cut c ON c.seq = a.seq))
 ORDER BY seq;
INSERT INTO audit_value
 SELECT c.seq, NULL, CASE WHEN c.own = 0 THEN a.detail ELSE substr(a.detail, c.own + 1) END
 FROM audit_cut c JOIN audit a ON a.seq = c.seq ORDER BY c.seq;
DROP TABLE audit_pair;
DROP TABLE audit_byte;
DROP TABLE audit_cut;
DROP TABLE audit;

CREATE INDEX audit_by_entity ON audit_row (entity, entity_id, action);

-- The audit as it is read, and always was.
CREATE VIEW audit AS
 SELECT r.seq, strftime('%Y-%m-%dT%H:%M:%SZ', r.at, 'unixepoch') AS at, l.word AS login, a.word AS action,
  e.word AS entity, r.entity_id,
  CASE WHEN r.seal IS NOT NULL THEN lower(hex(r.seal)) || coalesce(r.detail, '') || coalesce(v.words, '')
   ELSE coalesce(r.detail || v.words, r.detail, v.words) END AS detail,
  lower(hex(r.hash)) AS hash
 FROM audit_row r JOIN audit_word l ON l.id = r.login JOIN audit_word a ON a.id = r.action
  JOIN audit_word e ON e.id = r.entity LEFT JOIN audit_value v ON v.seq = r.seq;

-- It can only be added to, row by row, and only the newest row gets words. Destroying them is for a later step.
CREATE TRIGGER audit_keep_insert INSTEAD OF INSERT ON audit BEGIN SELECT RAISE(ABORT, 'audit'); END;
CREATE TRIGGER audit_keep_update INSTEAD OF UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit'); END;
CREATE TRIGGER audit_keep_delete INSTEAD OF DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit'); END;
CREATE TRIGGER audit_row_keep_update BEFORE UPDATE ON audit_row BEGIN SELECT RAISE(ABORT, 'audit'); END;
CREATE TRIGGER audit_row_keep_delete BEFORE DELETE ON audit_row BEGIN SELECT RAISE(ABORT, 'audit'); END;
CREATE TRIGGER audit_row_follow BEFORE INSERT ON audit_row
 WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM audit_row)
 BEGIN SELECT RAISE(ABORT, 'audit'); END;
CREATE TRIGGER audit_value_keep_update BEFORE UPDATE ON audit_value BEGIN SELECT RAISE(ABORT, 'audit'); END;
CREATE TRIGGER audit_value_keep_delete BEFORE DELETE ON audit_value BEGIN SELECT RAISE(ABORT, 'audit'); END;
CREATE TRIGGER audit_value_follow BEFORE INSERT ON audit_value
 WHEN NEW.seq IS NOT (SELECT max(seq) FROM audit_row) OR EXISTS (SELECT 1 FROM audit_value WHERE seq = NEW.seq)
 BEGIN SELECT RAISE(ABORT, 'audit'); END;
CREATE TRIGGER audit_word_keep_update BEFORE UPDATE ON audit_word BEGIN SELECT RAISE(ABORT, 'audit'); END;
CREATE TRIGGER audit_word_keep_delete BEFORE DELETE ON audit_word BEGIN SELECT RAISE(ABORT, 'audit'); END;
CREATE TRIGGER audit_word_replace BEFORE INSERT ON audit_word
 WHEN EXISTS (SELECT 1 FROM audit_word WHERE id = NEW.id OR word = NEW.word)
 BEGIN SELECT RAISE(ABORT, 'audit'); END;

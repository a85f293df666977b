-- SPDX-License-Identifier: MIT
-- Prices over time, payers, packages, invoices, payments, what the bookkeeper got. All money is whole cents.

-- The newest row that has begun on a day is the price of that day; before the first one it is the service's own.
CREATE TABLE service_price (
 id INTEGER PRIMARY KEY,
 service_id INTEGER NOT NULL REFERENCES service (id),
 valid_from TEXT NOT NULL,
 cents INTEGER NOT NULL CHECK (cents >= 0),
 concession_cents INTEGER CHECK (concession_cents >= 0),
 tax TEXT NOT NULL,
 recorded_at TEXT NOT NULL,
 recorded_by INTEGER REFERENCES practitioner (id)
) STRICT;
CREATE INDEX service_price_by_day ON service_price (service_id, valid_from);

-- Who pays for a client: a health fund, work cover, an insurer.
CREATE TABLE payer (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 name TEXT NOT NULL UNIQUE CHECK (name <> ''),
 kind TEXT NOT NULL CHECK (kind IN ('fund', 'work-cover', 'transport', 'disability', 'veterans', 'other')),
 active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

-- What a payer, or a foreign code set, calls a service.
CREATE TABLE service_code (
 service_id INTEGER NOT NULL REFERENCES service (id),
 payer TEXT NOT NULL, -- the payer's name; 'superbill' for the practice's own table
 code TEXT NOT NULL CHECK (code <> ''),
 PRIMARY KEY (service_id, payer)
) STRICT, WITHOUT ROWID;

-- What a practitioner is known by: 'association', 'npi', 'licence', 'credentials', or at a payer, by its name.
CREATE TABLE practitioner_number (
 practitioner_id INTEGER NOT NULL REFERENCES practitioner (id),
 kind TEXT NOT NULL,
 number TEXT NOT NULL CHECK (number <> ''),
 PRIMARY KEY (practitioner_id, kind)
) STRICT, WITHOUT ROWID;

-- A line that lowers another one, or that a package paid for.
ALTER TABLE charge ADD COLUMN kind TEXT NOT NULL DEFAULT 'service'
 CHECK (kind IN ('service', 'discount', 'fee', 'product', 'package', 'use'));
ALTER TABLE charge ADD COLUMN of_charge INTEGER REFERENCES charge (id);
CREATE INDEX charge_by_lowered ON charge (of_charge) WHERE of_charge IS NOT NULL;
CREATE INDEX charge_by_voiding ON charge (voided_at) WHERE voided_at IS NOT NULL;

CREATE TABLE service_package ( -- a service that is sold in advance
 service_id INTEGER PRIMARY KEY REFERENCES service (id),
 uses INTEGER NOT NULL CHECK (uses > 0),
 service TEXT NOT NULL -- code that it pays for; '': any
) STRICT;
CREATE TABLE package (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 client_id INTEGER NOT NULL REFERENCES client (id),
 charge_id INTEGER NOT NULL UNIQUE REFERENCES charge (id), -- that it was bought with
 service TEXT NOT NULL, -- code that it pays for; '': any
 uses INTEGER NOT NULL CHECK (uses > 0),
 expires_on TEXT
) STRICT;
CREATE INDEX package_by_client ON package (client_id);
CREATE TABLE package_use (
 charge_id INTEGER PRIMARY KEY REFERENCES charge (id), -- the line it paid for
 package_id INTEGER NOT NULL REFERENCES package (id)
) STRICT;
CREATE INDEX package_use_by_package ON package_use (package_id);

CREATE TABLE invoice (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 series TEXT NOT NULL,
 number INTEGER NOT NULL CHECK (number > 0),
 kind TEXT NOT NULL CHECK (kind IN ('invoice', 'credit')),
 credits_id INTEGER REFERENCES invoice (id), -- the invoice that a credit note takes from
 client_id INTEGER NOT NULL REFERENCES client (id),
 client_code TEXT NOT NULL, -- code and names as they were then: an export repeats the same bytes
 client_name TEXT NOT NULL,
 payer_id INTEGER REFERENCES payer (id), -- NULL: the client pays
 payer_name TEXT,
 payer_reference TEXT,
 issued_on TEXT NOT NULL,
 due_on TEXT NOT NULL,
 registered INTEGER NOT NULL CHECK (registered IN (0, 1)), -- for tax, on that day
 rounding TEXT NOT NULL CHECK (rounding IN ('line', 'invoice')),
 seller TEXT NOT NULL, -- as it was then: name, business number, address, telephone; a line each
 total_cents INTEGER NOT NULL,
 tax_cents INTEGER NOT NULL,
 issued_at TEXT NOT NULL,
 issued_by INTEGER REFERENCES practitioner (id),
 voided_at TEXT,
 voided_on TEXT,
 void_reason TEXT,
 UNIQUE (series, number),
 CHECK ((kind = 'credit') = (credits_id IS NOT NULL)),
 CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
 CHECK ((voided_at IS NULL) = (voided_on IS NULL))
) STRICT;
CREATE INDEX invoice_by_client ON invoice (client_id, issued_on);
CREATE INDEX invoice_by_day ON invoice (issued_on, id);
CREATE INDEX invoice_by_voiding ON invoice (voided_on) WHERE voided_on IS NOT NULL;
CREATE INDEX invoice_by_credit ON invoice (credits_id) WHERE credits_id IS NOT NULL;

CREATE TABLE invoice_line (
 id INTEGER PRIMARY KEY,
 invoice_id INTEGER NOT NULL REFERENCES invoice (id),
 position INTEGER NOT NULL,
 charge_id INTEGER NOT NULL REFERENCES charge (id),
 day TEXT NOT NULL,
 practitioner_id INTEGER NOT NULL REFERENCES practitioner (id),
 practitioner_name TEXT NOT NULL,
 code TEXT NOT NULL,
 label TEXT NOT NULL,
 quantity INTEGER NOT NULL,
 unit_cents INTEGER NOT NULL,
 total_cents INTEGER NOT NULL CHECK (total_cents = quantity * unit_cents),
 tax TEXT NOT NULL,
 tax_rate_bp INTEGER NOT NULL,
 tax_cents INTEGER NOT NULL, -- inside total_cents
 account TEXT,
 UNIQUE (invoice_id, position)
) STRICT;
CREATE INDEX invoice_line_by_charge ON invoice_line (charge_id);

CREATE TABLE payment (
 id INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 client_id INTEGER NOT NULL REFERENCES client (id),
 client_code TEXT NOT NULL,
 client_name TEXT NOT NULL,
 payer_id INTEGER REFERENCES payer (id),
 payer_name TEXT,
 day TEXT NOT NULL,
 method TEXT NOT NULL CHECK (method IN ('cash', 'card', 'transfer', 'fund')),
 cents INTEGER NOT NULL CHECK (cents <> 0), -- below 0: a refund
 reference TEXT,
 reason TEXT, -- of a refund
 recorded_at TEXT NOT NULL,
 recorded_by INTEGER REFERENCES practitioner (id),
 voided_at TEXT,
 voided_on TEXT,
 void_reason TEXT,
 CHECK (cents > 0 OR reason <> ''),
 CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
 CHECK ((voided_at IS NULL) = (voided_on IS NULL))
) STRICT;
CREATE INDEX payment_by_client ON payment (client_id);
CREATE INDEX payment_by_day ON payment (day, id);
CREATE INDEX payment_by_voiding ON payment (voided_on) WHERE voided_on IS NOT NULL;
CREATE TABLE allocation ( -- what of a payment settles which invoice
 id INTEGER PRIMARY KEY,
 payment_id INTEGER NOT NULL REFERENCES payment (id),
 invoice_id INTEGER NOT NULL REFERENCES invoice (id),
 cents INTEGER NOT NULL CHECK (cents <> 0),
 UNIQUE (payment_id, invoice_id)
) STRICT;
CREATE INDEX allocation_by_invoice ON allocation (invoice_id);

-- From the second row on the paper says that it is a duplicate.
CREATE TABLE invoice_print (
 id INTEGER PRIMARY KEY,
 invoice_id INTEGER NOT NULL REFERENCES invoice (id),
 document TEXT NOT NULL, -- receipt, superbill
 at TEXT NOT NULL,
 by_id INTEGER REFERENCES practitioner (id)
) STRICT;
CREATE INDEX invoice_print_by_invoice ON invoice_print (invoice_id, document);

-- Codes that the therapist gave for a superbill; the last print's stand.
CREATE TABLE invoice_diagnosis (
 invoice_id INTEGER NOT NULL REFERENCES invoice (id),
 position INTEGER NOT NULL,
 code TEXT NOT NULL CHECK (code <> ''),
 PRIMARY KEY (invoice_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE export_batch (
 number INTEGER PRIMARY KEY,
 uid TEXT NOT NULL UNIQUE,
 at TEXT NOT NULL,
 by_id INTEGER REFERENCES practitioner (id),
 format TEXT NOT NULL,
 settings TEXT NOT NULL -- that the bytes depend on
) STRICT;
CREATE TABLE export_sum ( -- of a batch, known when its file is written
 batch INTEGER PRIMARY KEY REFERENCES export_batch (number),
 rows INTEGER NOT NULL,
 total_cents INTEGER NOT NULL,
 tax_cents INTEGER NOT NULL,
 paid_cents INTEGER NOT NULL,
 digest TEXT NOT NULL -- of the file
) STRICT;
-- The batch's file stands under its final name. A batch without this row has to be written again.
CREATE TABLE export_delivery (
 batch INTEGER NOT NULL REFERENCES export_batch (number),
 at TEXT NOT NULL,
 PRIMARY KEY (batch, at)
) STRICT, WITHOUT ROWID;
-- One row an event that left: an invoice line, its taking back, a payment, its taking back. Each leaves once.
CREATE TABLE export_line (
 kind TEXT NOT NULL CHECK (kind IN ('line', 'line-void', 'payment', 'payment-void')),
 record_id INTEGER NOT NULL,
 batch INTEGER NOT NULL REFERENCES export_batch (number),
 position INTEGER NOT NULL,
 PRIMARY KEY (kind, record_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX export_line_by_batch ON export_line (batch, position);

-- What was issued, paid or handed over stays; invoices and payments only ever change from standing to voided.
CREATE TRIGGER service_price_keep BEFORE DELETE ON service_price BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER service_price_frozen BEFORE UPDATE ON service_price BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER payer_keep BEFORE DELETE ON payer BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER package_keep BEFORE DELETE ON package BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER package_frozen BEFORE UPDATE ON package BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER invoice_keep BEFORE DELETE ON invoice BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER invoice_line_keep BEFORE DELETE ON invoice_line BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER invoice_line_frozen BEFORE UPDATE ON invoice_line BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER payment_keep BEFORE DELETE ON payment BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER allocation_keep BEFORE DELETE ON allocation BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER allocation_frozen BEFORE UPDATE ON allocation BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER invoice_print_keep BEFORE DELETE ON invoice_print BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER invoice_print_frozen BEFORE UPDATE ON invoice_print BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER export_batch_keep BEFORE DELETE ON export_batch BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER export_batch_frozen BEFORE UPDATE ON export_batch BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER export_sum_keep BEFORE DELETE ON export_sum BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER export_sum_frozen BEFORE UPDATE ON export_sum BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER export_line_keep BEFORE DELETE ON export_line BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER export_line_frozen BEFORE UPDATE ON export_line BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER export_delivery_keep BEFORE DELETE ON export_delivery BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER export_delivery_frozen BEFORE UPDATE ON export_delivery BEGIN SELECT RAISE(ABORT, 'kept'); END;

DROP TRIGGER charge_keep_update;
CREATE TRIGGER charge_keep_update BEFORE UPDATE ON charge
 WHEN OLD.voided_at IS NOT NULL OR NEW.voided_at IS NULL OR NEW.id IS NOT OLD.id
 OR NEW.uid IS NOT OLD.uid OR NEW.session_id IS NOT OLD.session_id
 OR NEW.client_id IS NOT OLD.client_id OR NEW.practitioner_id IS NOT OLD.practitioner_id
 OR NEW.day IS NOT OLD.day OR NEW.code IS NOT OLD.code OR NEW.label IS NOT OLD.label
 OR NEW.quantity IS NOT OLD.quantity OR NEW.unit_cents IS NOT OLD.unit_cents
 OR NEW.total_cents IS NOT OLD.total_cents OR NEW.tax IS NOT OLD.tax
 OR NEW.tax_rate_bp IS NOT OLD.tax_rate_bp OR NEW.tax_cents IS NOT OLD.tax_cents
 OR NEW.account IS NOT OLD.account OR NEW.kind IS NOT OLD.kind OR NEW.of_charge IS NOT OLD.of_charge
 BEGIN SELECT RAISE(ABORT, 'charge'); END;

-- Numbers of a series follow one another without a gap.
CREATE TRIGGER invoice_follow BEFORE INSERT ON invoice
 WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM invoice WHERE series = NEW.series)
 BEGIN SELECT RAISE(ABORT, 'invoice'); END;
CREATE TRIGGER invoice_replace BEFORE INSERT ON invoice
 WHEN EXISTS (SELECT 1 FROM invoice WHERE id = NEW.id OR uid = NEW.uid)
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER invoice_same BEFORE UPDATE ON invoice
 WHEN OLD.voided_at IS NOT NULL OR NEW.voided_at IS NULL OR NEW.id IS NOT OLD.id OR NEW.uid IS NOT OLD.uid
 OR NEW.series IS NOT OLD.series OR NEW.number IS NOT OLD.number OR NEW.kind IS NOT OLD.kind
 OR NEW.credits_id IS NOT OLD.credits_id OR NEW.client_id IS NOT OLD.client_id
 OR NEW.client_code IS NOT OLD.client_code OR NEW.client_name IS NOT OLD.client_name
 OR NEW.payer_id IS NOT OLD.payer_id OR NEW.payer_name IS NOT OLD.payer_name OR NEW.payer_reference IS NOT OLD.payer_reference
 OR NEW.issued_on IS NOT OLD.issued_on OR NEW.due_on IS NOT OLD.due_on
 OR NEW.registered IS NOT OLD.registered OR NEW.rounding IS NOT OLD.rounding
 OR NEW.seller IS NOT OLD.seller OR NEW.total_cents IS NOT OLD.total_cents
 OR NEW.tax_cents IS NOT OLD.tax_cents OR NEW.issued_at IS NOT OLD.issued_at
 OR NEW.issued_by IS NOT OLD.issued_by
 BEGIN SELECT RAISE(ABORT, 'invoice'); END;
CREATE TRIGGER payment_replace BEFORE INSERT ON payment
 WHEN EXISTS (SELECT 1 FROM payment WHERE id = NEW.id OR uid = NEW.uid)
 BEGIN SELECT RAISE(ABORT, 'kept'); END;
CREATE TRIGGER payment_same BEFORE UPDATE ON payment
 WHEN OLD.voided_at IS NOT NULL OR NEW.voided_at IS NULL OR NEW.id IS NOT OLD.id OR NEW.uid IS NOT OLD.uid
 OR NEW.client_id IS NOT OLD.client_id OR NEW.client_code IS NOT OLD.client_code OR NEW.client_name IS NOT OLD.client_name
 OR NEW.payer_id IS NOT OLD.payer_id OR NEW.payer_name IS NOT OLD.payer_name OR NEW.day IS NOT OLD.day
 OR NEW.method IS NOT OLD.method OR NEW.cents IS NOT OLD.cents OR NEW.reference IS NOT OLD.reference
 OR NEW.reason IS NOT OLD.reason OR NEW.recorded_at IS NOT OLD.recorded_at
 OR NEW.recorded_by IS NOT OLD.recorded_by
 BEGIN SELECT RAISE(ABORT, 'payment'); END;

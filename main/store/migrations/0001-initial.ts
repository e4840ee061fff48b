/** An amount that counts as nothing where there is none. */
const amount = (column: string): string => `iif(${column} > ${String(Number.MIN_SAFE_INTEGER)}, ${column}, 0)`;

/**
 * The first shape. Payloads are JSON in blobs (see `Sql`); the other columns exist to find, order and sum rows in SQL.
 * Empty text and the smallest safe integer stand for "none" in sort columns, so that keyset paging needs no null rules.
 * Payloads lie apart, so that counting reads narrow rows; the sums of the invoice list are kept by triggers as floats,
 * which are exact up to 2^53 and, unlike integers, do not fail a row beyond.
 */
export const initial = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE voucher_rows (
  rowid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  voucher_type TEXT NOT NULL,
  status TEXT NOT NULL,
  number_key TEXT NOT NULL,
  voucher_date TEXT NOT NULL,
  contact_key TEXT NOT NULL,
  due_date TEXT NOT NULL,
  total_key INTEGER NOT NULL,
  open_key INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  missed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX voucher_rows_by_number ON voucher_rows (number_key) WHERE voucher_type = 'invoice';
CREATE INDEX voucher_rows_by_date ON voucher_rows (voucher_date) WHERE voucher_type = 'invoice';
CREATE INDEX voucher_rows_by_contact ON voucher_rows (contact_key) WHERE voucher_type = 'invoice';
CREATE INDEX voucher_rows_by_due_date ON voucher_rows (due_date) WHERE voucher_type = 'invoice';
CREATE INDEX voucher_rows_by_total ON voucher_rows (total_key) WHERE voucher_type = 'invoice';
CREATE INDEX voucher_rows_by_open ON voucher_rows (open_key) WHERE voucher_type = 'invoice';
CREATE INDEX voucher_rows_by_status ON voucher_rows (status, due_date) WHERE voucher_type = 'invoice';
CREATE INDEX voucher_rows_by_created ON voucher_rows (created_ms);
CREATE TABLE voucher_payloads (rowid INTEGER PRIMARY KEY, payload BLOB NOT NULL) STRICT;
CREATE VIRTUAL TABLE voucher_search USING fts5 (search_text, tokenize = 'trigram', content = '', contentless_delete = 1);
CREATE VIRTUAL TABLE voucher_words USING fts5 (search_text, tokenize = 'ascii', prefix = '1 2', detail = 'none', content = '', contentless_delete = 1);

CREATE TABLE voucher_sums (
  status TEXT NOT NULL,
  due_date TEXT NOT NULL,
  count INTEGER NOT NULL,
  total REAL NOT NULL,
  open REAL NOT NULL,
  PRIMARY KEY (status, due_date)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER voucher_sums_insert AFTER INSERT ON voucher_rows WHEN new.voucher_type = 'invoice' BEGIN
  INSERT INTO voucher_sums VALUES (new.status, new.due_date, 1, ${amount('new.total_key')}, ${amount('new.open_key')})
  ON CONFLICT DO UPDATE SET count = count + 1, total = total + excluded.total, open = open + excluded.open;
END;
CREATE TRIGGER voucher_sums_delete AFTER DELETE ON voucher_rows WHEN old.voucher_type = 'invoice' BEGIN
  UPDATE voucher_sums SET count = count - 1, total = total - ${amount('old.total_key')}, open = open - ${amount('old.open_key')}
  WHERE status = old.status AND due_date = old.due_date;
END;
CREATE TRIGGER voucher_sums_update
AFTER UPDATE OF voucher_type, status, due_date, total_key, open_key ON voucher_rows BEGIN
  UPDATE voucher_sums SET count = count - 1, total = total - ${amount('old.total_key')}, open = open - ${amount('old.open_key')}
  WHERE old.voucher_type = 'invoice' AND status = old.status AND due_date = old.due_date;
  INSERT INTO voucher_sums
  SELECT new.status, new.due_date, 1, ${amount('new.total_key')}, ${amount('new.open_key')} WHERE new.voucher_type = 'invoice'
  ON CONFLICT DO UPDATE SET count = count + 1, total = total + excluded.total, open = open + excluded.open;
END;

CREATE TABLE contacts (
  rowid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name_key TEXT NOT NULL,
  generation INTEGER NOT NULL,
  missed INTEGER NOT NULL DEFAULT 0,
  payload BLOB NOT NULL
) STRICT;
CREATE INDEX contacts_by_name ON contacts (name_key, id);
CREATE VIRTUAL TABLE contacts_search USING fts5 (search_text, tokenize = 'trigram', content = '', contentless_delete = 1);
CREATE VIRTUAL TABLE contacts_words USING fts5 (search_text, tokenize = 'ascii', prefix = '1 2', detail = 'none', content = '', contentless_delete = 1);

CREATE TABLE articles (
  rowid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name_key TEXT NOT NULL,
  generation INTEGER NOT NULL,
  missed INTEGER NOT NULL DEFAULT 0,
  payload BLOB NOT NULL
) STRICT;
CREATE INDEX articles_by_name ON articles (name_key, id);
CREATE VIRTUAL TABLE articles_search USING fts5 (search_text, tokenize = 'trigram', content = '', contentless_delete = 1);
CREATE VIRTUAL TABLE articles_words USING fts5 (search_text, tokenize = 'ascii', prefix = '1 2', detail = 'none', content = '', contentless_delete = 1);

CREATE TABLE invoices (id TEXT PRIMARY KEY, fetched_ms INTEGER NOT NULL, payload BLOB NOT NULL) STRICT;
CREATE TABLE files (
  id TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('pdf', 'xml')),
  used_ms INTEGER NOT NULL,
  size INTEGER NOT NULL,
  description BLOB NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (id, format)
) STRICT;

CREATE TABLE drafts (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('editing', 'queued', 'sent')),
  created_ms INTEGER NOT NULL,
  saved_ms INTEGER NOT NULL,
  trashed_ms INTEGER,
  payload BLOB NOT NULL
) STRICT;
CREATE TABLE draft_versions (
  draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  saved_ms INTEGER NOT NULL,
  payload BLOB NOT NULL,
  PRIMARY KEY (draft_id, version)
) STRICT;

CREATE TABLE operations (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'confirmed', 'rejected', 'unknown', 'needsDecision')),
  draft_id TEXT REFERENCES drafts (id),
  body_hash TEXT NOT NULL,
  voucher_id TEXT UNIQUE,
  created_ms INTEGER NOT NULL,
  changed_ms INTEGER NOT NULL,
  not_before_ms INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  content BLOB NOT NULL,
  progress BLOB NOT NULL
) STRICT;
CREATE INDEX operations_by_state ON operations (state, sequence);
CREATE UNIQUE INDEX operations_open_by_draft ON operations (draft_id)
  WHERE state IN ('queued', 'sending', 'unknown', 'needsDecision');
CREATE TRIGGER operations_stay BEFORE DELETE ON operations WHEN old.state <> 'confirmed'
BEGIN SELECT raise(ABORT, 'an operation is evidence and stays'); END;

CREATE TABLE attempts (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  operation_id TEXT NOT NULL REFERENCES operations (id),
  at_ms INTEGER NOT NULL,
  entry BLOB NOT NULL
) STRICT;
CREATE INDEX attempts_by_operation ON attempts (operation_id, sequence);
CREATE TRIGGER attempts_are_appended BEFORE UPDATE ON attempts
BEGIN SELECT raise(ABORT, 'attempts are only appended'); END;
CREATE TRIGGER attempts_stay BEFORE DELETE ON attempts
BEGIN SELECT raise(ABORT, 'attempts are only appended'); END;
`;

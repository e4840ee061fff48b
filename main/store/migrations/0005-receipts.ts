/**
 * The inbox: one row for every file that ever came in, also for those that were refused. `stage` says where a receipt
 * stands by itself; while it is `ready`, its operation in the outbox says more. `tries` counts how often reading it was begun,
 * so that a file that ends the process cannot do so at every start. Keys compare as those of the mirror do.
 * Bytes are content-addressed; large ones lie in parts, so that writing and reading them never holds anything up for
 * long. Parts without their file are what a crash left of one that was never acknowledged.
 */
export const receipts = `
CREATE TABLE receipts (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  hash TEXT UNIQUE REFERENCES receipt_files (hash),
  file_name TEXT NOT NULL,
  size INTEGER NOT NULL,
  source TEXT NOT NULL,
  container_id TEXT,
  container_index INTEGER,
  added_ms INTEGER NOT NULL,
  removed_ms INTEGER,
  stage TEXT NOT NULL CHECK (stage IN
    ('reading', 'ready', 'container', 'refused', 'recognising', 'inLexware', 'alreadyThere')),
  refusal TEXT,
  tries INTEGER NOT NULL DEFAULT 0,
  file_type TEXT,
  number_key TEXT NOT NULL DEFAULT '',
  sender_key TEXT NOT NULL DEFAULT '',
  total_key INTEGER,
  finding_count INTEGER NOT NULL DEFAULT 0,
  summary BLOB,
  upload_hash TEXT REFERENCES receipt_files (hash),
  operation_id TEXT,
  voucher_id TEXT,
  sent_ms INTEGER
) STRICT;
CREATE INDEX receipts_by_operation ON receipts (operation_id) WHERE operation_id IS NOT NULL;
CREATE INDEX receipts_by_stage ON receipts (stage) WHERE stage IN ('reading', 'recognising');
CREATE INDEX receipts_by_container ON receipts (container_id, container_index) WHERE container_id IS NOT NULL;
CREATE INDEX receipts_by_invoice ON receipts (number_key, total_key, sender_key) WHERE number_key <> '';
CREATE INDEX receipts_by_upload ON receipts (upload_hash) WHERE upload_hash IS NOT NULL;
CREATE INDEX receipts_by_voucher ON receipts (voucher_id) WHERE voucher_id IS NOT NULL;
CREATE INDEX voucher_rows_by_invoice ON voucher_rows (number_key, total_key, contact_key)
  WHERE voucher_type IN ('purchaseinvoice', 'purchasecreditnote');
CREATE TABLE receipt_inspections (
  receipt_id TEXT PRIMARY KEY REFERENCES receipts (id) ON DELETE CASCADE,
  payload BLOB NOT NULL
) STRICT;
CREATE TABLE receipt_thumbnails (
  receipt_id TEXT PRIMARY KEY REFERENCES receipts (id) ON DELETE CASCADE,
  png BLOB NOT NULL
) STRICT;
CREATE VIRTUAL TABLE receipts_search USING fts5 (search_text, tokenize = 'trigram', content = '', contentless_delete = 1);
CREATE VIRTUAL TABLE receipts_words USING fts5 (search_text, tokenize = 'ascii', prefix = '1 2', detail = 'none', content = '', contentless_delete = 1);

CREATE TABLE receipt_parts (
  hash TEXT NOT NULL,
  part INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (hash, part)
) STRICT;
CREATE TRIGGER receipt_files_take_parts AFTER DELETE ON receipt_files
BEGIN DELETE FROM receipt_parts WHERE hash = old.hash; END;
`;

/**
 * Room for all kinds of operations. An invoice may wait for the operation that creates its contact. Kontor's own id of
 * a new contact keeps leading to Lexware's, since drafts and copies hold it for good. A receipt's bytes are kept
 * under their SHA-256, by which Lexware tells uploads apart too, so that there is one operation for each.
 * Contacts say from now on whether they are on their way; what cannot be read is left for the next sweep.
 */
export const outboxKinds = `
ALTER TABLE operations ADD COLUMN depends_on TEXT REFERENCES operations (id);
CREATE INDEX operations_by_dependency ON operations (depends_on) WHERE depends_on IS NOT NULL;
CREATE UNIQUE INDEX operations_by_receipt ON operations (body_hash) WHERE kind = 'uploadReceipt';

CREATE TABLE contact_aliases (
  local_id TEXT PRIMARY KEY,
  operation_id TEXT NOT NULL,
  contact_id TEXT
) STRICT, WITHOUT ROWID;

UPDATE contacts SET payload = CAST(json_insert(CAST(payload AS TEXT), '$.pending', json('false')) AS BLOB)
WHERE json_valid(CAST(payload AS TEXT));

CREATE TABLE receipt_files (
  hash TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE TRIGGER receipt_files_stay BEFORE DELETE ON receipt_files
WHEN EXISTS (SELECT 1 FROM operations WHERE kind = 'uploadReceipt' AND body_hash = old.hash AND state <> 'confirmed')
BEGIN SELECT raise(ABORT, 'a receipt stays until Lexware has it'); END;
`;

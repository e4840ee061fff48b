/**
 * The audit log: a chain of hashes that can only be appended to. `facts` is the text that was hashed, byte for byte, so
 * that a later version of Kontor verifies what an earlier one wrote.
 */
export const audit = `
CREATE TABLE audit_entries (
  sequence INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  facts BLOB NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_entries_stay BEFORE DELETE ON audit_entries
  BEGIN SELECT RAISE(ABORT, 'the audit log is only appended to'); END;
CREATE TRIGGER audit_entries_stay_so BEFORE UPDATE ON audit_entries
  BEGIN SELECT RAISE(ABORT, 'the audit log is only appended to'); END;
`;

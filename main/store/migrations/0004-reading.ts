/**
 * What the reading side asks by: whose an invoice is, and narrow rows by day for sums over a range of days. The contact
 * was only in the payload before.
 */
export const reading = `
ALTER TABLE voucher_rows ADD COLUMN contact_id TEXT NOT NULL DEFAULT '';
UPDATE voucher_rows SET contact_id = coalesce((
  SELECT json_extract(CAST(payload AS TEXT), '$.contactId') FROM voucher_payloads
  WHERE voucher_payloads.rowid = voucher_rows.rowid
), '');
CREATE INDEX voucher_rows_by_day ON voucher_rows (voucher_date, status, due_date, total_key, open_key)
  WHERE voucher_type = 'invoice';
CREATE INDEX voucher_rows_by_contact_id ON voucher_rows (contact_id, status, due_date, total_key, open_key)
  WHERE voucher_type = 'invoice';
CREATE INDEX voucher_rows_receipts ON voucher_rows (created_ms)
  WHERE voucher_type IN ('purchaseinvoice', 'purchasecreditnote', 'salesinvoice', 'salescreditnote');
`;

/** An amount that counts as nothing where there is none. */
const amount = (column: string): string => `iif(${column} > ${String(Number.MIN_SAFE_INTEGER)}, ${column}, 0)`;

/** The day that decides in which group a row counts: only open invoices become overdue. */
const day = (row: string): string => `iif(${row}status = 'open', ${row}due_date, '')`;

const taken = `count = count - 1, total = total - ${amount('old.total_key')}, open = open - ${amount('old.open_key')}`;
const added = 'count = count + 1, total = total + excluded.total, open = open + excluded.open';

/**
 * The sums of the invoice list keep days for open invoices alone. With a day for every status thousands of groups were
 * read before the first page of a long history was shown: half of the time that opening took.
 */
export const sums = `
DROP TRIGGER voucher_sums_insert;
DROP TRIGGER voucher_sums_delete;
DROP TRIGGER voucher_sums_update;
DELETE FROM voucher_sums;
INSERT INTO voucher_sums
  SELECT status, ${day('')}, count(*), total(${amount('total_key')}), total(${amount('open_key')})
  FROM voucher_rows WHERE voucher_type = 'invoice' GROUP BY 1, 2;
CREATE TRIGGER voucher_sums_insert AFTER INSERT ON voucher_rows WHEN new.voucher_type = 'invoice' BEGIN
  INSERT INTO voucher_sums VALUES (new.status, ${day('new.')}, 1, ${amount('new.total_key')}, ${amount('new.open_key')})
  ON CONFLICT DO UPDATE SET ${added};
END;
CREATE TRIGGER voucher_sums_delete AFTER DELETE ON voucher_rows WHEN old.voucher_type = 'invoice' BEGIN
  UPDATE voucher_sums SET ${taken} WHERE status = old.status AND due_date = ${day('old.')};
END;
CREATE TRIGGER voucher_sums_update
AFTER UPDATE OF voucher_type, status, due_date, total_key, open_key ON voucher_rows BEGIN
  UPDATE voucher_sums SET ${taken}
  WHERE old.voucher_type = 'invoice' AND status = old.status AND due_date = ${day('old.')};
  INSERT INTO voucher_sums
  SELECT new.status, ${day('new.')}, 1, ${amount('new.total_key')}, ${amount('new.open_key')} WHERE new.voucher_type = 'invoice'
  ON CONFLICT DO UPDATE SET ${added};
END;
`;

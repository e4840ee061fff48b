import type { Cents, IsoDate } from '../../domain/primitives.ts';
import type { VoucherRow } from '../../domain/voucher.ts';
import type { CsvWords } from './csv-words.ts';

/** Excel takes a table for UTF-8 only with this. */
const byteOrderMark = '\uFEFF';
const lineEnd = '\r\n';

/**
 * The first line of a table of invoices. The table is what German spreadsheets read without asking: UTF-8 with a byte
 * order mark, semicolons, decimal comma, German dates, CRLF (RFC 4180 but for the semicolon).
 */
export function csvHead(words: CsvWords): string {
  return byteOrderMark + line(words.columns.map(textField));
}

/** The lines of some rows. */
export function csvLines(rows: readonly VoucherRow[], words: CsvWords): string {
  return rows.map((row) => line(fieldsOf(row, words))).join('');
}

function fieldsOf(row: VoucherRow, words: CsvWords): string[] {
  return [
    textField(row.number ?? ''),
    dayField(row.voucherDate),
    row.dueDate === null ? '' : dayField(row.dueDate),
    textField(row.contactName),
    amountField(row.totalCents),
    amountField(row.openCents),
    textField(words.statuses[row.status]),
  ];
}

function line(fields: readonly string[]): string {
  return fields.join(';') + lineEnd;
}

/**
 * Text that stays text: what a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection),
 * and what would break the table stands in quotation marks.
 */
function textField(text: string): string {
  // Control characters have no place in a table; a tab or line end at the start hides a formula behind it.
  const plain = text.replace(/[\p{Cc}\u2028\u2029]+/gu, (run) => (/[\r\n]/.test(run) ? '\n' : ' '));
  const safe = /^\s*[=+\-@＝＋－＠]/.test(plain) || /^[\t\r\n]/.test(text) ? `'${plain}` : plain;
  return /[;"\n]|^\s|\s$/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

function dayField(day: IsoDate): string {
  const [year, month, date] = day.split('-');
  return `${date ?? ''}.${month ?? ''}.${year ?? ''}`;
}

/** Without separators of thousands, which a spreadsheet might read as text. */
function amountField(cents: Cents | null): string {
  if (cents === null) return '';
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)},${digits.slice(-2)}`;
}

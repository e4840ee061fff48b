import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { csvWords } from '../../../main/service/csv-words.ts';
import { csvHead, csvLines } from '../../../main/service/invoice-csv.ts';
import { sampleRow } from '../store/samples.ts';

const words = csvWords('de');

/** A plain reader of such tables, independent of the writer (RFC 4180 with semicolons). */
function readTable(text: string): string[][] {
  const lines: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        if (at >= text.length) throw new Error('a quotation mark is not closed');
        field += text[at] ?? '';
        if (text[at] === '"') at += 1;
      }
      at += 1;
    } else {
      for (; at < text.length && text[at] !== ';' && text[at] !== '\r'; at += 1) {
        if (text[at] === '"' || text[at] === '\n') throw new Error('a field is not quoted');
        field += text[at] ?? '';
      }
    }
    lines.at(-1)?.push(field);
    if (text.startsWith('\r\n', at)) {
      lines.push([]);
      at += 2;
    } else {
      if (at < text.length && text[at] !== ';') throw new Error('something follows a field');
      at += 1;
    }
  }
  lines.pop();
  return lines;
}

describe('the table for spreadsheets', () => {
  it('begins with the mark of UTF-8 and the names of the columns', () => {
    const bytes = Buffer.from(csvHead(words), 'utf8');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.subarray(3).toString('utf8')).toBe('Nummer;Datum;Fällig;Kontakt;Betrag EUR;Offen EUR;Status\r\n');
  });

  it('has German days and decimal commas, in both languages', () => {
    const row = sampleRow({ number: 'RE0001', contactName: 'Müller; Söhne "Nord"', totalCents: 123456, openCents: -5 });
    expect(csvLines([row], words)).toBe(
      'RE0001;01.09.2026;15.09.2026;"Müller; Söhne ""Nord""";1234,56;-0,05;Offen\r\n',
    );
    expect(csvLines([row], csvWords('en'))).toContain(';1234,56;-0,05;Open\r\n');
  });

  it('leaves empty what is not there', () => {
    const row = sampleRow({ number: null, dueDate: null, contactName: '', totalCents: null, openCents: null });
    expect(csvLines([row], words)).toBe(';01.09.2026;;;;;Offen\r\n');
  });

  it.each([
    ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
    ['+49 431', "'+49 431"],
    ['-5', "'-5"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "' =1"],
    [' =1', `' =1`],
    ['\r\n=1', `"'\n=1"`],
    ['＝1', "'＝1"],
  ])('lets no formula out of %j', (contactName, field) => {
    expect(csvLines([sampleRow({ contactName })], words).split(';01.09.2026;15.09.2026;')[1]).toBe(
      `${field};119,00;119,00;Offen\r\n`,
    );
  });

  test.prop([fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.option(fc.maxSafeInteger())), { maxLength: 8 })])(
    'is read back as it was written, and no text of it is a formula',
    (values) => {
      const rows = values.map(([contactName, totalCents]) =>
        sampleRow({ number: contactName, contactName, totalCents }),
      );
      const table = readTable(csvLines(rows, words));
      expect(table).toHaveLength(rows.length);
      for (const [index, line] of table.entries()) {
        expect(line).toHaveLength(7);
        expect(line[3]).not.toMatch(/^\s*[=+\-@]/);
        const plain = (text = '') => text.replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ');
        expect(plain(line[3]?.replace(/^'/, ''))).toBe(plain(rows[index]?.contactName.replace(/^'/, '')));
        const cents = rows[index]?.totalCents ?? null;
        expect(line[4]).toMatch(cents === null ? /^$/ : /^-?\d+,\d\d$/);
        if (cents !== null) expect(BigInt(line[4]?.replace(',', '') ?? '')).toBe(BigInt(cents));
      }
    },
  );
});

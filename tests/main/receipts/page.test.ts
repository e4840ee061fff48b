import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPage, showsAmount } from '../../../main/receipts/checks/page.ts';
import { inspectBytes } from '../../../main/receipts/inspect-bytes.ts';
import { pageOf } from './support/fixtures.ts';
import { read } from './support/read.ts';
import { en16931, rightSpec, usualInput, written, type Spec } from './support/spec.ts';
import { writeCii } from './support/write-cii.ts';
import { writePdf } from './support/write-pdf.ts';

/** Ten invoices of different sizes. */
const specs = Array.from({ length: 10 }, (_, i): Spec =>
  rightSpec(
    { lines: [{ ...usualInput.lines[0]!, price: 1_234 * 7 ** i + 17 }], prepaid: i % 2 === 0 ? 0 : 1_000 },
    { guideline: en16931, number: `RE-${String(i)}` },
  ),
);

async function codesOf(xml: Spec, page: Spec): Promise<string[]> {
  const pdf = await writePdf({ lines: pageOf(page), files: [{ name: 'factur-x.xml', content: writeCii(xml) }] });
  const inspection = await inspectBytes(pdf, 'rechnung.pdf');
  return inspection.kind === 'refused' ? [inspection.reason] : inspection.findings.map(({ code }) => code);
}

/** The same invoice over another price: its sums are right, but they are others. */
function altered(spec: Spec): Spec {
  const input = {
    lines: spec.lines.map((line) => ({ ...line, price: line.price + 10_000 })),
    prepaid: spec.totals.prepaid,
  };
  return rightSpec(input, { guideline: en16931, number: spec.number });
}

describe('the page against the data', () => {
  it('is the same in ten right PDFs', async () => {
    for (const spec of specs) expect(await codesOf(spec, spec)).toEqual([]);
  });

  it('is another in ten PDFs with altered data, and in ten with an altered page', async () => {
    for (const spec of specs) {
      expect(await codesOf(altered(spec), spec)).toContain('page_total_differs');
      expect(await codesOf(spec, altered(spec))).toContain('page_total_differs');
    }
  });

  it('tells a number that the page does not show, as a warning', async () => {
    expect(await codesOf(specs[0]!, { ...specs[0]!, number: 'RE-99999' })).toEqual(['page_number_differs']);
  });

  it('says nothing of a page without amounts, such as a scan', () => {
    const { invoice } = read(writeCii(specs[0]!));
    expect(checkPage(invoice, '')).toEqual([]);
    expect(checkPage(invoice, 'Rechnung RE-0 vom 02.11.2026')).toEqual([]);
  });
});

describe('an amount on a page', () => {
  it.each([
    '1.234,56',
    '1,234.56',
    '1 234,56',
    '1\u202f234,56',
    "1'234.56",
    '1234.56',
    '1234,56 €',
    'EUR1.234,56',
    '1 . 234 , 56',
  ])('is found as %s', (spelled) => expect(showsAmount(`Summe ${spelled}\nDanke`, '1234.56')).toBe(true));

  it.each(['11.234,56', '1.234,567', '1.234,65', '234,56', '41234,56', '1.234', '1.234,56,7'])(
    'is not found in %s',
    (spelled) => {
      expect(showsAmount(`Summe ${spelled}\nDanke`, '1234.56')).toBe(false);
    },
  );

  it('is found in German and English spelling whatever its size, and never as another one', () => {
    const spell = (cents: number, locale: string): string =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(cents / 100);
    fc.assert(
      fc.property(
        fc.nat(99_999_999),
        fc.nat(99_999_999),
        fc.constantFrom('de', 'en', 'fr', 'de-CH'),
        (shown, other, locale) => {
          expect(showsAmount(`a ${spell(shown, locale)} b`, written(shown))).toBe(true);
          if (shown !== other) expect(showsAmount(`a ${spell(shown, locale)} b`, written(other))).toBe(false);
        },
      ),
    );
  });
});

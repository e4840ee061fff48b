import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { inspectionSchema, type Inspection } from '../../../domain/receipt.ts';
import { inspectBytes } from '../../../main/receipts/inspect-bytes.ts';
import { summarise } from '../../../main/receipts/summary.ts';
import { makeFixtures } from './support/fixtures.ts';

const folder = join(import.meta.dirname, '../../fixtures/receipts');
const inspect = async (name: string): Promise<Inspection> =>
  v.parse(inspectionSchema, await inspectBytes(new Uint8Array(readFileSync(join(folder, name))), name));

/** kind, reason, format, profile, payable, codes of findings */
type Expected = [
  kind: string,
  reason: string | null,
  format: string | null,
  profile: string | null,
  payable: string | null,
  codes: string[],
];

const expected: Record<string, Expected> = {
  'xrechnung-ubl.xml': ['e-invoice', null, 'XRechnung UBL', 'XRECHNUNG', '199.90', []],
  'xrechnung-cii.xml': ['e-invoice', null, 'XRechnung CII', 'XRECHNUNG', '199.90', []],
  'credit-note-ubl.xml': ['e-invoice', null, 'XRechnung UBL', 'XRECHNUNG', '199.90', []],
  'reverse-charge-ubl.xml': ['e-invoice', null, 'XRechnung UBL', 'XRECHNUNG', '999.99', []],
  'wrong-sums-cii.xml': [
    'e-invoice',
    null,
    'XRechnung CII',
    'XRECHNUNG',
    '199.90',
    ['gross_total_differs', 'payable_differs'],
  ],
  'broken.xml': ['not-an-e-invoice', 'xml_broken', null, null, null, ['xml_broken']],
  'factur-x.pdf': ['e-invoice', null, 'Factur-X', 'EN 16931', '199.90', []],
  'factur-x-minimum.pdf': [
    'not-an-e-invoice',
    'profile_minimum',
    'Factur-X',
    'MINIMUM',
    '199.90',
    ['profile_not_an_invoice'],
  ],
  'factur-x-page-differs.pdf': ['e-invoice', null, 'Factur-X', 'EN 16931', '199.90', ['page_total_differs']],
  'wrong-profile.pdf': ['e-invoice', null, 'Factur-X', 'EN 16931', '199.90', ['profile_differs']],
  'zugferd-1.pdf': ['e-invoice', null, 'ZUGFeRD 1', 'COMFORT', '199.90', ['profile_outdated']],
  'plain.pdf': ['plain', 'pdf_without_invoice_data', null, null, null, []],
};

describe('the project’s own receipts', () => {
  it('are the ones that the script writes', async () => {
    const made = await makeFixtures();
    expect(readdirSync(folder).sort()).toEqual([...made.keys()].sort());
    for (const [name, content] of made) {
      expect(readFileSync(join(folder, name)).equals(Buffer.from(content)), name).toBe(true);
    }
  });

  it.each(Object.entries(expected))('%s is recognised, read and judged', async (name, wanted) => {
    const inspection = await inspect(name);
    const { kind, reason, format, profile, payable, findings } = summarise(name, inspection);
    expect([kind, reason, format, profile, payable, findings.map(({ code }) => code)]).toEqual(wanted);
  });

  it('lists the embedded invoice among the attachments, marked as the data', async () => {
    const inspection = await inspect('factur-x.pdf');
    expect(inspection).toMatchObject({
      attachments: [{ index: 0, source: 'pdf', name: 'factur-x.xml', isInvoiceData: true }],
    });
  });
});

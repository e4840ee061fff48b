import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { inspectionSchema } from '../../../domain/receipt.ts';
import { inspectBytes } from '../../../main/receipts/inspect-bytes.ts';
import { summarise } from '../../../main/receipts/summary.ts';

const folder = join(import.meta.dirname, '../../../../shared/samples');
const isThere = existsSync(folder);

/** Amount due of each pair of the XRechnung test suite, read off the files by hand. */
const xrechnung: Record<string, string> = {
  '01.01a-INVOICE': '336.90',
  '01.02a-INVOICE': '12.60',
  '01.03a-INVOICE': '182.20',
  '01.04a-INVOICE': '120.00',
  '01.05_minimal_test': '4743.75',
  '01.05a-INVOICE': '10555.30',
  '02.01a-INVOICE': '12829.69',
  '02.02a-INVOICE': '10781.25',
  '03.01a-INVOICE': '-225.14',
};

type Row = [kind: string, format: string, profile: string | null, payable: string | null];
const factur = (payable: string, profile = 'EN 16931'): Row => ['e-invoice', 'Factur-X', profile, payable];
const first = (payable: string | null, profile = 'COMFORT'): Row => ['e-invoice', 'ZUGFeRD 1', profile, payable];
const second = (payable: string, profile = 'EN 16931'): Row => ['e-invoice', 'ZUGFeRD 2', profile, payable];

/** By the ends of the names. ZUGFeRD 1 BASIC may leave the amount due out, as Konik's does. */
const zugferd: Record<string, Row> = {
  'FX__EN16931_Einfach.pdf': factur('529.87'),
  'EN16931_Haftpflichtversicherung_Versicherungssteuer.pdf': factur('50.00'),
  'FX__EN16931_Physiotherapeut.pdf': factur('380.00'),
  'EN16931_Sachversicherung_berechneter_Steuersatz.pdf': factur('1163.40'),
  'ZUGFeRD_1p0_COMFORT_Einfach.pdf': first('529.87'),
  'ZUGFeRD_1p0_COMFORT_SEPA_Prenotification.pdf': first('529.87'),
  'acme_invoice-42_ZUGFeRD.pdf': first(null, 'BASIC'),
  'BeispielRE-20151008_504.pdf': first('571.04'),
  'Mustangproject__fail3.pdf': ['not-an-e-invoice', 'ZUGFeRD 1', null, '571.04'],
  'Facture_FR_MINIMUM.pdf': ['not-an-e-invoice', 'Factur-X', 'MINIMUM', '470.15'],
  'BeispielRE-20201121_508_withBOM.pdf': factur('571.04'),
  'zugferd_2p0_EN16931_1_Teilrechnung.pdf': second('147.65'),
  'zugferd_2p0_EN16931_Gutschrift.pdf': second('529.87'),
  'zugferd_2p0_EN16931_OEPNV.pdf': second('9.00'),
  'zugferd_2p0_EN16931_SEPA_Prenotification.pdf': second('529.87'),
  'zugferd_2p0_EXTENDED_Rechnungskorrektur.pdf': second('-8.79', 'EXTENDED'),
  'zugferd_2p1_EN16931_AbweichenderZahlungsempf.pdf': factur('529.87'),
  'Avoir_FR_type381_EN16931.pdf': factur('233.47'),
  'Facture_FR_EN16931.pdf': factur('470.15'),
  'BeispielRE-20190610_507a.pdf': second('571.04'),
  'python-factur-x.pdf': factur('571.04', 'BASIC'),
};

/** Files whose page and data really say different things. */
const contradictory = ['acme_invoice-42_ZUGFeRD.pdf'];

function filesIn(name: string, ending: string): string[] {
  return isThere ? readdirSync(join(folder, name)).filter((file) => file.endsWith(ending)) : [];
}

async function inspect(...path: string[]): Promise<ReturnType<typeof summarise>> {
  const bytes = new Uint8Array(readFileSync(join(folder, ...path)));
  return summarise(path.at(-1) ?? '', v.parse(inspectionSchema, await inspectBytes(bytes, path.at(-1) ?? '')));
}

describe.skipIf(!isThere)('the samples of the public corpora', () => {
  it.each(filesIn('xrechnung', '.xml'))('%s is read right and breaks no rule', async (file) => {
    const { kind, format, profile, payable, findings } = await inspect('xrechnung', file);
    const syntax = file.endsWith('_ubl.xml') ? 'XRechnung UBL' : 'XRechnung CII';
    const wanted = xrechnung[file.replace(/_(ubl|uncefact)\.xml$/, '')];
    expect([kind, format, profile, payable]).toEqual(['e-invoice', syntax, 'XRECHNUNG', wanted]);
    expect(findings.filter((one) => one.class === 'business')).toEqual([]);
  });

  it.each(filesIn('zugferd', '.pdf'))('%s is read right and its page agrees', async (file) => {
    const { kind, format, profile, payable, findings } = await inspect('zugferd', file);
    const row = Object.entries(zugferd).find(([end]) => file.endsWith(end))?.[1];
    expect([kind, format, profile, payable]).toEqual(row);
    const differs = findings.some(({ code }) => code === 'page_total_differs');
    expect(differs).toBe(contradictory.some((end) => file.endsWith(end)));
    expect(findings.filter((one) => one.class === 'business')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { inspectXml } from '../../../main/receipts/inspect-xml.ts';
import { profileFromMetadata } from '../../../main/receipts/embedded-profile.ts';
import { profileOf } from '../../../main/receipts/profile.ts';
import type { Vocabulary } from '../../../main/receipts/vocabulary.ts';
import { rightSpec, usualInput, type Spec } from './support/spec.ts';
import { writeCii } from './support/write-cii.ts';
import { writeUbl } from './support/write-ubl.ts';

const cii: Vocabulary = { kind: 'cii', isFirstEdition: false };
const first: Vocabulary = { kind: 'cii', isFirstEdition: true };
const ubl: Vocabulary = { kind: 'ubl', document: 'Invoice' };

/** guideline, vocabulary, name in the PDF → format, profile, version */
const cases: [string, Vocabulary, string | null, string, string | null, string | null][] = [
  [
    'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0',
    ubl,
    null,
    'XRechnung UBL',
    'XRECHNUNG',
    '3.0',
  ],
  [
    'urn:cen.eu:en16931:2017#compliant#urn:xoev-de:kosit:standard:xrechnung_2.1',
    cii,
    null,
    'XRechnung CII',
    'XRECHNUNG',
    '2.1',
  ],
  [
    'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0',
    cii,
    'xrechnung.xml',
    'ZUGFeRD 2',
    'XRECHNUNG',
    '3.0',
  ],
  ['urn:cen.eu:en16931:2017', cii, 'factur-x.xml', 'Factur-X', 'EN 16931', '1.0'],
  ['urn:cen.eu:en16931:2017', cii, 'zugferd-invoice.xml', 'ZUGFeRD 2', 'EN 16931', '2.0'],
  ['urn:cen.eu:en16931:2017', cii, null, 'CII', 'EN 16931', null],
  ['urn:cen.eu:en16931:2017', ubl, null, 'UBL', 'EN 16931', null],
  ['urn:factur-x.eu:1p0:minimum', cii, 'factur-x.xml', 'Factur-X', 'MINIMUM', '1.0'],
  ['urn:zugferd.de:2p0:minimum', cii, 'zugferd-invoice.xml', 'ZUGFeRD 2', 'MINIMUM', '2.0'],
  ['urn:factur-x.eu:1p0:basicwl', cii, 'factur-x.xml', 'Factur-X', 'BASIC WL', '1.0'],
  ['urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic', cii, 'factur-x.xml', 'Factur-X', 'BASIC', '1.0'],
  ['urn:cen.eu:en16931:2017:compliant:factur-x.eu:1p0:basic', cii, 'factur-x.xml', 'Factur-X', 'BASIC', '1.0'],
  [
    'urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended',
    cii,
    'factur-x.xml',
    'Factur-X',
    'EXTENDED',
    '1.0',
  ],
  [
    'urn:cen.eu:en16931:2017#conformant#urn:zugferd.de:2p0:extended',
    cii,
    'zugferd-invoice.xml',
    'ZUGFeRD 2',
    'EXTENDED',
    '2.0',
  ],
  ['urn:ferd:CrossIndustryDocument:invoice:1p0:basic', first, 'zugferd-invoice.xml', 'ZUGFeRD 1', 'BASIC', '1.0'],
  ['urn:ferd:CrossIndustryDocument:invoice:1p0:comfort', first, 'zugferd-invoice.xml', 'ZUGFeRD 1', 'COMFORT', '1.0'],
  ['urn:ferd:CrossIndustryDocument:invoice:1p0:extended', first, 'zugferd-invoice.xml', 'ZUGFeRD 1', 'EXTENDED', '1.0'],
  ['urn:ferd:invoice:1.0:extended', first, 'zugferd-invoice.xml', 'ZUGFeRD 1', 'EXTENDED', '1.0'],
  ['urn:ferd:invoice:rc:comfort', first, 'zugferd-invoice.xml', 'ZUGFeRD 1', 'COMFORT', '1.0'],
  ['urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0', ubl, null, 'UBL', 'PEPPOL', '3.0'],
  ['urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0', ubl, null, 'UBL', null, null],
  ['urn:factur-x.eu:1p0:maximum', cii, 'factur-x.xml', 'Factur-X', null, '1.0'],
  ['', cii, 'factur-x.xml', 'Factur-X', null, '1.0'],
];

describe('the profile', () => {
  it.each(cases)('of %s (%o, %s) is %s, %s, %s', (guideline, vocabulary, name, format, profile, version) => {
    expect(profileOf(guideline, vocabulary, name)).toEqual({ format, profile, version });
  });

  it('of a PDF’s metadata is read in every spelling', () => {
    const levels = ['EN 16931', 'BASIC WL', 'BasicWL', 'COMFORT', 'nonsense', null].map(profileFromMetadata);
    expect(levels).toEqual(['EN 16931', 'BASIC WL', 'BASIC WL', 'COMFORT', null, null]);
  });
});

describe('what is no e-invoice in law', () => {
  const verdictOf = (xml: string): unknown => {
    const read = inspectXml(new TextEncoder().encode(xml), null);
    return read.kind === 'read' ? [read.verdict.kind, read.verdict.reason] : read.reason;
  };
  const spec = (changes: Partial<Spec>): Spec => rightSpec(usualInput, changes);

  it.each([
    ['MINIMUM', writeCii(spec({ guideline: 'urn:factur-x.eu:1p0:minimum' })), 'profile_minimum'],
    ['BASIC WL', writeCii(spec({ guideline: 'urn:factur-x.eu:1p0:basicwl' })), 'profile_basic_wl'],
    ['an order', writeUbl(spec({ typeCode: '220' })), 'other_document'],
    ['a pro forma invoice', writeCii(spec({ typeCode: '325' })), 'other_document'],
    [
      'an order in ZUGFeRD’s form',
      writeCii(spec({ guideline: 'urn:ferd:CrossIndustryDocument:order:1p0:extended' })),
      'other_document',
    ],
    ['another kind of XML', '<catalog><Invoice/></catalog>', 'xml_without_invoice'],
    ['an Invoice of another namespace', '<Invoice xmlns="urn:example"><ID>1</ID></Invoice>', 'xml_without_invoice'],
    [
      'an empty invoice',
      '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>',
      'xml_without_invoice',
    ],
    ['XML that breaks off', writeUbl(spec({})).slice(0, 900), 'xml_broken'],
  ])('%s is marked so', (_what, xml, reason) => {
    expect(verdictOf(xml)).toEqual(['not-an-e-invoice', reason]);
  });

  it('is not confused by elements of other namespaces that repeat an invoice’s names', () => {
    const xml = writeUbl(spec({})).replace(
      '<cbc:ID>RE-2026/0815</cbc:ID>',
      '<x:ID xmlns:x="urn:evil">FALSE</x:ID><cbc:ID>RE-2026/0815</cbc:ID>',
    );
    const read = inspectXml(new TextEncoder().encode(xml), null);
    expect(read).toMatchObject({ verdict: { kind: 'e-invoice', invoice: { number: 'RE-2026/0815' } } });
  });
});

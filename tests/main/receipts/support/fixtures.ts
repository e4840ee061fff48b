import { en16931, rightSpec, usualInput, written, type Spec } from './spec.ts';
import { writeCii } from './write-cii.ts';
import { writePdf } from './write-pdf.ts';
import { writeUbl } from './write-ubl.ts';

/** The page that belongs to an invoice: its number and totals as a reader sees them. */
export function pageOf({ number, totals }: Spec): string[] {
  const german = (cents: number) => written(cents).replace('.', ',');
  return [
    `Rechnung ${number}`,
    'Muster GmbH, Werkstraße 1, 10115 Berlin',
    `Summe netto ${german(totals.net)} EUR`,
    `Umsatzsteuer ${german(totals.tax)} EUR`,
    `Rechnungsbetrag ${german(totals.gross)} EUR`,
    `Zu zahlen ${german(totals.payable)} EUR`,
  ];
}

/** CII under the names of its first edition, which is ZUGFeRD 1. */
export function asFirstEdition(cii: string): string {
  return cii
    .replaceAll(
      'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
      'urn:ferd:CrossIndustryDocument:invoice:1p0',
    )
    .replaceAll('BusinessInformationEntity:100', 'BusinessInformationEntity:12')
    .replaceAll('UnqualifiedDataType:100', 'UnqualifiedDataType:15')
    .replaceAll('CrossIndustryInvoice', 'CrossIndustryDocument')
    .replaceAll('rsm:ExchangedDocumentContext', 'rsm:SpecifiedExchangedDocumentContext')
    .replace(/(<\/?)rsm:ExchangedDocument>/g, '$1rsm:HeaderExchangedDocument>')
    .replaceAll('rsm:SupplyChainTradeTransaction', 'rsm:SpecifiedSupplyChainTradeTransaction')
    .replace(/ApplicableHeaderTrade(Agreement|Delivery|Settlement)/g, 'ApplicableSupplyChainTrade$1')
    .replace(/SpecifiedLineTrade(Agreement|Delivery|Settlement)/g, 'SpecifiedSupplyChainTrade$1')
    .replace(/TradeSettlement(Header|Line)MonetarySummation/g, 'TradeSettlementMonetarySummation')
    .replaceAll('RateApplicablePercent', 'ApplicablePercent');
}

/** The project's own set of receipts, by file name. */
export async function makeFixtures(): Promise<Map<string, string | Uint8Array>> {
  const usual = rightSpec(usualInput);
  const reverse = rightSpec(
    { lines: [{ name: 'Montage', quantity: 3, price: 33_333, category: 'AE', rate: 0 }] },
    { number: 'RE-2026/0817', buyerVatId: 'ATU12345678' },
  );
  const credit = rightSpec(usualInput, { typeCode: '381', number: 'GS-2026/0001' });
  const zugferd = rightSpec(usualInput, { guideline: en16931, number: 'RE-2026/0820' });
  const wrong = rightSpec(usualInput, { number: 'RE-2026/0818' });
  wrong.totals.gross += 100;
  return new Map<string, string | Uint8Array>([
    ['xrechnung-ubl.xml', writeUbl(usual)],
    ['xrechnung-cii.xml', writeCii(usual)],
    ['credit-note-ubl.xml', writeUbl(credit)],
    ['reverse-charge-ubl.xml', writeUbl(reverse)],
    ['wrong-sums-cii.xml', writeCii(wrong)],
    ['broken.xml', writeUbl(usual).slice(0, -40)],
    ...(await makePdfs(zugferd)),
  ]);
}

async function makePdfs(spec: Spec): Promise<[string, Uint8Array][]> {
  const cii = writeCii(spec);
  const lines = pageOf(spec);
  const first = asFirstEdition(writeCii({ ...spec, guideline: 'urn:ferd:CrossIndustryDocument:invoice:1p0:comfort' }));
  const minimum = writeCii({ ...spec, guideline: 'urn:factur-x.eu:1p0:minimum', lines: [] });
  const other = pageOf({ ...spec, totals: { ...spec.totals, gross: 99_900, payable: 99_900 } });
  const named = (content: string, name = 'factur-x.xml') => [{ name, content }];
  const level = 'EN 16931';
  return [
    ['factur-x.pdf', await writePdf({ lines, files: named(cii), conformanceLevel: level })],
    ['factur-x-minimum.pdf', await writePdf({ lines, files: named(minimum), conformanceLevel: 'MINIMUM' })],
    ['factur-x-page-differs.pdf', await writePdf({ lines: other, files: named(cii), conformanceLevel: level })],
    ['wrong-profile.pdf', await writePdf({ lines, files: named(cii), conformanceLevel: 'EXTENDED' })],
    ['zugferd-1.pdf', await writePdf({ lines, files: named(first, 'ZUGFeRD-invoice.xml') })],
    ['plain.pdf', await writePdf({ lines })],
  ];
}

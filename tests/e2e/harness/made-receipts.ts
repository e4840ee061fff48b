import fs from 'node:fs';
import path from 'node:path';
import { checkout } from './home.ts';
import { mailWith, receiptFile } from './receipts.ts';

/** What a made receipt says instead of its pattern. */
interface Change {
  seller: string;
  number: string;
  /** ISO date. */
  day: string;
  /** All amounts are multiplied by it, so that the sums stay right, or as wrong as they were. */
  times: number;
}

const patterns: [file: string, change: Change][] = [
  ['xrechnung-ubl.xml', { seller: 'Großhandel Marquardt GmbH', number: 'RE 4471-26', day: '2026-11-20', times: 7 }],
  ['xrechnung-cii.xml', { seller: 'Stadtreinigung Kiel', number: 'GB 77-2026', day: '2026-11-10', times: 1 }],
  ['credit-note-ubl.xml', { seller: 'Elektro Wulff e. K.', number: '2026-0933', day: '2026-11-17', times: 2 }],
  ['wrong-sums-cii.xml', { seller: 'Bürobedarf Hansen', number: 'INV-88120', day: '2026-11-14', times: 1 }],
  ['xrechnung-ubl.xml', { seller: 'Autohaus Süderland', number: 'R-120-4471', day: '2026-11-12', times: 3 }],
];

function changed(xml: string, { seller, number, day, times }: Change): string {
  return xml
    .replaceAll('Muster GmbH', seller)
    .replaceAll('Kunde &amp; Söhne KG', 'Nordlicht Werkstatt GmbH')
    .replace(/(RE|GS)-2026\/\d{4}/, number)
    .replaceAll('2026-11-02', day)
    .replaceAll('20261102', day.replaceAll('-', ''))
    .replace(/>(\d+)\.(\d\d)</g, (_all, euros: string, cents: string) => {
      const amount = String((Number(euros) * 100 + Number(cents)) * times).padStart(3, '0');
      return `>${amount.slice(0, -2)}.${amount.slice(-2)}<`;
    });
}

/**
 * Writes the receipts of a month into a folder: e-invoices of several suppliers, one with wrong sums, an e-mail, an
 * empty file, and one that is no receipt.
 * @returns their paths
 */
export function madeReceipts(folder: string): string[] {
  const write = (name: string, content: string | Uint8Array): string => {
    const file = path.join(folder, name);
    fs.writeFileSync(file, content, { mode: 0o644 });
    return file;
  };
  const invoices = patterns.map(([file, change], index) =>
    write(`${index + 1}-${file}`, changed(fs.readFileSync(receiptFile(file), 'utf8'), change)),
  );
  const mail = mailWith([
    {
      name: 'Rechnung November.pdf',
      mediaType: 'application/pdf',
      bytes: fs.readFileSync(receiptFile('factur-x-page-differs.pdf')),
    },
    { name: 'logo.png', mediaType: 'image/png', bytes: fs.readFileSync(path.join(checkout, 'build/icons/16x16.png')) },
    { name: 'AGB.docx', mediaType: 'application/msword', bytes: Buffer.from('Word') },
  ]);
  const rest = [write('Ihre Rechnungen.eml', mail), write('leer.pdf', ''), write('Notizen.txt', 'kein Beleg')];
  return [...invoices, ...rest];
}

import { berlinDay } from './berlin.ts';
import { asArray, asNumber, asObject, asText, type JsonObject } from './json.ts';
import type { PdfSheet } from './pdf-sheet.ts';
import type { Organisation, SalesKind, Voucher } from './store.ts';

const titles: Record<SalesKind, string> = {
  invoice: 'Rechnung',
  downpaymentinvoice: 'Abschlagsrechnung',
  creditnote: 'Rechnungskorrektur',
  orderconfirmation: 'Auftragsbestätigung',
  quotation: 'Angebot',
  deliverynote: 'Lieferschein',
};

function germanDay(ms: number): string {
  return berlinDay(ms).split('-').reverse().join('.');
}

function germanNumber(value: number, places = 0): string {
  return value.toLocaleString('de-DE', { minimumFractionDigits: places, maximumFractionDigits: 4 });
}

function euros(value: unknown): string {
  return `${germanNumber(asNumber(value) ?? 0, 2)} €`;
}

/** The company's name and the recipient's address where a window envelope shows it (DIN 5008). */
export function drawLetterhead(sheet: PdfSheet, organisation: Organisation, voucher: Voucher): void {
  const { letterhead } = organisation;
  sheet.y = 780;
  sheet.block(sheet.left, sheet.y - 3, 5, 24);
  sheet.write(letterhead.name, sheet.left + 14, { size: 17, bold: true });
  sheet.write(letterhead.web, sheet.rightEdge, { size: 9, grey: true, right: true });
  sheet.y = 705;
  const sender = `${letterhead.name} · ${letterhead.street} · ${letterhead.zip} ${letterhead.city}`;
  sheet.write(sender, sheet.left, { size: 7, grey: true });
  sheet.y = 688;
  const to = asObject(voucher.content.address);
  const place = [asText(to.zip), asText(to.city)].filter(Boolean).join(' ');
  const country = asText(to.countryCode);
  const foreign =
    country && country !== 'DE' ? new Intl.DisplayNames('de', { type: 'region' }).of(country.slice(0, 2)) : '';
  for (const line of [to.name, to.contactPerson, to.supplement, to.street, place, foreign]) {
    if (!asText(line)) continue;
    sheet.write(String(line), sheet.left, { size: 10.5 });
    sheet.y -= 14;
  }
}

function infoLines(organisation: Organisation, voucher: Voucher): [string, string][] {
  const shipping = asObject(voucher.content.shippingConditions);
  const from = asText(shipping.shippingDate);
  const until = asText(shipping.shippingEndDate);
  const supply = [from, until].filter((day) => day !== undefined).map((day) => germanDay(Date.parse(day)));
  const contact = organisation.contacts.get(voucher.contactId ?? '');
  const customer = asNumber(asObject(asObject(contact?.roles).customer).number);
  const reference = asText(asObject(voucher.content.xRechnung).buyerReference);
  return [
    ['Nummer', voucher.number ?? ''],
    ['Datum', germanDay(voucher.voucherMs)],
    ...(supply.length > 0 ? [['Leistung', supply.join(' – ')] as [string, string]] : []),
    ...(voucher.dueMs === undefined ? [] : [['Fällig', germanDay(voucher.dueMs)] as [string, string]]),
    ...(customer === undefined ? [] : [['Kundennummer', String(customer)] as [string, string]]),
    ...(reference === undefined ? [] : [['Ihre Referenz', reference] as [string, string]]),
  ];
}

/** Number and dates on the right, then title and introduction. */
export function drawInfo(sheet: PdfSheet, organisation: Organisation, voucher: Voucher): void {
  sheet.y = 688;
  for (const [label, value] of infoLines(organisation, voucher)) {
    sheet.write(label, 380, { grey: true });
    sheet.write(value, sheet.rightEdge, { right: true });
    sheet.y -= 14;
  }
  sheet.y = 570;
  const title = asText(voucher.content.title) ?? titles[voucher.kind as SalesKind];
  sheet.write(`${title} ${voucher.number ?? ''}`, sheet.left, { size: 15, bold: true });
  sheet.y -= 24;
  const introduction = asText(voucher.content.introduction);
  if (introduction) sheet.paragraph(introduction);
  sheet.y -= 8;
}

const columns = { position: 57, name: 82, quantity: 350, price: 425, rate: 462, amount: 538 };

function drawTableHead(sheet: PdfSheet): void {
  const head = { size: 8.5, grey: true };
  sheet.write('Pos.', columns.position, head);
  sheet.write('Bezeichnung', columns.name, head);
  sheet.write('Menge', columns.quantity, { ...head, right: true });
  sheet.write('Einzelpreis', columns.price, { ...head, right: true });
  sheet.write('USt.', columns.rate, { ...head, right: true });
  sheet.write('Gesamt', columns.amount, { ...head, right: true });
  sheet.y -= 5;
  sheet.rule();
  sheet.y -= 14;
}

function drawNumbers(sheet: PdfSheet, line: JsonObject, gross: boolean): void {
  const price = asObject(line.unitPrice);
  const unit = asNumber(gross ? price.grossAmount : price.netAmount) ?? 0;
  const quantity = `${germanNumber(asNumber(line.quantity) ?? 0)} ${asText(line.unitName) ?? ''}`;
  sheet.write(quantity, columns.quantity, { right: true });
  sheet.write(`${germanNumber(unit, 2)} €`, columns.price, { right: true });
  sheet.write(`${germanNumber(asNumber(price.taxRatePercentage) ?? 0)} %`, columns.rate, { right: true });
  if (line.lineItemAmount !== undefined) sheet.write(euros(line.lineItemAmount), columns.amount, { right: true });
}

/** The table of lines; the head is repeated on every page. */
export function drawLines(sheet: PdfSheet, voucher: Voucher): void {
  const gross = asObject(voucher.content.taxConditions).taxType === 'gross';
  drawTableHead(sheet);
  let position = 0;
  for (const line of asArray(voucher.content.lineItems).map(asObject)) {
    if (sheet.ensure(40)) drawTableHead(sheet);
    const text = line.type === 'text';
    if (!text) {
      position += 1;
      sheet.write(String(position), columns.position);
      drawNumbers(sheet, line, gross);
    }
    const width = text ? 456 : 205;
    if (asText(line.name)) sheet.paragraph(String(line.name), { bold: !text }, columns.name, width);
    const discount = asNumber(line.discountPercentage) ?? 0;
    const notes = [asText(line.description), discount > 0 ? `abzüglich ${germanNumber(discount)} % Rabatt` : undefined];
    for (const note of notes) if (note) sheet.paragraph(note, { size: 8.5, grey: true }, columns.name, width);
    sheet.y -= 6;
  }
}

function sumLine(sheet: PdfSheet, label: string, value: string, bold = false): void {
  sheet.ensure(16);
  sheet.write(label, 340, { bold });
  sheet.write(value, columns.amount, { right: true, bold });
  sheet.y -= 15;
}

/** Net, tax per rate and gross. */
export function drawTotals(sheet: PdfSheet, voucher: Voucher): void {
  const { content } = voucher;
  const total = asObject(content.totalPrice);
  if (total.totalGrossAmount === undefined) return;
  sheet.ensure(90);
  sheet.y -= 2;
  sheet.rule();
  sheet.y -= 16;
  const absolute = asNumber(total.totalDiscountAbsolute);
  const percentage = asNumber(total.totalDiscountPercentage);
  if (absolute !== undefined) sumLine(sheet, 'darin Gesamtrabatt', `- ${euros(absolute)}`);
  if (percentage !== undefined) sumLine(sheet, 'darin Gesamtrabatt', `${germanNumber(percentage)} %`);
  sumLine(sheet, 'Nettobetrag', euros(total.totalNetAmount));
  for (const entry of asArray(content.taxAmounts).map(asObject)) {
    const rate = asNumber(entry.taxRatePercentage) ?? 0;
    if (rate > 0) sumLine(sheet, `Umsatzsteuer ${germanNumber(rate)} %`, euros(entry.taxAmount));
  }
  sheet.y += 4;
  sheet.rule(340, columns.amount);
  sheet.y -= 14;
  sumLine(sheet, 'Gesamtbetrag', euros(total.totalGrossAmount), true);
  sheet.y -= 10;
}

/** Tax note, payment terms and remark. */
export function drawTexts(sheet: PdfSheet, voucher: Voucher): void {
  const { content } = voucher;
  const terms = asText(asObject(content.paymentConditions).paymentTermLabel);
  for (const text of [asObject(content.taxConditions).taxTypeNote, terms, content.remark]) {
    const found = asText(text);
    if (!found) continue;
    sheet.paragraph(found);
    sheet.y -= 6;
  }
}

/** The company's details and the page number under every page. */
export function drawFooters(sheet: PdfSheet, organisation: Organisation): void {
  const { letterhead } = organisation;
  const blocks = [
    [letterhead.name, letterhead.street, `${letterhead.zip} ${letterhead.city}`, letterhead.managers],
    [`Tel. ${letterhead.phone}`, letterhead.email, letterhead.web, letterhead.register],
    [letterhead.bank, `IBAN ${letterhead.iban}`, `BIC ${letterhead.bic}`, `St.-Nr. ${letterhead.taxNumber}`],
  ];
  sheet.pages.forEach((page, index) => {
    blocks.forEach((lines, column) => {
      lines.forEach((line, row) => {
        sheet.write(line, sheet.left + column * 165, { size: 7, grey: true }, page, 78 - row * 10);
      });
    });
    const number = `Seite ${String(index + 1)} von ${String(sheet.pages.length)}`;
    sheet.write(number, sheet.rightEdge, { size: 7, grey: true, right: true }, page, 30);
  });
}

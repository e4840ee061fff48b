import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { electronicInvoiceSchema } from '../../../domain/electronic-invoice.ts';
import { invoiceInput } from './support/arbitraries.ts';
import { asFirstEdition } from './support/fixtures.ts';
import { read, withoutFormat } from './support/read.ts';
import { rightSpec, usualInput, written } from './support/spec.ts';
import { writeCii } from './support/write-cii.ts';
import { writeUbl } from './support/write-ubl.ts';

const samples = join(import.meta.dirname, '../../../../shared/samples/xrechnung');
const pairs = existsSync(samples) ? readdirSync(samples).filter((name) => name.endsWith('_ubl.xml')) : [];

/** UBL demands an order number beside a sales order; this pair fills in a word of its own, which CII leaves out. */
const named: Record<string, string> = { '01.02a-INVOICE_ubl.xml': 'Dummywert' };

describe('the same invoice as UBL and as CII', () => {
  it('gives the same model, which the schema takes', () => {
    fc.assert(
      fc.property(invoiceInput, (input) => {
        const spec = rightSpec(input);
        const ubl = read(writeUbl(spec)).invoice;
        expect(withoutFormat(ubl)).toEqual(withoutFormat(read(writeCii(spec)).invoice));
        expect(v.parse(electronicInvoiceSchema, ubl).totals.payable).toBe(written(spec.totals.payable));
      }),
    );
  });

  it('gives the same model as ZUGFeRD 1, apart from the profile', () => {
    const spec = rightSpec(usualInput);
    const { profile: _p, version: _v, ...old } = withoutFormat(read(asFirstEdition(writeCii(spec))).invoice);
    expect(withoutFormat(read(writeCii(spec)).invoice)).toMatchObject(old);
  });

  it('is read from the release candidate of ZUGFeRD 1 too, whose elements have no namespace', () => {
    const spec = rightSpec(usualInput, { guideline: 'urn:ferd:invoice:rc:comfort' });
    const draft = asFirstEdition(writeCii(spec))
      .replace('urn:ferd:CrossIndustryDocument:invoice:1p0', 'urn:un:unece:uncefact:data:standard:CBFBUY:5')
      .replaceAll('rsm:CrossIndustryDocument', 'rsm:Invoice')
      .replace(/<udt:DateTimeString format="102">(\d+)<\/udt:DateTimeString>/g, '$1')
      .replace(/(<\/?)(ram|udt):/g, '$1');
    const { format, profile, issueDate, dueDate, deliveryDate, totals, lines } = read(
      draft,
      'zugferd-invoice.xml',
    ).invoice;
    expect([format, profile, issueDate, dueDate, deliveryDate]).toEqual([
      'ZUGFeRD 1',
      'COMFORT',
      spec.issueDate,
      spec.dueDate,
      spec.deliveryDate,
    ]);
    expect([totals.payable, lines.length]).toEqual(['199.90', 3]);
  });

  it('holds the texts of the document, with what XML escapes', () => {
    const { invoice } = read(writeUbl(rightSpec(usualInput)));
    expect(invoice.buyer.name).toBe('Kunde & Söhne KG');
    expect(invoice.lines.map(({ name }) => name)).toEqual(['Beratung', 'Anfahrt & Spesen', 'Fachbuch']);
  });

  it('keeps an attachment with its size, in both', () => {
    const attachment = {
      name: 'Stundenzettel.pdf',
      mediaType: 'application/pdf',
      base64: Buffer.from('hallo').toString('base64'),
    };
    const spec = rightSpec(usualInput, { attachment });
    const { invoice } = read(writeUbl(spec));
    expect(invoice.documents).toEqual(read(writeCii(spec)).invoice.documents);
    expect(invoice.documents).toMatchObject([
      { id: 'A1', fileName: 'Stundenzettel.pdf', mediaType: 'application/pdf', bytes: 5 },
    ]);
  });
});

describe.skipIf(pairs.length === 0)('the pairs of the XRechnung test suite', () => {
  it.each(pairs)('%s and its CII twin give the same model', (name) => {
    const ubl = read(readFileSync(join(samples, name))).invoice;
    const cii = read(readFileSync(join(samples, name.replace('_ubl', '_uncefact')))).invoice;
    const exception = named[name];
    if (exception !== undefined) {
      expect(ubl.references.order).toBe(exception);
      ubl.references.order = null;
    }
    expect(withoutFormat(ubl)).toEqual(withoutFormat(cii));
    expect([ubl.format, cii.format]).toEqual(['XRechnung UBL', 'XRechnung CII']);
  });
});

import { fc, test as propertyTest } from '@fast-check/vitest';
import * as v from 'valibot';
import { describe, expect } from 'vitest';
import { articleSchema, contactSchema } from '../../../../domain/contact.ts';
import { paymentTermSchema } from '../../../../domain/invoice-draft.ts';
import { idSchema } from '../../../../domain/primitives.ts';
import { invoiceSchema, paymentSchema, voucherRowSchema } from '../../../../domain/voucher.ts';
import * as wireArticle from '../../../../main/lexware/wire/article.ts';
import * as wireContact from '../../../../main/lexware/wire/contact.ts';
import { countrySchema } from '../../../../main/lexware/wire/country.ts';
import { createdSchema } from '../../../../main/lexware/wire/created.ts';
import * as wireInvoice from '../../../../main/lexware/wire/invoice.ts';
import { pageSchema } from '../../../../main/lexware/wire/page.ts';
import { paymentsSchema } from '../../../../main/lexware/wire/payments.ts';
import { paymentConditionSchema } from '../../../../main/lexware/wire/payment-condition.ts';
import { profileSchema } from '../../../../main/lexware/wire/profile.ts';
import * as wireRow from '../../../../main/lexware/wire/voucher-row.ts';
import * as samples from './samples.ts';

const instant = v.pipe(v.number(), v.safeInteger());
const page = (row: v.GenericSchema) =>
  v.object({ content: v.array(row), last: v.boolean(), totalPages: v.number(), totalElements: v.number() });

/** Each wire schema with a good answer and with what its output has to be, whatever comes. */
const subjects: [string, v.GenericSchema, unknown, v.GenericSchema][] = [
  [
    'voucherlist',
    pageSchema(wireRow.voucherRowSchema),
    samples.pageOf(samples.row, { ...samples.row, dueDate: null }),
    page(v.object({ ...voucherRowSchema.entries, createdMs: instant, updatedMs: instant, archived: v.boolean() })),
  ],
  ['invoice', wireInvoice.invoiceSchema, samples.invoice, invoiceSchema],
  ['contacts', pageSchema(wireContact.contactSchema), samples.pageOf(samples.contact), page(contactSchema)],
  ['articles', pageSchema(wireArticle.articleSchema), samples.pageOf(samples.article), page(articleSchema)],
  ['payment condition', paymentConditionSchema, samples.paymentCondition, paymentTermSchema],
  ['payments', paymentsSchema, samples.payments, v.array(paymentSchema)],
  ['country', countrySchema, samples.country, v.object({ code: v.string(), nameDe: v.string(), nameEn: v.string() })],
  [
    'profile',
    profileSchema,
    samples.profile,
    v.object({
      organizationId: idSchema,
      companyName: v.string(),
      connectionId: v.nullable(v.string()),
      taxType: v.picklist(['net', 'gross', 'vatfree']),
      smallBusiness: v.boolean(),
    }),
  ],
  ['created', createdSchema, samples.created, v.object({ id: idSchema, createdMs: instant })],
];

const oddities = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    '0',
    '-0',
    33.333,
    'NaN',
    'Infinity',
    '-1',
    '1e400',
    '12,50',
    '0x10',
    '1'.repeat(50),
    1e21,
    -1e15,
    2 ** 53,
    0.1 + 0.2,
    1.005,
    true,
    [],
    {},
    [null],
    { toString: 1 },
    '2026-02-30T00:00:00.000+01:00',
    '2026-13-01',
    '0000-00-00T00:00:00Z',
    '9999-12-31T23:59:59.999-23:59',
    '2026-03-29T02:30:00.000+01:00',
  ),
  fc.double(),
  fc.integer(),
  fc.string(),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Puts `value` somewhere in a copy of `tree`, or takes the place away where `value` is `undefined`. */
function mutate(tree: unknown, path: number[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof tree !== 'object' || tree === null) return value;
  const keys = Object.keys(tree);
  const key = keys[step % Math.max(keys.length, 1)];
  if (key === undefined) return value;
  const entries = Object.entries(tree).map(([name, child]): [string, unknown] =>
    name === key ? [name, rest.length === 0 ? value : mutate(child, rest, value)] : [name, child],
  );
  const kept = entries.filter(([, child]) => child !== undefined);
  return Array.isArray(tree) ? kept.map(([, child]) => child) : Object.fromEntries(kept);
}

const mutations = fc.array(
  fc.record({
    path: fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 5 }),
    value: fc.oneof(fc.constant(undefined), oddities),
  }),
  { minLength: 1, maxLength: 4 },
);

describe.each(subjects)('a damaged answer: %s', (_name, wire, sample, model) => {
  propertyTest.prop([mutations], { numRuns: 1000 })('is refused, or read into a valid model', (changes) => {
    let answer = sample;
    for (const { path, value } of changes) answer = mutate(answer, path, value);
    // As it would come over the wire: JSON has no NaN.
    const parsed = v.safeParse(wire, JSON.parse(JSON.stringify(answer ?? null)));
    if (!parsed.success) return;
    const checked = v.safeParse(model, parsed.output);
    expect(checked.success ? [] : checked.issues.map((issue) => [issue.message, v.getDotPath(issue)])).toEqual([]);
    eachNumber(parsed.output, (number) => expect(Number.isFinite(number) && !Object.is(number, -0)).toBe(true));
  });

  propertyTest.prop([fc.jsonValue()], { numRuns: 300 })(
    'or anything else instead is refused, or read into a valid model',
    (answer) => {
      const parsed = v.safeParse(wire, answer);
      if (parsed.success) expect(v.is(model, parsed.output)).toBe(true);
    },
  );
});

function eachNumber(value: unknown, visit: (number: number) => void): void {
  if (typeof value === 'number') visit(value);
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach((each) => eachNumber(each, visit));
}

import { asObject, asText, isUuid, withoutAbsent, type JsonObject } from './json.ts';
import type { Check } from './check.ts';
import type { SalesLine, TaxType } from './sales-input.ts';
import type { Organisation } from './store.ts';
import type { DocumentDiscount } from './totals.ts';

/** What decides about the lines: which side is leading, and the VAT rates that are possible (whole percent). */
export interface LineRules {
  taxType: TaxType;
  rates: readonly number[] | 'any';
}

const lineTypes = ['custom', 'material', 'service', 'text'] as const;

/** Looks at one line (API reference 4.1.2); `field` is its path, such as `lineItems[0]`. */
export function checkLine(
  check: Check,
  field: string,
  value: unknown,
  rules: LineRules,
  organisation: Organisation,
): SalesLine | undefined {
  const line = check.object(field, value, true);
  if (!line) return undefined;
  const type = check.choice(`${field}.type`, line.type, lineTypes, true);
  const text = type === 'text';
  const name = check.text(`${field}.name`, line.name, 255, !text);
  const description = check.text(`${field}.description`, line.description, 2000);
  if (!type) return undefined;
  if (text) {
    if (!asText(line.name) && !asText(line.description))
      check.note(`${field}.name`, 'NOTBLANK', 'darf nicht leer sein');
    return withoutAbsent({ type, name, description });
  }
  const id = type === 'custom' ? undefined : checkArticle(check, `${field}.id`, line.id, type, organisation);
  const unitName = check.text(`${field}.unitName`, line.unitName, 50, true);
  const priced = checkPrice(check, field, line, rules);
  return withoutAbsent({ type, id, name, description, unitName, priced });
}

function checkArticle(
  check: Check,
  field: string,
  value: unknown,
  type: 'material' | 'service',
  organisation: Organisation,
): string | undefined {
  if (value === undefined || value === null) return check.missing(field);
  const article = isUuid(value) ? organisation.articles.get(value) : undefined;
  const wanted = type === 'material' ? 'PRODUCT' : 'SERVICE';
  if (article?.type !== wanted) {
    return check.note(field, 'INVALIDVALUE', 'verweist auf keinen Artikel dieser Art');
  }
  return value as string;
}

function checkPrice(check: Check, field: string, line: JsonObject, rules: LineRules): SalesLine['priced'] | undefined {
  const quantity = check.decimal(`${field}.quantity`, line.quantity, 4, true);
  const price = check.object(`${field}.unitPrice`, line.unitPrice, true);
  const discount = check.range(`${field}.discountPercentage`, line.discountPercentage, 2, 0n, 100n) ?? 0n;
  if (!price) return undefined;
  check.choice(`${field}.unitPrice.currency`, price.currency, ['EUR'], true);
  const side = rules.taxType === 'gross' ? 'grossAmount' : 'netAmount';
  const unitPrice = check.decimal(`${field}.unitPrice.${side}`, price[side], 4, true);
  const rate = checkRate(check, `${field}.unitPrice.taxRatePercentage`, price.taxRatePercentage, rules);
  if (quantity === undefined || unitPrice === undefined || rate === undefined) return undefined;
  return { quantity, unitPrice, rate, discount };
}

function checkRate(check: Check, field: string, value: unknown, rules: LineRules): bigint | undefined {
  const rate = check.decimal(field, value, 2, true);
  if (rate === undefined) return undefined;
  const known = rules.rates === 'any' ? rate >= 0n && rate <= 300_000n : rules.rates.includes(value as number);
  return known ? rate : check.note(field, 'INVALIDVALUE', 'Der Steuersatz ist für diese Steuerart nicht zulässig');
}

/** Looks at all lines: 1 to 300 of them (API reference 3.3). */
export function checkLines(check: Check, value: unknown, rules: LineRules, organisation: Organisation): SalesLine[] {
  if (value === undefined || value === null) {
    check.missing('lineItems');
    return [];
  }
  if (!Array.isArray(value)) {
    check.note('lineItems', 'TYPEMISMATCH', 'muss eine Liste sein');
    return [];
  }
  if (value.length === 0) check.note('lineItems', 'NOTEMPTY', 'darf nicht leer sein');
  if (value.length > 300) check.note('lineItems', 'SIZE', 'Größe muss zwischen 1 und 300 sein');
  const lines = value
    .slice(0, 300)
    .map((line: unknown, index) => checkLine(check, `lineItems[${String(index)}]`, line, rules, organisation));
  return lines.filter((line) => line !== undefined);
}

/** The document's discount: an absolute amount or a percentage, not both (API reference 4.1.3). */
export function checkDiscount(check: Check, value: unknown): DocumentDiscount {
  const total = asObject(check.object('totalPrice', value, true));
  if (Object.keys(total).length > 0 || value) check.choice('totalPrice.currency', total.currency, ['EUR'], true);
  const absolute = check.range('totalPrice.totalDiscountAbsolute', total.totalDiscountAbsolute, 2, 0n, 10n ** 12n);
  const percent = check.range('totalPrice.totalDiscountPercentage', total.totalDiscountPercentage, 2, 0n, 100n);
  if (absolute !== undefined && absolute > 0n && percent !== undefined && percent > 0n) {
    check.note('totalPrice.totalDiscountAbsolute', 'EXCLUSIVE', 'nur ein Gesamtrabatt ist möglich');
  }
  if (absolute !== undefined && absolute > 0n) return { kind: 'absolute', cents: absolute / 100n };
  if (percent !== undefined && percent > 0n) return { kind: 'percent', of: percent };
  return { kind: 'none' };
}

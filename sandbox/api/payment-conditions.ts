import { withoutAbsent, type JsonObject } from './json.ts';
import type { PaymentTerms } from './sales-input.ts';
import type { Organisation, PaymentCondition } from './store.ts';

function percentText(percent: number): string {
  return `${percent.toLocaleString('de-DE', { maximumFractionDigits: 2 })} %`;
}

/** The finished sentence of a template (API reference 4.1.5). */
export function renderTerms(condition: PaymentCondition): string {
  return condition.template
    .replaceAll('{discountRange}', String(condition.discount?.days ?? ''))
    .replaceAll('{discount}', percentText(condition.discount?.percent ?? 0))
    .replaceAll('{paymentRange}', String(condition.days));
}

/** A condition by value, as documents hold it. */
export function termsOf(condition: PaymentCondition): PaymentTerms {
  const { template, days, discount } = condition;
  return { label: renderTerms(condition), template, days, ...(discount ? { discount } : {}) };
}

/** What a document gets that names no conditions: the company's default (API reference 4.1.5). */
export function defaultTerms(organisation: Organisation): PaymentTerms {
  const found = organisation.paymentConditions.find((condition) => condition.organizationDefault);
  return found
    ? termsOf(found)
    : { label: 'Zahlbar sofort ohne Abzug', template: 'Zahlbar sofort ohne Abzug', days: 0 };
}

function discountJson(discount: { percent: number; days: number } | undefined): JsonObject | undefined {
  return discount && { discountPercentage: discount.percent, discountRange: discount.days };
}

/** `paymentConditions` of a document. */
export function termsJson(terms: PaymentTerms): JsonObject {
  return withoutAbsent({
    paymentTermLabel: terms.label,
    paymentTermLabelTemplate: terms.template,
    paymentTermDuration: terms.days,
    paymentDiscountConditions: discountJson(terms.discount),
  });
}

/** An entry of `GET /v1/payment-conditions` (API reference 4.15). */
export function conditionJson(condition: PaymentCondition): JsonObject {
  return withoutAbsent({
    id: condition.id,
    organizationDefault: condition.organizationDefault,
    paymentTermLabelTemplate: condition.template,
    paymentTermDuration: condition.days,
    paymentDiscountConditions: discountJson(condition.discount),
  });
}

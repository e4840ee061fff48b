import Big from 'big.js';
import * as v from 'valibot';
import { articleSchema as domainArticleSchema, type Article } from '../../../domain/contact.ts';
import { decimalOrNullField, idField, numberOrNullField, partField, textField, textOrNullField } from './lenient.ts';

const rawArticleSchema = v.object({
  id: idField,
  type: textField,
  articleNumber: textOrNullField,
  title: textField,
  description: textField,
  unitName: textField,
  price: partField({
    leadingPrice: textField,
    netPrice: decimalOrNullField,
    grossPrice: decimalOrNullField,
    taxRate: numberOrNullField,
  }),
});

/**
 * An article (API reference 4.10; its words are in capitals, unlike all others). One that a draft could not use, such
 * as one with a negative price, becomes `null` and does not take its page with it.
 */
export const articleSchema = v.pipe(
  rawArticleSchema,
  v.transform((raw): Article | null => {
    const taxRatePercentage = raw.price.taxRate ?? 0;
    const article: Article = {
      id: raw.id,
      type: raw.type === 'PRODUCT' ? 'material' : 'service',
      number: raw.articleNumber,
      title: raw.title,
      description: raw.description,
      unitName: raw.unitName,
      leadingPrice: raw.price.leadingPrice === 'GROSS' ? 'gross' : 'net',
      ...pricesOf(raw.price.netPrice, raw.price.grossPrice, taxRatePercentage),
      taxRatePercentage,
    };
    return v.is(domainArticleSchema, article) ? article : null;
  }),
);

/** Both prices; one that is missing is derived from the other. */
function pricesOf(net: string | null, gross: string | null, rate: number): { netPrice: string; grossPrice: string } {
  const factor = new Big(rate).div(100).plus(1);
  const derive = (value: Big) => value.round(4, Big.roundHalfUp).toFixed();
  return {
    netPrice: net ?? (gross === null || factor.lte(0) ? '0' : derive(new Big(gross).div(factor))),
    grossPrice: gross ?? (net === null ? '0' : derive(new Big(net).times(factor))),
  };
}

import type { JsonObject } from './json.ts';
import type { DocumentDiscount, PricedLine } from './totals.ts';

/** How prices are meant (API reference 4.1.4). */
export const taxTypes = [
  'net',
  'gross',
  'vatfree',
  'intraCommunitySupply',
  'constructionService13b',
  'externalService13b',
  'thirdPartyCountryService',
  'thirdPartyCountryDelivery',
  'photovoltaicEquipment',
] as const;
export type TaxType = (typeof taxTypes)[number];

/** The kinds that book on a named customer and so need `contactId` (API reference 4.1.4). */
export const contactTaxTypes: readonly TaxType[] = [
  'intraCommunitySupply',
  'constructionService13b',
  'externalService13b',
  'thirdPartyCountryService',
  'thirdPartyCountryDelivery',
];

export const shippingTypes = ['service', 'serviceperiod', 'delivery', 'deliveryperiod', 'none'] as const;
export type ShippingType = (typeof shippingTypes)[number];

/** A line that was looked at: what was sent, and its numbers where it has a price. */
export interface SalesLine {
  type: 'custom' | 'material' | 'service' | 'text';
  id?: string;
  name?: string;
  description?: string;
  unitName?: string;
  priced?: PricedLine;
}

export interface Shipping {
  type: ShippingType;
  ms?: number;
  endMs?: number;
}

export interface PaymentTerms {
  label: string;
  template: string;
  days: number;
  discount?: { percent: number; days: number };
}

/** A sales document that passed every check and can be stored. Times in ms since 1970. */
export interface SalesInput {
  language: 'de' | 'en';
  voucherMs: number;
  contactId?: string;
  contactName: string;
  address: JsonObject;
  lines: SalesLine[];
  discount: DocumentDiscount;
  taxType: TaxType;
  taxSubType?: string;
  taxTypeNote?: string;
  terms?: PaymentTerms;
  shipping?: Shipping;
  /** Present where an XRechnung is to be made when finalised (API reference 4.1.8). */
  buyerReference?: string;
  printLayoutId?: string;
  title?: string;
  introduction?: string;
  remark?: string;
}

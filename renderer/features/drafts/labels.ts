import type { PaymentTerm, ShippingType, TaxType } from '../../../domain/invoice-draft.ts';
import { formatPercent } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.svelte.ts';
import { m } from '../../i18n/paraglide/messages.js';

interface InLanguage {
  /** The language of the document where it is not the window's. */
  locale?: Locale;
}

const taxTypeTexts: Record<TaxType, () => string> = {
  net: m.tax_net,
  gross: m.tax_gross,
  vatfree: m.tax_vatfree,
  intraCommunitySupply: m.tax_intra_community_supply,
  constructionService13b: m.tax_construction_service,
  externalService13b: m.tax_external_service,
  thirdPartyCountryService: m.tax_third_country_service,
  thirdPartyCountryDelivery: m.tax_third_country_delivery,
  photovoltaicEquipment: m.tax_photovoltaic,
};

/** The name of a kind of taxation. */
export function taxTypeText(taxType: TaxType): string {
  return taxTypeTexts[taxType]();
}

const shippingTexts: Record<ShippingType, (inputs: object, options: InLanguage) => string> = {
  service: m.supply_service,
  serviceperiod: m.supply_service_period,
  delivery: m.supply_delivery,
  deliveryperiod: m.supply_delivery_period,
  none: m.supply_none,
};

/** The name of a kind of supply, as over its date field. */
export function shippingTypeText(type: ShippingType, options: InLanguage = {}): string {
  return shippingTexts[type]({}, options);
}

/** A payment term in a few words: `14 Tage netto`, `30 Tage, 2 % Skonto in 10`. */
export function paymentTermText(term: PaymentTerm): string {
  if (term.discount !== null) {
    const { percent, days } = term.discount;
    return m.term_with_discount({ days: term.days, percent: formatPercent(percent), discountDays: days });
  }
  return term.days === 0 ? m.term_at_once() : m.term_days({ days: term.days });
}

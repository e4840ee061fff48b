import { taxTypes, type TaxType } from './invoice-draft.ts';
import { assertNever } from './result.ts';

/** What the company's profile says about VAT (API reference 4.16). */
export interface TaxProfile {
  taxType: 'net' | 'gross' | 'vatfree';
  /** Small business under § 19 UStG: shows no VAT. */
  smallBusiness: boolean;
}

/** Whether documents of this kind show no VAT, so that every rate is 0 (API reference 4.1.4). */
export function isVatFree(taxType: TaxType): boolean {
  return taxType !== 'net' && taxType !== 'gross';
}

/** Whether Lexware takes this kind only with a contact of its own (API reference 4.1.4). */
export function needsContact(taxType: TaxType): boolean {
  switch (taxType) {
    case 'net':
    case 'gross':
    case 'vatfree':
    case 'photovoltaicEquipment':
      return false;
    case 'intraCommunitySupply':
    case 'constructionService13b':
    case 'externalService13b':
    case 'thirdPartyCountryService':
    case 'thirdPartyCountryDelivery':
      return true;
    default:
      return assertNever(taxType);
  }
}

/**
 * The kinds that a company may use. Lexware refuses all but `vatfree` for vat-free companies; small businesses are
 * held to the same, since § 19 UStG forbids them to show VAT and the profile may state only one of the two.
 */
export function allowedTaxTypes(profile: TaxProfile): readonly TaxType[] {
  return profile.taxType === 'vatfree' || profile.smallBusiness ? ['vatfree'] : taxTypes;
}

import { berlinIso } from './berlin.ts';
import { jsonReply, type Call, type Reply } from './call.ts';
import { countries } from './countries.ts';
import { withoutAbsent } from './json.ts';
import { conditionJson } from './payment-conditions.ts';
import { postingCategories } from './posting-categories.ts';

/** `GET /v1/profile` (API reference 4.16). */
export function readProfile(call: Call): Reply {
  const { organisation } = call;
  return jsonReply(
    200,
    withoutAbsent({
      organizationId: organisation.id,
      companyName: organisation.letterhead.name,
      created: {
        userId: organisation.user.id,
        userName: organisation.user.name,
        userEmail: organisation.user.email,
        date: berlinIso(organisation.connectedMs),
      },
      connectionId: organisation.connectionId,
      businessFeatures: ['INVOICING', 'INVOICING_PRO', 'BOOKKEEPING'],
      taxType: organisation.taxType,
      distanceSalesPrinciple: organisation.distanceSalesPrinciple,
      smallBusiness: organisation.smallBusiness,
    }),
  );
}

/** `GET /v1/countries` (API reference 4.17). */
export function listCountries(): Reply {
  return jsonReply(200, countries);
}

/** `GET /v1/posting-categories` (API reference 4.17). */
export function listPostingCategories(): Reply {
  return jsonReply(200, postingCategories);
}

/** `GET /v1/payment-conditions` (API reference 4.15). */
export function listPaymentConditions(call: Call): Reply {
  return jsonReply(200, call.organisation.paymentConditions.map(conditionJson));
}

/** `GET /v1/print-layouts` (API reference 4.17). */
export function listPrintLayouts(call: Call): Reply {
  return jsonReply(200, [{ id: call.organisation.printLayoutId, name: 'Standard', default: true }]);
}

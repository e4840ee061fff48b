import type { NewContact } from '../../../domain/contact.ts';
import type { Candidate, Operation } from '../../../domain/operation.ts';
import { idOf, sampleOperation } from '../sample-data.ts';

export const harbour: NewContact = {
  name: { kind: 'company', name: 'Hafenamt Kiel' },
  isCustomer: true,
  isVendor: false,
  address: { supplement: '', street: 'Kaistraße 4', zip: '24103', city: 'Kiel', countryCode: 'DE' },
  email: 'post@hafenamt.example',
  phone: null,
  vatRegistrationId: null,
};

/** A contact on its way to Lexware. */
export function contactOperation(change: Partial<Operation> = {}): Operation {
  return sampleOperation({
    id: idOf(110),
    kind: 'createContact',
    draftId: null,
    title: 'Hafenamt Kiel',
    totalCents: null,
    subject: { kind: 'contact', contact: harbour },
    ...change,
  });
}

/** What Lexware may hold of that contact. */
export function contactCandidate(
  change: Partial<Extract<Candidate, { kind: 'contact' }>> = {},
): Extract<Candidate, { kind: 'contact' }> {
  return {
    kind: 'contact',
    resourceId: idOf(310),
    name: 'Hafenamt Kiel',
    customerNumber: 10044,
    street: 'Kaistraße 4',
    zip: '24103',
    city: 'Kiel',
    email: 'post@hafenamt.example',
    ...change,
  };
}

/** A receipt on its way to Lexware. */
export function receiptOperation(change: Partial<Operation> = {}): Operation {
  return sampleOperation({
    id: idOf(120),
    kind: 'uploadReceipt',
    draftId: null,
    title: 'tankquittung.pdf',
    totalCents: null,
    subject: { kind: 'receipt', fileName: 'tankquittung.pdf', mediaType: 'application/pdf', bytes: 182_400 },
    ...change,
  });
}

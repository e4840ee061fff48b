import { createHash, randomUUID } from 'node:crypto';
import type { Contact } from '../../../domain/contact.ts';
import type {
  BookkeepingVoucher,
  ContactBody,
  ContactQuery,
  ContactRecord,
  LexwareFile,
  UploadedFile,
} from '../../../main/lexware/api.ts';

interface WireContact {
  roles: { customer?: object; vendor?: object };
  company?: { name: string; vatRegistrationId?: string };
  person?: { salutation?: string; firstName?: string; lastName: string };
  addresses?: { billing?: Partial<NonNullable<Contact['address']>>[] };
  emailAddresses?: Record<string, string[]>;
  phoneNumbers?: Record<string, string[]>;
  note?: string;
}

/** A contact as the API reads it back. */
export function recordOfBody(body: ContactBody, id: string, customerNumber: number): ContactRecord {
  const wire = body as unknown as WireContact;
  const { company, person, roles } = wire;
  const addresses = (wire.addresses?.billing ?? []).map((given) => ({
    supplement: '',
    street: '',
    zip: '',
    city: '',
    countryCode: '',
    ...given,
  }));
  const emails = Object.values(wire.emailAddresses ?? {}).flat();
  const personName = { salutation: '', firstName: '', lastName: '', ...person };
  return {
    contact: {
      id,
      name: company?.name ?? [personName.firstName, personName.lastName].filter(Boolean).join(' '),
      customerNumber: roles.customer ? customerNumber : null,
      isCompany: company !== undefined,
      isCustomer: roles.customer !== undefined,
      isVendor: roles.vendor !== undefined,
      invoiceable: roles.customer !== undefined && addresses.length === 1,
      address: addresses[0] ?? null,
      email: emails[0] ?? null,
      pending: false,
    },
    details: {
      name: company ? { kind: 'company', name: company.name } : { kind: 'person', ...personName },
      isCustomer: roles.customer !== undefined,
      isVendor: roles.vendor !== undefined,
      addresses,
      emails,
      phones: Object.values(wire.phoneNumbers ?? {}).flat(),
      vatRegistrationId: company?.vatRegistrationId ?? '',
      hasMore: (wire.note ?? '') !== '',
    },
  };
}

/** Whether the filter on the name lets a contact through; a part of it, without case (API reference 3.7). */
export function isNamed({ contact }: ContactRecord, { name }: ContactQuery): boolean {
  return name === null || contact.name.toLowerCase().includes(name.toLowerCase());
}

/** The inbox: equal bytes have one id (API reference 4.13). */
export class SmallInbox {
  readonly files = new Map<string, LexwareFile & UploadedFile>();
  /** What is known of vouchers besides that they are there; `null`: still hidden. */
  readonly vouchers = new Map<string, Omit<BookkeepingVoucher, 'id'> | null>();

  take(file: LexwareFile): UploadedFile {
    const hash = createHash('sha256').update(file.bytes).digest('hex');
    const stored = this.files.get(hash) ?? { ...file, id: randomUUID(), voucherId: randomUUID() };
    this.files.set(hash, stored);
    return { id: stored.id, voucherId: stored.voucherId };
  }
}

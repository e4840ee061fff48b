import type { ElectronicInvoice, Party } from '../../../domain/electronic-invoice.ts';
import { at, childrenOf, textAt, type XmlElement } from '../xml/element.ts';
import { identifierAt, identifierOf } from '../values.ts';

type Parties = Pick<ElectronicInvoice, 'seller' | 'buyer' | 'payee' | 'taxRepresentative' | 'deliverTo'>;

/** The scheme under which UBL hides the creditor identifier of a direct debit (BT-90) among the seller's identifiers. */
export const creditorScheme = 'SEPA';

/** Everybody named in a UBL document. */
export function readParties(root: XmlElement): Parties {
  const payee = at(root, 'PayeeParty');
  const representative = at(root, 'TaxRepresentativeParty');
  return {
    seller: readParty(at(root, 'AccountingSupplierParty/Party')),
    buyer: readParty(at(root, 'AccountingCustomerParty/Party')),
    payee: payee === undefined ? null : readParty(payee),
    taxRepresentative: representative === undefined ? null : readParty(representative),
    deliverTo: readDeliverTo(at(root, 'Delivery')),
  };
}

function readParty(party: XmlElement | undefined): Party {
  const legalName = textAt(party, 'PartyLegalEntity/RegistrationName');
  const shortName = textAt(party, 'PartyName/Name');
  const taxIds = childrenOf(party, 'PartyTaxScheme');
  const isVat = (scheme: XmlElement) => textAt(scheme, 'TaxScheme/ID')?.toUpperCase() === 'VAT';
  return {
    name: legalName ?? shortName,
    tradingName: legalName === null ? null : shortName,
    identifiers: childrenOf(party, 'PartyIdentification')
      .flatMap((identification) => childrenOf(identification, 'ID'))
      .flatMap((id) => identifierOf(id))
      .filter(({ scheme }) => scheme !== creditorScheme),
    registration: identifierAt(party, 'PartyLegalEntity/CompanyID'),
    vatId: textAt(taxIds.find(isVat), 'CompanyID'),
    taxNumber: textAt(
      taxIds.find((scheme) => !isVat(scheme)),
      'CompanyID',
    ),
    legalInformation: textAt(party, 'PartyLegalEntity/CompanyLegalForm'),
    electronicAddress: identifierAt(party, 'EndpointID'),
    address: readAddress(at(party, 'PostalAddress')),
    contact: readContact(at(party, 'Contact')),
  };
}

function readAddress(place: XmlElement | undefined): Party['address'] {
  if (place === undefined) return null;
  const lines = ['StreetName', 'AdditionalStreetName', 'AddressLine/Line'].map((path) => textAt(place, path));
  return {
    lines: lines.filter((line) => line !== null),
    zip: textAt(place, 'PostalZone'),
    city: textAt(place, 'CityName'),
    region: textAt(place, 'CountrySubentity'),
    countryCode: textAt(place, 'Country/IdentificationCode'),
  };
}

function readContact(place: XmlElement | undefined): Party['contact'] {
  if (place === undefined) return null;
  return {
    name: textAt(place, 'Name'),
    phone: textAt(place, 'Telephone'),
    email: textAt(place, 'ElectronicMail'),
  };
}

function readDeliverTo(delivery: XmlElement | undefined): Party | null {
  const location = at(delivery, 'DeliveryLocation');
  const name = textAt(delivery, 'DeliveryParty/PartyName/Name');
  if (location === undefined && name === null) return null;
  const id = identifierAt(location, 'ID');
  return {
    ...readParty(undefined),
    name,
    identifiers: id === null ? [] : [id],
    address: readAddress(at(location, 'Address')),
  };
}

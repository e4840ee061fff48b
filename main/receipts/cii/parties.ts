import type { ElectronicInvoice, Party } from '../../../domain/electronic-invoice.ts';
import { at, attributeAt, childrenOf, textAt, type XmlElement } from '../xml/element.ts';
import { identifierAt, identifierOf } from '../values.ts';
import type { Parts } from './parts.ts';

type Parties = Pick<ElectronicInvoice, 'seller' | 'buyer' | 'payee' | 'taxRepresentative' | 'deliverTo'>;

/** Everybody named in a CII document. */
export function readParties({ agreement, delivery, settlement }: Parts): Parties {
  return {
    seller: readParty(at(agreement, 'SellerTradeParty')),
    buyer: readParty(at(agreement, 'BuyerTradeParty')),
    payee: readOptional(at(settlement, 'PayeeTradeParty')),
    taxRepresentative: readOptional(at(agreement, 'SellerTaxRepresentativeTradeParty')),
    deliverTo: readOptional(at(delivery, 'ShipToTradeParty')),
  };
}

function readOptional(party: XmlElement | undefined): Party | null {
  return party === undefined ? null : readParty(party);
}

function readParty(party: XmlElement | undefined): Party {
  const ofScheme = (scheme: string) => (registration: XmlElement) =>
    attributeAt(registration, 'ID', 'schemeID') === scheme;
  const taxIds = childrenOf(party, 'SpecifiedTaxRegistration');
  return {
    name: textAt(party, 'Name'),
    tradingName: textAt(party, 'SpecifiedLegalOrganization/TradingBusinessName'),
    identifiers: [...childrenOf(party, 'ID'), ...childrenOf(party, 'GlobalID')].flatMap((id) => identifierOf(id)),
    registration: identifierAt(party, 'SpecifiedLegalOrganization/ID'),
    vatId: textAt(taxIds.find(ofScheme('VA')), 'ID'),
    taxNumber: textAt(taxIds.find(ofScheme('FC')), 'ID'),
    legalInformation: textAt(party, 'Description'),
    electronicAddress: identifierAt(party, 'URIUniversalCommunication/URIID'),
    address: readAddress(at(party, 'PostalTradeAddress')),
    contact: readContact(at(party, 'DefinedTradeContact')),
  };
}

function readAddress(place: XmlElement | undefined): Party['address'] {
  if (place === undefined) return null;
  const lines = ['LineOne', 'LineTwo', 'LineThree'].map((path) => textAt(place, path));
  return {
    lines: lines.filter((line) => line !== null),
    zip: textAt(place, 'PostcodeCode'),
    city: textAt(place, 'CityName'),
    region: textAt(place, 'CountrySubDivisionName'),
    countryCode: textAt(place, 'CountryID'),
  };
}

function readContact(place: XmlElement | undefined): Party['contact'] {
  if (place === undefined) return null;
  return {
    name: textAt(place, 'PersonName') ?? textAt(place, 'DepartmentName'),
    phone: textAt(place, 'TelephoneUniversalCommunication/CompleteNumber'),
    email: textAt(place, 'EmailURIUniversalCommunication/URIID'),
  };
}

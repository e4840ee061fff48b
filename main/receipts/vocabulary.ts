import type { XmlElement } from './xml/element.ts';

/** The two ways of writing an e-invoice, and their older forms. */
export type Vocabulary = { kind: 'ubl'; document: 'Invoice' | 'CreditNote' } | { kind: 'cii'; isFirstEdition: boolean };

const ublSpace = 'urn:oasis:names:specification:ubl:schema:xsd:';
const ciiSpace = 'urn:un:unece:uncefact:';
/** The release candidate of ZUGFeRD 1, whose elements below the second level are in no namespace. */
const draftSpace = `${ciiSpace}data:standard:CBFBUY:5`;
const ferdSpace = 'urn:ferd:CrossIndustryDocument:invoice:1p0';

/** ZUGFeRD 1 is CII in an earlier edition: the same parts under other names. */
const laterNames: Record<string, string> = {
  CrossIndustryDocument: 'CrossIndustryInvoice',
  SpecifiedExchangedDocumentContext: 'ExchangedDocumentContext',
  HeaderExchangedDocument: 'ExchangedDocument',
  SpecifiedSupplyChainTradeTransaction: 'SupplyChainTradeTransaction',
  ApplicableSupplyChainTradeAgreement: 'ApplicableHeaderTradeAgreement',
  ApplicableSupplyChainTradeDelivery: 'ApplicableHeaderTradeDelivery',
  ApplicableSupplyChainTradeSettlement: 'ApplicableHeaderTradeSettlement',
  SpecifiedSupplyChainTradeAgreement: 'SpecifiedLineTradeAgreement',
  SpecifiedSupplyChainTradeDelivery: 'SpecifiedLineTradeDelivery',
  SpecifiedSupplyChainTradeSettlement: 'SpecifiedLineTradeSettlement',
  ApplicablePercent: 'RateApplicablePercent',
};

/** In which vocabulary a document is written, by the namespace and name of its root; `null` for any other XML. */
export function vocabularyOf(root: XmlElement): Vocabulary | null {
  if (root.space === `${ublSpace}Invoice-2` && root.name === 'Invoice') return { kind: 'ubl', document: 'Invoice' };
  if (root.space === `${ublSpace}CreditNote-2` && root.name === 'CreditNote') {
    return { kind: 'ubl', document: 'CreditNote' };
  }
  if (root.space === ferdSpace && root.name === 'CrossIndustryDocument') return { kind: 'cii', isFirstEdition: true };
  if (root.space === draftSpace && root.name === 'Invoice') return { kind: 'cii', isFirstEdition: true };
  if (root.space === `${ciiSpace}data:standard:CrossIndustryInvoice:100` && root.name === 'CrossIndustryInvoice') {
    return { kind: 'cii', isFirstEdition: false };
  }
  return null;
}

/**
 * The document without elements of other namespaces, which may repeat its names and must not be taken for it, and with
 * today's names for those of the first edition.
 */
export function withinVocabulary(root: XmlElement, { kind }: Vocabulary): XmlElement {
  const belongs = (space: string): boolean => {
    if (kind === 'ubl') return space.startsWith(ublSpace);
    return space.startsWith(ciiSpace) || space === ferdSpace || (space === '' && root.space === draftSpace);
  };
  const prune = (element: XmlElement): XmlElement => ({
    ...element,
    name: kind === 'cii' ? laterName(element.name) : element.name,
    children: element.children.filter((child) => belongs(child.space)).map(prune),
  });
  return prune(root);
}

function laterName(name: string): string {
  return Object.hasOwn(laterNames, name) ? (laterNames[name] ?? name) : name;
}

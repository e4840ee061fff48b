import { at, type XmlElement } from '../xml/element.ts';

/** The parts of a CII document, so that every reader starts where it reads. */
export interface Parts {
  root: XmlElement;
  document: XmlElement | undefined;
  transaction: XmlElement | undefined;
  agreement: XmlElement | undefined;
  delivery: XmlElement | undefined;
  settlement: XmlElement | undefined;
}

/** Finds the parts of a document. */
export function partsOf(root: XmlElement): Parts {
  const transaction = at(root, 'SupplyChainTradeTransaction');
  return {
    root,
    document: at(root, 'ExchangedDocument'),
    transaction,
    agreement: at(transaction, 'ApplicableHeaderTradeAgreement'),
    delivery: at(transaction, 'ApplicableHeaderTradeDelivery'),
    settlement: at(transaction, 'ApplicableHeaderTradeSettlement'),
  };
}

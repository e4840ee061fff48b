import type { ElectronicInvoice } from '../../domain/electronic-invoice.ts';
import { readCii } from './cii/read-cii.ts';
import { readDocuments as readCiiDocuments } from './cii/documents.ts';
import { partsOf } from './cii/parts.ts';
import type { EmbeddedDocument } from './embedded-document.ts';
import { inOneForm } from './one-form.ts';
import { profileOf } from './profile.ts';
import { readDocuments as readUblDocuments } from './ubl/documents.ts';
import { readUbl } from './ubl/read-ubl.ts';
import { vocabularyOf, withinVocabulary } from './vocabulary.ts';
import { textAt, type XmlElement } from './xml/element.ts';

export interface InvoiceReading {
  invoice: ElectronicInvoice;
  /** The document without foreign elements, for checks that look at its values. */
  root: XmlElement;
  documents: EmbeddedDocument[];
}

/**
 * Reads an e-invoice in either vocabulary into the one model.
 * @param parsed root element of the XML
 * @param embeddedName the file's name inside a PDF, lower case; `null` for XML that stands alone
 * @returns `null` for XML that is no e-invoice
 */
export function readInvoice(parsed: XmlElement, embeddedName: string | null): InvoiceReading | null {
  const vocabulary = vocabularyOf(parsed);
  if (vocabulary === null) return null;
  const root = withinVocabulary(parsed, vocabulary);
  const profile = profileOf(textAt(root, guidelinePaths[vocabulary.kind]), vocabulary, embeddedName);
  return vocabulary.kind === 'ubl'
    ? { root, invoice: inOneForm(readUbl(root, profile)), documents: readUblDocuments(root) }
    : { root, invoice: inOneForm(readCii(root, profile)), documents: readCiiDocuments(partsOf(root)) };
}

const guidelinePaths = {
  ubl: 'CustomizationID',
  cii: 'ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID',
} as const;

import { at, attributeAt, childrenOf, textAt, type XmlElement } from '../xml/element.ts';
import type { EmbeddedDocument } from '../embedded-document.ts';
import { base64Bytes } from '../values.ts';

/** References of these types are the invoiced object and the project, not documents to look at. */
const otherTypes = ['130', '50'];

/** The supporting documents (BG-24), each with the base64 text of its content where it is embedded. */
export function readDocuments(root: XmlElement): EmbeddedDocument[] {
  const references = childrenOf(root, 'AdditionalDocumentReference');
  return references.filter((reference) => !otherTypes.includes(textAt(reference, 'DocumentTypeCode') ?? '')).map(read);
}

function read(reference: XmlElement): EmbeddedDocument {
  const attachment = at(reference, 'Attachment');
  const content = at(attachment, 'EmbeddedDocumentBinaryObject');
  return {
    id: textAt(reference, 'ID'),
    description: textAt(reference, 'DocumentDescription'),
    link: textAt(attachment, 'ExternalReference/URI'),
    fileName: attributeAt(content, '', 'filename'),
    mediaType: attributeAt(content, '', 'mimeCode'),
    bytes: content === undefined ? null : base64Bytes(content.text),
    base64: content?.text ?? null,
  };
}

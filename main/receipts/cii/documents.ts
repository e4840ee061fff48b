import type { EmbeddedDocument } from '../embedded-document.ts';
import { at, attributeAt, childrenOf, textAt, type XmlElement } from '../xml/element.ts';
import { base64Bytes } from '../values.ts';
import type { Parts } from './parts.ts';

/** References of these types are the invoiced object and the tender, not documents to look at. */
const otherTypes = ['130', '50'];

/** The supporting documents (BG-24), each with the base64 text of its content where it is embedded. */
export function readDocuments({ agreement }: Parts): EmbeddedDocument[] {
  const references = childrenOf(agreement, 'AdditionalReferencedDocument');
  return references.filter((reference) => !otherTypes.includes(textAt(reference, 'TypeCode') ?? '')).map(read);
}

function read(reference: XmlElement): EmbeddedDocument {
  const content = at(reference, 'AttachmentBinaryObject');
  return {
    id: textAt(reference, 'IssuerAssignedID'),
    description: textAt(reference, 'Name'),
    link: textAt(reference, 'URIID'),
    fileName: attributeAt(content, '', 'filename'),
    mediaType: attributeAt(content, '', 'mimeCode'),
    bytes: content === undefined ? null : base64Bytes(content.text),
    base64: content?.text ?? null,
  };
}

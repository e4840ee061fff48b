import type { SupportingDocument } from '../../domain/electronic-invoice.ts';

/** A supporting document while its file is being read: with the content that the model leaves in the file. */
export interface EmbeddedDocument extends SupportingDocument {
  base64: string | null;
}

/** What goes into the model. */
export function withoutContent({ base64: _content, ...document }: EmbeddedDocument): SupportingDocument {
  return document;
}

import { inspectXml } from './inspect-xml.ts';
import { fileTypeOf } from './file-type.ts';
import { readPdf } from './pdf/read-pdf.ts';

/**
 * The content of one file inside a receipt, for showing or saving it. Runs in the worker.
 * @param index as the inspection numbered it
 * @returns `null` where there is none, it is only linked, or its base64 is broken
 */
export async function readAttachment(bytes: Uint8Array, index: number): Promise<Uint8Array | null> {
  switch (fileTypeOf(bytes)) {
    case 'pdf':
      return fromPdf(bytes, index);
    case 'xml':
      return fromXml(bytes, null, index);
    default:
      return null;
  }
}

async function fromPdf(bytes: Uint8Array, index: number): Promise<Uint8Array | null> {
  const read = await readPdf(bytes, () => false);
  if (!read.ok) return null;
  const { attachments } = read.value;
  const own = attachments[index];
  if (own !== undefined) return own.content;
  for (const { name, content } of attachments) {
    const found = fromXml(content, name.toLowerCase(), index - attachments.length);
    if (found !== null) return found;
  }
  return null;
}

function fromXml(bytes: Uint8Array, embeddedName: string | null, index: number): Uint8Array | null {
  const xml = inspectXml(bytes, embeddedName);
  const base64 = xml.kind === 'read' ? xml.documents[index]?.base64?.replace(/\s+/g, '') : undefined;
  if (base64 === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  return Buffer.from(base64, 'base64');
}

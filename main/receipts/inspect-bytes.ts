import { assertNever } from '../../domain/result.ts';
import type { Inspection, ReceiptFileType } from '../../domain/receipt.ts';
import { finding, type Finding } from '../../domain/receipt-finding.ts';
import { endingsOf, fileTypeOf } from './file-type.ts';
import { imageSize, type ImageType } from './image/image-size.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { attachmentsFrom, inspectXml } from './inspect-xml.ts';
import { limits } from './limits.ts';

/**
 * Reads one file and says what it is. Runs in the worker; nothing but the bytes is looked at, and the name only to tell
 * that its ending is wrong.
 * @param name the file's name, without folders
 */
export async function inspectBytes(bytes: Uint8Array, name: string): Promise<Inspection> {
  if (bytes.byteLength === 0) return { kind: 'refused', reason: 'empty' };
  if (bytes.byteLength > limits.fileBytes) return { kind: 'refused', reason: 'too_large' };
  const type = fileTypeOf(bytes);
  if (type === null) return { kind: 'refused', reason: 'unsupported_type' };
  const inspection = await inspectType(bytes, type);
  if (inspection.kind === 'refused') return inspection;
  return { ...inspection, findings: [...inspection.findings, ...endingFindings(name, type)] };
}

async function inspectType(bytes: Uint8Array, type: ReceiptFileType): Promise<Inspection> {
  switch (type) {
    case 'pdf':
      return inspectPdf(bytes);
    case 'xml':
      return inspectLoneXml(bytes);
    case 'jpeg':
    case 'png':
    case 'tiff':
    case 'webp':
    case 'heic':
      return inspectImage(bytes, type);
    default:
      return assertNever(type);
  }
}

function inspectLoneXml(bytes: Uint8Array): Inspection {
  const xml = inspectXml(bytes, null);
  if (xml.kind === 'refused') return xml;
  const { verdict, findings, documents } = xml;
  return { ...verdict, fileType: 'xml', bytes: bytes.byteLength, attachments: attachmentsFrom(documents), findings };
}

function inspectImage(bytes: Uint8Array, fileType: ImageType): Inspection {
  const size = imageSize(bytes, fileType);
  if (size === null) return { kind: 'refused', reason: 'image_broken' };
  if (size.width * size.height > limits.pixels) return { kind: 'refused', reason: 'image_too_large' };
  const known = { fileType, bytes: bytes.byteLength, attachments: [], findings: [] };
  return { kind: 'plain', reason: 'image', size, pages: null, ...known };
}

/** A name without an ending says nothing; one with another type's ending would be refused by Lexware. */
function endingFindings(name: string, type: ReceiptFileType): Finding[] {
  const ending = /[^.]\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase();
  if (ending === undefined || endingsOf[type].includes(ending)) return [];
  return [finding('extension_differs', { severity: 'warning', stated: ending, expected: endingsOf[type][0] ?? null })];
}

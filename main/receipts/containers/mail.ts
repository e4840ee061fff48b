import PostalMime, { type Attachment } from 'postal-mime';
import type { IntakeRefusal } from '../../../domain/receipt-entry.ts';
import { fail, ok, type Result } from '../../../domain/result.ts';
import { limits } from '../limits.ts';
import { safeFileName } from '../safe-name.ts';
import { headBytes, type ContainedItem } from './item.ts';

/** S/MIME (RFC 8551) and PGP/MIME (RFC 3156), of which nothing can be read without the user's key. */
const encryptedTypes = ['application/pkcs7-mime', 'application/x-pkcs7-mime', 'application/pgp-encrypted'];
/** What a signature adds; never a receipt, and nobody's file. */
const signatureTypes = ['application/pkcs7-signature', 'application/x-pkcs7-signature', 'application/pgp-signature'];
/** Endings for parts without a name. */
const endings: Record<string, string> = {
  'application/pdf': '.pdf',
  'application/xml': '.xml',
  'application/zip': '.zip',
  'image/heic': '.heic',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/tiff': '.tif',
  'image/webp': '.webp',
  'message/rfc822': '.eml',
  'text/xml': '.xml',
};

/**
 * The files of an e-mail (RFC 5322, MIME), forwarded mails among them; the text of the mail is none. Base64 is read as
 * mail programs do, leniently: what is broken shows when the file is read.
 */
export async function openMail(bytes: Uint8Array): Promise<Result<ContainedItem[], IntakeRefusal>> {
  const attachments = await attachmentsOf(bytes);
  if (!attachments.ok) return attachments;
  const files = attachments.value.filter(({ mimeType }) => !signatureTypes.includes(mimeType));
  if (files.length > limits.containedFiles) return fail('too_many_files');
  const isEncrypted = files.some(({ mimeType }) => mimeType === 'application/pgp-encrypted');
  return ok(files.map((file, index) => itemOf(file, index, isEncrypted)));
}

async function attachmentsOf(bytes: Uint8Array): Promise<Result<Attachment[], IntakeRefusal>> {
  try {
    const { attachments } = await PostalMime.parse(bytes, {
      forceRfc822Attachments: true,
      maxNestingDepth: limits.mailDepth,
      maxHeadersSize: limits.mailHeaderBytes,
    });
    return ok(attachments);
  } catch (error) {
    return fail(
      error instanceof Error && /nesting depth/i.test(error.message) ? 'nested_too_deep' : 'container_broken',
    );
  }
}

function itemOf(file: Attachment, index: number, isEncrypted: boolean): ContainedItem {
  const content = bytesOf(file.content);
  const ending = endings[file.mimeType] ?? '';
  return {
    name: safeFileName(file.filename, `attachment-${String(index + 1)}${ending}`),
    bytes: content.byteLength,
    refusal: isEncrypted || encryptedTypes.includes(file.mimeType) ? 'encrypted' : emptiness(content),
    isInline: file.related === true || (file.disposition === 'inline' && file.contentId !== undefined),
    head: () => content.subarray(0, headBytes),
    read: () => content,
  };
}

function emptiness({ byteLength }: Uint8Array): IntakeRefusal | null {
  if (byteLength === 0) return 'empty';
  return byteLength > limits.containerBytes ? 'too_large' : null;
}

function bytesOf(content: Attachment['content']): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

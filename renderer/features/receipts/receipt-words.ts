import type { IntakeRefusal, ReceiptRow } from '../../../domain/receipt-entry.ts';
import type { Inspection } from '../../../domain/receipt.ts';
import { m } from '../../i18n/paraglide/messages.js';

/** What stands for a receipt: who it is from, else the file. */
export function nameOf({ senderName, fileName }: Pick<ReceiptRow, 'senderName' | 'fileName'>): string {
  return senderName ?? (fileName || m.receipts_no_name());
}

/** The line under the name: the number, else the file, else where it comes from. */
export function underNameOf({ senderName, number, fileName, containerName }: ReceiptRow): string {
  if (number !== null) return number;
  if (senderName !== null) return fileName;
  return containerName === null ? '' : m.receipts_from_container({ name: containerName });
}

/** What kind of file it is: `XRechnung · UBL`, `ZUGFeRD · EN 16931`, `Foto`. */
export function kindText({ format, profile, fileType }: Pick<ReceiptRow, 'format' | 'profile' | 'fileType'>): string {
  if (format !== null) return formatText(format, profile);
  switch (fileType) {
    case null:
      return '';
    case 'pdf':
      return 'PDF';
    case 'xml':
      return 'XML';
    case 'eml':
      return m.receipts_kind_mail();
    case 'zip':
      return m.receipts_kind_archive();
    case 'jpeg':
    case 'heic':
      return m.receipts_kind_photo();
    case 'png':
    case 'webp':
    case 'tiff':
      return m.receipts_kind_picture();
  }
}

/** Format and profile of an e-invoice; XRechnung is its own profile and tells its syntax instead. */
export function formatText(format: NonNullable<ReceiptRow['format']>, profile: ReceiptRow['profile']): string {
  switch (format) {
    case 'XRechnung UBL':
      return 'XRechnung · UBL';
    case 'XRechnung CII':
      return 'XRechnung · CII';
    case 'ZUGFeRD 1':
    case 'ZUGFeRD 2':
    case 'Factur-X':
    case 'UBL':
    case 'CII':
      return profile === null ? format : `${format.replace(' 2', '')} · ${profile}`;
  }
}

/** Why a file was not taken, and what to do. */
export function refusalText(refusal: IntakeRefusal): { title: string; text: string } {
  return { title: m[`receipt_refusal_${refusal}`](), text: m[`receipt_refusal_${refusal}_help`]() };
}

type NotAnInvoice = Extract<Inspection, { kind: 'not-an-e-invoice' }>['reason'];

/** Why a file with data is no e-invoice in law, and what that means for who has to book it. */
export function notAnInvoiceText(reason: NotAnInvoice): { title: string; text: string } {
  return { title: m[`receipt_plain_${reason}`](), text: m[`receipt_plain_${reason}_help`]() };
}

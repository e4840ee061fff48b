import * as v from 'valibot';
import { electronicInvoiceSchema } from './electronic-invoice.ts';
import { findingSchema } from './receipt-finding.ts';

/** What a file turns out to be, whatever its name says. */
export const receiptFileTypes = ['pdf', 'xml', 'jpeg', 'png', 'tiff', 'webp', 'heic'] as const;
export type ReceiptFileType = (typeof receiptFileTypes)[number];

/** Why a file is a plain receipt. */
export const plainReasons = [
  // a PDF that carries no invoice as data
  'pdf_without_invoice_data',
  // a photo or a scan
  'image',
] as const;

/** Why a file with data is no e-invoice in law, although it may well be a receipt. */
export const notAnInvoiceReasons = [
  // ZUGFeRD MINIMUM and BASIC WL have no lines; the BMF letter of 15 October 2025 says they are no e-invoices
  'profile_minimum',
  'profile_basic_wl',
  // an order, a delivery note or another document in the same format
  'other_document',
  // XML in some other format
  'xml_without_invoice',
  // not well-formed: a format error, so only "another invoice" in law
  'xml_broken',
] as const;

/** Why nothing was read from a file. */
export const refusalReasons = [
  'empty',
  'too_large',
  // none of the types above
  'unsupported_type',
  // a folder, a device, a pipe
  'not_a_file',
  // a symbolic link, which could point at anything
  'link',
  'unreadable_file',
  'pdf_locked',
  'pdf_broken',
  'image_broken',
  // more pixels than any scan has
  'image_too_large',
  // a document type definition or entities of its own
  'xml_unsafe',
  'xml_too_deep',
  'xml_too_large',
  'xml_unknown_encoding',
  // the limits of the worker
  'too_much_memory',
  'too_slow',
  'inspection_failed',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** A file that travels inside: in the XML as base64, or attached to the PDF. `index` addresses it for reading. */
export const receiptAttachmentSchema = v.object({
  index: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  source: v.picklist(['xml', 'pdf']),
  /** Safe as a file name on every system; not always what the document says. */
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
  description: v.nullable(v.string()),
  mediaType: v.nullable(v.string()),
  /** Size in bytes; `null` for what only lies behind a link. */
  bytes: v.nullable(v.number()),
  link: v.nullable(v.string()),
  /** The structured invoice itself inside a PDF. */
  isInvoiceData: v.boolean(),
});
export type ReceiptAttachment = v.InferOutput<typeof receiptAttachmentSchema>;

const known = {
  fileType: v.picklist(receiptFileTypes),
  bytes: v.number(),
  attachments: v.array(receiptAttachmentSchema),
  findings: v.array(findingSchema),
};

/** What reading a file found out. */
export const inspectionSchema = v.variant('kind', [
  v.object({ kind: v.literal('e-invoice'), reason: v.null(), invoice: electronicInvoiceSchema, ...known }),
  v.object({
    kind: v.literal('not-an-e-invoice'),
    reason: v.picklist(notAnInvoiceReasons),
    invoice: v.nullable(electronicInvoiceSchema),
    ...known,
  }),
  v.object({
    kind: v.literal('plain'),
    reason: v.picklist(plainReasons),
    /** Pixels, for images. */
    size: v.nullable(v.object({ width: v.number(), height: v.number() })),
    /** For PDFs. */
    pages: v.nullable(v.number()),
    ...known,
  }),
  v.object({ kind: v.literal('refused'), reason: v.picklist(refusalReasons) }),
]);
export type Inspection = v.InferOutput<typeof inspectionSchema>;
export type ReceiptKind = Inspection['kind'];

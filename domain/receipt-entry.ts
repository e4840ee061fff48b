import * as v from 'valibot';
import { invoiceFormats, invoiceProfiles } from './electronic-invoice.ts';
import { appErrorSchema } from './errors.ts';
import { findingClasses, findingCodes } from './receipt-finding.ts';
import { inspectionSchema, receiptFileTypes, refusalReasons } from './receipt.ts';
import { centsSchema, idSchema, instantSchema, isoDateSchema } from './primitives.ts';

/** How a receipt came in. */
export const receiptSources = ['dropped', 'pasted', 'picked', 'openedWith', 'watched', 'unpacked', 'joined'] as const;
export type ReceiptSource = (typeof receiptSources)[number];

/** Where a receipt stands on its way into Lexware. */
export const receiptStates = [
  // kept; the worker is still reading it
  'reading',
  // kept and read; waits for the user's word
  'ready',
  // an e-mail or an archive, whose contents wait to be chosen from
  'container',
  // not taken: the reason stands in `refusal`. Bytes are there only of what turned out to be unusable when it was read
  'refused',
  // in the outbox
  'queued',
  'sending',
  // the answer of Lexware was lost; the outbox finds out
  'unknown',
  // Lexware refused it, or the outbox needs a decision
  'needsYou',
  // Lexware has it, and is still reading it itself
  'recognising',
  'inLexware',
  // Lexware had these very bytes before
  'alreadyThere',
] as const;
export type ReceiptState = (typeof receiptStates)[number];

/** The chips of the inbox. `attention`: refused, needs the user, or something was found in a receipt not yet sent. */
export const receiptFilters = ['all', 'open', 'attention', 'sent', 'removed'] as const;
export type ReceiptFilter = (typeof receiptFilters)[number];

/**
 * Why a file was not taken; `locked_file` is held by another program or not readable by the user, `too_many_files` is a
 * folder of which the rest was left out.
 */
export const intakeRefusals = [
  ...refusalReasons,
  'locked_file',
  'cannot_convert',
  'container_broken',
  'too_many_files',
  // a container within a container within a container
  'nested_too_deep',
  // an archive, or a file in one, that asks for a password
  'encrypted',
] as const;
export type IntakeRefusal = (typeof intakeRefusals)[number];

/** A receipt as the inbox lists it. What the worker read stands in the fields; `null` where it does not say. */
export const receiptRowSchema = v.object({
  id: idSchema,
  fileName: v.string(),
  /** Bytes of the original. */
  bytes: v.number(),
  addedAt: instantSchema,
  source: v.picklist(receiptSources),
  /** The e-mail or archive that it was taken from. */
  containerName: v.nullable(v.string()),
  state: v.picklist(receiptStates),
  fileType: v.nullable(v.picklist([...receiptFileTypes, 'eml', 'zip'])),
  kind: v.nullable(v.picklist(['e-invoice', 'not-an-e-invoice', 'plain'])),
  format: v.nullable(v.picklist(invoiceFormats)),
  profile: v.nullable(v.picklist(invoiceProfiles)),
  senderName: v.nullable(v.string()),
  number: v.nullable(v.string()),
  issueDate: v.nullable(isoDateSchema),
  /** What is to be paid, in cents of `currency`. */
  payableCents: v.nullable(centsSchema),
  currency: v.nullable(v.string()),
  /** How many findings of each class. */
  findings: v.record(v.picklist(findingClasses), v.number()),
  /** The gravest of them, which the badge names; `null` where nothing was found. */
  gravest: v.nullable(v.picklist(findingCodes)),
  /** An earlier receipt with the same number, amount and sender. */
  sameInvoiceAs: v.nullable(idSchema),
  /** A purchase voucher that Lexware has, with the same number, amount and sender. */
  sameVoucherAs: v.nullable(idSchema),
  refusal: v.nullable(v.picklist(intakeRefusals)),
  /** Why Lexware refused it. */
  error: v.nullable(appErrorSchema),
  operationId: v.nullable(idSchema),
  voucherId: v.nullable(idSchema),
  /** Whether what is sent differs from the original: turned into another type, or made smaller. */
  converted: v.boolean(),
  removed: v.boolean(),
});
export type ReceiptRow = v.InferOutput<typeof receiptRowSchema>;

/** One file inside an e-mail or an archive. */
export const containedFileSchema = v.object({
  index: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  name: v.string(),
  bytes: v.number(),
  /** `null`: Kontor can take it. */
  refusal: v.nullable(v.picklist(intakeRefusals)),
  /** Looks like a receipt, not like a logo in a signature. */
  suggested: v.boolean(),
  /** Already taken as this receipt. */
  takenAs: v.nullable(idSchema),
});
export type ContainedFile = v.InferOutput<typeof containedFileSchema>;

/** A receipt with everything that was read. */
export const receiptDetailSchema = v.object({
  row: receiptRowSchema,
  inspection: v.nullable(inspectionSchema),
  contents: v.array(containedFileSchema),
});
export type ReceiptDetail = v.InferOutput<typeof receiptDetailSchema>;

/** What became of a number of files. Every file counts once. */
export const intakeResultSchema = v.object({
  added: v.array(idSchema),
  /** The same bytes were here before: the receipts that hold them. */
  known: v.array(idSchema),
  refused: v.array(idSchema),
});
export type IntakeResult = v.InferOutput<typeof intakeResultSchema>;

/** A file on its way in: by its path, which only the system can name, or by its bytes where there is no path. */
export const incomingFileSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('path'), path: v.pipe(v.string(), v.minLength(1), v.maxLength(32_767)) }),
  v.strictObject({
    kind: v.literal('bytes'),
    name: v.pipe(v.string(), v.maxLength(1_000)),
    bytes: v.custom<Uint8Array>((value) => value instanceof Uint8Array),
  }),
]);
export type IncomingFile = v.InferOutput<typeof incomingFileSchema>;

/** What is done with a file of the watched folder once it is safely kept. */
export const afterTaking = ['keep', 'moveToSubfolder'] as const;

/** The folder that an organisation watches. */
export const watchedFolderSchema = v.object({
  path: v.nullable(v.string()),
  /** `missing`: it is gone or its drive is not there; Kontor goes on when it returns. */
  state: v.picklist(['off', 'watching', 'missing', 'unreadable']),
  afterTaking: v.picklist(afterTaking),
});
export type WatchedFolder = v.InferOutput<typeof watchedFolderSchema>;

import * as v from 'valibot';
import { appErrorSchema } from '../domain/errors.ts';
import { idSchema, ordinalSchema } from '../domain/primitives.ts';
import * as entry from '../domain/receipt-entry.ts';
import {
  byId,
  byIds,
  bytesSchema,
  bytesUpTo,
  cursor,
  limit,
  method,
  nothing,
  savedSchema,
  shortText,
} from './contract-parts.ts';

/** The contract's part about receipts: taking in, reading, sending, and the watched folder. */
export const receipts = {
  list: method(
    v.strictObject({
      search: v.optional(shortText),
      filter: v.optional(v.picklist(entry.receiptFilters)),
      cursor,
      limit: limit(500),
    }),
    v.object({
      rows: v.array(entry.receiptRowSchema),
      nextCursor: v.nullable(v.string()),
      counts: v.record(v.picklist(entry.receiptFilters), v.number()),
    }),
  ),
  /**
   * Answers when every file is durably kept or its refusal noted. The page calls `addFiles(files, source)` with `File`
   * objects (`AddFiles`); the preload makes paths of them, which the page never sees, or bytes where there is no path.
   */
  addFiles: method(
    v.strictObject({
      files: v.pipe(v.array(entry.incomingFileSchema), v.minLength(1), v.maxLength(5_000)),
      source: v.picklist(['dropped', 'pasted']),
    }),
    entry.intakeResultSchema,
  ),
  /** Asks for files or a folder; closing the dialog adds nothing. */
  pick: method(v.strictObject({ what: v.picklist(['files', 'folder']) }), entry.intakeResultSchema),
  get: method(byId, entry.receiptDetailSchema),
  /** What can be shown: a PDF, a JPEG or a PNG; `document_format_not_available` for a lone XML. */
  preview: method(byId, v.object({ fileName: v.string(), mediaType: v.string(), bytes: bytesSchema })),
  /** A small picture kept earlier; `null` where the page has to draw one. */
  thumbnail: method(byId, v.nullable(bytesSchema)),
  keepThumbnail: method(v.strictObject({ id: idSchema, png: bytesUpTo(128 * 1024) }), nothing),
  /** The XML of an e-invoice as text. */
  data: method(byId, v.object({ fileName: v.string(), text: v.string() })),
  /** Asks where to, then writes the original, or a file inside it, there. Nothing is ever opened. */
  save: method(v.strictObject({ id: idSchema, attachment: v.nullable(ordinalSchema) }), savedSchema),
  /** Takes chosen files out of an e-mail or an archive. */
  unpack: method(
    v.strictObject({ id: idSchema, indexes: v.pipe(v.array(ordinalSchema), v.minLength(1), v.maxLength(1_000)) }),
    entry.intakeResultSchema,
  ),
  /** Makes one PDF of several pictures, in this order; they leave the inbox and can be restored. */
  join: method(byIds, entry.receiptRowSchema),
  remove: method(byIds, nothing),
  restore: method(byIds, nothing),
  /** Puts uploads into the outbox; `failed` names what cannot be sent and why. */
  send: method(
    byIds,
    v.object({ queued: v.array(idSchema), failed: v.array(v.object({ id: idSchema, error: appErrorSchema })) }),
  ),
  openInLexware: method(byId, nothing),
  watchedFolder: method(null, entry.watchedFolderSchema),
  /** Asks for the folder to watch. */
  chooseWatchedFolder: method(null, entry.watchedFolderSchema),
  setWatchedFolder: method(
    v.strictObject({ afterTaking: v.optional(v.picklist(entry.afterTaking)), off: v.optional(v.literal(true)) }),
    entry.watchedFolderSchema,
  ),
} as const;

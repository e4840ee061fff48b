import { appError, type AppError } from '../../domain/errors.ts';
import type { ReceiptDetail } from '../../domain/receipt-entry.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { AnswerOf, Handlers } from '../../preload/contract.ts';
import type { LexwareFile } from '../lexware/api.ts';
import { safeFileName } from '../receipts/safe-name.ts';
import { decodeXml } from '../receipts/xml/decode-text.ts';
import { guard } from '../store/storage-error.ts';
import type { StoredReceipt } from '../store/receipt-rows.ts';
import type { OrganisationSession } from './organisation-session.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';
import { replaceFile } from './write-file.ts';

type ContentHandlers = Pick<Handlers['receipts'], 'get' | 'preview' | 'thumbnail' | 'keepThumbnail' | 'data' | 'save'>;

/** The largest small picture, bytes. */
const maxThumbnail = 128 * 1024;
const pngMark = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** What the page can draw. */
const shownTypes = ['application/pdf', 'image/jpeg', 'image/png'];

/** What of `receipts.*` shows what is inside a receipt, or writes it where the user wants it. */
export function receiptContentHandlers(organisations: Organisations, ports: Ports): ContentHandlers {
  return {
    get: ({ id }) => organisations.ask((session) => detailOf(session, id)),
    preview: ({ id }) => organisations.ask((session) => previewOf(session, id)),
    thumbnail: ({ id }) => organisations.ask((session) => guard(() => ok(session.store.inbox.thumbnail(id)))),
    keepThumbnail: ({ id, png }) => organisations.ask((session) => keepThumbnail(session, id, png)),
    data: ({ id }) => organisations.ask((session) => dataOf(session, id)),
    save: ({ id, attachment }) => organisations.ask((session) => save(session, id, attachment, ports)),
  };
}

function detailOf({ store: { inbox } }: OrganisationSession, id: string): Result<ReceiptDetail, AppError> {
  const receipt = inbox.get(id);
  if (!receipt.ok) return receipt;
  const taken = inbox.takenFrom(id);
  const contents = (inbox.contents(id) ?? []).map((file) => ({ ...file, takenAs: taken.get(file.index) ?? null }));
  return ok({ row: receipt.value.row, inspection: inbox.inspection(id), contents });
}

/** The original where it can be shown, else what is sent in its place. */
async function previewOf(
  session: OrganisationSession,
  id: string,
): Promise<Result<AnswerOf<'receipts', 'preview'>, AppError>> {
  const receipt = session.store.inbox.get(id);
  if (!receipt.ok) return receipt;
  const { hash, uploadHash } = receipt.value;
  for (const kept of [hash, uploadHash]) {
    const type = kept === null ? undefined : session.store.receipts.describe(kept)?.mediaType;
    if (kept === null || type === undefined || !shownTypes.includes(type)) continue;
    const file = await session.store.receipts.load(kept);
    if (file !== null) return ok({ ...file, fileName: receipt.value.row.fileName });
  }
  return fail(appError('document_format_not_available'));
}

function keepThumbnail({ store }: OrganisationSession, id: string, png: Uint8Array): Result<undefined, AppError> {
  const isPng = pngMark.every((byte, index) => png[index] === byte);
  if (!isPng || png.byteLength > maxThumbnail) return fail(appError('invalid_input'));
  const receipt = store.inbox.get(id);
  if (!receipt.ok) return receipt;
  return guard(() => {
    store.inbox.keepThumbnail(id, png);
    return ok(undefined);
  });
}

async function dataOf(
  session: OrganisationSession,
  id: string,
): Promise<Result<AnswerOf<'receipts', 'data'>, AppError>> {
  const original = await originalOf(session, id);
  if (!original.ok) return original;
  const { receipt, file } = original.value;
  const xml = await xmlOf(session, receipt, file);
  const text = xml === null ? null : decodeXml(xml.bytes);
  if (xml === null || text?.ok !== true) return fail(appError('document_format_not_available'));
  return ok({ fileName: xml.fileName, text: text.value });
}

async function xmlOf(
  { store, receipts }: OrganisationSession,
  { row }: StoredReceipt,
  file: LexwareFile,
): Promise<{ fileName: string; bytes: Uint8Array } | null> {
  if (row.fileType === 'xml') return { fileName: row.fileName, bytes: file.bytes };
  const inspection = store.inbox.inspection(row.id);
  if (inspection === null || inspection.kind === 'refused') return null;
  const embedded = inspection.attachments.find((one) => one.isInvoiceData);
  if (embedded === undefined) return null;
  const bytes = await receipts.inspector.readAttachment(file.bytes, embedded.index);
  return bytes && { fileName: embedded.name, bytes };
}

/** Gets the bytes before it asks where to, so that nobody chooses a place for what does not exist. */
async function save(
  session: OrganisationSession,
  id: string,
  attachment: number | null,
  ports: Ports,
): Promise<Result<AnswerOf<'receipts', 'save'>, AppError>> {
  const original = await originalOf(session, id);
  if (!original.ok) return original;
  const { file, receipt } = original.value;
  const wanted =
    attachment === null
      ? { fileName: safeFileName(receipt.row.fileName, id), bytes: file.bytes }
      : await attachmentOf(session, receipt, file, attachment);
  if (wanted === null) return fail(appError('document_format_not_available'));
  const target = await ports.saveDialog.chooseFile(wanted.fileName);
  if (target === null) return ok('cancelled');
  const written = await replaceFile(target, wanted.bytes);
  return written.ok ? ok('saved') : written;
}

async function attachmentOf(
  { store, receipts }: OrganisationSession,
  { row }: StoredReceipt,
  file: LexwareFile,
  index: number,
): Promise<{ fileName: string; bytes: Uint8Array } | null> {
  const inspection = store.inbox.inspection(row.id);
  if (inspection === null || inspection.kind === 'refused') return null;
  const found = inspection.attachments.find((one) => one.index === index);
  const bytes = found && (await receipts.inspector.readAttachment(file.bytes, index));
  return bytes ? { fileName: safeFileName(found.name, row.id), bytes } : null;
}

/** The kept original; `receipt_not_found`, `document_format_not_available` for one of which nothing was kept. */
export async function originalOf(
  { store }: OrganisationSession,
  id: string,
): Promise<Result<{ receipt: StoredReceipt; file: LexwareFile }, AppError>> {
  const receipt = store.inbox.get(id);
  if (!receipt.ok) return receipt;
  const file = receipt.value.hash === null ? null : await store.receipts.load(receipt.value.hash);
  return file === null ? fail(appError('document_format_not_available')) : ok({ receipt: receipt.value, file });
}

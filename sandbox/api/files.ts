import { createHash } from 'node:crypto';
import { accepts, emptyReply, jsonReply, type ApiSettings, type Call, type Reply } from './call.ts';
import { fileReply } from './document-file.ts';
import { parseMultipart, type Part } from './multipart.ts';
import { renderPreview } from './pdf.ts';
import { legacyProblem, notFound } from './problems.ts';
import { newId, salesKinds, type Organisation, type SalesKind, type StoredFile, type Voucher } from './store.ts';

/** The largest file, inclusive (API reference 4.13). */
export const maxFileBytes = 5_242_880;

const mediaTypes: Record<string, string> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  xml: 'application/xml',
};

function extensionOf(name: string): string {
  return /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

function refuse(i18nKey: string): Reply {
  return legacyProblem(406, [{ i18nKey, source: 'file' }]);
}

function refuseFile(call: Call, file: Part, mediaType: string | undefined): Reply | undefined {
  if (file.bytes.length > maxFileBytes) return refuse('max_file_size_exceeded');
  if (!mediaType) return refuse('inacceptable_file_extension');
  if (mediaType === 'application/xml') {
    if (!call.organisation.eInvoice) return refuse('inacceptable_file_extension');
    const text = file.bytes.toString('utf8');
    const invoice = /<(?:\w+:)?(?:CrossIndustryInvoice|Invoice|CreditNote)[\s>]/.test(text) && /xrechnung/i.test(text);
    if (!invoice) return refuse('invalid_xrechnung');
  }
  if (mediaType === 'application/pdf' && /\/(?:JavaScript|Launch)\b/.test(file.bytes.toString('latin1'))) {
    return refuse('voucher_upload_toxic_pdf');
  }
  return undefined;
}

function storeUpload(call: Call, file: Part, mediaType: string, sha256: string): StoredFile {
  const { organisation, settings, now } = call;
  const id = newId();
  const voucher: Voucher = {
    id: newId(),
    kind: 'purchaseinvoice',
    status: 'blank',
    voucherMs: now,
    createdMs: now,
    updatedMs: now,
    version: 0,
    contactName: '',
    archived: false,
    payments: [],
    fileIds: [id],
    related: [],
    visibleFromMs: now + settings.uploadDelayMs,
    content: {},
  };
  const stored = { id, name: file.fileName ?? '', mediaType, bytes: file.bytes, sha256, voucherId: voucher.id };
  organisation.vouchers.set(voucher.id, voucher);
  organisation.files.set(id, stored);
  organisation.uploads.push(voucher);
  return stored;
}

/** Lets uploads grow from `blank` to `unchecked`, as text recognition does at Lexware (API reference 4.13). */
export function settleUploads(organisation: Organisation, now: number, settings: ApiSettings): void {
  organisation.uploads = organisation.uploads.filter((voucher) => {
    const doneMs = voucher.createdMs + 2 * settings.uploadDelayMs;
    if (now < doneMs) return true;
    voucher.status = 'unchecked';
    voucher.updatedMs = doneMs;
    voucher.version += 1;
    return false;
  });
}

/** `POST /v1/files`: equal bytes are answered with the ids they already have (API reference 4.13). */
export function uploadFile(call: Call): Reply {
  const parts = parseMultipart(call.headers['content-type'] ?? '', call.body);
  if (!parts) return legacyProblem(415, [{ i18nKey: 'bad_request_error', source: 'Content-Type' }]);
  const type = parts.find((part) => part.name === 'type');
  if (!type) {
    const source = "Required request parameter 'type' is not present";
    return jsonReply(400, { i18nKey: 'bad_request_error', source });
  }
  if (type.bytes.toString('utf8') !== 'voucher') return jsonReply(400, 'Invalid or missing upload type.');
  const file = parts.find((part) => part.name === 'file');
  if (!file) return legacyProblem(500, [{ i18nKey: 'technical_error', source: 'file' }]);
  const mediaType = mediaTypes[extensionOf(file.fileName ?? '')];
  const refused = refuseFile(call, file, mediaType);
  if (refused || !mediaType) return refused ?? refuse('inacceptable_file_extension');
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const known = [...call.organisation.files.values()].find((stored) => stored.sha256 === sha256);
  const stored = known ?? storeUpload(call, file, mediaType, sha256);
  return jsonReply(202, { id: stored.id, voucherId: stored.voucherId });
}

function binary(file: StoredFile, bytes: Buffer, mediaType: string): Reply {
  const extension = Object.entries(mediaTypes).find(([, type]) => type === mediaType)?.[0] ?? 'bin';
  const headers = {
    'content-type': mediaType,
    'content-disposition': `inline; filename=${file.id}.${extension}`,
  };
  return { status: 200, headers, body: bytes };
}

/** `GET /v1/files/{id}`: the bytes by the Accept matrix of API reference 4.13; also for documents of sales vouchers. */
export async function readFile(call: Call): Promise<Reply> {
  const id = call.params.id ?? '';
  const file = call.organisation.files.get(id);
  if (!file) return readDocumentFile(call, id);
  if (accepts(call, file.mediaType)) return binary(file, file.bytes, file.mediaType);
  const xml = file.mediaType === 'application/xml';
  if (xml && ['application/pdf', 'image/png', 'image/jpeg'].some((type) => accepts(call, type))) {
    return binary(file, await renderPreview(file.name), 'application/pdf');
  }
  return !xml && accepts(call, 'application/xml') ? notFound(call) : emptyReply(406);
}

function isSalesKind(kind: string): kind is SalesKind {
  return salesKinds.some((known) => known === kind);
}

async function readDocumentFile(call: Call, id: string): Promise<Reply> {
  const voucher = [...call.organisation.vouchers.values()].find((candidate) => candidate.fileIds.includes(id));
  return voucher && isSalesKind(voucher.kind) ? fileReply(call, voucher, voucher.kind) : notFound(call);
}

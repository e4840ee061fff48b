import { appError } from '../../domain/errors.ts';
import { fail, ok } from '../../domain/result.ts';
import type { LexwareApi, LexwareFailure, LexwareFile, LexwareResult } from './api.ts';
import { invalidInput, isId, unreadable, type Caller, type Timeouts } from './call.ts';
import { fileNameOf } from './file-name.ts';
import type { HttpAnswer } from './http-client.ts';
import { createdSchema } from './wire/created.ts';
import { invoiceSchema } from './wire/invoice.ts';

type InvoiceCalls = Pick<LexwareApi, 'getInvoice' | 'createInvoice' | 'getInvoiceFile'>;

const maxFileBytes = 60_000_000;

/** The formats of an invoice's document: the media types that an answer may state, its first bytes, the ending. */
const formats = {
  'application/pdf': { types: ['application/pdf'], ending: '.pdf', start: /^%PDF-/ },
  'application/xml': { types: ['application/xml', 'text/xml'], ending: '.xml', start: /^\s*</ },
} as const;

/** Invoices written in Lexware (API reference 4.1). */
export function invoiceCalls(caller: Caller, timeouts: Timeouts): InvoiceCalls {
  return {
    async getInvoice(id, options) {
      if (!isId(id)) return fail(invalidInput());
      return caller.read({ method: 'GET', path: `/v1/invoices/${id}` }, invoiceSchema, options);
    },
    createInvoice: (body, finalize, options) =>
      caller.read(
        { method: 'POST', path: finalize ? '/v1/invoices?finalize=true' : '/v1/invoices', body },
        createdSchema,
        options,
      ),
    async getInvoiceFile(id, accept, options) {
      if (!isId(id) || !isFormat(accept)) return fail(invalidInput());
      const limits = { accept, timeoutMs: timeouts.fileMs, maxBytes: maxFileBytes };
      const answer = await caller.send({ method: 'GET', path: `/v1/invoices/${id}/file`, ...limits }, options);
      return answer.ok ? fileOf(answer.value, id, accept) : fail(fileFailure(answer.error, accept));
    },
  };
}

type Format = keyof typeof formats;

function isFormat(accept: string): accept is Format {
  return Object.hasOwn(formats, accept);
}

function fileOf(answer: HttpAnswer, id: string, accept: Format): LexwareResult<LexwareFile> {
  const { types, ending, start } = formats[accept];
  const mediaType = (answer.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  // A page of some proxy in the place of an invoice must not pass for the document.
  const head = new TextDecoder().decode(answer.bytes.subarray(0, 64));
  if (!types.some((type) => type === mediaType) || !start.test(head)) return fail(unreadable(answer.status, 'GET'));
  const fileName = fileNameOf(answer.headers.get('content-disposition'), id, ending);
  return ok({ fileName, mediaType, bytes: answer.bytes });
}

/** What the statuses mean for a document in particular (API reference 4.1.9). */
function fileFailure(failure: LexwareFailure, accept: Format): LexwareFailure {
  const { httpStatus } = failure;
  if (httpStatus === 409) return { ...failure, error: appError('document_not_available_for_draft') };
  const isMissingFormat = httpStatus === 406 || (httpStatus === 404 && accept === 'application/xml');
  return isMissingFormat ? { ...failure, error: appError('document_format_not_available') } : failure;
}

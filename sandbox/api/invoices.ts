import { berlinIso } from './berlin.ts';
import { jsonReply, type Call, type Reply } from './call.ts';
import { readJson } from './body.ts';
import { checkInvoice } from './invoice-check.ts';
import { asNumber, asObject, isUuid } from './json.ts';
import { notFound, regularProblem } from './problems.ts';
import { createSalesVoucher, finaliseVoucher } from './sales-create.ts';
import { salesDocument } from './sales-document.ts';
import type { SalesKind, Voucher } from './store.ts';

/** The answer of a creation (API reference 3.5); the document itself is not in it. */
export function createdReply(
  call: Call,
  status: number,
  entry: { id: string; createdMs: number; updatedMs: number; version: number },
): Reply {
  const resourceUri = `${call.base}${call.path}/${entry.id}`;
  const result = {
    id: entry.id,
    resourceUri,
    createdDate: berlinIso(entry.createdMs),
    updatedDate: berlinIso(entry.updatedMs),
    version: entry.version,
  };
  return jsonReply(status, result, { location: resourceUri });
}

/** The document of that kind under the id, or `undefined`. */
export function findSalesVoucher(call: Call, kind: SalesKind): Voucher | undefined {
  const voucher = call.organisation.vouchers.get(call.params.id ?? '');
  return voucher?.kind === kind ? voucher : undefined;
}

/** Kinds that an invoice can be pursued from (API reference 4.1.10). */
const predecessors = new Set(['quotation', 'orderconfirmation', 'deliverynote']);

function findPredecessor(call: Call): Voucher | undefined | { problem: Reply } {
  const id = call.query.get('precedingSalesVoucherId');
  if (id === null) return undefined;
  const voucher = isUuid(id) ? call.organisation.vouchers.get(id) : undefined;
  const refuse = (message: string) => ({ problem: regularProblem(call, 406, message) });
  if (!voucher) return refuse('Der vorausgehende Beleg wurde nicht gefunden.');
  if (!predecessors.has(voucher.kind)) return refuse('Der vorausgehende Beleg kann nicht weitergeführt werden.');
  if (voucher.status === 'draft' && voucher.kind !== 'quotation') {
    return refuse('Der vorausgehende Beleg ist noch ein Entwurf.');
  }
  return voucher;
}

/** `POST /v1/invoices`: a draft, or with `finalize=true` an open invoice (API reference 4.1). */
export function createInvoice(call: Call): Reply {
  const parsed = readJson(call);
  if ('problem' in parsed) return parsed.problem;
  const finalizeText = call.query.get('finalize') ?? 'false';
  if (finalizeText !== 'true' && finalizeText !== 'false') {
    return regularProblem(call, 400, `Invalid value '${finalizeText}' received for request parameter 'finalize'`);
  }
  const finalize = finalizeText === 'true';
  const checked = checkInvoice(call, parsed.body, finalize);
  if ('problem' in checked) return checked.problem;
  const predecessor = findPredecessor(call);
  if (predecessor && 'problem' in predecessor) return predecessor.problem;
  const voucher = createSalesVoucher(call.organisation, 'invoice', checked.input, { createdMs: call.now });
  if (predecessor) {
    voucher.related.push({ id: predecessor.id, number: predecessor.number ?? '', kind: predecessor.kind });
    predecessor.related.push({ id: voucher.id, number: voucher.number ?? '', kind: 'invoice' });
  }
  if (finalize) finaliseVoucher(call.organisation, voucher, checked.input.terms?.days ?? 0);
  return createdReply(call, 201, voucher);
}

/** `GET /v1/{kind}/{id}`. */
export function readSalesVoucher(kind: SalesKind): (call: Call) => Reply {
  return (call) => {
    const voucher = findSalesVoucher(call, kind);
    return voucher ? jsonReply(200, salesDocument(call.organisation, voucher)) : notFound(call);
  };
}

/** The days to pay that a stored document names. */
export function termDays(voucher: Voucher): number {
  return asNumber(asObject(voucher.content.paymentConditions).paymentTermDuration) ?? 0;
}

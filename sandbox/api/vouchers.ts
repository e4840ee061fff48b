import { berlinIso } from './berlin.ts';
import { jsonReply, type Call, type Reply } from './call.ts';
import { centsToNumber } from './decimal.ts';
import { withoutAbsent, type JsonObject } from './json.ts';
import { pageReply, readPage } from './paging.ts';
import { legacyProblem, notFound } from './problems.ts';
import { decodeHtml } from './search-text.ts';
import { bookkeepingKinds, type Organisation, type Voucher } from './store.ts';

function isBookkeeping(voucher: Voucher): boolean {
  return bookkeepingKinds.some((kind) => kind === voucher.kind);
}

/** A bookkeeping voucher as its GET answers it (API reference 4.12). */
export function bookkeepingDocument(organisation: Organisation, voucher: Voucher): JsonObject {
  const amount = (cents: number | undefined) => (cents === undefined ? undefined : centsToNumber(cents));
  return withoutAbsent({
    id: voucher.id,
    organizationId: organisation.id,
    type: voucher.kind,
    voucherStatus: voucher.status,
    voucherNumber: voucher.number,
    voucherDate: berlinIso(voucher.voucherMs),
    dueDate: voucher.dueMs === undefined ? undefined : berlinIso(voucher.dueMs),
    totalGrossAmount: amount(voucher.totalCents),
    totalTaxAmount: voucher.content.totalTaxAmount,
    taxType: voucher.content.taxType,
    useCollectiveContact: voucher.contactId === undefined,
    contactId: voucher.contactId,
    contactName: voucher.contactId === undefined ? undefined : voucher.contactName,
    remark: voucher.content.remark,
    voucherItems: voucher.content.voucherItems ?? [],
    files: voucher.fileIds,
    createdDate: berlinIso(voucher.createdMs),
    updatedDate: berlinIso(voucher.updatedMs),
    version: voucher.version,
  });
}

function isVisible(voucher: Voucher, call: Call): boolean {
  return isBookkeeping(voucher) && (voucher.visibleFromMs ?? 0) <= call.now;
}

/** `GET /v1/vouchers/{id}`; an upload is 404 for a while (API reference 4.13). */
export function readVoucher(call: Call): Reply {
  const voucher = call.organisation.vouchers.get(call.params.id ?? '');
  if (!voucher || !isVisible(voucher, call)) return notFound(call);
  return jsonReply(200, bookkeepingDocument(call.organisation, voucher));
}

/** `GET /v1/vouchers?voucherNumber=…`; the parameter is mandatory. */
export function findVouchers(call: Call): Reply {
  const number = call.query.get('voucherNumber');
  if (!number) {
    const source = "Required request parameter 'voucherNumber' is not present";
    return legacyProblem(400, [{ i18nKey: 'bad_request_error', source }]);
  }
  const page = readPage(call, 250, "parameter 'size' must be equal or lower than 250");
  if ('problem' in page) return page.problem;
  const wanted = decodeHtml(number);
  const rows = [...call.organisation.vouchers.values()].filter(
    (voucher) => isVisible(voucher, call) && voucher.number === wanted,
  );
  const sort = { property: 'voucherNumber', direction: 'ASC' as const };
  return pageReply(rows, page, sort, (voucher) => bookkeepingDocument(call.organisation, voucher));
}

import { berlinIso } from './berlin.ts';
import { withoutAbsent, type JsonObject } from './json.ts';
import type { Organisation, Voucher } from './store.ts';

/**
 * A sales document as its GET answers it (API reference 4.1). Drafts have no due date, no files and no print layout
 * of their own accord, and their electronic profile is NONE.
 */
export function salesDocument(organisation: Organisation, voucher: Voucher): JsonObject {
  const { content } = voucher;
  const draft = voucher.status === 'draft';
  const invoice = voucher.kind === 'invoice';
  const profile =
    invoice || voucher.kind === 'downpaymentinvoice' ? (content.electronicDocumentProfile ?? 'NONE') : undefined;
  return withoutAbsent({
    id: voucher.id,
    organizationId: organisation.id,
    createdDate: berlinIso(voucher.createdMs),
    updatedDate: berlinIso(voucher.updatedMs),
    version: voucher.version,
    language: content.language,
    archived: voucher.archived,
    voucherStatus: voucher.status,
    voucherNumber: voucher.number,
    voucherDate: berlinIso(voucher.voucherMs),
    dueDate: voucher.dueMs === undefined ? undefined : berlinIso(voucher.dueMs),
    expirationDate: content.expirationDate,
    address: content.address,
    electronicDocumentProfile: draft && profile ? 'NONE' : profile,
    lineItems: content.lineItems,
    totalPrice: content.totalPrice,
    taxAmounts: content.taxAmounts,
    taxConditions: content.taxConditions,
    paymentConditions: content.paymentConditions,
    shippingConditions: content.shippingConditions,
    xRechnung: content.xRechnung,
    closingInvoice: invoice ? false : undefined,
    relatedVouchers: voucher.related.map(({ id, number, kind }) => ({ id, voucherNumber: number, voucherType: kind })),
    printLayoutId: content.printLayoutId,
    title: content.title,
    introduction: content.introduction,
    remark: content.remark,
    files: voucher.fileIds[0] === undefined ? undefined : { documentFileId: voucher.fileIds[0] },
  });
}

import { accepts, acceptsAnything, emptyReply, jsonReply, type Call, type Reply } from './call.ts';
import { renderInvoiceXml } from './cii.ts';
import { findSalesVoucher } from './invoices.ts';
import { renderPdf } from './pdf.ts';
import { notFound, regularProblem } from './problems.ts';
import type { Organisation, SalesKind, Voucher } from './store.ts';

const germanNames: Record<SalesKind, string> = {
  invoice: 'Rechnung',
  downpaymentinvoice: 'Abschlagsrechnung',
  creditnote: 'Rechnungskorrektur',
  orderconfirmation: 'Auftragsbestaetigung',
  quotation: 'Angebot',
  deliverynote: 'Lieferschein',
};

function binaryReply(body: Buffer, mediaType: string, fileName: string): Reply {
  const headers = { 'content-type': mediaType, 'content-disposition': `attachment; filename="${fileName}"` };
  return { status: 200, headers, body };
}

/** The document as PDF; a ZUGFeRD one with its XML inside. */
async function pdfReply(organisation: Organisation, voucher: Voucher, baseName: string): Promise<Reply> {
  const embed = voucher.content.electronicDocumentProfile === 'EN16931';
  const xml = embed ? renderInvoiceXml(organisation, voucher, 'EN16931') : undefined;
  const bytes = await renderPdf(organisation, voucher, xml);
  return binaryReply(bytes, 'application/pdf', `${baseName}.pdf`);
}

/** The file of a final document by the Accept matrix of API reference 4.1.9. */
export async function fileReply(call: Call, voucher: Voucher, kind: SalesKind): Promise<Reply> {
  const baseName = `${germanNames[kind]}_${voucher.number ?? voucher.id}`;
  const electronic = voucher.content.electronicDocumentProfile === 'XRechnung';
  const anything = acceptsAnything(call);
  const wantsXml = accepts(call, 'application/xml');
  const wantsPdf = accepts(call, 'application/pdf');
  if (electronic && (anything || (wantsXml && !wantsPdf))) {
    const xml = renderInvoiceXml(call.organisation, voucher, 'XRechnung');
    return binaryReply(Buffer.from(xml), 'application/xml;charset=UTF-8', `${baseName}.xml`);
  }
  if (wantsPdf) return pdfReply(call.organisation, voucher, baseName);
  return wantsXml ? notFound(call) : emptyReply(406);
}

/** `GET /v1/{kind}/{id}/file`. */
export function readSalesFile(kind: SalesKind): (call: Call) => Promise<Reply> {
  return async (call) => {
    const voucher = findSalesVoucher(call, kind);
    if (!voucher) return notFound(call);
    if (voucher.status !== 'draft') return fileReply(call, voucher, kind);
    const message = `Document ${voucher.id} is in status 'draft' and therefore cannot be downloaded`;
    return regularProblem(call, 409, message);
  };
}

/** `GET /v1/{kind}/{id}/document` (deprecated): the id to be used with `/v1/files`. */
export function readSalesDocumentId(kind: SalesKind): (call: Call) => Reply {
  return (call) => {
    const voucher = findSalesVoucher(call, kind);
    if (!voucher) return notFound(call);
    if (voucher.status === 'draft') {
      return regularProblem(call, 406, 'Requesting PDF document is not possible in state draft');
    }
    return jsonReply(200, { documentFileId: voucher.fileIds[0] });
  };
}

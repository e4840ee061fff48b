import type { Invoice } from '../../../domain/voucher.ts';
import type { InvoiceBody } from '../../../main/lexware/api.ts';

interface WireLine {
  type: string;
  name?: string;
  description?: string;
  quantity?: number;
  unitName?: string;
  unitPrice?: { netAmount?: number; taxRatePercentage: number };
  discountPercentage?: number;
}

interface WireBody {
  voucherDate: string;
  address: {
    contactId?: string;
    name?: string;
    supplement?: string;
    street?: string;
    zip?: string;
    city?: string;
    countryCode?: string;
  };
  lineItems: WireLine[];
  taxConditions: { taxType: string };
  paymentConditions?: { paymentTermLabel: string };
  shippingConditions: { shippingType: string; shippingDate?: string; shippingEndDate?: string };
  title?: string;
  introduction?: string;
  remark?: string;
}

/** The document that Lexware makes of a body: net prices, whole cents, one rate per line. */
export function invoiceOfBody(body: InvoiceBody, id: string, number: string, finalize: boolean): Invoice {
  const wire = body as unknown as WireBody;
  const netCents = wire.lineItems.reduce((sum, line) => sum + centsOf(line), 0);
  const taxCents = Math.round((netCents * (wire.lineItems[0]?.unitPrice?.taxRatePercentage ?? 0)) / 100);
  return {
    id,
    number,
    status: finalize ? 'open' : 'draft',
    voucherDate: wire.voucherDate.slice(0, 10),
    dueDate: finalize ? wire.voucherDate.slice(0, 10) : null,
    shipping: {
      type: wire.shippingConditions.shippingType,
      date: wire.shippingConditions.shippingDate?.slice(0, 10) ?? null,
      endDate: wire.shippingConditions.shippingEndDate?.slice(0, 10) ?? null,
    },
    recipient: {
      contactId: wire.address.contactId ?? null,
      name: wire.address.name ?? 'Ein Kontakt',
      supplement: wire.address.supplement ?? '',
      street: wire.address.street ?? '',
      zip: wire.address.zip ?? '',
      city: wire.address.city ?? '',
      countryCode: wire.address.countryCode ?? '',
    },
    taxType: wire.taxConditions.taxType,
    lineItems: wire.lineItems.map((line) => ({
      type: line.type,
      name: line.name ?? '',
      description: line.description ?? '',
      quantity: line.quantity === undefined ? null : String(line.quantity),
      unitName: line.unitName ?? '',
      unitPrice: line.unitPrice?.netAmount === undefined ? null : line.unitPrice.netAmount.toFixed(2),
      taxRatePercentage: line.unitPrice?.taxRatePercentage ?? null,
      discountPercentage: line.discountPercentage === undefined ? null : String(line.discountPercentage),
      amountCents: centsOf(line),
    })),
    netCents,
    taxCents,
    grossCents: netCents + taxCents,
    openCents: null,
    taxes: [],
    paymentTermLabel: wire.paymentConditions?.paymentTermLabel ?? 'Zahlbar sofort',
    title: wire.title ?? 'Rechnung',
    introduction: wire.introduction ?? 'Vielen Dank',
    remark: wire.remark ?? '',
    electronicDocumentProfile: 'NONE',
    relatedVouchers: [],
  };
}

function centsOf(line: WireLine): number {
  return Math.round((line.quantity ?? 0) * (line.unitPrice?.netAmount ?? 0) * 100);
}

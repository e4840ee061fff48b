/** An invoice to be written as UBL or CII. Amounts are in cents, so that they can be changed by one. */
export interface SpecLine {
  id: string;
  name: string;
  quantity: number;
  /** Price of one, in cents. */
  price: number;
  category: string;
  rate: number;
  amount: number;
}

export interface SpecAllowance {
  kind: 'allowance' | 'charge';
  amount: number;
  category: string;
  rate: number;
}

export interface SpecTax {
  category: string;
  rate: number;
  taxable: number;
  tax: number;
  reason: string | null;
}

export interface Spec {
  guideline: string;
  typeCode: string;
  number: string;
  issueDate: string;
  dueDate: string;
  deliveryDate: string;
  sellerVatId: string | null;
  buyerVatId: string | null;
  lines: SpecLine[];
  allowances: SpecAllowance[];
  taxes: SpecTax[];
  totals: {
    lines: number;
    allowances: number;
    charges: number;
    net: number;
    tax: number;
    gross: number;
    prepaid: number;
    payable: number;
  };
  attachment: { name: string; mediaType: string; base64: string } | null;
}

export const xrechnung = 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0';
export const en16931 = 'urn:cen.eu:en16931:2017';

const exempt: Record<string, string> = {
  E: 'Steuerfrei nach § 4 UStG',
  AE: 'Steuerschuldnerschaft des Leistungsempfängers',
  K: 'Innergemeinschaftliche Lieferung',
  G: 'Ausfuhr',
};

export interface SpecInput {
  lines: Omit<SpecLine, 'id' | 'amount'>[];
  allowances?: SpecAllowance[];
  prepaid?: number;
}

/** An invoice whose sums are right, reckoned in integers and apart from the code under test. */
export function rightSpec(
  { lines: input, allowances = [], prepaid = 0 }: SpecInput,
  changes: Partial<Spec> = {},
): Spec {
  const lines = input.map((line, i) => ({ ...line, id: String(i + 1), amount: line.quantity * line.price }));
  const taxes = breakdown(lines, allowances);
  const ofKind = (kind: string) => sum(allowances.filter((one) => one.kind === kind).map(({ amount }) => amount));
  const lineSum = sum(lines.map(({ amount }) => amount));
  const net = lineSum - ofKind('allowance') + ofKind('charge');
  const tax = sum(taxes.map((one) => one.tax));
  const totals = {
    lines: lineSum,
    allowances: ofKind('allowance'),
    charges: ofKind('charge'),
    net,
    tax,
    gross: net + tax,
    prepaid,
    payable: net + tax - prepaid,
  };
  return { ...head, lines, allowances, taxes, totals, ...changes };
}

/** One line of 100,00 € and one of 50,00 € at 19 %, one of 20,00 € at 7 %. */
export const usualInput: SpecInput = {
  lines: [
    { name: 'Beratung', quantity: 1, price: 10_000, category: 'S', rate: 19 },
    { name: 'Anfahrt & Spesen', quantity: 2, price: 2_500, category: 'S', rate: 19 },
    { name: 'Fachbuch', quantity: 1, price: 2_000, category: 'S', rate: 7 },
  ],
};

const head = {
  guideline: xrechnung,
  typeCode: '380',
  number: 'RE-2026/0815',
  issueDate: '2026-11-02',
  dueDate: '2026-11-30',
  deliveryDate: '2026-10-31',
  sellerVatId: 'DE123456789',
  buyerVatId: null,
  attachment: null,
};

function breakdown(lines: readonly SpecLine[], allowances: readonly SpecAllowance[]): SpecTax[] {
  const taxes = new Map<string, SpecTax>();
  const signed = allowances.map((one) => ({ ...one, amount: one.kind === 'charge' ? one.amount : -one.amount }));
  for (const { category, rate, amount } of [...lines, ...signed]) {
    const key = `${category} ${String(rate)}`;
    const tax = taxes.get(key) ?? { category, rate, taxable: 0, tax: 0, reason: exempt[category] ?? null };
    tax.taxable += amount;
    taxes.set(key, tax);
  }
  return [...taxes.values()].map((tax) => ({ ...tax, tax: percentOf(tax.taxable, tax.rate) }));
}

/** Half up, away from zero, in integers. */
function percentOf(cents: number, rate: number): number {
  const size = Math.floor((Math.abs(cents) * rate + 50) / 100);
  return cents < 0 ? 0 - size : size;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Cents as the documents write them. */
export function written(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

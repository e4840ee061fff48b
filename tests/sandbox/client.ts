import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/start.ts';

/** An answer of the sandbox, with its body read and, where it is JSON, parsed. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: Wire;
}

/** A list in which the tests may rely on a first entry. */
type Filled<T> = [T, ...T[]];

/**
 * The fields of all answers that the tests look at, in one type. Which of them an answer has is what the tests find
 * out, so none is optional here.
 */
export interface Wire {
  id: string;
  voucherId: string;
  organizationId: string;
  version: number;
  status: number;
  message: string;
  requestId: string;
  details: Filled<{ field: string; violation: string }>;
  IssueList: Filled<{ i18nKey: string; source: string; type: string }>;
  content: Filled<Wire>;
  sort: Filled<Wire>;
  totalElements: number;
  resourceUri: string;
  createdDate: string;
  updatedDate: string;
  date: string;
  voucherStatus: string;
  voucherNumber: string;
  voucherDate: string;
  dueDate: string;
  expirationDate: string;
  electronicDocumentProfile: string;
  contactId: string;
  contactName: string;
  companyName: string;
  name: string;
  firstName: string;
  lastName: string;
  title: string;
  type: string;
  number: number;
  amount: number;
  openAmount: number;
  totalGrossAmount: number;
  totalTaxAmount: number;
  netPrice: number;
  paidDate: string;
  postingDate: string;
  documentFileId: string;
  countryCode: string;
  organizationDefault: boolean;
  taxTypeNote: string;
  address: Wire;
  company: Wire | undefined;
  person: Wire;
  roles: { customer: Wire; vendor: Wire };
  lineItems: Filled<Wire>;
  totalPrice: Wire;
  taxAmounts: Wire[];
  taxConditions: Wire;
  paymentConditions: Wire;
  relatedVouchers: Wire[];
  paymentItems: Filled<Wire>;
  voucherItems: Filled<Wire>;
  price: Wire;
  files: Wire;
  created: Wire;
  apiUrl: string;
  apiKeys: Filled<{ key: string }>;
  documents: Wire[];
  counts: Record<string, number>;
  requests: Wire[];
}

/** Reads JSON; `undefined` where the text is none. */
export function parseWire(text: string): Wire {
  try {
    return JSON.parse(text) as Wire;
  } catch {
    return undefined as unknown as Wire;
  }
}

export const today = '2026-09-15';

/** A sandbox with a clock that stands still until it is moved, and a client for its companies. */
export interface Bench {
  sandbox: Sandbox;
  organizationId: string;
  /** Moves the clock, in ms. */
  pass: (ms: number) => void;
  now: () => number;
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  send: (method: string, path: string, body: unknown, headers?: Record<string, string>) => Promise<Answer>;
  /** The same for another company: 0 net prices, 1 without VAT, 2 gross prices. */
  as: (company: number) => Pick<Bench, 'get' | 'send' | 'organizationId'>;
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parseWire(text) };
}

/** A client with one key. */
export function clientOf(apiUrl: string, key: string): Pick<Bench, 'get' | 'send'> {
  const authorization = `Bearer ${key}`;
  return {
    get: async (path, headers = {}) =>
      read(await fetch(apiUrl + path, { headers: { authorization, accept: 'application/json', ...headers } })),
    send: async (method, path, body, headers = {}) =>
      read(
        await fetch(apiUrl + path, {
          method,
          headers: { authorization, accept: 'application/json', 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
  };
}

/** Starts a sandbox without rate limit and identity provider, at noon of `today`. */
export async function startBench(options: SandboxOptions = {}): Promise<Bench> {
  let ms = Date.parse(`${today}T10:00:00.000Z`);
  const now = () => ms;
  const sandbox = await startSandbox({ today, now, rate: 0, vouchers: 40, identity: false, ...options });
  const as = (company: number) => {
    const entry = sandbox.apiKeys[company];
    if (!entry) throw new RangeError('no such company');
    return { ...clientOf(sandbox.apiUrl, entry.key), organizationId: entry.organizationId };
  };
  return {
    sandbox,
    now,
    pass: (by) => {
      ms += by;
    },
    as,
    ...as(0),
  };
}

/** A body that `POST /v1/invoices` takes from the company with net prices. */
export function invoiceBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    voucherDate: '2026-09-01T00:00:00.000+02:00',
    address: { name: 'Musterbau KG', street: 'Weg 1', zip: '24103', city: 'Kiel', countryCode: 'DE' },
    lineItems: [customLine()],
    totalPrice: { currency: 'EUR' },
    taxConditions: { taxType: 'net' },
    shippingConditions: { shippingType: 'none' },
    ...changes,
  };
}

/** A free line of one piece at 100 € net and 19 %. */
export function customLine(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'custom',
    name: 'Werkbank',
    quantity: 1,
    unitName: 'Stück',
    unitPrice: { currency: 'EUR', netAmount: 100, taxRatePercentage: 19 },
    ...changes,
  };
}

/** A free line with this price. */
export function pricedLine(netAmount: number, taxRatePercentage: number, quantity = 1): Record<string, unknown> {
  return customLine({ quantity, unitPrice: { currency: 'EUR', netAmount, taxRatePercentage } });
}

/** Finds the id of a contact by its name. */
export async function contactIdOf(client: Pick<Bench, 'get'>, name: string): Promise<string> {
  const encoded = encodeURIComponent(name.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'));
  const { json } = await client.get(`/v1/contacts?name=${encoded}`);
  return json.content[0].id;
}

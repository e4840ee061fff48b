import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/start.ts';

/** An answer of the sandbox, with its body read and, where it is JSON, parsed. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: JsonValue;
}

/** Loose on purpose: tests look into answers of every shape. */
export type JsonValue = ReturnType<typeof JSON.parse>;

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
  let json: JsonValue;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: response.status, headers: response.headers, text, json };
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
  return String(json.content[0].id);
}

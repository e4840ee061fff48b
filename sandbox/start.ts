import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { SandboxAdmin } from './admin.ts';
import { createAdminServer } from './admin-server.ts';
import { Access, type ApiKey, type VerifyBearer } from './api/access.ts';
import { berlinDay } from './api/berlin.ts';
import { RateLimiter } from './api/bucket.ts';
import { RequestLog } from './api/request-log.ts';
import { createApiServer } from './api/server.ts';
import type { Organisation } from './api/store.ts';
import { Faults } from './faults.ts';
import { startIdentity, type Identity, type IdentityOptions, type SandboxUser } from './identity/identity.ts';
import { listen, loopback, stop } from './listener.ts';
import { seedCompanies, type SeededCompany } from './seed.ts';

/** How the sandbox is started. Everything has a default. */
export interface SandboxOptions {
  /** Port of the API on 127.0.0.1; 0 takes a free one. */
  port?: number;
  adminPort?: number;
  seed?: number;
  companies?: number;
  /** Documents and receipts per company. */
  vouchers?: number;
  /** The German day that the seeded data is made for, `yyyy-mm-dd`; otherwise the clock's. */
  today?: string;
  /** The clock, ms since 1970. */
  now?: () => number;
  /** Calls per second and key; 0: no limit. Lexware allows 2. */
  rate?: number;
  burst?: number;
  /** How long an upload's voucher stays invisible, ms. */
  uploadDelayMs?: number;
  /** How late the voucherlist is, ms. */
  indexDelayMs?: number;
  /** Options of the identity provider; `false` starts none, and only API keys work then. */
  identity?: Omit<IdentityOptions, 'users'> | false;
  /** An identity provider of the caller's own instead. */
  verifyBearer?: VerifyBearer;
}

/** A running sandbox. */
export interface Sandbox {
  /** `http://127.0.0.1:<port>`, without a path. */
  apiUrl: string;
  adminUrl: string;
  adminToken: string;
  /** One per company, with every permission. */
  apiKeys: { organizationId: string; companyName: string; key: string }[];
  /** Who can sign in, one per company. */
  users: SandboxUser[];
  /** Absent where no identity provider runs. */
  identity?: Identity;
  issuer?: string;
  authorizeUrl?: string;
  tokenUrl?: string;
  revokeUrl?: string;
  clientId?: string;
  clientSecret?: string;
  admin: SandboxAdmin;
  close: () => Promise<void>;
}

/** Ends and resumes listening as the switch `refuse` says. Changes run one after the other. */
class Gate {
  readonly #server: Server;
  readonly #port: number;
  #open = true;
  #work: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(server: Server, port: number) {
    this.#server = server;
    this.#port = port;
  }

  update(faults: Faults): void {
    const fault = faults.active('refuse');
    this.#work = this.#work.then(() => (fault ? this.#shut() : this.#reopen())).catch(() => undefined);
    clearTimeout(this.#timer);
    if (fault?.ms !== undefined) {
      this.#timer = setTimeout(() => {
        faults.clear(fault.id);
      }, fault.ms);
    }
  }

  async #shut(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await stop(this.#server);
  }

  async #reopen(): Promise<void> {
    if (this.#open) return;
    await listen(this.#server, this.#port);
    this.#open = true;
  }

  /** Resolves when the last change is done. */
  async settled(): Promise<void> {
    await this.#work;
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#work;
    if (this.#open) await stop(this.#server);
  }
}

function usersOf(companies: readonly SeededCompany[]): SandboxUser[] {
  return companies.map(({ organisation, user }) => ({
    ...user,
    organizationId: organisation.id,
    companyName: organisation.letterhead.name,
  }));
}

function keysOf(companies: readonly SeededCompany[]): ApiKey[] {
  return companies.map(({ organisation, apiKey }) => ({
    key: apiKey,
    organizationId: organisation.id,
    permissions: 'all',
  }));
}

function addressesOf(identity: Identity | undefined): Partial<Sandbox> {
  if (!identity) return {};
  const { issuer, authorizeUrl, tokenUrl, revokeUrl, clientId, clientSecret } = identity;
  const secret = clientSecret === undefined ? {} : { clientSecret };
  return { identity, issuer, authorizeUrl, tokenUrl, revokeUrl, clientId, ...secret };
}

/**
 * Starts the local Lexware Office: the API, its admin endpoint and the identity provider, all on 127.0.0.1 only. Equal
 * seeds give equal companies, users and API keys; the admin token is new every time.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const now = options.now ?? Date.now;
  const today = options.today ?? berlinDay(now());
  const { seed = 7, vouchers = 120, companies: count = 3 } = options;
  const seedAll = () => seedCompanies({ seed, vouchers, companies: count, today });
  const companies = seedAll();
  const organisations = new Map<string, Organisation>();
  const fill = (list: SeededCompany[]) => {
    organisations.clear();
    for (const { organisation } of list) organisations.set(organisation.id, organisation);
  };
  fill(companies);
  const users = usersOf(companies);
  const identity = options.identity === false ? undefined : await startIdentity({ now, ...options.identity, users });
  const access = new Access(keysOf(companies), options.verifyBearer ?? identity?.verifyBearer);
  const limiter = new RateLimiter({ perSecond: options.rate ?? 2, burst: options.burst ?? 5 });
  const log = new RequestLog();
  const settings = { uploadDelayMs: options.uploadDelayMs ?? 1_500, indexDelayMs: options.indexDelayMs ?? 0 };
  const gate: { current?: Gate } = {};
  const faults: Faults = new Faults(() => gate.current?.update(faults));
  const api = createApiServer({ organisations, access, limiter, faults, log, settings, now });
  const port = await listen(api, options.port ?? 0);
  const door = new Gate(api, port);
  gate.current = door;
  const reseed = () => {
    fill(seedAll());
  };
  const admin = new SandboxAdmin({ companies, organisations, access, limiter, faults, log, now, today, reseed });
  const adminToken = randomBytes(24).toString('base64url');
  const adminServer = createAdminServer(admin, adminToken);
  const adminPort = await listen(adminServer, options.adminPort ?? 0);
  return {
    apiUrl: `http://${loopback}:${String(port)}`,
    adminUrl: `http://${loopback}:${String(adminPort)}`,
    adminToken,
    apiKeys: companies.map(({ organisation, apiKey }) => ({
      organizationId: organisation.id,
      companyName: organisation.letterhead.name,
      key: apiKey,
    })),
    users,
    ...addressesOf(identity),
    admin,
    close: async () => {
      await Promise.all([door.close(), stop(adminServer), identity?.close()]);
    },
  };
}

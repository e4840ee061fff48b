import { randomBytes } from 'node:crypto';
import { SandboxAdmin } from './admin.ts';
import { createAdminServer } from './admin-server.ts';
import { Access, type ApiKey, type VerifyBearer } from './api/access.ts';
import { berlinDay } from './api/berlin.ts';
import { RateLimiter } from './api/bucket.ts';
import { RequestLog } from './api/request-log.ts';
import { createApiServer, type ApiParts } from './api/server.ts';
import type { Organisation } from './api/store.ts';
import { Faults } from './faults.ts';
import { Gate } from './gate.ts';
import type { Identity, IdentityOptions, SandboxUser } from './identity/identity.ts';
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

/** The companies by id, as the API looks them up; `reseed` puts the beginning back. */
function seedStore(options: SandboxOptions, today: string) {
  const { seed = 7, vouchers = 120, companies: count = 3 } = options;
  const organisations = new Map<string, Organisation>();
  const reseed = (): SeededCompany[] => {
    const companies = seedCompanies({ seed, vouchers, companies: count, today });
    organisations.clear();
    for (const { organisation } of companies) organisations.set(organisation.id, organisation);
    return companies;
  };
  return { organisations, companies: reseed(), reseed };
}

/** Loaded only where it is wanted: it brings a whole OpenID provider along. */
async function startSignIn(options: IdentityOptions): Promise<Identity> {
  const { startIdentity } = await import('./identity/identity.ts');
  return startIdentity(options);
}

async function startApi(parts: Omit<ApiParts, 'faults'>, port: number) {
  const gate: { current?: Gate } = {};
  const faults: Faults = new Faults(() => gate.current?.update(faults));
  const server = createApiServer({ ...parts, faults });
  const actual = await listen(server, port);
  const door = new Gate(server, actual);
  gate.current = door;
  return { faults, door, url: `http://${loopback}:${String(actual)}` };
}

async function startAdmin(admin: SandboxAdmin, port: number) {
  const adminToken = randomBytes(24).toString('base64url');
  const server = createAdminServer(admin, adminToken);
  const actual = await listen(server, port);
  return { adminToken, adminUrl: `http://${loopback}:${String(actual)}`, close: () => stop(server) };
}

/**
 * Starts the local Lexware Office: the API, its admin endpoint and the identity provider, all on 127.0.0.1 only. Equal
 * seeds give equal companies, users and API keys; the admin token is new every time.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const now = options.now ?? Date.now;
  const today = options.today ?? berlinDay(now());
  const store = seedStore(options, today);
  const { companies, organisations } = store;
  const users = usersOf(companies);
  const identity = options.identity === false ? undefined : await startSignIn({ now, ...options.identity, users });
  const access = new Access(keysOf(companies), options.verifyBearer ?? identity?.verifyBearer);
  const limiter = new RateLimiter({ perSecond: options.rate ?? 2, burst: options.burst ?? 5 });
  const log = new RequestLog();
  const settings = { uploadDelayMs: options.uploadDelayMs ?? 1_500, indexDelayMs: options.indexDelayMs ?? 0 };
  const api = await startApi({ organisations, access, limiter, log, settings, now }, options.port ?? 0);
  const { faults } = api;
  const back = { identity: identity?.admin, settled: () => api.door.settled() };
  const admin = new SandboxAdmin({ ...store, ...back, access, limiter, faults, log, now, today });
  const office = await startAdmin(admin, options.adminPort ?? 0);
  const apiKeys = companies.map(({ organisation, apiKey }) => ({
    organizationId: organisation.id,
    companyName: organisation.letterhead.name,
    key: apiKey,
  }));
  return {
    apiUrl: api.url,
    adminUrl: office.adminUrl,
    adminToken: office.adminToken,
    apiKeys,
    users,
    ...addressesOf(identity),
    admin,
    close: async () => {
      await Promise.all([api.door.close(), office.close(), identity?.close()]);
    },
  };
}

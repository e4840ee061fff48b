import type { Access } from './api/access.ts';
import type { RateLimiter } from './api/bucket.ts';
import type { LoggedRequest, RequestLog } from './api/request-log.ts';
import { newId, type Organisation } from './api/store.ts';
import type { IdentityAdmin } from './identity/identity.ts';
import type { Fault, FaultSpec, Faults } from './faults.ts';
import { seedVouchers, type SeededCompany } from './seed.ts';
import { Random } from './seed/random.ts';
import { actInWebApp, organisationState, type OrganisationState, type WebAction } from './state.ts';

/** What the administration needs of a running sandbox. */
export interface AdminParts {
  companies: SeededCompany[];
  organisations: Map<string, Organisation>;
  access: Access;
  limiter: RateLimiter;
  faults: Faults;
  log: RequestLog;
  now: () => number;
  today: string;
  /** The identity provider's own back door, where one runs. */
  identity: IdentityAdmin | undefined;
  /** Resolves when the port is as the switch `refuse` says. */
  settled: () => Promise<void>;
  /** Seeds everything anew into `organisations`. */
  reseed: () => unknown;
}

/** The sandbox's back door, for tests and demonstrations. Nothing here counts against the rate limit. */
export class SandboxAdmin {
  readonly #parts: AdminParts;
  #grown = 0;

  constructor(parts: AdminParts) {
    this.#parts = parts;
  }

  /** Sets a switch; answers its id. */
  addFault(spec: FaultSpec): string {
    return this.#parts.faults.add(spec);
  }

  faults(): Fault[] {
    return this.#parts.faults.list();
  }

  /** Clears one switch, or all. */
  clearFaults(id?: string): void {
    this.#parts.faults.clear(id);
  }

  /** Resolves when every switch is in effect; only `refuse` takes a moment. */
  async settled(): Promise<void> {
    await this.#parts.settled();
  }

  /** The identity provider's switches and counters; `undefined` where none runs. */
  get identity(): IdentityAdmin | undefined {
    return this.#parts.identity;
  }

  organisationIds(): string[] {
    return [...this.#parts.organisations.keys()];
  }

  /** The state of one company; `undefined` where there is none. */
  organisation(id: string): OrganisationState | undefined {
    const organisation = this.#parts.organisations.get(id);
    return organisation && organisationState(organisation, this.#parts.now());
  }

  /** What was asked so far, oldest first. */
  requests(organizationId?: string): LoggedRequest[] {
    return this.#parts.log.list(organizationId);
  }

  /** How often each endpoint was asked. */
  requestCounts(organizationId?: string): Record<string, number> {
    return this.#parts.log.counts(organizationId);
  }

  clearRequests(): void {
    this.#parts.log.clear();
  }

  /** Does what a user would do in the web app; false where that is not possible. */
  act(organizationId: string, voucherId: string, action: WebAction): boolean {
    const organisation = this.#parts.organisations.get(organizationId);
    return organisation !== undefined && actInWebApp(organisation, voucherId, action, this.#parts.now());
  }

  /** Lets a company make `count` further documents. */
  grow(organizationId: string, count: number): boolean {
    const company = this.#parts.companies.find((candidate) => candidate.organisation.id === organizationId);
    const organisation = this.#parts.organisations.get(organizationId);
    if (!company || !organisation) return false;
    this.#grown += 1;
    seedVouchers(organisation, company.plan, new Random(900_000 + this.#grown), count, this.#parts.today);
    return true;
  }

  /** Makes a further API key with these permissions (scope names), or all. */
  createKey(organizationId: string, permissions: readonly string[] | 'all' = 'all'): string {
    const key = newId();
    this.#parts.access.add({ key, organizationId, permissions });
    return key;
  }

  /** Deletes an API key; it is answered with 401 from then on. */
  deleteKey(key: string): boolean {
    return this.#parts.access.remove(key);
  }

  /** Back to the beginning: data as seeded, no faults, no log, full buckets. */
  reset(): void {
    this.#parts.reseed();
    this.#parts.faults.clear();
    this.#parts.log.clear();
    this.#parts.limiter.clear();
    this.#grown = 0;
  }
}

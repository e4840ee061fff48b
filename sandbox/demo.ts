import { Access } from './api/access.ts';
import { RateLimiter } from './api/bucket.ts';
import { RequestLog } from './api/request-log.ts';
import { createApiServer } from './api/server.ts';
import { Faults } from './faults.ts';
import { listen, loopback, stop } from './listener.ts';
import { seedCompanies, type SeededCompany } from './seed.ts';

/** Of no seed that developers use, so that the demo company is none of theirs. */
const seed = 20_771;
const vouchers = 320;

/** How the demo company's server is started. */
export interface DemoOptions {
  /** The only bearer that it accepts. */
  key: string;
  /** The German day that the company is made for, `yyyy-mm-dd`. Equal days give equal companies, ids included. */
  today: string;
  /** The clock, ms since 1970. */
  now?: () => number;
}

/** A running server of the demo company. */
export interface Demo {
  /** `http://127.0.0.1:<port>`, without a path. */
  url: string;
  close: () => Promise<void>;
}

/** The workshop, which says in its own name what it is: so does every list, document and title that it stands in. */
function seedDemo(today: string): SeededCompany[] {
  const companies = seedCompanies({ seed, vouchers, companies: 1, today });
  for (const { organisation } of companies) {
    organisation.letterhead = { ...organisation.letterhead, name: `${organisation.letterhead.name} (Demo)` };
  }
  return companies;
}

/**
 * Starts the API alone, for one made-up company, on a free port of 127.0.0.1: without the sign-in, the admin endpoint
 * and a rate limit. Everything is in memory and made anew at the next start.
 */
export async function startDemo({ key, today, now = Date.now }: DemoOptions): Promise<Demo> {
  const companies = seedDemo(today);
  const organisations = new Map(companies.map(({ organisation }) => [organisation.id, organisation]));
  const access = new Access([...organisations.keys()].map((id) => ({ key, organizationId: id, permissions: 'all' })));
  const server = createApiServer({
    organisations,
    access,
    limiter: new RateLimiter({ perSecond: 0, burst: 1 }),
    faults: new Faults(() => undefined),
    log: new RequestLog(),
    settings: { uploadDelayMs: 1_500, indexDelayMs: 0 },
    now,
  });
  const port = await listen(server, 0);
  return { url: `http://${loopback}:${String(port)}`, close: () => stop(server) };
}

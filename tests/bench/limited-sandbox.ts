import { RateLimiter, type RateLimit } from '../../sandbox/api/bucket.ts';
import type { Call, Reply } from '../../sandbox/api/call.ts';
import { gatewayProblem } from '../../sandbox/api/problems.ts';
import { findRoute } from '../../sandbox/api/router.ts';
import { routes } from '../../sandbox/api/routes.ts';
import type { Organisation } from '../../sandbox/api/store.ts';
import { seedCompanies } from '../../sandbox/seed.ts';
import { near } from '../main/lexware/latency.ts';
import type { VirtualClock } from '../main/lexware/virtual-clock.ts';

const today = '2026-09-01';
const startMs = Date.parse(`${today}T08:00:00Z`);

/** The sandbox's endpoints, company and bucket without its server, so that a minute of its time costs no minute. */
export class LimitedSandbox {
  readonly organisation: Organisation;
  made = 0;
  refused = 0;
  /** When the last answer was there, virtual ms. */
  lastAnswerMs = 0;
  readonly #clock: VirtualClock;
  readonly #bucket: RateLimiter;
  readonly #latency = near(1);

  constructor(clock: VirtualClock, { vouchers, ...limit }: RateLimit & { vouchers: number }) {
    this.#clock = clock;
    this.#bucket = new RateLimiter(limit);
    const [company] = seedCompanies({ seed: 1, companies: 1, vouchers, today });
    if (!company) throw new Error('no company was made up');
    this.organisation = company.organisation;
  }

  /** The server's clock, ms since 1970. */
  now(): number {
    return startMs + this.#clock.now();
  }

  /** Answers GET requests as the sandbox's server does; delays are those of a server near by. */
  fetch = async (address: string): Promise<Response> => {
    const { out, work, back } = this.#latency();
    await this.#clock.sleep(out);
    this.made += 1;
    const reply = await this.#reply(new URL(address));
    await this.#clock.sleep(work + back);
    this.lastAnswerMs = this.#clock.now();
    return new Response(new Uint8Array(reply.body), { status: reply.status, headers: reply.headers });
  };

  async #reply(url: URL): Promise<Reply> {
    if (!this.#bucket.take('the company', this.#clock.now())) {
      this.refused += 1;
      return gatewayProblem(429, 'Rate limit exceeded', 'TooManyRequestsException');
    }
    const match = findRoute(routes, 'GET', url.pathname);
    if (!match) throw new Error(`no endpoint: ${url.pathname}`);
    const call: Call = {
      method: 'GET',
      path: url.pathname,
      query: url.searchParams,
      params: match.params,
      headers: { accept: 'application/json' },
      body: Buffer.alloc(0),
      organisation: this.organisation,
      base: url.origin,
      now: this.now(),
      settings: { uploadDelayMs: 0, indexDelayMs: 0 },
    };
    return match.route.handler(call);
  }
}

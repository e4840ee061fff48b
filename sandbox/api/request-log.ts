/** One request, as the sandbox remembers it. It never holds a header, so no token either. */
export interface LoggedRequest {
  /** The server's clock, ms since 1970. */
  at: number;
  method: string;
  path: string;
  query: string;
  organizationId: string | undefined;
  /** 0 where no answer was sent. */
  status: number;
  /** Whether the endpoint did its work. */
  executed: boolean;
  /** The fault that hit it. */
  fault: string | undefined;
}

const limit = 100_000;
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** What was asked, for tests and for the admin endpoint. */
export class RequestLog {
  #entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.#entries.push(entry);
    if (this.#entries.length > limit) this.#entries = this.#entries.slice(-limit / 2);
  }

  list(organizationId?: string): LoggedRequest[] {
    return this.#entries.filter((entry) => organizationId === undefined || entry.organizationId === organizationId);
  }

  /** How often each endpoint was asked, ids left out: `GET /v1/invoices/{id}`. */
  counts(organizationId?: string): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { method, path } of this.list(organizationId)) {
      const name = `${method} ${path.replace(uuid, '{id}')}`;
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }

  clear(): void {
    this.#entries = [];
  }
}

import type { FaultBench } from './fault-bench.ts';

/** What a sandbox holds, asked directly, past the code under test. */
export class SandboxView {
  readonly #bench: FaultBench;
  readonly #known: Set<string>;
  /** The content of documents that were read, by id. */
  readonly #texts = new Map<string, string>();

  /** What is there already counts for nothing. */
  constructor(bench: FaultBench) {
    this.#bench = bench;
    this.#known = new Set(this.#documents().map(({ id }) => id));
  }

  /** The ids of what was made with this mark since. */
  async made(mark: string): Promise<string[]> {
    if (mark.startsWith('Beleg')) return this.#files(mark);
    if (mark.startsWith('Kontakt')) return this.#contacts(mark);
    const made: string[] = [];
    for (const { id, kind } of this.#documents()) {
      if (kind !== 'invoice' || this.#known.has(id)) continue;
      const text = this.#texts.get(id) ?? (await this.#get<{ remark?: string }>(`/v1/invoices/${id}`)).remark ?? '';
      this.#texts.set(id, text);
      if (text === mark) made.push(id);
    }
    return made;
  }

  async #contacts(name: string): Promise<string[]> {
    const { content } = await this.#get<{ content: { id: string; company?: { name: string } }[] }>(
      `/v1/contacts?name=${encodeURIComponent(name)}`,
    );
    return content.filter(({ company }) => company?.name === name).map(({ id }) => id);
  }

  /** Uploads show no name; each has one voucher, whose files are read. */
  async #files(mark: string): Promise<string[]> {
    const made: string[] = [];
    for (const { id, kind } of this.#documents()) {
      if (!kind.startsWith('purchase') || this.#known.has(id)) continue;
      const { files = [] } = await this.#get<{ files?: string[] }>(`/v1/vouchers/${id}`);
      for (const file of files) {
        const text = this.#texts.get(file) ?? (await (await this.#ask(`/v1/files/${file}`)).text());
        this.#texts.set(file, text);
        if (text.endsWith(` ${mark}`)) made.push(file);
      }
    }
    return made;
  }

  #documents(): { id: string; kind: string }[] {
    const { admin, apiKeys } = this.#bench.sandbox;
    return admin.organisation(apiKeys[0]?.organizationId ?? '')?.documents ?? [];
  }

  async #get<T>(path: string): Promise<T> {
    return (await (await this.#ask(path)).json()) as T;
  }

  async #ask(path: string): Promise<Response> {
    const headers = { authorization: `Bearer ${this.#bench.key}`, accept: '*/*' };
    const response = await fetch(this.#bench.sandbox.apiUrl + path, { headers });
    if (!response.ok) throw new Error(`${path}: ${String(response.status)}`);
    return response;
  }
}

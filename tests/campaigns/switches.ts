import { rmSync } from 'node:fs';
import type { InvoiceDraft } from '../../domain/invoice-draft.ts';
import { newLine } from '../../domain/new-draft.ts';
import { startService, type Service } from '../../main/service/service.ts';
import type { Answer } from '../../preload/contract.ts';
import type { Sandbox } from '../../sandbox/start.ts';
import { addressOf, createMachine } from '../main/service/support/machine.ts';
import { luckOf, type Counts } from './report.ts';

/** What is deliberately broken: every call carries the key of the company in view; or the page is told too early. */
export type SwitchTwin = 'none' | 'sharedBearer' | 'lateSwitch';

const switches = 50;
const patienceMs = 120_000;
const pauseMs = 20;

/** One run and what crossed in it, in words. */
export interface SwitchRun {
  counts: Partial<Counts>;
  crossed: string[];
}

/** A text that tells whose it is, whatever it is found in. */
const markOf = (run: number, company: number, number: number): string => `S${run}-F${company}-N${number}.`;
const anyMark = /S(\d+)-F(\d+)-N\d+\./gu;

/** The real service with five companies at a real sandbox, and a user who never stays. */
class SwitchBench {
  readonly crossed: string[] = [];
  readonly #keys: readonly { key: string; organizationId: string }[];
  readonly #luck: () => number;
  /** What was written and sent, by its mark: the company it belongs to. */
  readonly #written = new Map<string, { company: number; draft: InvoiceDraft; isSent: boolean }>();
  #service: Service | null = null;
  #active = 0;
  #isSignedIn = false;
  #number = 0;

  constructor(
    readonly sandbox: Sandbox,
    readonly run: number,
    readonly twin: SwitchTwin,
    seed: number,
  ) {
    this.#keys = sandbox.apiKeys;
    this.#luck = luckOf(seed);
  }

  async play(): Promise<SwitchRun> {
    const machine = createMachine(this.sandbox);
    const watched: typeof fetch = (url, init) => this.#send(addressOf(url), init ?? {});
    machine.ports = { ...machine.ports, fetch: watched, postFetch: watched };
    this.#service = await startService(machine.ports);
    try {
      for (const { key } of this.#keys) valueOf(await this.#call.organisations.signIn({ method: 'apiKey', key }));
      this.#active = this.#keys.length - 1;
      this.#isSignedIn = true;
      for (let step = 0; step < switches; step += 1) await this.#step();
      await this.#rest();
      return { counts: await this.#judge(), crossed: this.crossed };
    } finally {
      await this.#service.stop();
      rmSync(machine.folder, { recursive: true, force: true });
    }
  }

  get #call(): Service['handlers'] {
    if (this.#service === null) throw new Error('not started');
    return this.#service.handlers;
  }

  /** Something is begun, the user goes elsewhere, and only then it ends. */
  async #step(): Promise<void> {
    const from = this.#active;
    const begun = this.#act(from);
    await this.#switchTo(Math.floor(this.#luck() * this.#keys.length));
    await begun;
    await this.#look();
  }

  #act(company: number): Promise<unknown> {
    const dice = this.#luck();
    if (dice < 0.5) return this.#write(company, dice < 0.25);
    if (dice < 0.7) return this.#call.sync.now();
    if (dice < 0.85) return this.#drop(company);
    return this.#rewrite();
  }

  /** Only what is asked before the switch is asked of this company; the rest of the user's words comes later. */
  async #write(company: number, isSent: boolean): Promise<void> {
    const mark = markOf(this.run, company, (this.#number += 1));
    const { draft } = valueOf(await this.#call.drafts.create({}));
    const complete = completed(draft, mark);
    this.#written.set(mark, { company, draft: complete, isSent: false });
    valueOf(await this.#call.drafts.save({ draft: complete }));
    if (!isSent) return;
    await this.#switchTo(company);
    const sent = await this.#call.drafts.send({ id: draft.id, finalize: false });
    if (sent.ok) this.#written.set(mark, { company, draft: complete, isSent: true });
    else this.crossed.push(`${mark} is not where it was written: ${sent.error.code}`);
  }

  /** The last words of a draft, from wherever the user is by now. */
  async #rewrite(): Promise<void> {
    const open = [...this.#written.values()].filter(({ isSent }) => !isSent);
    const chosen = open[Math.floor(this.#luck() * open.length)];
    if (chosen === undefined) return;
    await this.#call.drafts.save({ draft: chosen.draft });
  }

  async #drop(company: number): Promise<void> {
    const name = `${markOf(this.run, company, (this.#number += 1))}pdf`;
    const bytes = new TextEncoder().encode(`%PDF-1.4 ${name}`);
    await this.#call.receipts.addFiles({ files: [{ kind: 'bytes', name, bytes }], source: 'dropped' });
  }

  async #switchTo(company: number): Promise<void> {
    const id = this.#keys[company]?.organizationId ?? '';
    if (this.twin === 'lateSwitch') setTimeout(() => void this.#call.organisations.switchTo({ id }), pauseMs);
    else valueOf(await this.#call.organisations.switchTo({ id }));
    this.#active = company;
  }

  /** Everything that the page would show now belongs to the company in view. */
  async #look(): Promise<void> {
    const company = this.#active;
    const { drafts, invoices, contacts, receipts, outbox } = this.#call;
    const seen = await Promise.all([drafts.list(), receipts.list({}), outbox.list(), contacts.list({})]);
    this.#check(company, JSON.stringify(seen), 'in view');
    const rows = valueOf(await invoices.list({ limit: 500 })).rows;
    const known = this.#documentsOf(company);
    for (const { id } of rows) if (!known.has(id)) this.crossed.push(`row ${id} in view of ${company}`);
  }

  #documentsOf(company: number): Map<string, string> {
    const found = this.sandbox.admin.organisation(this.#keys[company]?.organizationId ?? '')?.documents ?? [];
    return new Map(found.map(({ id, contactName }) => [id, contactName]));
  }

  #check(company: number, text: string, where: string): void {
    for (const [mark, , owner] of text.matchAll(anyMark)) {
      if (Number(owner) !== company) this.crossed.push(`${mark} ${where} of ${company}`);
    }
  }

  /** The last moment before the wire: whose key, and whose words. */
  #send(url: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    const shared = this.#keys[this.#active]?.key ?? '';
    const isShared = this.twin === 'sharedBearer' && this.#isSignedIn;
    if (isShared && headers.has('authorization')) headers.set('authorization', `Bearer ${shared}`);
    const company = this.#keys.findIndex(({ key }) => headers.get('authorization') === `Bearer ${key}`);
    const body = typeof init.body === 'string' ? init.body : '';
    this.#check(company, `${url} ${body}`, 'on the wire');
    return fetch(url, { ...init, headers });
  }

  async #rest(): Promise<void> {
    const until = Date.now() + patienceMs;
    const isBusy = async (): Promise<boolean> =>
      valueOf(await this.#call.organisations.list()).some(({ outgoing, uncertain }) => outgoing + uncertain > 0);
    while ((await isBusy()) && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }

  /** What came of it: at Lexware by its own word, and here company by company. */
  async #judge(): Promise<Partial<Counts>> {
    let lost = 0;
    let duplicated = 0;
    for (const [company] of this.#keys.entries()) {
      await this.#call.organisations.switchTo({ id: this.#keys[company]?.organizationId ?? '' });
      this.#active = company;
      await this.#look();
      const here = valueOf(await this.#call.drafts.list()).map(({ draft }) => draft.id);
      const arrived = [...this.#documentsOf(company).values()];
      this.#check(company, arrived.join('\n'), 'at Lexware');
      for (const [mark, { company: owner, draft, isSent }] of this.#written) {
        if (owner !== company) continue;
        const times = arrived.filter((name) => name.includes(mark)).length;
        // What Lexware has is no draft here any more.
        if (isSent ? times === 0 : !here.includes(draft.id)) lost += 1;
        duplicated += Math.max(0, times - (isSent ? 1 : 0));
      }
    }
    // A switch is what strikes here; what crossed counts as sent where it must not be.
    return { runs: 1, faults: switches, lost, duplicated, resent: this.crossed.length };
  }
}

/** Plays 50 random switches among all companies of the sandbox during sync and sending. */
export function playSwitches(
  sandbox: Sandbox,
  run: number,
  seed: number,
  twin: SwitchTwin = 'none',
): Promise<SwitchRun> {
  return new SwitchBench(sandbox, run, twin, seed).play();
}

function completed(draft: InvoiceDraft, mark: string): InvoiceDraft {
  const line = { ...newLine('6c0a8a9e-9d1b-4a53-8a46-0f3f0d6c3b11', draft.taxType), name: mark, unitName: 'h' };
  const address = { supplement: '', street: 'Deich 4', zip: '25980', city: 'Sylt', countryCode: 'DE' };
  return {
    ...draft,
    recipient: { kind: 'oneTime', name: `Kunde ${mark}`, ...address },
    lineItems: [{ ...line, quantity: '1', unitPrice: '95' }],
  };
}

function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`answered ${answer.error.code}`);
  return answer.value;
}

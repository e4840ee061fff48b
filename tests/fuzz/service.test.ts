import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { appErrorSchema } from '../../domain/errors.ts';
import { answerCall, type Handler } from '../../main/service/answer-call.ts';
import { startService, type Service } from '../../main/service/service.ts';
import { toCipherKey } from '../../main/store/database-key.ts';
import type { Answer } from '../../preload/contract.ts';
import { startSandbox, type Sandbox } from '../../sandbox/start.ts';
import { campaignSize } from '../campaigns/report.ts';
import { searchBytes } from '../e2e/harness/byte-search.ts';
import { goThroughBrowser } from '../main/auth/support/browser.ts';
import { createMachine, type Machine } from '../main/service/support/machine.ts';
import { fuzz } from './fuzz.ts';
import { channels, isAcceptable, makeArguments, type Channel } from './ipc-bench.ts';
import type { Luck } from './luck.ts';
import { sampleOf } from './sample.ts';

const clientSecret = 'canary-client-secret-5c1e';
const passphrase = 'canary passphrase of four words';
const patience = { timeout: 25_000, interval: 20 };
let sandbox: Sandbox;
let machine: Machine;
let service: Service;
/** Everything that was answered, over all calls. */
const answers: unknown[] = [];
/** Tokens and codes as they went over the wire. */
const tokens = new Set<string>();
const bugs: unknown[] = [];
const folders: string[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 11, companies: 2, vouchers: 20, rate: 0 });
  machine = createMachine(sandbox);
  service = await startService({ ...machine.ports, fetch: listeningFetch, postFetch: listeningFetch });
  valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key: keyOf(0) }));
  await signInByBrowser(1);
  await vi.waitUntil(async () => valueOf(await service.handlers.sync.status()).state === 'idle', patience);
  await vi.waitUntil(async () => valueOf(await service.handlers.invoices.list({})).totals.count > 0, patience);
  valueOf(await service.handlers.drafts.create({}));
  valueOf(await service.handlers.settings.set({ clientSecret }));
});
afterAll(async () => {
  await service.stop();
  await sandbox.close();
  for (const folder of [machine.folder, ...folders]) rmSync(folder, { recursive: true, force: true });
});

function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`answered ${answer.error.code}`);
  return answer.value;
}

function keyOf(index: number): string {
  const found = sandbox.apiKeys[index];
  if (found === undefined) throw new Error('no such company');
  return found.key;
}

/** Node's `fetch`, which remembers every token that it hands on. */
async function listeningFetch(...args: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...args);
  const text = await response.clone().text();
  for (const [, secret = ''] of text.matchAll(/"(?:access|refresh|id)_token":"([^"]+)"/g)) tokens.add(secret);
  return response;
}

async function signInByBrowser(index: number): Promise<void> {
  const answer = service.handlers.organisations.signIn({ method: 'oauth' });
  const address = await vi.waitUntil(() => machine.opened[0], patience);
  const person = sandbox.users[index];
  if (person === undefined) throw new Error('no such user');
  const link = await goThroughBrowser(address, person);
  tokens.add(new URL(link).searchParams.get('code') ?? '');
  service.receiveArguments(['kontor', link]);
  valueOf(await answer);
}

/** These wait for a browser, cost seconds by design, or end what the others need; they are called at the end. */
const apart = ['organisations.signIn', 'organisations.signOut', 'vault.setPassphrase', 'vault.unlock'];
apart.push('vault.removePassphrase', 'organisations.setAside', 'backups.restore');
// A locked service answers nothing any more; `app-lock-service.test.ts` calls every channel of one.
apart.push('lock.turnOn');
const called = channels.filter(({ namespace, name }) => !apart.includes(`${namespace}.${name}`));

async function call({ namespace, name, method }: Channel, args: readonly unknown[]): Promise<Answer<unknown>> {
  const group = service.handlers as unknown as Record<string, Record<string, Handler>>;
  const handler = group[namespace]?.[name];
  if (handler === undefined) throw new Error(`no handler for ${namespace}.${name}`);
  const answer = await answerCall(method, handler, args, { onBug: (bug) => bugs.push(bug), checkOutput: true });
  answers.push({ namespace, name, answer });
  return answer;
}

/** What the user would miss or notice if it changed. */
async function state(): Promise<string> {
  const { settings, organisations, drafts, outbox, contacts } = service.handlers;
  const parts = [settings.get(), organisations.list(), drafts.list(), outbox.list(), contacts.list({})];
  return JSON.stringify([await Promise.all(parts), [...machine.entries.content], machine.opened.length]);
}

it('calls that the contract refuses change nothing in the real service', async () => {
  const before = await state();
  let refused = 0;
  await fuzz({
    name: 'service-refusals',
    runs: { small: channels.length * 8, full: channels.length * 200 },
    run: async (luck, number) => {
      const channel = channels[number % channels.length];
      if (channel === undefined) throw new Error('there are no channels');
      const args = makeArguments(channel, luck);
      if (isAcceptable(channel.method, args)) return null;
      refused += 1;
      const answer = await call(channel, args);
      return !answer.ok && answer.error.code === 'invalid_input' ? null : `${channel.channel} took it`;
    },
  });
  expect(refused).toBeGreaterThan(channels.length * 4);
  expect(await state()).toBe(before);
  expect(bugs).toEqual([]);
}, 300_000);

/** Ids of things that are there, so that calls come further than "not found". */
async function knownIds(): Promise<string[]> {
  const { organisations, invoices, drafts, contacts } = service.handlers;
  const listed = [await organisations.list(), await drafts.list()].map(valueOf<unknown>);
  const rows = [valueOf(await invoices.list({})).rows, valueOf(await contacts.list({})).rows];
  const found = JSON.stringify([listed, rows]).match(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g) ?? [];
  return [...new Set(found)];
}

function withKnownIds(value: unknown, ids: readonly string[], luck: Luck): unknown {
  if (typeof value === 'string') return /^[0-9a-f-]{36}$/i.test(value) && !luck.oneIn(4) ? luck.pick(ids) : value;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map((entry) => withKnownIds(entry, ids, luck));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withKnownIds(entry, ids, luck)]));
}

it('calls that the contract takes are answered with a value of the contract or a typed error, never a bug', async () => {
  const ids = await knownIds();
  const perChannel = campaignSize({ small: 2, full: 30 });
  const outcomes = new Set<string>();
  await fuzz({
    name: 'service-calls',
    runs: { small: called.length * perChannel, full: called.length * perChannel },
    run: async (luck, number) => {
      const channel = called[number % called.length];
      if (channel === undefined) throw new Error('there are no channels');
      const { input } = channel.method;
      const args = input === null ? [] : [withKnownIds(sampleOf(input, luck), ids, luck)];
      const before = bugs.length;
      const answer = await call(channel, args);
      outcomes.add(answer.ok ? `ok ${channel.channel}` : answer.error.code);
      if (bugs.length > before) return `${channel.channel} broke: ${String((bugs.at(-1) as Error).stack)}`;
      if (answer.ok || v.is(appErrorSchema, answer.error)) return null;
      return `${channel.channel} answered no typed error: ${JSON.stringify(answer)}`;
    },
  });
  expect(outcomes.size).toBeGreaterThan(20);
}, 600_000);

it('no secret is in a file, a line of the log, an answer, an error, an event, or what is saved for the support', async () => {
  // Errors of every kind, some of which quote what was sent.
  const [channel] = channels.filter(({ channel: name }) => name === 'kontor:invoices.get');
  if (channel === undefined) throw new Error('there is no such channel');
  const rows = valueOf(await service.handlers.invoices.list({ limit: 1 })).rows;
  for (const kind of ['unauthorized', 'forbidden', 'serverError', 'notJson', 'halfAnswer', 'resetBefore'] as const) {
    sandbox.admin.addFault({ kind, count: 1, method: 'GET' });
    await call(channel, [{ id: rows[0]?.id }]);
  }
  machine.saveAnswers.push(path.join(machine.folder, 'diagnostics.txt'));
  await call(channels.find(({ channel: name }) => name === 'kontor:app.saveDiagnostics') ?? channel, []);
  sandbox.identity?.admin.revokeRefreshTokens();
  sandbox.identity?.admin.expireAccessTokens();
  service.resume();
  for (const one of called.filter(({ method }) => method.input === null)) await call(one, []);
  sandbox.admin.clearFaults();
  await openByPassphrase();

  const place = mkdtempSync(path.join(os.tmpdir(), 'kontor-canaries-'));
  folders.push(place);
  const keys = await databaseKeys();
  const secrets = [clientSecret, passphrase, keyOf(0), ...tokens, ...keys].filter((secret) => secret.length >= 12);
  expect(secrets.length).toBeGreaterThan(7);
  const spoken = { answers, events: machine.events, lines: machine.lines, notices: machine.notices };
  writeFileSync(path.join(place, 'spoken.json'), JSON.stringify(spoken));
  writeFileSync(path.join(place, 'vault.json'), JSON.stringify([...machine.entries.content]));
  expect(readdirSync(machine.folder, { recursive: true }).length).toBeGreaterThan(1);
  expect(searchBytes([machine.folder, place], secrets)).toEqual([]);
  for (const key of keys.map((text) => Buffer.from(text, 'hex')).filter((bytes) => bytes.byteLength === 32)) {
    const holders = readdirSync(machine.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .filter((entry) => readFileSync(path.join(entry.parentPath, entry.name)).includes(key));
    expect(holders).toEqual([]);
  }
  // The search would have found them.
  mkdirSync(path.join(place, 'planted'));
  for (const [index, secret] of secrets.entries()) writeFileSync(path.join(place, 'planted', String(index)), secret);
  expect(searchBytes([path.join(place, 'planted')], secrets).length).toBeGreaterThanOrEqual(secrets.length);
}, 120_000);

/** The keys of both databases, as texts in the forms in which somebody could write them down. */
async function databaseKeys(): Promise<string[]> {
  const found: string[] = [];
  for (const name of [...machine.entries.content.keys()].filter((one) => one.endsWith(':databaseKey'))) {
    const entry = machine.entries.content.get(name) as { sealed: string };
    const opened = await machine.keyring.unseal(Buffer.from(entry.sealed, 'base64'));
    if (!opened.ok) throw new Error('the keyring does not open its own entry');
    const key = Buffer.from((JSON.parse(opened.value.text) as { secret: string }).secret, 'base64');
    found.push(key.toString('hex'), key.toString('base64'), toCipherKey(key));
  }
  expect(found.length).toBeGreaterThan(2);
  return found;
}

/** A second machine without a keyring, whose secrets the passphrase seals. */
async function openByPassphrase(): Promise<void> {
  const other = createMachine(sandbox);
  folders.push(other.folder);
  other.keyring.isAvailable = false;
  const running = await startService(other.ports);
  valueOf(await running.handlers.organisations.signIn({ method: 'apiKey', key: keyOf(0) }));
  answers.push(await running.handlers.vault.setPassphrase({ passphrase }));
  await running.stop();
  machine.lines.push(...other.lines);
  expect(other.entries.content.has('passphrase')).toBe(true);
  writeFileSync(path.join(other.folder, 'vault.json'), JSON.stringify([...other.entries.content]));
  expect(searchBytes([other.folder], [passphrase, keyOf(0)])).toEqual([]);
}

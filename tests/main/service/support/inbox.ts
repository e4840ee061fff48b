import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished, vi } from 'vitest';
import type { ReceiptRow } from '../../../../domain/receipt-entry.ts';
import { startService, type Service } from '../../../../main/service/service.ts';
import type { Answer, AnswerOf } from '../../../../preload/contract.ts';
import { buildInspector } from '../../../../build/lib/inspector.mjs';
import type { Sandbox } from '../../../../sandbox/start.ts';
import { createMachine, type Machine } from './machine.ts';

export const patience = { timeout: 30_000, interval: 25 };

/** Where the compiled worker is that reads receipts. */
export async function receiptWorker(): Promise<URL> {
  return pathToFileURL(path.join(await buildInspector(), 'worker.js'));
}

/** A machine on which files can be read. */
export async function readingMachine(sandbox: Sandbox): Promise<Machine> {
  const machine = createMachine(sandbox);
  machine.ports = { ...machine.ports, receiptWorker: await receiptWorker() };
  return machine;
}

/** A service with one company signed in by its key. */
export async function startInbox(sandbox: Sandbox, machine: Machine): Promise<Service> {
  const service = await startService(machine.ports);
  const [company] = sandbox.apiKeys;
  if (company === undefined) throw new Error('no company');
  valueOf(await service.handlers.organisations.signIn({ method: 'apiKey', key: company.key }));
  return service;
}

/** The value of an answer; a test that gets an error fails with its code. */
export function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`answered ${answer.error.code}`);
  return answer.value;
}

/** Drops files by their paths. */
export async function drop(service: Service, ...paths: string[]): Promise<AnswerOf<'receipts', 'addFiles'>> {
  const files = paths.map((at) => ({ kind: 'path' as const, path: at }));
  return valueOf(await service.handlers.receipts.addFiles({ files, source: 'dropped' }));
}

/** All rows of the inbox, newest first. */
export async function rowsOf(service: Service): Promise<ReceiptRow[]> {
  return valueOf(await service.handlers.receipts.list({ limit: 500 })).rows;
}

/** One row as it is now. */
export async function rowOf(service: Service, id: string): Promise<ReceiptRow> {
  return valueOf(await service.handlers.receipts.get({ id })).row;
}

/** Waits until a receipt is in one of these states, and answers it. */
export async function untilState(service: Service, id: string, ...states: ReceiptRow['state'][]): Promise<ReceiptRow> {
  let row = await rowOf(service, id);
  await vi.waitUntil(async () => {
    row = await rowOf(service, id);
    return states.includes(row.state);
  }, patience);
  return row;
}

/** A made receipt of the project. */
export const fixture = (name: string): string => path.join(import.meta.dirname, '../../../fixtures/receipts', name);

/** A folder that is gone after the test. */
export function folder(): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'kontor-inbox-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A PDF that can be read, like no other. */
export const pdf = (text: string): Uint8Array =>
  Buffer.concat([readFileSync(fixture('plain.pdf')), Buffer.from(`\n% ${text}\n`)]);
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
/** The code of an error, where it is one. */
export const codeOf = (answer: { ok: boolean; error?: { code: string } }): string => answer.error?.code ?? 'a value';

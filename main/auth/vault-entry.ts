import * as v from 'valibot';
import { fail, ok, type Result } from '../../domain/result.ts';
import { openBytes, passphraseVersion, sealBytes } from './vault-passphrase.ts';
import type { SealedEntry, SecureStorage, SealFailure, UnsealFailure } from './vault-ports.ts';

export const entryVersion = 1;
const passphraseBackend = 'passphrase';

const entrySchema = v.object({
  v: v.pipe(v.number(), v.integer(), v.minValue(1)),
  backend: v.nullable(v.string()),
  createdAt: v.string(),
  sealed: v.pipe(v.string(), v.nonEmpty(), v.base64()),
});

/** The name is sealed with the secret, so that entries of two organisations can't be exchanged in the file. */
const contentSchema = v.strictObject({ name: v.string(), secret: v.string() });

export type OpenFailure = UnsealFailure | 'newerVersion';

export interface OpenedEntry {
  secret: string;
  createdAt: string;
  backend: string | null;
  shouldReseal: boolean;
}

/** Seals one secret under its name. `createdAt` is an ISO instant. */
export async function sealEntry(
  storage: SecureStorage,
  name: string,
  secret: string,
  header: { backend: string | null; createdAt: string },
): Promise<Result<SealedEntry, SealFailure>> {
  const sealed = await storage.seal(JSON.stringify({ name, secret }));
  if (!sealed.ok) return sealed;
  return ok({ v: entryVersion, ...header, sealed: Buffer.from(sealed.value).toString('base64') });
}

/** Opens an entry as it was found in the file; whatever is wrong with it is a value. */
export async function openEntry(
  storage: SecureStorage,
  name: string,
  found: unknown,
): Promise<Result<OpenedEntry, OpenFailure>> {
  const entry = v.safeParse(entrySchema, found);
  if (!entry.success) return fail('undecryptable');
  if (entry.output.v > entryVersion) return fail('newerVersion');
  const opened = await storage.unseal(Buffer.from(entry.output.sealed, 'base64'));
  if (!opened.ok) return opened;
  const content = parseContent(opened.value.text);
  if (content?.name !== name) return fail('undecryptable');
  const { createdAt, backend } = entry.output;
  return ok({ secret: content.secret, createdAt, backend, shouldReseal: opened.value.shouldReseal });
}

/** Seals one secret by the master key that a passphrase opens. `createdAt` is an ISO instant. */
export function sealByMasterKey(masterKey: Uint8Array, name: string, secret: string, createdAt: string): SealedEntry {
  const sealed = sealBytes(masterKey, Buffer.from(secret, 'utf8'), entryPurpose(name));
  return { v: passphraseVersion, backend: passphraseBackend, createdAt, sealed: sealed.toString('base64') };
}

/** Opens an entry of the master key's; `null`: not this key, not this name, or damaged. */
export function openByMasterKey(masterKey: Uint8Array, name: string, found: unknown): string | null {
  const entry = v.safeParse(entrySchema, found);
  if (!entry.success) return null;
  return openBytes(masterKey, Buffer.from(entry.output.sealed, 'base64'), entryPurpose(name))?.toString('utf8') ?? null;
}

/** Whether an entry was sealed by a master key and not by the system. */
export function isOfMasterKey(found: unknown): boolean {
  const entry = v.safeParse(entrySchema, found);
  return entry.success && entry.output.v === passphraseVersion && entry.output.backend === passphraseBackend;
}

/** The name is bound to the sealed text, so that entries can't be exchanged in the file. */
function entryPurpose(name: string): string {
  return `kontor entry ${name}`;
}

/** The back end that sealed an entry, where its header can be read. */
export function backendOf(found: unknown): string | null {
  const entry = v.safeParse(entrySchema, found);
  return entry.success ? entry.output.backend : null;
}

function parseContent(text: string): v.InferOutput<typeof contentSchema> | null {
  try {
    const content = v.safeParse(contentSchema, JSON.parse(text));
    return content.success ? content.output : null;
  } catch {
    return null;
  }
}

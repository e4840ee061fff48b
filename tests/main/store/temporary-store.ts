import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openDatabase, type Store } from '../../../main/store/store.ts';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kontor-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A place for a database with a key of its own. */
export function temporaryPlace(): { path: string; key: Uint8Array; folder: string } {
  const folder = temporaryFolder();
  return { folder, path: join(folder, 'organisation.db'), key: new Uint8Array(randomBytes(32)) };
}

/** Opens a store that has to open. */
export function openStore(location: Parameters<typeof openDatabase>[0], steps?: readonly string[]): Store {
  const opened = openDatabase(location, steps && { steps });
  if (!opened.ok) throw new Error(`not opened: ${opened.error.code}`);
  return opened.value;
}

/** A store in memory, closed after the test. */
export function memoryStore(): Store {
  const store = openStore({ path: ':memory:', key: null });
  onTestFinished(() => void store.close());
  return store;
}

/** Every file of a folder, by name. */
export function filesOf(folder: string): Map<string, Buffer> {
  return new Map(
    readdirSync(folder, { withFileTypes: true }).map((entry) => [
      entry.name,
      entry.isFile() ? readFileSync(join(folder, entry.name)) : Buffer.alloc(0),
    ]),
  );
}

/** The value of a result that has to be one. */
export function valueOf<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(`an error where a value was expected: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The code of an error that has to be one. */
export function codeOf(result: { ok: true; value: unknown } | { ok: false; error: { code: string } }): string {
  return result.ok ? 'a value' : result.error.code;
}

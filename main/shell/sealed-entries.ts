import { closeSync, existsSync, fsyncSync, openSync, renameSync } from 'node:fs';
import path from 'node:path';
import { app } from 'electron';
import ElectronStore from 'electron-store';
import type { EntriesFailure, SealedEntries } from '../auth/vault-ports.ts';
import { fail, ok, type Result } from '../../domain/result.ts';

const fileName = 'vault';

/**
 * The sealed entries in `vault.json` of the app's data folder, readable by this user only. electron-store writes a
 * temporary file, flushes it and renames it; the folder is flushed here, so that the new name survives a power loss.
 */
export function createSealedEntries(folder: string = app.getPath('userData')): SealedEntries {
  const file = path.join(folder, `${fileName}.json`);
  let opened: ElectronStore<Record<string, unknown>> | null = null;

  /** Opening reads the file and throws where it is not JSON: so it is tried again at each use. */
  const store = (): ElectronStore<Record<string, unknown>> =>
    (opened ??= new ElectronStore<Record<string, unknown>>({
      name: fileName,
      cwd: folder,
      configFileMode: 0o600,
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
    }));

  return {
    read: (name) => attempt(() => store().get(name) ?? null),
    write: (name, entry) =>
      attempt(() => {
        store().set(name, entry);
        flushFolder(folder);
      }),
    remove: (name) =>
      attempt(() => {
        if (!store().has(name)) return;
        store().delete(name);
        flushFolder(folder);
      }),
    list: () => attempt(() => Object.keys(store().store)),
    setAside: () =>
      attempt(() => {
        if (!existsSync(file)) return;
        renameSync(file, path.join(folder, `${fileName}.set-aside-${String(Date.now())}.json`));
        flushFolder(folder);
      }),
  };
}

function attempt<T>(work: () => T): Result<T, EntriesFailure> {
  try {
    return ok(work());
  } catch (thrown) {
    return fail(explain(thrown));
  }
}

function explain(thrown: unknown): EntriesFailure {
  if (thrown instanceof SyntaxError) return 'unreadable';
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'full' : 'failed';
}

/** Windows knows no flushing of folders; its rename is durable with the file. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

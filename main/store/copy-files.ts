import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Backup } from '../../domain/organisation.ts';

export type CopyReason = Backup['reason'];

const namePattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-(daily|asked|beforeUpdate|beforeRestore)$/;
const extension = '.db';

/** The folder with the copies of a database: everything of one organisation begins with its id. */
export function copiesFolder(databasePath: string): string {
  return `${databasePath.replace(/\.db$/, '')}.copies`;
}

/** An instant as names of files and entries carry it: to the millisecond, in UTC, without signs. */
export function stampOf(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:.]/g, '');
}

/** A free place for a copy; its name says when (ms) and why. Makes the folder, for this user alone. */
export function newCopyPath(databasePath: string, nowMs: number, reason: CopyReason): string {
  const folder = copiesFolder(databasePath);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (let ms = nowMs; ; ms += 1) {
    const path = join(folder, `${stampOf(ms)}-${reason}${extension}`);
    if (!existsSync(path)) return path;
  }
}

/** Where the copy of that id lies; `null` for what cannot be the id of one. */
export function copyPath(databasePath: string, id: string): string | null {
  return describeName(id) === null ? null : join(copiesFolder(databasePath), `${id}${extension}`);
}

/** The id of a copy by its path. */
export function copyId(path: string): string {
  return path.replace(/^.*[\\/]/, '').slice(0, -extension.length);
}

/** All copies of a database, newest first. Throws what the file system throws. */
export function listCopies(databasePath: string): Backup[] {
  const folder = copiesFolder(databasePath);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(extension))
    .flatMap((name): Backup[] => {
      const id = name.slice(0, -extension.length);
      const described = describeName(id);
      return described === null ? [] : [{ id, ...described, bytes: statSync(join(folder, name)).size }];
    })
    .sort((a, b) => (a.id < b.id ? 1 : -1));
}

/** Removes a copy with what may lie beside it, such as the log of a damaged file that was kept. */
export function removeCopy(databasePath: string, id: string): void {
  const path = copyPath(databasePath, id);
  if (path === null) return;
  for (const suffix of ['', '-wal', '-shm', '-journal', '-folded', '-unchecked'])
    rmSync(`${path}${suffix}`, { force: true });
}

/** Makes the content of a file durable. */
export function syncFile(path: string): void {
  syncPath(path, 'r+');
}

/** Makes names in a folder durable. Windows cannot open folders; there the file system's own journal does it. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') syncPath(folder, 'r');
}

function describeName(id: string): { createdAt: string; reason: CopyReason } | null {
  const [, year, month, day, hour, minute, second, ms, reason] = namePattern.exec(id) ?? [];
  if (reason === undefined) return null;
  const createdAt = `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}.${ms ?? ''}Z`;
  return Number.isNaN(Date.parse(createdAt)) ? null : { createdAt, reason: reason as CopyReason };
}

function syncPath(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

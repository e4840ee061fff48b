import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { listCopies, syncFolder } from '../store/copy-files.ts';
import { isBeingReplaced } from '../store/replacement.ts';

/** Everything of a data folder that one organisation owns: the database, its log, its successor and its copies. */
const ownedPattern = /^([0-9a-f-]{36})\.(?:db|copies)/i;
const quarantine = 'quarantine';

/** The file of an organisation's database. */
export function databasePath(dataDirectory: string, id: string): string {
  return path.join(dataDirectory, `${id}.db`);
}

/** Ids of the organisations that have something in the folder. Throws what the file system throws. */
export function idsOnDisk(dataDirectory: string): string[] {
  return [...new Set(namesIn(dataDirectory).flatMap((name) => ownedPattern.exec(name)?.[1] ?? []))];
}

/** Whether there are data that a new key would make unreadable for ever: the database, its log, or copies of it. */
export function hasData(dataDirectory: string, id: string): boolean {
  const file = databasePath(dataDirectory, id);
  return existsSync(file) || existsSync(`${file}-wal`) || isBeingReplaced(file) || listCopies(file).length > 0;
}

/** Whether copies are all that is there. */
export function hasOnlyCopies(dataDirectory: string, id: string): boolean {
  const file = databasePath(dataDirectory, id);
  return hasData(dataDirectory, id) && !existsSync(file) && !existsSync(`${file}-wal`) && !isBeingReplaced(file);
}

/** When the data were last changed, and how many bytes they are, copies left out. */
export function describeFiles(dataDirectory: string, id: string): { changedAt: string; bytes: number } {
  const file = databasePath(dataDirectory, id);
  const found = [file, `${file}-wal`].filter((name) => existsSync(name)).map((name) => statSync(name));
  const newestCopy = Date.parse(listCopies(file)[0]?.createdAt ?? '') || 0;
  const changedMs = Math.max(0, ...found.map(({ mtimeMs }) => mtimeMs));
  return {
    changedAt: new Date(changedMs === 0 ? newestCopy : changedMs).toISOString(),
    bytes: found.reduce((sum, { size }) => sum + size, 0),
  };
}

/**
 * Moves everything of an organisation into the quarantine folder; deletes nothing. The database goes last, so that a kill
 * leaves a locked organisation that can be set aside once more.
 * @param stamp says when, in the name of its folder
 */
export function setFilesAside(dataDirectory: string, id: string, stamp: string): void {
  const root = path.join(dataDirectory, quarantine);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const target = path.join(root, unfinishedFor(root, id) ?? `${id}-${stamp}`);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  const database = `${id}.db`;
  const owned = namesIn(dataDirectory).filter((name) => ownedPattern.exec(name)?.[1] === id && name !== database);
  for (const name of [...owned, database]) {
    if (existsSync(path.join(dataDirectory, name))) renameSync(path.join(dataDirectory, name), path.join(target, name));
  }
  for (const folder of [target, root, dataDirectory]) syncFolder(folder);
}

/** Removes everything of an organisation. Its key is gone by now, so what cannot be removed cannot be read either. */
export function removeFiles(dataDirectory: string, id: string): void {
  for (const name of namesIn(dataDirectory)) {
    if (ownedPattern.exec(name)?.[1] === id) rmSync(path.join(dataDirectory, name), { force: true, recursive: true });
  }
}

/** A folder of an earlier try that was cut off before the database went. */
function unfinishedFor(root: string, id: string): string | undefined {
  return readdirSync(root).find(
    (name) =>
      name.startsWith(`${id}-`) &&
      !existsSync(path.join(root, name, `${id}.db`)) &&
      readdirSync(path.join(root, name)).some((owned) => owned.startsWith(`${id}.db-`)),
  );
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

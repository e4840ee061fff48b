import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { copiesFolder, copyId, newCopyPath, syncFile, syncFolder } from './copy-files.ts';

const stagedPattern = /\.next-(\d{8}T\d{9}Z-beforeRestore)$/;

/** Called after each step of a replacement; tests end the process there. */
export type OnStep = (step: 'staged' | 'kept' | 'replaced') => void;

/** Where the file is prepared that will replace the database; nothing takes it for complete. */
export function unfinishedPath(databasePath: string): string {
  return `${databasePath}.next.part`;
}

/** Removes what a preparation left. */
export function removeUnfinished(databasePath: string): void {
  for (const suffix of ['', '-wal', '-journal', '-folded', '-unchecked'])
    rmSync(`${unfinishedPath(databasePath)}${suffix}`, { force: true });
}

/**
 * Puts the prepared file in the place of the database, which is closed or cannot be opened; that one is kept as a copy,
 * as it is. A kill at any point leaves the old one, or a state that `finishReplacement` completes at the next opening.
 * @param nowMs when, for the name of the copy
 */
export function replaceDatabase(databasePath: string, nowMs: number, onStep: OnStep = () => undefined): void {
  const kept = newCopyPath(databasePath, nowMs, 'beforeRestore');
  syncFile(unfinishedPath(databasePath));
  // The name says what the old one will be called, so that whoever completes this knows.
  renameSync(unfinishedPath(databasePath), `${databasePath}.next-${copyId(kept)}`);
  syncFolder(dirname(databasePath));
  onStep('staged');
  if (existsSync(databasePath)) {
    // From here on the new file is the one that counts: the database itself goes first, its log after it.
    renameSync(databasePath, kept);
    syncFolder(dirname(kept));
    syncFolder(dirname(databasePath));
  }
  onStep('kept');
  complete(databasePath, copyId(kept));
  onStep('replaced');
}

/**
 * Completes a replacement that was cut off after the old database had gone, and forgets one that was cut off before. To
 * be called before a database is opened.
 */
export function finishReplacement(databasePath: string): void {
  if (!existsSync(dirname(databasePath))) return;
  removeUnfinished(databasePath);
  const [newest, ...older] = stagedFor(databasePath);
  if (newest === undefined) return;
  const isOldOneThere = existsSync(databasePath) && statSync(databasePath).size > 0;
  for (const kept of isOldOneThere ? [newest, ...older] : older) rmSync(stagedPath(databasePath, kept));
  if (!isOldOneThere) complete(databasePath, newest);
}

/** Whether the database is not there, but its successor is. */
export function isBeingReplaced(databasePath: string): boolean {
  return existsSync(dirname(databasePath)) && stagedFor(databasePath).length > 0;
}

function complete(databasePath: string, kept: string): void {
  const log = `${databasePath}-wal`;
  if (existsSync(log)) renameSync(log, join(copiesFolder(databasePath), `${kept}.db-wal`));
  renameSync(stagedPath(databasePath, kept), databasePath);
  syncFolder(dirname(databasePath));
}

function stagedPath(databasePath: string, kept: string): string {
  return `${databasePath}.next-${kept}`;
}

/** The ids of the copies that the staged files will leave behind, newest first. */
function stagedFor(databasePath: string): string[] {
  return readdirSync(dirname(databasePath))
    .filter((name) => name.startsWith(basename(databasePath)))
    .flatMap((name) => stagedPattern.exec(name)?.[1] ?? [])
    .sort()
    .reverse();
}

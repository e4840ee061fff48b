import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Sql } from '../../../main/store/sql.ts';

/** What can be made wrong on purpose, to prove that the campaign finds it. */
export const twins = ['normalSync', 'folderNotSynced'] as const;

/** Makes this process's store wrong in one way; `none` leaves it as it is. */
export function becomeTwin(name: string): void {
  if (name === 'normalSync') syncOnlyNow();
  if (name === 'folderNotSynced') leaveFoldersUnsynced();
}

/** The log is not synced with each commit any more. */
function syncOnlyNow(): void {
  const all = Sql.prototype.all;
  Sql.prototype.all = function (this: Sql, sql, ...values) {
    const weaker = sql.replace('synchronous = FULL', 'synchronous = NORMAL');
    return all.call(this, weaker, ...values);
  };
}

/** The name of a finished copy is not made durable any more. */
function leaveFoldersUnsynced(): void {
  const { fstatSync, fsyncSync } = fs;
  fs.fsyncSync = (handle) => {
    if (!fstatSync(handle).isDirectory()) fsyncSync(handle);
  };
  syncBuiltinESMExports();
}

import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Sql } from '../../../main/store/sql.ts';

/** What can be made wrong on purpose, to prove that the campaign finds it. */
export const twins = ['normalSync', 'backupNamedEarly'] as const;

/** Makes this process's store wrong in one way; `none` leaves it as it is. */
export function becomeTwin(name: string): void {
  if (name === 'normalSync') syncOnlyNow();
  if (name === 'backupNamedEarly') nameBeforeSync();
}

/** The log is not synced with each commit any more. */
function syncOnlyNow(): void {
  const all = Sql.prototype.all;
  Sql.prototype.all = function (this: Sql, sql, ...values) {
    const weaker = sql.replace('synchronous = FULL', 'synchronous = NORMAL');
    return all.call(this, weaker, ...values);
  };
}

/** A copy takes its name first and is synced afterwards. */
function nameBeforeSync(): void {
  const { fsyncSync, renameSync, openSync, closeSync } = fs;
  fs.fsyncSync = () => undefined;
  fs.renameSync = (from, to) => {
    renameSync(from, to);
    const handle = openSync(to, 'r+');
    fsyncSync(handle);
    closeSync(handle);
  };
  syncBuiltinESMExports();
}

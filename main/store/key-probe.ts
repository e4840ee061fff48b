import {
  closeSync,
  copyFileSync,
  existsSync,
  ftruncateSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { connect, type DatabasePlace } from './connection.ts';
import { isInUse } from './files-in-use.ts';
import { guard } from './storage-error.ts';

/** SQLite's smallest unit that says anything, in bytes; a database of ours has no other size of pages. */
const pageBytes = 4096;
let probes = 0;

/**
 * Whether a key opens a database that has a log. Found out with a copy of the first page and the log, never with the files
 * themselves: a connection with another key would, when it is let go of, fold the log in as noise, and everything would be
 * lost. One that is open in this process is let through: its lock keeps everybody out.
 *
 * Errors: `vault_locked` (the key does not open it), `storage_full` and `storage_unavailable` (no copy can be made).
 */
export function probeKey({ path, key }: DatabasePlace): Result<undefined, AppError> {
  // Closing any descriptor of a file takes away the locks that this process holds on it (POSIX.1 fcntl).
  if (isInUse(path)) return ok(undefined);
  // A name of its own each time: the driver closes a connection some time later, and removes the log by its name.
  const probe = `${path}-probe-${process.pid}-${(probes += 1)}`;
  return guard(() => {
    try {
      copyFirstPage(path, probe);
      if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${probe}-wal`);
      return readFirstPage({ path: probe, key });
    } finally {
      for (const suffix of ['', '-wal', '-journal']) rmSync(`${probe}${suffix}`, { force: true });
    }
  });
}

function readFirstPage(place: DatabasePlace): Result<undefined, AppError> {
  const sql = connect(place);
  const read = guard(() => {
    sql.all('PRAGMA locking_mode = EXCLUSIVE');
    sql.all('PRAGMA user_version');
    return ok(undefined);
  });
  sql.abandon();
  // What else is wrong with the file is for those to say who read all of it.
  return !read.ok && read.error.code === 'vault_locked' ? fail(appError('vault_locked')) : ok(undefined);
}

/** Everything behind the first page is a hole. */
function copyFirstPage(from: string, to: string): void {
  const page = Buffer.alloc(pageBytes);
  const source = openSync(from, 'r');
  try {
    readSync(source, page, 0, pageBytes, 0);
  } finally {
    closeSync(source);
  }
  const target = openSync(to, 'wx', 0o600);
  try {
    writeSync(target, page);
    ftruncateSync(target, Math.max(pageBytes, statSync(from).size));
  } finally {
    closeSync(target);
  }
}

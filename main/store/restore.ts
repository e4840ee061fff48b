import { copyFile, open } from 'node:fs/promises';
import type { AppError } from '../../domain/errors.ts';
import type { InvoiceDraft } from '../../domain/invoice-draft.ts';
import { ok, type Result } from '../../domain/result.ts';
import { decode, decodeText } from './codec.ts';
import { quoted, type DatabasePlace } from './connection.ts';
import { toCipherKey } from './database-key.ts';
import { openPrepared } from './database.ts';
import type { Drafts } from './drafts.ts';
import { unfinishedPath } from './replacement.ts';
import type { Receipts } from './receipts.ts';
import { addMissingFiles, addMissingReceipts } from './restore-receipts.ts';
import type { Sql } from './sql.ts';
import { guard, guardAsync } from './storage-error.ts';
import { makeUncertain, type CopyTimes } from './uncertain-operations.ts';

/**
 * Makes a copy ready to be used, beside the database: in today's shape, and with nothing in it that would be sent without
 * a look at Lexware first. The copy itself is not touched.
 * @param place of the database
 */
export async function prepareCopy(
  place: DatabasePlace,
  copy: string,
  times: CopyTimes,
): Promise<Result<DatabasePlace, AppError>> {
  const prepared = { path: unfinishedPath(place.path), key: place.key };
  const copied = await guardAsync(() => copyDurably(copy, prepared.path));
  if (!copied.ok) return copied;
  return guard(() => {
    const opened = openPrepared(prepared, { copiesAtMs: null });
    if (!opened.ok) return opened;
    makeUncertain(opened.value, times);
    opened.value.close();
    return ok(prepared);
  });
}

/** Tables whose rows are in the order in which they were added; it is given anew. */
const orderedTables: readonly string[] = ['operations', 'attempts', 'receipts'];

/** The user's own things, into which those of a copy are taken. */
export interface TakenInto {
  drafts: Drafts;
  inbox: Receipts;
}

/**
 * Takes the drafts and receipts of a prepared copy into the present database, in one step. What is present wins where it says what was
 * sent: operations, attempts, and drafts on their way or at Lexware stay. Of drafts that are still the user's, the copy's
 * content becomes the present one and the one before stays among the versions. What only the copy has is added, and
 * nothing that is present goes.
 */
export function takeIn(sql: Sql, into: TakenInto, copy: DatabasePlace, nowMs: number): void {
  sql.exec(`ATTACH DATABASE ${quoted(copy.path)} AS copy KEY ${quoted(toCipherKey(copy.key))}`);
  try {
    sql.transact(() => {
      sql.exec('PRAGMA defer_foreign_keys = ON');
      const insert = (table: string, condition: string): void => insertFrom(sql, table, condition);
      addMissingDrafts(sql);
      addMissingFiles(insert);
      addMissingOperations(sql);
      addMissingReceipts(sql, into.inbox, insert);
      takeContents(sql, into.drafts, nowMs);
    });
  } finally {
    // A statement that was prepared for the attached file would keep it from being detached.
    sql.forgetStatements();
    sql.exec('DETACH DATABASE copy');
  }
}

function addMissingDrafts(sql: Sql): void {
  const missing = 'id NOT IN (SELECT id FROM main.drafts)';
  insertFrom(sql, 'draft_versions', `draft_id IN (SELECT id FROM copy.drafts WHERE ${missing})`);
  insertFrom(sql, 'drafts', missing);
}

/** Only those that were settled and removed since, or that another copy had: none of them is open in the present. */
function addMissingOperations(sql: Sql): void {
  const missing = 'SELECT id FROM copy.operations WHERE id NOT IN (SELECT id FROM main.operations)';
  insertFrom(sql, 'contact_aliases', 'true');
  const wanted = sql.all(`SELECT CAST(id AS BLOB) AS id FROM (${missing})`).map((row) => decodeText(row['id']));
  insertFrom(sql, 'operations', `id IN (${missing})`);
  for (const id of wanted) {
    if (sql.number('SELECT count(*) FROM main.operations WHERE id = ?', id) === 0) continue;
    insertFrom(sql, 'attempts', 'operation_id = ?', id);
  }
  sql.run('UPDATE operations SET depends_on = NULL WHERE depends_on NOT IN (SELECT id FROM main.operations)');
}

function takeContents(sql: Sql, drafts: Drafts, nowMs: number): void {
  const rows = sql.all(
    `SELECT CAST(old.id AS BLOB) AS id, old.payload, old.trashed_ms AS trashed_ms
     FROM copy.drafts AS old JOIN main.drafts AS present ON present.id = old.id
     WHERE present.state = 'editing'
       AND (present.payload <> old.payload OR (present.trashed_ms IS NOT NULL AND old.trashed_ms IS NULL))`,
  );
  for (const row of rows) {
    if (row['trashed_ms'] === null) drafts.restore(decodeText(row['id']));
    drafts.save(decode(row['payload']) as InvoiceDraft, nowMs);
  }
}

/** Adds rows of the copy's table; what would contradict the present ones is left out. Their order is given anew. */
function insertFrom(sql: Sql, table: string, condition: string, ...values: string[]): void {
  const columns = sql
    .all(`SELECT CAST(name AS BLOB) AS name FROM pragma_table_info(${quoted(table)})`)
    .map((row) => decodeText(row['name']))
    .filter((name) => name !== 'sequence' || !orderedTables.includes(table))
    .join(', ');
  const order = orderedTables.includes(table) ? 'ORDER BY sequence' : '';
  sql.run(
    `INSERT OR IGNORE INTO main.${table} (${columns}) SELECT ${columns} FROM copy.${table} WHERE ${condition} ${order}`,
    ...values,
  );
} /** A file that is not on the disk yet would hold everything up when the database in it is first changed. */
async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const file = await open(to, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

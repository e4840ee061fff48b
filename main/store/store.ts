import type { AppError } from '../../domain/errors.ts';
import type { Result } from '../../domain/result.ts';
import { AuditLog } from './audit-log.ts';
import { writeBackup } from './backup.ts';
import { createArticles, type Articles } from './articles.ts';
import type { DatabaseLocation, DatabasePlace } from './connection.ts';
import { ContactRows } from './contact-rows.ts';
import { Contacts } from './contacts.ts';
import { Documents } from './documents.ts';
import { Drafts } from './drafts.ts';
import { Meta } from './meta.ts';
import { contentMark, purge, type Purged } from './purge.ts';
import { Operations } from './operations.ts';
import { ReceiptFiles } from './receipt-files.ts';
import { Receipts } from './receipts.ts';
import { takeIn } from './restore.ts';
import type { Sql } from './sql.ts';
import { guardAsync, guardValue } from './storage-error.ts';
import { StoreFile } from './store-file.ts';
import { VoucherRows } from './voucher-rows.ts';

export type { DatabaseLocation, DatabasePlace } from './connection.ts';
export { openDatabase } from './database.ts';

/**
 * Everything that Kontor keeps of one organisation. Methods that answer a `Result` are for the contract's handlers;
 * the others are for the sync, which combines them in `transact` and handles a `StorageError` in one place.
 */
export interface Store {
  readonly vouchers: VoucherRows;
  readonly drafts: Drafts;
  readonly operations: Operations;
  readonly audit: AuditLog;
  readonly contacts: Contacts;
  /** The contact list with its sums. */
  readonly contactRows: ContactRows;
  readonly articles: Articles;
  readonly documents: Documents;
  /** The bytes of receipts. */
  readonly receipts: ReceiptFiles;
  /** What is known of receipts. */
  readonly inbox: Receipts;
  readonly meta: Meta;
  /** Runs `work` as one durable step. */
  transact<T>(work: () => T): T;
  /** Where it lies; `null`: in memory. */
  place(): DatabasePlace | null;
  /** Moves a store in memory into a new encrypted file and goes on there; one that has a file stays there. */
  moveTo(place: DatabasePlace): Result<void, AppError>;
  /** Writes an encrypted copy to `target`, and holds everything up meanwhile. */
  backup(target: string): Result<void, AppError>;
  /** Writes an encrypted copy to `target` and checks it, while everything goes on; `storage_unavailable`, `storage_full`. */
  snapshot(target: string): Promise<Result<void, AppError>>;
  /** Takes in the drafts and receipts of a prepared copy; nothing that is present goes (`restore.ts`). */
  takeIn(copy: DatabasePlace, nowMs: number): Result<void, AppError>;
  /** Removes what was done with for 90 days. */
  purge(nowMs: number): Promise<Result<Purged, AppError>>;
  /** A text that is another one when something changed that a copy is worth being taken for. */
  contentMark(): string;
  /** Ends the use of the file; the store is unusable afterwards. */
  close(): Result<void, AppError>;
}

/** Builds the repositories over one open connection. */
export function buildStore(sql: Sql, location: DatabaseLocation): Store {
  const file = new StoreFile(sql, location);
  const drafts = new Drafts(sql);
  const inbox = new Receipts(sql);
  const audit = new AuditLog(sql);
  return {
    vouchers: new VoucherRows(sql),
    drafts,
    operations: new Operations(sql, audit),
    audit,
    contacts: new Contacts(sql),
    contactRows: new ContactRows(sql),
    articles: createArticles(sql),
    documents: new Documents(sql),
    receipts: new ReceiptFiles(sql),
    inbox,
    meta: new Meta(sql),
    transact: (work) => sql.transact(work),
    place: () => file.place,
    moveTo: (place) => guardValue(() => file.moveTo(place)),
    backup: (target) => guardValue(() => (file.place === null ? undefined : writeBackup(sql, target))),
    snapshot: (target) => guardAsync(() => file.snapshot(target)),
    takeIn: (copy, nowMs) => guardValue(() => takeIn(sql, { drafts, inbox }, copy, nowMs)),
    purge: (nowMs) => guardAsync(() => purge(sql, nowMs)),
    contentMark: () => contentMark(sql),
    close: () => guardValue(() => file.close()),
  };
}

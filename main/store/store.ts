import type { AppError } from '../../domain/errors.ts';
import type { Result } from '../../domain/result.ts';
import { writeBackup } from './backup.ts';
import { createArticles, type Articles } from './articles.ts';
import { ContactRows } from './contact-rows.ts';
import { Contacts } from './contacts.ts';
import { Documents } from './documents.ts';
import { Drafts } from './drafts.ts';
import { Meta } from './meta.ts';
import { Operations } from './operations.ts';
import { ReceiptFiles } from './receipt-files.ts';
import type { Sql } from './sql.ts';
import { guardValue } from './storage-error.ts';
import { VoucherRows } from './voucher-rows.ts';

export { openDatabase, type DatabaseLocation } from './database.ts';

/**
 * Everything that Kontor keeps of one organisation. Methods that answer a `Result` are for the contract's handlers;
 * the others are for the sync, which combines them in `transact` and handles a `StorageError` in one place.
 */
export interface Store {
  readonly vouchers: VoucherRows;
  readonly drafts: Drafts;
  readonly operations: Operations;
  readonly contacts: Contacts;
  /** The contact list with its sums. */
  readonly contactRows: ContactRows;
  readonly articles: Articles;
  readonly documents: Documents;
  readonly receipts: ReceiptFiles;
  readonly meta: Meta;
  /** Runs `work` as one durable step. */
  transact<T>(work: () => T): T;
  /** Writes an encrypted copy to `target`. */
  backup(target: string): Result<void, AppError>;
  /** Ends the use of the file; the store is unusable afterwards. */
  close(): Result<void, AppError>;
}

/** Builds the repositories over one open connection. */
export function buildStore(sql: Sql, path: string | null): Store {
  return {
    vouchers: new VoucherRows(sql),
    drafts: new Drafts(sql),
    operations: new Operations(sql),
    contacts: new Contacts(sql),
    contactRows: new ContactRows(sql),
    articles: createArticles(sql),
    documents: new Documents(sql),
    receipts: new ReceiptFiles(sql),
    meta: new Meta(sql),
    transact: (work) => sql.transact(work),
    backup: (target) => guardValue(() => (path === null ? undefined : writeBackup(sql, target))),
    close: () => guardValue(() => sql.close()),
  };
}

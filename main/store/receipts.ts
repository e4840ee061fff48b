import { appError, type AppError } from '../../domain/errors.ts';
import type { ContainedFile, IntakeRefusal, ReceiptRow, ReceiptSource } from '../../domain/receipt-entry.ts';
import type { Inspection } from '../../domain/receipt.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { decode, decodeText, encode, toBytes } from './codec.ts';
import { searchDocument } from './fold.ts';
import { listReceipts, type ReceiptList, type ReceiptListQuery } from './receipt-list.ts';
import { receiptSelect, toStoredReceipt, type ReceiptStage, type StoredReceipt } from './receipt-rows.ts';
import { comparedCents, summaryOf } from './receipt-summary.ts';
import { amountText } from './search.ts';
import type { Sql } from './sql.ts';
import { guard } from './storage-error.ts';
import { TextIndex } from './text-index.ts';
import { contactKey, numberKey } from './voucher-columns.ts';

/** A file inside a container, before it is known whether it was taken. */
export type ContainedEntry = Omit<ContainedFile, 'takenAs'>;

/** A file that came in. */
export interface NewReceipt {
  id: string;
  fileName: string;
  size: number;
  source: ReceiptSource;
  /** The receipt that it was taken from, and its place in there. */
  container: { id: string; index: number } | null;
}

/** What was read of a receipt. */
export interface ReceiptReading {
  stage: Extract<ReceiptStage, 'ready' | 'container' | 'refused'>;
  refusal: IntakeRefusal | null;
  /** `null`: nothing could be read, or a container, which is only listed. */
  inspection: Inspection | null;
  /** What lies in a container. */
  contents?: readonly ContainedEntry[];
  /** Of what is sent, where that is not the original. */
  uploadHash: string | null;
}

/** The inbox: every file that ever came in. What a method acknowledges has reached the disk. */
export class Receipts {
  readonly #sql: Sql;
  readonly #texts: TextIndex;

  constructor(sql: Sql) {
    this.#sql = sql;
    this.#texts = new TextIndex(sql, 'receipts');
  }

  /** One page of the inbox, newest first; `invalid_input` for a cursor that is not of this search and filter. */
  list(query: ReceiptListQuery): Result<ReceiptList, AppError> {
    return guard(() => listReceipts(this.#sql, query));
  }

  /** One receipt; `receipt_not_found`. */
  get(id: string): Result<StoredReceipt, AppError> {
    return guard(() => {
      const found = this.find(id);
      return found ? ok(found) : fail(appError('receipt_not_found'));
    });
  }

  find(id: string): StoredReceipt | null {
    return this.#all('WHERE r.id = ?', id)[0] ?? null;
  }

  /** The receipt whose original has this hash, also where it was removed. */
  findByHash(hash: string): StoredReceipt | null {
    return this.#all('WHERE r.hash = ?', hash)[0] ?? null;
  }

  /** The oldest that is still to be read, or `null`. */
  nextUnread(): StoredReceipt | null {
    return this.#all("WHERE r.stage = 'reading' ORDER BY r.sequence LIMIT 1")[0] ?? null;
  }

  /** Another receipt that the same operation sent and Lexware has. */
  sentBy(operationId: string): StoredReceipt | null {
    return this.#all('WHERE r.operation_id = ? AND r.voucher_id IS NOT NULL LIMIT 1', operationId)[0] ?? null;
  }

  /** Those whose vouchers Lexware is still making, oldest first. */
  recognising(): StoredReceipt[] {
    return this.#all("WHERE r.stage = 'recognising' ORDER BY r.sequence");
  }

  /** Notes a file whose bytes were kept; belongs into the transaction that keeps them. */
  add(receipt: NewReceipt, hash: string, fileType: ReceiptRow['fileType'], nowMs: number): void {
    this.#insert(receipt, { hash, stage: 'reading', refusal: null, fileType }, nowMs);
  }

  /**
   * Notes a file that was not taken. The same again is no news: of a watched folder, where it is met at every start, it
   * is not even told again after it was removed.
   * @returns its id
   */
  refuse(receipt: NewReceipt, refusal: IntakeRefusal, nowMs: number): string {
    return this.#sql.transact(() => {
      const known = this.#sql.first(
        `SELECT CAST(id AS BLOB) AS id FROM receipts WHERE hash IS NULL AND stage = 'refused' AND refusal = ?
         AND file_name = ? AND size = ? AND (removed_ms IS NULL OR source = 'watched' AND ? = 'watched')`,
        refusal,
        receipt.fileName,
        receipt.size,
        receipt.source,
      );
      if (known) return decodeText(known['id']);
      this.#insert(receipt, { hash: null, stage: 'refused', refusal, fileType: null }, nowMs);
      return receipt.id;
    });
  }

  /** Notes that reading a receipt begins, and answers how many times it was begun. */
  beginReading(id: string): number {
    return this.#sql.transact(() => {
      this.#sql.run('UPDATE receipts SET tries = tries + 1 WHERE id = ?', id);
      return this.#sql.number('SELECT tries FROM receipts WHERE id = ?', id);
    });
  }

  /** Stores what was read, in one step. A receipt that is gone meanwhile stays gone. */
  setReading(id: string, { stage, refusal, inspection, contents, uploadHash }: ReceiptReading): void {
    this.#sql.transact(() => {
      const summary = inspection === null ? null : summaryOf(inspection);
      const findings = summary === null ? 0 : Object.values(summary.findings).reduce((sum, count) => sum + count, 0);
      const isComparable = summary !== null && summary.number !== null && summary.senderName !== null;
      const changed = this.#sql.run(
        `UPDATE receipts SET stage = ?, refusal = ?, summary = ?, finding_count = ?, upload_hash = ?,
           number_key = ?, sender_key = ?, total_key = ? WHERE id = ? AND stage = 'reading'`,
        stage,
        refusal,
        summary === null ? null : encode(summary),
        findings,
        uploadHash,
        isComparable ? numberKey(summary.number ?? '') : '',
        isComparable ? contactKey(summary.senderName ?? '') : '',
        inspection === null ? null : comparedCents(inspection),
        id,
      );
      if (changed === 0) return;
      const details = inspection ?? contents;
      if (details) {
        const payload = encode(details);
        this.#sql.run('INSERT OR REPLACE INTO receipt_inspections (receipt_id, payload) VALUES (?, ?)', id, payload);
      }
      this.reindex(id);
    });
  }

  /** What was read, with everything; `null` where nothing was. */
  inspection(id: string): Inspection | null {
    return this.#details(id, "stage <> 'container'") as Inspection | null;
  }

  /** What lies in a container; `null` for anything else. */
  contents(id: string): ContainedEntry[] | null {
    return this.#details(id, "stage = 'container'") as ContainedEntry[] | null;
  }

  /** What was taken out of a container: the receipt for each place in it, also where it was removed. */
  takenFrom(containerId: string): Map<number, string> {
    const rows = this.#sql.all(
      'SELECT CAST(id AS BLOB) AS id, container_index FROM receipts WHERE container_id = ? ORDER BY sequence DESC',
      containerId,
    );
    return new Map(rows.map((row) => [Number(row['container_index']), decodeText(row['id'])]));
  }

  /** Notes where a receipt that was here before lies too. */
  noteContainer(id: string, container: NonNullable<NewReceipt['container']>): void {
    this.#sql.run(
      'UPDATE receipts SET container_id = ?1, container_index = ?2 WHERE id = ?3 AND container_id IS NULL AND id <> ?1',
      container.id,
      container.index,
      id,
    );
  }

  /** Takes receipts out of the inbox; their bytes stay. */
  remove(ids: readonly string[], nowMs: number): void {
    this.#sql.transact(() => {
      for (const id of ids)
        this.#sql.run('UPDATE receipts SET removed_ms = coalesce(removed_ms, ?) WHERE id = ?', nowMs, id);
    });
  }

  /** Takes receipts back into the inbox. */
  restore(ids: readonly string[]): void {
    this.#sql.transact(() => {
      for (const id of ids) this.#sql.run('UPDATE receipts SET removed_ms = NULL WHERE id = ?', id);
    });
  }

  /** Notes what sends a receipt; part of the outbox's transaction. */
  setOperation(id: string, operationId: string): void {
    this.#sql.run('UPDATE receipts SET operation_id = ? WHERE id = ?', operationId, id);
  }

  /**
   * Lexware has what an operation sent; part of the outbox's transaction.
   * @param voucherId the voucher that Lexware made of it; `null`: older answers do not name it, so nothing can be waited for
   * @param sentMs when the upload began for the first time
   */
  confirmUpload(operationId: string, voucherId: string | null, sentMs: number): void {
    this.#sql.run(
      `UPDATE receipts SET voucher_id = ?1, sent_ms = ?2, stage = CASE WHEN ?1 IS NULL THEN 'inLexware'
         WHEN EXISTS (SELECT 1 FROM receipts AS other WHERE other.voucher_id = ?1 AND other.operation_id <> ?3)
         THEN 'alreadyThere' ELSE 'recognising' END
       WHERE operation_id = ?3`,
      voucherId,
      sentMs,
      operationId,
    );
  }

  /** Lexware's voucher was seen. */
  settleVoucher(id: string, stage: Extract<ReceiptStage, 'inLexware' | 'alreadyThere'>): void {
    this.#sql.run("UPDATE receipts SET stage = ? WHERE id = ? AND stage = 'recognising'", stage, id);
  }

  /** A small picture kept earlier, or `null`. */
  thumbnail(id: string): Uint8Array | null {
    const row = this.#sql.first('SELECT png FROM receipt_thumbnails WHERE receipt_id = ?', id);
    return row ? toBytes(row['png']) : null;
  }

  keepThumbnail(id: string, png: Uint8Array): void {
    this.#sql.run('INSERT OR REPLACE INTO receipt_thumbnails (receipt_id, png) VALUES (?, ?)', id, png);
  }

  /** Makes a receipt to be found by what is known of it now. */
  reindex(id: string): void {
    const found = this.find(id);
    if (!found) return;
    const { fileName, number, senderName, payableCents } = found.row;
    const amounts = payableCents === null ? [] : [amountText(payableCents)];
    this.#texts.remove('?', found.sequence);
    this.#texts.add(found.sequence, searchDocument([fileName, number ?? '', senderName ?? '', ...amounts]));
  }

  #insert(
    { id, fileName, size, source, container }: NewReceipt,
    first: { hash: string | null; stage: ReceiptStage; refusal: string | null; fileType: string | null },
    nowMs: number,
  ): void {
    this.#sql.run(
      `INSERT INTO receipts (id, hash, file_name, size, source, container_id, container_index, added_ms, stage, refusal, file_type)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      first.hash,
      fileName,
      size,
      source,
      container?.id ?? null,
      container?.index ?? null,
      nowMs,
      first.stage,
      first.refusal,
      first.fileType,
    );
    this.reindex(id);
  }

  #details(id: string, condition: string): unknown {
    const row = this.#sql.first(
      `SELECT payload FROM receipt_inspections JOIN receipts ON id = receipt_id WHERE receipt_id = ? AND ${condition}`,
      id,
    );
    return row ? decode(row['payload']) : null;
  }

  #all(condition: string, ...values: string[]): StoredReceipt[] {
    return this.#sql.all(`${receiptSelect} ${condition}`, ...values).map(toStoredReceipt);
  }
}

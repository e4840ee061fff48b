import type { DatabaseLocation, DatabasePlace } from './connection.ts';
import { moveToFile } from './move-to-file.ts';
import { Snapshots } from './snapshot.ts';
import type { Sql } from './sql.ts';
import { StorageError } from './storage-error.ts';

/** Where a store lies: in a file that copies can be taken of, or in memory until it is moved into one. */
export class StoreFile {
  readonly #sql: Sql;
  #place: DatabasePlace | null;
  #snapshots: Snapshots | null;

  constructor(sql: Sql, location: DatabaseLocation) {
    this.#sql = sql;
    this.#place = location.key === null ? null : location;
    this.#snapshots = this.#place && new Snapshots(sql, this.#place);
  }

  /** `null`: in memory. */
  get place(): DatabasePlace | null {
    return this.#place;
  }

  /** Moves a store in memory into a new file; one that has a file stays there. */
  moveTo(place: DatabasePlace): void {
    if (this.#place !== null) return;
    moveToFile(this.#sql, place);
    this.#place = place;
    this.#snapshots = new Snapshots(this.#sql, place);
  }

  /** Writes a checked copy while the store is in use. Throws `StorageError`. */
  snapshot(target: string): Promise<void> {
    if (this.#snapshots === null) {
      return Promise.reject(new StorageError('no_secure_storage', new Error('only in memory')));
    }
    return this.#snapshots.take(target);
  }

  close(): void {
    try {
      this.#sql.close();
    } finally {
      this.#snapshots?.close();
    }
  }
}

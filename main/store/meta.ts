import type { Country, PaymentCondition, Profile } from '../lexware/api.ts';
import type { RateState } from '../lexware/rate-model.ts';
import { decode, encode } from './codec.ts';
import type { Sql } from './sql.ts';

/** Single values of an organisation, by name. The sync adds its own cursors under names of its own. */
export interface MetaValues {
  profile: Profile;
  paymentConditions: PaymentCondition[];
  countries: Country[];
  /** What the limiter learned about the account; kept so that a restart does not learn it anew. */
  limiter: RateState;
}

/** Small values kept as JSON: company data, cursors of the sync, what the limiter learned. */
export class Meta {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** A known value, or `null` where it was never stored. */
  get<K extends keyof MetaValues>(key: K): MetaValues[K] | null {
    return this.read<MetaValues[K]>(key);
  }

  /** Stores a known value. */
  set<K extends keyof MetaValues>(key: K, value: MetaValues[K]): void {
    this.write(key, value);
  }

  /** A value under any other name, or `null`; the caller owns the name and knows the type. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- what the caller wrote is what it reads
  read<T>(key: string): T | null {
    const row = this.#sql.first('SELECT value FROM meta WHERE key = ?', key);
    return row ? (decode(row['value']) as T) : null;
  }

  /** Stores a value under any other name. */
  write(key: string, value: unknown): void {
    this.#sql.run(
      'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      key,
      encode(value),
    );
  }
}

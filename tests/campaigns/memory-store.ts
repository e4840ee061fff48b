import Database from 'libsql';
import { migrate } from '../../main/store/migrate.ts';
import { migrations } from '../../main/store/migrations/index.ts';
import { Sql } from '../../main/store/sql.ts';
import { buildStore, type Store } from '../../main/store/store.ts';

/** A store in memory, and its connection for whoever judges it past the store's own code. */
export function openMemoryStore(): { store: Store; sql: Sql } {
  const sql = new Sql(new Database(':memory:', {}));
  sql.all('PRAGMA foreign_keys = ON');
  const made = migrate(sql, migrations, null);
  if (!made.ok) throw new Error(made.error.code);
  return { store: buildStore(sql, { path: ':memory:', key: null }), sql };
}

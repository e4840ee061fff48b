import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import type { IsoDate } from '../../domain/primitives.ts';
import { toCipherKey } from '../../main/store/database-key.ts';
import { openDatabase, type Store } from '../../main/store/store.ts';
import { luckOf } from '../campaigns/report.ts';
import { sampleRow } from '../main/store/samples.ts';

export const today: IsoDate = '2026-09-01';
const dayMs = 86_400_000;
const pageRows = 250;
const spanDays = 1500;

const trades = [
  ...['Bäckerei', 'Tischlerei', 'Druckerei', 'Gärtnerei', 'Werkstatt', 'Praxis', 'Kanzlei', 'Spedition', 'Brauerei'],
  ...['Metallbau', 'Fotografie', 'Buchhandlung', 'Apotheke', 'Optik', 'Elektro', 'Sanitär', 'Malerbetrieb', 'Hotel'],
];
const names = [
  ...['Nordlicht', 'Süßmilch', 'Lindemann', 'Petersen', 'Ackermann', 'Öztürk', 'Schröder', 'Weißgerber', 'Kowalski'],
  ...['Brandenburg', 'Quastenflosser', 'Silberdistel', 'Vogelsang', 'Hafermann', 'Jürgens', 'Mühlenkamp', 'Zimmermann'],
];
const places = ['Kiel', 'Köln', 'Gera', 'Ulm', 'Görlitz', 'Aachen', 'Soest', 'Wismar', 'Passau', 'Emden', 'Fürth'];
const forms = ['GmbH', 'KG', 'OHG', 'e.K.', 'GbR', 'UG'];

/** A folder with a closed database of so many mirrored invoices; `close` takes it away. */
export interface Mirror {
  folder: string;
  path: string;
  key: Uint8Array;
  /** What somebody might type, more or less rare. */
  searches: string[];
  close: () => void;
}

/** Mirrors so many made-up invoices into a new encrypted database. */
export function makeMirror(rows: number, searches = 240): Mirror {
  const folder = mkdtempSync(join(tmpdir(), 'kontor-bench-'));
  const path = join(folder, 'organisation.db');
  const key = new Uint8Array(Buffer.alloc(32, 0x5c));
  const store = openMirror({ path, key });
  fillMirror(store, rows);
  const closed = store.close();
  if (!closed.ok) throw new Error(closed.error.code);
  return {
    folder,
    path,
    key,
    searches: makeSearches(rows, searches),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Mirrors so many made-up invoices, newest first, as the sync brings them. */
export function fillMirror(store: Store, rows: number): void {
  const random = luckOf(1);
  for (let from = 0; from < rows; from += pageRows) {
    const page = Array.from({ length: Math.min(pageRows, rows - from) }, (_, at) =>
      rowOf(rows - from - at, rows, random),
    );
    store.transact(() => store.vouchers.upsert(page, 1));
  }
}

/** What somebody might type into the search of such a mirror, more or less rare. */
export function makeSearches(rows: number, count: number): string[] {
  const random = luckOf(2);
  return Array.from({ length: count }, () => typed(rows, random));
}

/** Opens a database that has to open. */
export function openMirror(location: { path: string; key: Uint8Array }): Store {
  const opened = openDatabase(location);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

/** A copy of the database, opened with the driver alone and the store's settings: the peer. */
export function openPeer({ path, key, folder }: Pick<Mirror, 'path' | 'key' | 'folder'>): Database.Database {
  const copy = join(folder, 'peer.db');
  copyFileSync(path, copy);
  const options = { timeout: 0, encryptionKey: toCipherKey(key) };
  const peer = new Database(copy, options);
  for (const setting of [
    'locking_mode = EXCLUSIVE',
    'journal_mode = WAL',
    'temp_store = MEMORY',
    'cache_size = -16000',
  ])
    peer.prepare(`PRAGMA ${setting}`).all([]);
  return peer;
}

function pick<T>(list: readonly T[], random: () => number): T {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}

function rowOf(index: number, rows: number, random: () => number) {
  const createdMs = Date.parse(`${today}T08:00:00Z`) - Math.floor((1 - index / rows) * spanDays) * dayMs;
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  const totalCents = 1_000 + Math.floor(random() * 900_000);
  const status = pick(['paid', 'paid', 'paid', 'open', 'voided', 'draft'] as const, random);
  return sampleRow({
    status,
    number: `RE${String(index).padStart(6, '0')}`,
    voucherDate: dayOf(createdMs),
    dueDate: dayOf(createdMs + 14 * dayMs),
    contactName: `${pick(names, random)} ${pick(trades, random)} ${pick(places, random)} ${pick(forms, random)}`,
    totalCents,
    openCents: status === 'open' ? totalCents : 0,
    createdMs,
    updatedMs: createdMs,
  });
}

/** A number, an amount, a name as it is being typed, or two words. */
function typed(rows: number, random: () => number): string {
  const number = String(Math.floor(random() * rows)).padStart(6, '0');
  const name = pick(names, random);
  const choices = [
    `RE${number}`,
    number.slice(0, 4),
    `${1 + Math.floor(random() * 9000)},${10 + Math.floor(random() * 89)}`,
    name.slice(0, 3 + Math.floor(random() * 5)),
    `${name} ${pick(places, random)}`,
    `${pick(trades, random)} ${pick(names, random)}`,
  ];
  return pick(choices, random);
}

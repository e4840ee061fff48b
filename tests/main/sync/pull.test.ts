import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addDays } from '../../../domain/dates.ts';
import type { VoucherListRow } from '../../../main/lexware/api.ts';
import type { Store } from '../../../main/store/store.ts';
import { createOrganisationSync, type OrganisationSync, type SyncTopic } from '../../../main/sync/organisation-sync.ts';
import { remembered } from '../../../main/sync/sync-state.ts';
import { sampleArticle, sampleContact, sampleInvoice, sampleRow } from '../store/samples.ts';
import { memoryStore, openStore, temporaryPlace, valueOf } from '../store/temporary-store.ts';
import { SmallLexware } from './small-lexware.ts';
import { settled, VirtualClock } from './virtual-clock.ts';

const minute = 60_000;
const hour = 60 * minute;
const today = '2026-09-01';

interface Bench {
  store: Store;
  clock: VirtualClock;
  lexware: SmallLexware;
  sync: OrganisationSync;
  changed: SyncTopic[][];
}

function bench(store: Store = memoryStore()): Bench {
  const clock = new VirtualClock();
  const lexware = new SmallLexware(clock.server);
  const changed: SyncTopic[][] = [];
  const sync = begin({ store, clock, lexware, changed });
  return { store, clock, lexware, changed, sync };
}

function begin({ store, clock, lexware, changed }: Omit<Bench, 'sync'>): OrganisationSync {
  const sync = createOrganisationSync({
    store,
    api: lexware,
    clock,
    onChanged: (topics) => changed.push(topics),
    onOperation: () => undefined,
    onUnexpected: (error) => {
      throw error;
    },
  });
  onTestFinished(() => void sync.stop());
  return sync;
}

/** `count` invoices over a year, newest last, created long ago. */
function fill(lexware: SmallLexware, count: number, change: Partial<VoucherListRow> = {}): VoucherListRow[] {
  const rows = Array.from({ length: count }, (_, i) =>
    sampleRow({
      number: `RE${String(i)}`,
      voucherDate: addDays('2025-09-01', Math.floor((i * 364) / count)),
      createdMs: 1_780_000_000_000 + i,
      updatedMs: 1_780_000_000_000 + i,
      ...change,
    }),
  );
  for (const row of rows) lexware.add(row);
  return rows;
}

function mirrored(store: Store): string[] {
  const rows = [];
  let cursor: string | undefined;
  do {
    const page = valueOf(store.vouchers.list({ limit: 500, cursor }, today));
    rows.push(...page.rows.map((row) => row.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return rows.sort();
}

const idsOf = (rows: Iterable<VoucherListRow>) => [...rows].map((row) => row.id).sort();

describe('the first pull', () => {
  it('mirrors everything, and shows the newest invoices after one call', async () => {
    const { store, clock, lexware, sync, changed } = bench();
    const rows = fill(lexware, 600);
    fill(lexware, 300, { voucherType: 'quotation' });
    lexware.contacts.push(...Array.from({ length: 260 }, (_, i) => sampleContact({ name: `Kontakt ${i}` })));
    lexware.articles.push(sampleArticle());
    sync.start();
    let afterFirst: string[] = [];
    const list = lexware.listContacts.bind(lexware);
    lexware.listContacts = (page, size) => {
      if (afterFirst.length === 0) afterFirst = mirrored(store);
      return list(page, size);
    };
    await clock.advance(0);
    expect(afterFirst).toEqual(idsOf(rows.slice(-250)));
    expect(mirrored(store)).toEqual(idsOf(rows));
    expect(store.vouchers.count()).toBe(900);
    expect(store.contacts.count()).toBe(260);
    expect(store.articles.count()).toBe(1);
    expect(store.meta.get('countries')).toHaveLength(1);
    expect(store.meta.get('profile')?.companyName).toBe('Probe GmbH');
    expect(lexware.callsOf('listVouchers')).toHaveLength(3 + 2);
    expect(new Set(changed.flat())).toEqual(new Set(['sync', 'invoices', 'contacts', 'articles']));
    expect(sync.status()).toMatchObject({
      state: 'idle',
      rows: 900,
      error: null,
      lastSuccessAt: '2026-09-01T08:00:00.000Z',
    });
  });

  it('goes beyond 10,000 rows by windows, at few calls more than the least', async () => {
    const { store, clock, lexware, sync } = bench();
    const rows = fill(lexware, 25_000);
    sync.start();
    await clock.advance(0);
    expect(mirrored(store)).toEqual(idsOf(rows));
    const calls = lexware.callsOf('listVouchers').length - 1;
    expect(100 / calls).toBeGreaterThan(0.97);
  }, 120_000);

  it('takes exactly 10,000 rows for all', async () => {
    const { store, clock, lexware, sync } = bench();
    fill(lexware, 10_000);
    sync.start();
    await clock.advance(0);
    expect(store.vouchers.count()).toBe(10_000);
    expect(sync.status().state).toBe('idle');
  }, 60_000);

  it('does not run in circles where one day alone has more than 10,000 rows', async () => {
    const { store, clock, lexware, sync } = bench();
    fill(lexware, 10_300, { voucherDate: '2026-01-05' });
    const older = fill(lexware, 10, { voucherDate: '2026-01-01' });
    sync.start();
    await clock.advance(0);
    expect(store.vouchers.count()).toBeGreaterThanOrEqual(10_010);
    expect(older.every((row) => store.vouchers.find(row.id) !== null)).toBe(true);
    expect(lexware.callsOf('listVouchers').length).toBeLessThan(100);
  }, 60_000);

  it('goes on after a kill where it was, at one call more', async () => {
    const place = temporaryPlace();
    const first = bench(openStore(place));
    const rows = fill(first.lexware, 2_000);
    let left = 4;
    const list = first.lexware.listVouchers.bind(first.lexware);
    first.lexware.listVouchers = (query) => {
      left -= 1;
      if (left < 0) return new Promise(() => undefined);
      return list(query);
    };
    first.sync.start();
    await first.clock.advance(0);
    void first.sync.stop();
    first.store.close();
    first.lexware.listVouchers = list;
    const again = { ...first, store: openStore(place) };
    const sync = begin(again);
    sync.start();
    await again.clock.advance(0);
    expect(mirrored(again.store)).toEqual(idsOf(rows));
    expect(first.lexware.callsOf('listVouchers').length).toBe(8 + 1);
    again.store.close();
  });

  it('leaves out what the connection may not read', async () => {
    const { store, clock, lexware, sync } = bench();
    fill(lexware, 3);
    const denied = async () => ({
      ok: false as const,
      error: { proof: 'definite' as const, httpStatus: 403, error: { code: 'lexware_forbidden' as const } },
    });
    lexware.listContacts = denied;
    lexware.listArticles = denied;
    lexware.getProfile = denied;
    sync.start();
    await clock.advance(0);
    expect(store.vouchers.count()).toBe(3);
    expect(sync.status().state).toBe('idle');
  });
});

describe('later pulls', () => {
  async function synced(count = 600) {
    const made = bench();
    const rows = fill(made.lexware, count);
    made.sync.start();
    await made.clock.advance(1_000);
    made.lexware.calls.length = 0;
    made.changed.length = 0;
    return { ...made, rows };
  }

  it('cost one call where nothing changed, and one more a day for the canary', async () => {
    const { clock, lexware, changed } = await synced();
    await clock.advance(5 * minute);
    expect(lexware.callsOf('listVouchers').map((call) => call.query?.size)).toEqual([1, 250]);
    await clock.advance(5 * minute);
    expect(lexware.callsOf('listVouchers')).toHaveLength(3);
    expect(changed.flat().filter((topic) => topic === 'invoices')).toEqual([]);
  });

  it('bring what is new or changed, and drop details that are old', async () => {
    const { clock, lexware, store, rows, changed } = await synced();
    const [row] = rows;
    if (!row) throw new Error('no rows');
    store.documents.keepInvoice(sampleInvoice({ id: row.id }), 1);
    lexware.add({ ...row, status: 'paid', openCents: 0, updatedMs: clock.now() });
    const added = sampleRow({ createdMs: clock.now(), updatedMs: clock.now(), voucherDate: '2020-01-01' });
    lexware.add(added);
    await clock.advance(5 * minute);
    expect(store.vouchers.find(row.id)?.status).toBe('paid');
    expect(store.vouchers.find(added.id)).toEqual(added);
    expect(store.documents.invoice(row.id)).toBeNull();
    expect(changed.flat()).toContain('invoices');
  });

  it('find what was deleted, within two sweeps', async () => {
    const { clock, lexware, store, rows } = await synced(20);
    lexware.remove(rows[5]?.id ?? '');
    lexware.contacts.length = 0;
    await clock.advance(24 * hour);
    expect(store.vouchers.find(rows[5]?.id ?? '')).not.toBeUndefined();
    await clock.advance(hour);
    expect(mirrored(store)).toEqual(idsOf(lexware.rows.values()));
  }, 60_000);

  it('see changes by sweeps where the filter is ignored', async () => {
    const { clock, lexware, store, rows } = await synced();
    lexware.ignoresUpdatedFilter = true;
    const [oldest] = rows;
    if (!oldest) throw new Error('no rows');
    lexware.add({ ...oldest, status: 'voided', updatedMs: clock.now() });
    await clock.advance(2 * hour);
    expect(remembered(store, 'canary')?.filterWorks).toBe(false);
    expect(store.vouchers.find(oldest.id)?.status).toBe('voided');
  });

  it('do without the order that some accounts refuse', async () => {
    const { clock, lexware, store, rows } = await synced();
    lexware.refusesUpdatedSort = true;
    const [oldest] = rows;
    if (!oldest) throw new Error('no rows');
    lexware.add({ ...oldest, status: 'voided', updatedMs: clock.now() });
    await clock.advance(5 * minute);
    expect(store.vouchers.find(oldest.id)?.status).toBe('voided');
    expect(remembered(store, 'sortRefused')).toBe(true);
  });

  it('wait longer and longer while Lexware is away, say so, and come back by themselves', async () => {
    const { clock, lexware, sync } = await synced(3);
    lexware.weather = 'notSent';
    await clock.advance(5 * minute);
    expect(sync.status()).toMatchObject({ state: 'offline', error: { code: 'lexware_unreachable' }, rows: 3 });
    await clock.advance(2 * hour);
    expect(lexware.callsOf('listVouchers').length).toBeLessThan(30);
    lexware.weather = 'none';
    sync.wake();
    await clock.advance(0);
    expect(sync.status().state).toBe('idle');
  });

  it('bring everything when the user asks, and resolve when that is done', async () => {
    const { clock, lexware, sync, store } = await synced(3);
    lexware.contacts.push(sampleContact());
    const done = sync.syncNow();
    await settled();
    await done;
    expect(store.contacts.count()).toBe(1);
    lexware.weather = 'unknownBefore';
    await Promise.all([sync.syncNow(), sync.syncNow()]);
    expect(sync.status()).toMatchObject({ state: 'failed', error: { code: 'lexware_unavailable' } });
    await clock.advance(0);
  });

  it('stop at once and for good', async () => {
    const { clock, lexware, sync } = await synced(3);
    await sync.stop();
    await clock.advance(hour);
    expect(lexware.calls).toEqual([]);
    await sync.syncNow();
    expect(lexware.calls).toEqual([]);
  });

  it('do not wait for years where the clock was set back', async () => {
    const { clock, lexware, store } = await synced(3);
    clock.wall -= 10 * 365 * 24 * hour;
    const added = sampleRow({ id: randomUUID(), createdMs: 1, updatedMs: 1_799_000_000_000 });
    lexware.add(added);
    await clock.advance(10 * minute);
    expect(store.vouchers.find(added.id)).not.toBeNull();
  });
});

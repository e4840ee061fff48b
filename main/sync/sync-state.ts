import type { IsoDate } from '../../domain/primitives.ts';
import type { Store } from '../store/store.ts';

/** The parts of the voucherlist that are swept on their own: what the user looks at first, then the rest. */
export const scopes = ['invoices', 'others'] as const;
export type Scope = (typeof scopes)[number];

/** Lexware's voucher types per scope (API reference 4.11). */
export const typesOf: Readonly<Record<Scope, readonly string[]>> = {
  invoices: ['invoice'],
  others: [
    'downpaymentinvoice',
    'creditnote',
    'orderconfirmation',
    'quotation',
    'deliverynote',
    'salesinvoice',
    'salescreditnote',
    'purchaseinvoice',
    'purchasecreditnote',
  ],
};

/** Where a sweep stands. Stored in the transaction that stores its rows, so a kill costs one call at most. */
export interface WalkCursor {
  generation: number;
  startedMs: number;
  /** The window's last day; `null`: no limit. */
  to: IsoDate | null;
  page: number;
  windows: number;
  /** The earliest day seen in this window. */
  earliest: IsoDate | null;
  /** Rows that Lexware announced for the whole sweep; `null` where it caps the number. */
  expected: number | null;
  /** Rows read so far. */
  rows: number;
  /** The newest change on the first page, ms of the server's clock: changes from here on may have been missed. */
  changesFromMs: number;
  /** Something could not be listed, so nothing may be concluded from what was not seen. */
  hasGaps: boolean;
}

/** A finished sweep. */
export interface WalkEnd {
  atMs: number;
  changesFromMs: number;
  /** Something was not seen: sweep again soon. */
  again: boolean;
}

/** Whether Lexware honours the filter on changes; unknown parameters are ignored there, so it is tried out. */
export interface Canary {
  atMs: number;
  filterWorks: boolean;
}

/** What the sync remembers, by name. */
export interface SyncMemory {
  generation: number;
  lastSuccessMs: number;
  changesFromMs: number;
  canary: Canary;
  sortRefused: boolean;
  companyDataMs: number;
  'walk.invoices': WalkCursor | null;
  'walk.others': WalkCursor | null;
  'end.invoices': WalkEnd;
  'end.others': WalkEnd;
  'walk.contacts': CollectionCursor | null;
  'walk.articles': CollectionCursor | null;
  'end.contacts': CollectionEnd;
  'end.articles': CollectionEnd;
}

export interface CollectionCursor {
  generation: number;
  page: number;
}

export interface CollectionEnd {
  atMs: number;
  again: boolean;
}

/** A remembered value, or `null`. */
export function remembered<K extends keyof SyncMemory>(store: Store, key: K): SyncMemory[K] | null {
  return store.meta.read<SyncMemory[K]>(`sync.${key}`);
}

/** Remembers a value. */
export function remember<K extends keyof SyncMemory>(store: Store, key: K, value: SyncMemory[K]): void {
  store.meta.write(`sync.${key}`, value);
}

/** Begins a new generation: rows that a sweep sees carry it. */
export function nextGeneration(store: Store): number {
  const generation = currentGeneration(store) + 1;
  remember(store, 'generation', generation);
  return generation;
}

/** The generation for rows that are stored outside a sweep; a running sweep takes them as seen. */
export function currentGeneration(store: Store): number {
  return remembered(store, 'generation') ?? 0;
}

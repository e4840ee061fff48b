import type { AppError } from '../../../domain/errors.ts';
import type { VoucherRow } from '../../../domain/voucher.ts';
import { kontor, type AnswerOf, type InputOf } from '../../bridge.ts';

type Page = AnswerOf<'invoices', 'list'>;
type Query = NonNullable<InputOf<'invoices', 'list'>>;
export type StatusFilter = NonNullable<Query['status']>;
export type Sort = NonNullable<Query['sort']>;
export type SortKey = Sort['key'];

/** Rows asked for at once: several screens full, answered by main within a frame or two. */
const pageSize = 200;

const noTotals: Page['totals'] = { count: 0, totalCents: 0, openCents: 0 };

/** What the user asked for: all else about the list follows from it. */
const query = $state<{ search: string; status: StatusFilter; sort: Sort }>({
  search: '',
  status: 'all',
  sort: { key: 'voucherDate', direction: 'desc' },
});

let rows = $state.raw<VoucherRow[]>([]);
let nextCursor = $state.raw<string | null>(null);
let totals = $state.raw<Page['totals']>(noTotals);
let counts = $state.raw<Partial<Page['counts']>>({});
let error = $state.raw<AppError | null>(null);
let loaded = $state(false);

/** Counts the questions asked, so that an answer that was overtaken by a newer question is dropped. */
let asked = 0;
let loadingMore = false;

/** The invoice list as the screen shows it; it outlives the screen, so that coming back finds it as it was left. */
export const invoiceList = {
  get search(): string {
    return query.search;
  },
  get status(): StatusFilter {
    return query.status;
  },
  get sort(): Sort {
    return query.sort;
  },
  get rows(): VoucherRow[] {
    return rows;
  },
  get totals(): Page['totals'] {
    return totals;
  },
  get counts(): Partial<Page['counts']> {
    return counts;
  },
  get error(): AppError | null {
    return error;
  },
  /** False until the first answer; the screen shows that it is loading, not that there is nothing. */
  get loaded(): boolean {
    return loaded;
  },
  get isFiltered(): boolean {
    return query.search !== '' || query.status !== 'all';
  },
};

/** Asks again for what is shown, keeping as many rows as were loaded, so that the list does not jump. */
export async function reloadInvoices(): Promise<void> {
  await ask(Math.min(500, Math.max(pageSize, rows.length)));
}

/** Changes what is searched for and asks anew. */
export async function setSearch(search: string): Promise<void> {
  query.search = search;
  await ask(pageSize);
}

/** Changes the status chip and asks anew. */
export async function setStatus(status: StatusFilter): Promise<void> {
  query.status = status;
  await ask(pageSize);
}

/** Sorts by a column; the same column again turns the direction. Figures and days start with the largest. */
export async function sortBy(key: SortKey): Promise<void> {
  const first = key === 'contactName' ? 'asc' : 'desc';
  const turned = query.sort.direction === 'asc' ? 'desc' : 'asc';
  query.sort = { key, direction: query.sort.key === key ? turned : first };
  await ask(pageSize);
}

/** Resets search and chip. */
export async function clearFilters(): Promise<void> {
  query.search = '';
  query.status = 'all';
  await ask(pageSize);
}

let shownOrganisation: string | null = null;

/** Names whose invoices are shown. Another one's rows must not be seen even for a moment, so all is forgotten first. */
export function showOrganisation(id: string | null): void {
  if (id === shownOrganisation) return;
  shownOrganisation = id;
  asked++;
  rows = [];
  nextCursor = null;
  totals = noTotals;
  counts = {};
  error = null;
  loaded = false;
}

/** Loads the next page, unless there is none or it is on its way. */
export async function loadMoreInvoices(): Promise<void> {
  if (nextCursor === null || loadingMore) return;
  loadingMore = true;
  const question = asked;
  const answer = await kontor.invoices.list({ ...currentQuery(), cursor: nextCursor, limit: pageSize });
  loadingMore = false;
  if (question !== asked) return;
  if (!answer.ok) {
    error = answer.error;
    return;
  }
  rows = [...rows, ...answer.value.rows];
  nextCursor = answer.value.nextCursor;
}

function currentQuery(): Query {
  return { search: query.search, status: query.status, sort: { ...query.sort } };
}

async function ask(limit: number): Promise<void> {
  const question = ++asked;
  const answer = await kontor.invoices.list({ ...currentQuery(), limit });
  if (question !== asked) return;
  loaded = true;
  if (!answer.ok) {
    error = answer.error;
    return;
  }
  error = null;
  rows = answer.value.rows;
  nextCursor = answer.value.nextCursor;
  totals = answer.value.totals;
  counts = answer.value.counts;
}

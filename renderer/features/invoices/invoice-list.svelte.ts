import type { AppError } from '../../../domain/errors.ts';
import type { InvoiceFilter, InvoiceSort, InvoiceSortKey, StatusFilter } from '../../../domain/invoice-filter.ts';
import type { VoucherRow } from '../../../domain/voucher.ts';
import { kontor, type AnswerOf } from '../../bridge.ts';
import { withoutEmpty } from './filters.ts';
import { selection } from './selection.svelte.ts';

type Page = AnswerOf<'invoices', 'list'>;
export type { InvoiceSort as Sort, InvoiceSortKey as SortKey, StatusFilter };

/** Rows asked for first, after every letter of a search too: somewhat more than a screen full, so that they come at once. */
const firstPageSize = 80;
/** Rows asked for while scrolling: several screens full, answered by main within a frame or two. */
const pageSize = 200;
/** The most that main answers at once. */
const mostRows = 500;

const noTotals: Page['totals'] = { count: 0, totalCents: 0, openCents: 0 };
const newestFirst: InvoiceSort = { key: 'voucherDate', direction: 'desc' };

/** What the user asked for: all else about the list follows from it. */
let filter = $state.raw<InvoiceFilter>({});
let sort = $state.raw<InvoiceSort>(newestFirst);
/** What the one contact of the filter is called. */
let contactName = $state('');

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
  get filter(): InvoiceFilter {
    return filter;
  },
  get search(): string {
    return filter.search ?? '';
  },
  get status(): StatusFilter {
    return filter.status ?? 'all';
  },
  get sort(): InvoiceSort {
    return sort;
  },
  get contactName(): string {
    return contactName;
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
    return Object.keys(filter).length > 0;
  },
};

/** Asks again for what is shown, keeping as many rows as were loaded, so that the list does not jump. */
export async function reloadInvoices(): Promise<void> {
  await ask(Math.min(mostRows, Math.max(firstPageSize, rows.length)));
}

/** Shows exactly what a filter says, in an order where one is named. */
export async function showFiltered(next: InvoiceFilter, order: InvoiceSort = sort, contact = ''): Promise<void> {
  filter = withoutEmpty(next);
  sort = order;
  contactName = contact;
  selection.clear();
  await ask(firstPageSize);
}

/** Changes a part of the filter; `undefined` takes it away. */
export async function narrow(change: InvoiceFilter): Promise<void> {
  await showFiltered({ ...filter, ...change }, sort, contactName);
}

/** Changes what is searched for and asks anew. */
export async function setSearch(search: string): Promise<void> {
  await narrow({ search });
}

/** Changes the status chip and asks anew. */
export async function setStatus(status: StatusFilter): Promise<void> {
  await narrow({ status });
}

/** Sorts by a column; the same column again turns the direction. Figures and days start with the largest. */
export async function sortBy(key: InvoiceSortKey): Promise<void> {
  const first = key === 'contactName' ? 'asc' : 'desc';
  const turned = sort.direction === 'asc' ? 'desc' : 'asc';
  sort = { key, direction: sort.key === key ? turned : first };
  await ask(firstPageSize);
}

/** Shows every invoice again. */
export async function clearFilters(): Promise<void> {
  await showFiltered({});
}

let shownOrganisation: string | null = null;

/** Names whose invoices are shown. Another one's rows must not be seen even for a moment, so all is forgotten first. */
export function showOrganisation(id: string | null): void {
  if (id === shownOrganisation) return;
  // A contact of one company means nothing in another.
  if (shownOrganisation !== null) filter = withoutEmpty({ ...filter, contactId: undefined, addressee: undefined });
  shownOrganisation = id;
  asked++;
  rows = [];
  nextCursor = null;
  totals = noTotals;
  counts = {};
  error = null;
  loaded = false;
  selection.clear();
}

/** Loads the next page, unless there is none or it is on its way. */
export async function loadMoreInvoices(limit = pageSize): Promise<void> {
  if (nextCursor === null || loadingMore) return;
  loadingMore = true;
  const question = asked;
  const answer = await kontor.invoices.list({ ...filter, sort, cursor: nextCursor, limit });
  loadingMore = false;
  if (question !== asked) return;
  if (!answer.ok) {
    error = answer.error;
    return;
  }
  rows = [...rows, ...answer.value.rows];
  nextCursor = answer.value.nextCursor;
}

/** Loads on until there are so many rows, all of them are there, or something else is asked for. */
export async function loadRows(count: number): Promise<void> {
  const question = asked;
  while (rows.length < count && nextCursor !== null && error === null && question === asked) {
    await loadMoreInvoices(mostRows);
  }
}

async function ask(limit: number): Promise<void> {
  const question = ++asked;
  const answer = await kontor.invoices.list({ ...filter, sort, limit });
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
  selection.refresh(rows);
}

import { addDays, berlinDay, berlinIso, isDay, startOfDay } from './berlin.ts';
import type { Call, Reply } from './call.ts';
import { centsToNumber } from './decimal.ts';
import { withoutAbsent, type JsonObject } from './json.ts';
import { pageReply, readPage, type Sort } from './paging.ts';
import { regularProblem } from './problems.ts';
import { decodeHtml } from './search-text.ts';
import { bookkeepingKinds, salesKinds, type Voucher } from './store.ts';

const types: readonly string[] = [...bookkeepingKinds, ...salesKinds];
const statuses: readonly string[] = [
  'draft',
  'open',
  'overdue',
  'paid',
  'paidoff',
  'voided',
  'transferred',
  'sepadebit',
  'accepted',
  'rejected',
  'unchecked',
  'blank',
];
const sortKeys = ['voucherDate', 'voucherNumber', 'createdDate', 'updatedDate'] as const;
type SortKey = (typeof sortKeys)[number];

/** Whether the voucher is open and its due day is over in Germany (API reference 4.11). */
export function isOverdue(voucher: Voucher, now: number): boolean {
  return voucher.status === 'open' && voucher.dueMs !== undefined && berlinDay(voucher.dueMs) < berlinDay(now);
}

function toRow(voucher: Voucher, now: number): JsonObject {
  return withoutAbsent({
    id: voucher.id,
    voucherType: voucher.kind,
    voucherStatus: isOverdue(voucher, now) ? 'overdue' : voucher.status,
    voucherNumber: voucher.number,
    voucherDate: berlinIso(startOfDay(berlinDay(voucher.voucherMs))),
    createdDate: berlinIso(voucher.createdMs),
    updatedDate: berlinIso(voucher.updatedMs),
    dueDate: voucher.dueMs === undefined ? undefined : berlinIso(startOfDay(berlinDay(voucher.dueMs))),
    contactId: voucher.contactId,
    contactName: voucher.contactName,
    totalAmount: voucher.totalCents === undefined ? undefined : centsToNumber(voucher.totalCents),
    openAmount: voucher.openCents === undefined ? undefined : centsToNumber(voucher.openCents),
    currency: 'EUR',
    archived: voucher.archived,
  });
}

function readList(call: Call, name: string, known: readonly string[]): Set<string> | { problem: Reply } {
  const values = (call.query.get(name) ?? '').split(',').map((value) => value.trim());
  if (values.length === 1 && values[0] === 'any') return new Set(known);
  for (const value of values) {
    if (!known.includes(value)) {
      const message = `Invalid value '${value}' received for request parameter '${name}'`;
      return { problem: regularProblem(call, 400, message) };
    }
  }
  return new Set(values);
}

type Filter = (voucher: Voucher) => boolean;

/** A filter by a German day, both ends inclusive; a wrong day is refused. */
function dayFilters(call: Call): Filter[] | { problem: Reply } {
  const columns: [string, (voucher: Voucher) => number][] = [
    ['voucherDate', (voucher) => voucher.voucherMs],
    ['createdDate', (voucher) => voucher.createdMs],
    ['updatedDate', (voucher) => voucher.updatedMs],
  ];
  const filters: Filter[] = [];
  for (const [name, read] of columns) {
    for (const end of ['From', 'To']) {
      const day = call.query.get(name + end);
      if (day === null || day === '') continue;
      if (!isDay(day)) {
        const message = `Invalid value '${day}' received for request parameter '${name}${end}'`;
        return { problem: regularProblem(call, 400, message) };
      }
      const limit = startOfDay(end === 'From' ? day : addDays(day, 1));
      filters.push(end === 'From' ? (voucher) => read(voucher) >= limit : (voucher) => read(voucher) < limit);
    }
  }
  return filters;
}

function otherFilters(call: Call): Filter[] {
  const filters: Filter[] = [];
  const archived = call.query.get('archived');
  if (archived) filters.push((voucher) => voucher.archived === (archived === 'true'));
  const contactId = call.query.get('contactId');
  if (contactId) filters.push((voucher) => voucher.contactId === contactId);
  const number = call.query.get('voucherNumber');
  if (number) {
    const wanted = decodeHtml(number).toLowerCase();
    filters.push((voucher) => voucher.number?.toLowerCase() === wanted);
  }
  return filters;
}

function statusFilter(wanted: Set<string>, now: number): Filter {
  return (voucher) => wanted.has(voucher.status) || (wanted.has('overdue') && isOverdue(voucher, now));
}

function readSort(call: Call): { key: SortKey; sort: Sort } | { problem: Reply } {
  const [property = '', direction = 'ASC'] = (call.query.get('sort') ?? 'voucherDate,DESC').split(',');
  const key = sortKeys.find((candidate) => candidate === property);
  const upper = direction.toUpperCase();
  if (!key || (upper !== 'ASC' && upper !== 'DESC')) {
    return { problem: regularProblem(call, 400, "parameter 'sort' is invalid") };
  }
  return { key, sort: { property: key, direction: upper } };
}

function compare(key: SortKey): (a: Voucher, b: Voucher) => number {
  switch (key) {
    case 'voucherDate':
      return (a, b) => a.voucherMs - b.voucherMs || a.createdMs - b.createdMs || (a.id < b.id ? -1 : 1);
    case 'createdDate':
      return (a, b) => a.createdMs - b.createdMs || (a.id < b.id ? -1 : 1);
    case 'updatedDate':
      return (a, b) => a.updatedMs - b.updatedMs || (a.id < b.id ? -1 : 1);
    case 'voucherNumber':
      return (a, b) => {
        const [x, y] = [a.number ?? '', b.number ?? ''];
        return x === y ? (a.id < b.id ? -1 : 1) : x < y ? -1 : 1;
      };
  }
}

/** What the index knows: it may be late, and uploads are not there at once. */
function isIndexed(voucher: Voucher, call: Call): boolean {
  if (voucher.visibleFromMs !== undefined && voucher.visibleFromMs > call.now) return false;
  return call.settings.indexDelayMs === 0 || voucher.createdMs + call.settings.indexDelayMs <= call.now;
}

/** `GET /v1/voucherlist`: the only way to enumerate documents (API reference 4.11). */
export function listVouchers(call: Call): Reply {
  if (!call.query.get('voucherType') || !call.query.get('voucherStatus')) {
    return regularProblem(call, 400, 'Missing required request parameters');
  }
  const kinds = readList(call, 'voucherType', types);
  if ('problem' in kinds) return kinds.problem;
  const wanted = readList(call, 'voucherStatus', statuses);
  if ('problem' in wanted) return wanted.problem;
  const all = call.query.get('voucherStatus') === 'any';
  if (!all && wanted.has('overdue') && wanted.size > 1) {
    return regularProblem(call, 400, "The voucher status 'overdue' cannot be combined with other statuses");
  }
  const days = dayFilters(call);
  if ('problem' in days) return days.problem;
  const order = readSort(call);
  if ('problem' in order) return order.problem;
  const page = readPage(call, 250, "parameter 'size' must be equal or lower than 250");
  if ('problem' in page) return page.problem;
  const filters = [statusFilter(wanted, call.now), ...days, ...otherFilters(call)];
  const rows = [...call.organisation.vouchers.values()].filter(
    (voucher) => kinds.has(voucher.kind) && isIndexed(voucher, call) && filters.every((filter) => filter(voucher)),
  );
  const ascending = compare(order.key);
  rows.sort(order.sort.direction === 'ASC' ? ascending : (a, b) => ascending(b, a));
  return pageReply(rows, page, order.sort, (voucher) => toRow(voucher, call.now));
}

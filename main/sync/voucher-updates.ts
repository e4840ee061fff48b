import { addDays, todayInBerlin } from '../../domain/dates.ts';
import { ok } from '../../domain/result.ts';
import type { LexwareResult, Priority, VoucherListQuery, VoucherListRow } from '../lexware/api.ts';
import { callOptions, type PullContext } from './pull-context.ts';
import { storeVouchers } from './store-vouchers.ts';
import { currentGeneration, remember, remembered, scopes, typesOf } from './sync-state.ts';
import { pageSize, windowRows } from './walk-cursor.ts';

const canaryMs = 24 * 3_600_000;
/** Changes are read again from this much before the newest one known. Ms. */
const overlapMs = 2 * 60_000;
const allTypes = scopes.flatMap((scope) => typesOf[scope]).join(',');
const maxPages = windowRows / pageSize;

/**
 * Reads what changed since the last time: one call where nothing did.
 * @returns whether everything was seen; `false` asks for a sweep
 */
export async function pullUpdates(context: PullContext, priority: Priority): Promise<LexwareResult<boolean>> {
  const canary = await tryFilter(context, priority);
  if (!canary.ok) return canary;
  const from = remembered(context.store, 'changesFromMs') ?? 0;
  let newest = from;
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await listUpdates(context, priority, page, canary.value ? from : null);
    if (!answer.ok) return answer;
    const { rows } = answer.value;
    newest = Math.max(newest, ...rows.map((row) => row.updatedMs));
    const changed = storeUpdates(context, rows);
    if (!isDone(answer.value, changed, from) && canary.value) continue;
    // Without the filter, one page of the newest documents is all that is cheap; sweeps find the rest.
    if (canary.value) remember(context.store, 'changesFromMs', newest);
    return ok(canary.value);
  }
  return ok(false);
}

/** Asks for changes in the far future: rows in the answer mean that the filter is ignored. Repeated daily. */
async function tryFilter(context: PullContext, priority: Priority): Promise<LexwareResult<boolean>> {
  const known = remembered(context.store, 'canary');
  const age = known ? context.clock.now() - known.atMs : Number.POSITIVE_INFINITY;
  if (known && age >= 0 && age < canaryMs) return ok(known.filterWorks);
  const future = addDays(todayInBerlin(context.clock.now()), 800);
  const query = { ...question(0, 'voucherDate'), size: 1, updatedDateFrom: future };
  const answer = await context.api.listVouchers(query, callOptions(context, priority));
  if (!answer.ok) return answer;
  const filterWorks = answer.value.content.length === 0;
  remember(context.store, 'canary', { atMs: context.clock.now(), filterWorks });
  return ok(filterWorks);
}

interface Updates {
  rows: VoucherListRow[];
  last: boolean;
  /** Newest change first, so that reading may end at the first known one. */
  isOrdered: boolean;
}

async function listUpdates(
  context: PullContext,
  priority: Priority,
  page: number,
  fromMs: number | null,
): Promise<LexwareResult<Updates>> {
  const sort = remembered(context.store, 'sortRefused') === true ? 'voucherDate' : 'updatedDate';
  const from = fromMs === null ? {} : { updatedDateFrom: todayInBerlin(Math.max(0, fromMs - overlapMs)) };
  const property = fromMs === null ? 'voucherDate' : sort;
  const answer = await context.api.listVouchers(
    { ...question(page, property), ...from },
    callOptions(context, priority),
  );
  if (answer.ok) {
    const { content, last } = answer.value;
    const isOrdered = content.every((row, index) => row.updatedMs <= (content[index - 1]?.updatedMs ?? row.updatedMs));
    return ok({
      rows: content,
      last: last || content.length === 0,
      isOrdered: property === 'updatedDate' && isOrdered,
    });
  }
  // Some accounts were seen to refuse this order (API reference 3.6).
  if (property !== 'updatedDate' || answer.error.httpStatus !== 400) return answer;
  remember(context.store, 'sortRefused', true);
  return listUpdates(context, priority, page, fromMs);
}

function question(page: number, property: VoucherListQuery['sort']['property']): VoucherListQuery {
  return {
    voucherType: allTypes,
    voucherStatus: 'any',
    page,
    size: pageSize,
    sort: { property, direction: 'DESC' },
  };
}

/** Whether what follows is known: changes come newest first, and this page reached those of the last time. */
function isDone({ rows, last, isOrdered }: Updates, changed: number, fromMs: number): boolean {
  if (last) return true;
  if (!isOrdered) return false;
  return rows.some((row) => row.updatedMs < fromMs - overlapMs || (changed === 0 && row.updatedMs <= fromMs));
}

function storeUpdates(context: PullContext, rows: readonly VoucherListRow[]): number {
  const { store } = context;
  const changed = store.transact(() => storeVouchers(store, rows, currentGeneration(store)));
  if (changed > 0) context.onChanged(['invoices']);
  return changed;
}

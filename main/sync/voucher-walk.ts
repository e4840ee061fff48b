import { ok } from '../../domain/result.ts';
import type { LexwareResult, Page, Priority, VoucherListRow } from '../lexware/api.ts';
import { callOptions, type PullContext } from './pull-context.ts';
import { nextGeneration, remember, remembered, typesOf, type Scope, type WalkCursor } from './sync-state.ts';
import { storeVouchers } from './store-vouchers.ts';
import { advance, firstCursor, queryOf } from './walk-cursor.ts';

/** Lexware's index may lag; what is younger than this is not called missing. Ms. */
const indexLagMs = 10 * 60_000;

/**
 * Sweeps a scope of the voucherlist from where it stands, or from the start, newest first.
 * @param maxPages stop after so many pages; the next call goes on from there
 * @returns whether the sweep is complete
 */
export async function walkVouchers(
  context: PullContext,
  scope: Scope,
  priority: Priority,
  maxPages = Number.POSITIVE_INFINITY,
): Promise<LexwareResult<boolean>> {
  for (let pages = 0; pages < maxPages; pages += 1) {
    const cursor = remembered(context.store, `walk.${scope}`) ?? begin(context, scope);
    const answer = await context.api.listVouchers(queryOf(scope, cursor), callOptions(context, priority));
    if (!answer.ok) return answer;
    if (storePage(context, scope, cursor, answer.value)) return ok(true);
  }
  return ok(false);
}

function begin(context: PullContext, scope: Scope): WalkCursor {
  return context.store.transact(() => {
    const cursor = firstCursor(nextGeneration(context.store), context.clock.now());
    remember(context.store, `walk.${scope}`, cursor);
    return cursor;
  });
}

/** Rows, cursor and, at the end, what was missed: one transaction. */
function storePage(context: PullContext, scope: Scope, cursor: WalkCursor, page: Page<VoucherListRow>): boolean {
  const { store } = context;
  const step = advance(cursor, page);
  const changed = store.transact(() => {
    const stored = storeVouchers(store, page.content, cursor.generation);
    remember(store, `walk.${scope}`, step.finished ? null : step.cursor);
    return (step.finished ? end(context, scope, step.cursor) : 0) + stored;
  });
  context.onProgress(step.cursor.rows, step.cursor.expected);
  if (changed > 0) context.onChanged(['invoices']);
  return step.finished;
}

function end(context: PullContext, scope: Scope, cursor: WalkCursor): number {
  const { store, clock } = context;
  const createdBefore = cursor.startedMs - indexLagMs;
  const { removed, missed } = cursor.hasGaps
    ? { removed: 0, missed: 0 }
    : store.vouchers.endSweep(typesOf[scope], cursor.generation, createdBefore);
  // Fewer rows than announced: something slipped between two pages.
  const slipped = cursor.windows === 1 && cursor.expected !== null && cursor.rows < cursor.expected;
  remember(store, `end.${scope}`, {
    atMs: clock.now(),
    changesFromMs: cursor.changesFromMs,
    // Once only: a server that always announces more than it gives must not be asked for ever.
    again: missed > 0 || (slipped && remembered(store, `end.${scope}`)?.again !== true),
  });
  return removed;
}

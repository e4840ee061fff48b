import { addDays } from '../../domain/dates.ts';
import type { IsoDate } from '../../domain/primitives.ts';
import type { Page, VoucherListQuery, VoucherListRow } from '../lexware/api.ts';
import { typesOf, type Scope, type WalkCursor } from './sync-state.ts';

/** Lexware's largest page and the end of its window (API reference 3.6). Rows. */
export const pageSize = 250;
export const windowRows = 10_000;
/** Four million vouchers; a server that leads further is not believed. */
const maxWindows = 400;

/** A sweep before its first page. */
export function firstCursor(generation: number, startedMs: number): WalkCursor {
  return {
    generation,
    startedMs,
    to: null,
    page: 0,
    windows: 1,
    earliest: null,
    expected: null,
    rows: 0,
    changesFromMs: 0,
    hasGaps: false,
  };
}

/** The question that a cursor stands for: newest first, so that the list is useful after one page. */
export function queryOf(scope: Scope, cursor: WalkCursor): VoucherListQuery {
  return {
    voucherType: typesOf[scope].join(','),
    voucherStatus: 'any',
    page: cursor.page,
    size: pageSize,
    sort: { property: 'voucherDate', direction: 'DESC' },
    ...(cursor.to !== null && { voucherDateTo: cursor.to }),
  };
}

/**
 * Where a sweep stands after a page. A window ends at Lexware's 10,000 rows; the next one begins with the earliest day
 * seen, whose rows come again, because the day may have been cut in two.
 */
export function advance(cursor: WalkCursor, page: Page<VoucherListRow>): { cursor: WalkCursor; finished: boolean } {
  const isFirst = cursor.windows === 1 && cursor.page === 0;
  const isCapped = page.totalElements >= windowRows;
  const moved: WalkCursor = {
    ...cursor,
    page: cursor.page + 1,
    earliest: earlier(cursor.earliest, page.content),
    rows: cursor.rows + page.content.length,
    expected: cursor.page > 0 ? cursor.expected : isCapped ? null : cursor.rows + page.totalElements,
    changesFromMs: isFirst ? Math.max(0, ...page.content.map((row) => row.updatedMs)) : cursor.changesFromMs,
  };
  const { to } = cursor;
  const ignoresWindow = to !== null && page.content.some((row) => row.voucherDate > to);
  if (ignoresWindow) return { cursor: { ...moved, hasGaps: true }, finished: true };
  const windowEnded = moved.page * pageSize >= windowRows && isCapped;
  if (windowEnded) return nextWindow(moved);
  const finished = page.last || page.content.length === 0;
  return { cursor: { ...moved, hasGaps: moved.hasGaps || (finished && !page.last) }, finished };
}

function nextWindow(cursor: WalkCursor): { cursor: WalkCursor; finished: boolean } {
  if (cursor.earliest === null || cursor.windows >= maxWindows) {
    return { cursor: { ...cursor, hasGaps: true }, finished: true };
  }
  // One day alone fills the window: what lies beyond on that day cannot be listed.
  const isOneDay = cursor.earliest === cursor.to;
  return {
    cursor: {
      ...cursor,
      to: isOneDay ? addDays(cursor.earliest, -1) : cursor.earliest,
      page: 0,
      windows: cursor.windows + 1,
      earliest: null,
      hasGaps: cursor.hasGaps || isOneDay,
    },
    finished: false,
  };
}

function earlier(day: IsoDate | null, rows: readonly VoucherListRow[]): IsoDate | null {
  return rows.reduce<IsoDate | null>(
    (least, row) => (least === null || row.voucherDate < least ? row.voucherDate : least),
    day,
  );
}

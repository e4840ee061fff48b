/** The measures of a list whose rows all have the same height, in px. */
export interface RowMeasures {
  row: number;
  /** What sticks to the upper edge and covers rows there. */
  head: number;
}

/** Rows drawn beyond the visible ones on either side, so that fast scrolling meets no gap. */
const overscan = 12;

/** So many rows before the last loaded one is drawn, the next are asked for: they come while a wheel is turned. */
export const aheadRows = 40;

/** The half-open range of row indexes to draw for a scroll position in px; of one length but at the ends of the list. */
export function visibleRange(
  { row }: RowMeasures,
  scrollTop: number,
  height: number,
  count: number,
): { start: number; end: number } {
  const first = Math.floor(scrollTop / row);
  // One more than fit: a row can be cut at both edges.
  const last = first + Math.ceil(height / row) + 1;
  const end = Math.min(count, last + overscan);
  return { start: Math.max(0, Math.min(first - overscan, end)), end };
}

/**
 * Which row each drawn element shows next: one whose row has left the range takes a row that has entered it, so that
 * scrolling changes texts and makes no elements.
 * @param before which row each of them shows so far
 */
export function reusePlaces(before: readonly number[], { start, end }: { start: number; end: number }): number[] {
  const kept = new Set(before.filter((index) => index >= start && index < end));
  const entered = rowsOf({ start, end }).filter((index) => !kept.has(index));
  const after = before.flatMap((index) => (kept.has(index) ? [index] : entered.splice(0, 1)));
  return [...after, ...entered];
}

/** The rows of a range, one by one. */
export function rowsOf({ start, end }: { start: number; end: number }): number[] {
  return Array.from({ length: end - start }, (_, offset) => start + offset);
}

/** How many rows a page key moves: those in sight, less one that stays to hold on to. */
export function pageOf({ row, head }: RowMeasures, height: number): number {
  return Math.max(1, Math.floor((height - head) / row) - 1);
}

/** The row that a key leads to from the active one (-1: none), or undefined where the key moves nothing. */
export function targetRow(key: string, from: number, loaded: number, page: number): number | undefined {
  if (loaded === 0) return undefined;
  const clamp = (index: number): number => Math.max(0, Math.min(loaded - 1, index));
  switch (key) {
    case 'ArrowDown':
      return clamp(from + 1);
    case 'ArrowUp':
      return clamp(from - 1);
    case 'PageDown':
      return clamp(from + page);
    case 'PageUp':
      return clamp(from - page);
    case 'Home':
      return 0;
    case 'End':
      return loaded - 1;
    default:
      return undefined;
  }
}

/** The nearest scroll position at which a row stands wholly between head and lower edge; the same one if it does. */
export function scrollTopFor({ row, head }: RowMeasures, index: number, scrollTop: number, height: number): number {
  const top = index * row;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + row - height + head);
}

/** Heights in px; the same values stand as `--row` in the tokens. */
export const rowHeight = 36;
export const headerHeight = 36;

/** Rows drawn beyond the visible ones on either side, so that fast scrolling meets no gap. */
const overscan = 12;

/** The half-open range of row indexes to draw for a scroll position in px. */
export function visibleRange(scrollTop: number, height: number, count: number): { start: number; end: number } {
  const first = Math.floor(scrollTop / rowHeight);
  const last = Math.ceil((scrollTop + height) / rowHeight);
  const end = Math.min(count, last + overscan);
  return { start: Math.max(0, Math.min(first - overscan, end)), end };
}

/** The row that a key leads to from the selected one (-1: none), or undefined where the key moves nothing. */
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

/** Whether a row stands wholly between the sticky header and the lower edge. */
export function isRowShown(index: number, scrollTop: number, height: number): boolean {
  const top = index * rowHeight;
  return top >= scrollTop && top + rowHeight <= scrollTop + height - headerHeight;
}

/** The nearest scroll position at which a row stands wholly in sight. */
export function scrollTopFor(index: number, scrollTop: number, height: number): number {
  const top = index * rowHeight;
  return top < scrollTop ? top : top + rowHeight - height + headerHeight;
}

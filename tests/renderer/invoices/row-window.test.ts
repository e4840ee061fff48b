import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  headerHeight,
  isRowShown,
  rowHeight,
  scrollTopFor,
  targetRow,
  visibleRange,
} from '../../../renderer/features/invoices/row-window.ts';

const height = 600;

describe('the drawn rows', () => {
  it('are few, however many there are', () => {
    const { start, end } = visibleRange(500_000, height, 100_000);
    expect(end - start).toBeLessThanOrEqual(45);
  });

  it('are none of an empty list', () => {
    expect(visibleRange(0, height, 0)).toEqual({ start: 0, end: 0 });
  });

  property.prop([fc.nat(4_000_000), fc.integer({ min: 40, max: 4000 }), fc.nat(100_000)])(
    'cover everything in sight and nothing outside the list',
    (scrollTop, viewport, count) => {
      const { start, end } = visibleRange(scrollTop, viewport, count);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(count);
      expect(start).toBeLessThanOrEqual(end);
      const first = Math.floor(scrollTop / rowHeight);
      const last = Math.min(count, Math.ceil((scrollTop + viewport) / rowHeight));
      if (first < last) expect(start <= first && end >= last).toBe(true);
    },
  );
});

describe('a key', () => {
  it.each([
    ['ArrowDown', 4, 5],
    ['ArrowUp', 4, 3],
    ['PageDown', 4, 14],
    ['PageUp', 14, 4],
    ['Home', 50, 0],
    ['End', 4, 99],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 99, 99],
    ['PageDown', 95, 99],
    ['ArrowDown', -1, 0],
  ])('%s leads from %i to %i', (key, from, to) => {
    expect(targetRow(key, from, 100, 10)).toBe(to);
  });

  it.each(['a', 'Tab', 'Escape', ' ', 'Enter'])('%s moves nothing', (key) => {
    expect(targetRow(key, 4, 100, 10)).toBeUndefined();
  });

  it('moves nothing in an empty list', () => {
    expect(targetRow('ArrowDown', -1, 0, 10)).toBeUndefined();
  });
});

describe('the scroll position for a row', () => {
  property.prop([fc.nat(10_000), fc.nat(400_000), fc.integer({ min: 120, max: 2000 })])(
    'shows the row wholly',
    (index, scrollTop, viewport) => {
      if (isRowShown(index, scrollTop, viewport)) return;
      const after = scrollTopFor(index, scrollTop, viewport);
      expect(isRowShown(index, after, viewport)).toBe(true);
      expect(after).toBeGreaterThanOrEqual(headerHeight - viewport);
    },
  );
});

import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  pageOf,
  reusePlaces,
  rowsOf,
  scrollTopFor,
  targetRow,
  visibleRange,
  type RowMeasures,
} from '../../../renderer/ui/row-window.ts';

const measures: RowMeasures = { row: 36, head: 36 };
const anyMeasures = fc.record({ row: fc.integer({ min: 20, max: 80 }), head: fc.integer({ min: 0, max: 48 }) });

/** Whether a row stands wholly between the head and the lower edge. */
function isShown({ row, head }: RowMeasures, index: number, scrollTop: number, height: number): boolean {
  const top = index * row;
  return top >= scrollTop && top + row <= scrollTop + height - head;
}

describe('the drawn rows', () => {
  it('are few, however many there are', () => {
    const { start, end } = visibleRange(measures, 500_000, 600, 100_000);
    expect(end - start).toBeLessThanOrEqual(45);
  });

  it('are none of an empty list', () => {
    expect(visibleRange(measures, 0, 600, 0)).toEqual({ start: 0, end: 0 });
  });

  property.prop([anyMeasures, fc.nat(4_000_000), fc.integer({ min: 40, max: 4000 }), fc.nat(100_000)])(
    'cover everything in sight and nothing outside the list',
    (sizes, scrollTop, viewport, count) => {
      const { start, end } = visibleRange(sizes, scrollTop, viewport, count);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(count);
      expect(start).toBeLessThanOrEqual(end);
      const first = Math.floor(scrollTop / sizes.row);
      const last = Math.min(count, Math.ceil((scrollTop + viewport) / sizes.row));
      if (first < last) expect(start <= first && end >= last).toBe(true);
    },
  );
});

describe('places', () => {
  it('whose rows stay in the range keep them, and the others take what entered it', () => {
    expect(reusePlaces([0, 1, 2, 3], { start: 2, end: 6 })).toEqual([4, 5, 2, 3]);
  });

  it('become more or fewer with the range', () => {
    expect(reusePlaces([4, 5, 2, 3], { start: 2, end: 8 })).toEqual([4, 5, 2, 3, 6, 7]);
    expect(reusePlaces([4, 5, 2, 3], { start: 4, end: 5 })).toEqual([4]);
    expect(reusePlaces([], { start: 0, end: 2 })).toEqual([0, 1]);
    expect(reusePlaces([4, 5], { start: 0, end: 0 })).toEqual([]);
  });

  it('are as many wherever the list stands, but at its ends', () => {
    const drawn = (scrollTop: number) => rowsOf(visibleRange(measures, scrollTop, 682, 100_000)).length;
    expect(new Set([500, 1_000, 1_017, 50_003, 123_456].map(drawn)).size).toBe(1);
  });

  property.prop([fc.array(fc.record({ start: fc.nat(60), length: fc.nat(40) }), { minLength: 1, maxLength: 20 })])(
    'show every row of the range once, and no element changes a row that stays',
    (ranges) => {
      let places: number[] = [];
      for (const { start, length } of ranges) {
        const next = reusePlaces(places, { start, end: start + length });
        expect([...next].sort((a, b) => a - b)).toEqual(rowsOf({ start, end: start + length }));
        if (next.length >= places.length)
          places.forEach((index, place) => {
            if (next.includes(index)) expect(next[place]).toBe(index);
          });
        places = next;
      }
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

property.prop([anyMeasures, fc.nat(10_000), fc.nat(400_000), fc.integer({ min: 160, max: 2000 })])(
  'the scroll position for a row shows it wholly, and stays where it is shown already',
  (sizes, index, scrollTop, viewport) => {
    const after = scrollTopFor(sizes, index, scrollTop, viewport);
    expect(isShown(sizes, index, after, viewport)).toBe(true);
    if (isShown(sizes, index, scrollTop, viewport)) expect(after).toBe(scrollTop);
  },
);

it('a page is what is in sight less one row, and never none', () => {
  expect(pageOf(measures, 600)).toBe(14);
  expect(pageOf(measures, 10)).toBe(1);
});

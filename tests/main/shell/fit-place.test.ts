import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { fitPlace } from '../../../main/shell/fit-place.ts';

const laptop = { x: 0, y: 27, width: 1440, height: 873 };
const second = { x: 1440, y: 0, width: 2560, height: 1440 };
const usual = { bounds: { width: 1440, height: 880 }, isMaximised: false };
const kept = (x: number, y: number, width = 1000, height = 700, isMaximised = false): unknown => ({
  bounds: { x, y, width, height },
  isMaximised,
});

describe('a kept place', () => {
  it('is taken as it is where it stands on a display', () => {
    expect(fitPlace(kept(1600, 40), [laptop, second])).toEqual(kept(1600, 40));
    expect(fitPlace(kept(-300, 100), [laptop])).toEqual(kept(-300, 100));
  });

  it('stays maximised', () => {
    expect(fitPlace(kept(100, 100, 1000, 700, true), [laptop]).isMaximised).toBe(true);
  });

  it('on a display that is gone opens in the middle, maximised as before', () => {
    expect(fitPlace(kept(1600, 40, 1000, 700, true), [laptop])).toEqual({ ...usual, isMaximised: true });
  });

  it.each([
    ['above every display', kept(100, -200)],
    ['below it', kept(100, 890)],
    ['with a sliver at its edge only', kept(1400, 100)],
    ['with only that in sight which it loses by shrinking', kept(-3000, 100, 5000)],
  ])('%s opens in the middle', (_name, place) => {
    expect(fitPlace(place, [laptop])).toEqual(usual);
  });

  it('that is larger than the display shrinks to it', () => {
    expect(fitPlace(kept(0, 27, 4000, 3000), [laptop]).bounds).toMatchObject({ width: 1440, height: 873 });
  });
});

it.each([undefined, null, 'text', {}, { bounds: {} }, { bounds: { x: '1', y: 0, width: 1, height: 1 } }, kept(NaN, 0)])(
  'what is no place (%j) counts as none',
  (place) => {
    expect(fitPlace(place, [laptop])).toEqual(usual);
  },
);

it('without a display the usual size is taken', () => {
  expect(fitPlace(kept(10, 40), [])).toEqual(usual);
});

const number = fc.integer({ min: -5000, max: 5000 });
property.prop([number, number, fc.integer({ min: 1, max: 6000 }), fc.integer({ min: 1, max: 6000 })], {
  numRuns: 2_000,
})('wherever it was left, the window can be drawn by its title bar', (x, y, width, height) => {
  const { bounds } = fitPlace(kept(x, y, width, height), [laptop, second]);
  if (bounds.x === undefined || bounds.y === undefined) return;
  const { x: left, y: top } = bounds;
  const inSight = [laptop, second].some(
    (area) =>
      Math.min(left + bounds.width, area.x + area.width) - Math.max(left, area.x) >= 120 &&
      top >= area.y - 1 &&
      top + 32 <= area.y + area.height,
  );
  expect(inSight).toBe(true);
});

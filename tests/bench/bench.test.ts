import { afterAll, describe, expect, it } from 'vitest';
import { measureApiUse } from './api-use.ts';
import { measureDraftSave } from './draft-save.ts';
import { isReached, linesOf, percentile, type Figure } from './figure.ts';
import { makeMirror } from './mirror.ts';
import { measureOpening } from './opening.ts';
import { measureListPage, measureSearch } from './search.ts';

const figure: Figure = { name: 'x', ratio: 1, goal: 1, goalIs: 'most', runs: 2, behind: '' };

describe('a figure', () => {
  it('is reached at its goal, and missed on the wrong side of it', () => {
    expect(isReached(figure)).toBe(true);
    expect(isReached({ ...figure, ratio: 1.01 })).toBe(false);
    expect(isReached({ ...figure, goalIs: 'least' })).toBe(true);
    expect(isReached({ ...figure, goalIs: 'least', ratio: 0.99 })).toBe(false);
    expect(isReached({ ...figure, ratio: NaN })).toBe(false);
  });

  it('is told in a form that programs read', () => {
    expect(linesOf({ ...figure, behind: '7 ms' })).toBe('BENCH x ratio=1.000 goal=1 runs=2\n  at most 1; 7 ms');
    expect(linesOf({ ...figure, ratio: 2 })).toContain('missed');
  });

  it('takes percentiles from what was measured', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([50, 95, 99, 100].map((percent) => percentile(hundred, percent))).toEqual([50, 95, 99, 100]);
    expect(percentile([], 50)).toBeNaN();
  });
});

describe('the programs work', () => {
  const mirror = makeMirror(500, 10);
  afterAll(() => mirror.close());

  it.each([
    ['search', () => [measureSearch(mirror, 10)]],
    ['list-page', () => [measureListPage(mirror, 20)]],
    ['opening', () => measureOpening(mirror, 1)],
    ['draft-save', async () => [await measureDraftSave(18)]],
  ])('%s', async (_name, measure) => {
    for (const { ratio, behind } of await measure()) {
      expect(Number.isFinite(ratio)).toBe(true);
      expect(behind).toMatch(/\d ms|\d MB/);
    }
  });

  // Virtual time: here the figures themselves can be held.
  it('api-use', async () => {
    const figures = await measureApiUse([600], 900);
    expect(figures.map(({ name }) => name)).toContain('api-use-600-burst-5-learnt');
    for (const one of figures) expect(one.ratio, linesOf(one)).toBeGreaterThan(0.5);
    expect(figures.filter(({ name }) => name.includes('burst-2')).every(isReached)).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { byStatus, closingLine, failed, passed, sum } from '../../../build/steps/results.mjs';

describe('results', () => {
  it('closes with one line that other programs read', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(closingLine({ passed: 1, failed: 2, skipped: 3 })).toBe('1 passed, 2 failed, 3 skipped');
  });

  it('adds up, and keeps every failure', () => {
    const total = sum([passed(), failed('a', 'why'), passed(), failed('b', 'why not')]);
    expect(total).toMatchObject({ passed: 2, failed: 2, skipped: 0 });
    expect(total.failures.map(({ title }) => title)).toEqual(['a', 'b']);
  });

  it('judges a program by its exit code', () => {
    expect(byStatus('x', { status: 0, stdout: 'noise', stderr: '' }).failed).toBe(0);
    expect(byStatus('x', { status: 1, stdout: 'out', stderr: 'err' }).failures).toEqual([
      { title: 'x', detail: 'outerr' },
    ]);
  });

  it('cuts what nobody would read', () => {
    const detail = Array.from({ length: 100 }, (_, index) => `line ${index}`).join('\n');
    expect(failed('long', detail).failures[0]?.detail).toMatch(/line 59\n… and 40 more lines$/);
  });
});

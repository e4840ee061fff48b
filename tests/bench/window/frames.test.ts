import { describe, expect, it } from 'vitest';
import { countFrames } from './frames.ts';

describe('frames on time', () => {
  it('are all of those that follow each other', () => {
    expect(countFrames([0, 16, 33, 50], 16.7)).toEqual({ onTime: 3, due: 3 });
  });

  it('are missed as many times as they would have been due', () => {
    expect(countFrames([0, 17, 117], 16.7)).toEqual({ onTime: 1, due: 7 });
  });

  it('may be late by half of the time between two', () => {
    expect(countFrames([0, 25], 16.7)).toEqual({ onTime: 1, due: 1 });
    expect(countFrames([0, 26], 16.7)).toEqual({ onTime: 0, due: 2 });
  });

  it('are none without two frames', () => {
    expect(countFrames([5], 16.7)).toEqual({ onTime: 0, due: 0 });
  });
});

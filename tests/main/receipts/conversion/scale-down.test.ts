import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { scaleDown } from '../../../../main/receipts/conversion/scale-down.ts';
import { cornered, cornersOf, noise } from '../support/pictures.ts';

const side = fc.integer({ min: 1, max: 40 });
const mean = (data: Uint8ClampedArray): number =>
  data.reduce((sum, value, i) => sum + (i % 4 === 3 ? 0 : value), 0) / ((data.length / 4) * 3);

describe('a picture made smaller', () => {
  test.prop([side, side, side, side])('keeps its brightness, and stays opaque', (width, height, byX, byY) => {
    const picture = noise(width, height);
    const small = scaleDown(picture, Math.min(width, byX), Math.min(height, byY));
    expect(Math.abs(mean(small.data) - mean(picture.data))).toBeLessThan(0.6);
    expect(small.data.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
  });

  test.prop([side, side])('of one colour stays of one colour', (width, height) => {
    const picture = { width: 41, height: 43, data: new Uint8ClampedArray(41 * 43 * 4).fill(137) };
    const { data } = scaleDown(picture, width, height);
    expect(data.every((value, i) => value === (i % 4 === 3 ? 255 : 137))).toBe(true);
  });

  it('is the same picture', () => {
    const small = scaleDown(cornered(101, 77), 20, 16);
    expect([small.width, small.height, cornersOf(small)]).toEqual([20, 16, 'red green blue white']);
  });

  it('of the same size is itself', () => {
    const picture = noise(13, 7);
    expect(scaleDown(picture, 13, 7)).toEqual(picture);
  });
});

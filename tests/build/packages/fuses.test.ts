import { FuseV1Options } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { fuseSettings } from '../../../build/packages/fuses.mjs';

const names = FuseV1Options as unknown as Record<string, number>;
const known = Object.keys(names).filter((name) => Number.isNaN(Number(name)));

describe('fuseSettings', () => {
  it('decides about every fuse that the tool knows', () => {
    expect(Object.keys(fuseSettings(names, known.length))).toEqual(known.map((_name, index) => String(index)));
  });

  it('leaves out the last one where an older Electron lacks it', () => {
    expect(Object.keys(fuseSettings(names, 8))).toHaveLength(8);
  });

  it('refuses an Electron that lacks one that counts', () => {
    expect(() => fuseSettings(names, 7)).toThrow('7 fuses only');
  });
});

import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { appleIcon, windowsIcon } from '../../../build/packages/icon-files.mjs';

const drawn = (size: number): Buffer => fs.readFileSync(`build/icons/${size}x${size}.png`);

describe('the icons', () => {
  it.each([16, 24, 32, 48, 64, 128, 256, 512, 1024])('are drawn with %i pixels', (size) => {
    const png = drawn(size);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  });

  it('of macOS and Windows are made of these pictures', () => {
    expect(fs.readFileSync('build/icons/icon.icns').equals(appleIcon(drawn))).toBe(true);
    expect(fs.readFileSync('build/icons/icon.ico').equals(windowsIcon(drawn))).toBe(true);
  });

  it('of Windows name where each picture lies', () => {
    const file = windowsIcon(drawn);
    expect(file.readUInt16LE(4)).toBe(7);
    for (let index = 0; index < 7; index++) {
      const [length, offset] = [file.readUInt32LE(6 + 16 * index + 8), file.readUInt32LE(6 + 16 * index + 12)];
      const picture = file.subarray(offset, offset + length);
      expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG');
      expect(picture.readUInt32BE(16) % 256).toBe(file.readUInt8(6 + 16 * index));
    }
  });
});

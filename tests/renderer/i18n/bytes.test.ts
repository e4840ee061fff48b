import { afterEach, describe, expect, it } from 'vitest';
import { formatBytes } from '../../../renderer/i18n/bytes.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';

afterEach(() => setLocale('de'));

describe('a size', () => {
  it.each([
    ['de', 0, '0 Byte'],
    ['de', 463, '463 Byte'],
    ['de', 3_600, '3,6 kB'],
    ['de', 820_000, '820 kB'],
    ['de', 1_400_000, '1,4 MB'],
    ['en', 1, '1 byte'],
    ['en', 463, '463 bytes'],
    ['en', 3_600, '3.6 kB'],
    ['en', 1_400_000_000, '1.4 GB'],
  ] as const)('reads in %s for %d as %s', (language, bytes, text) => {
    setLocale(language);
    expect(formatBytes(bytes).replaceAll('\u00a0', ' ')).toBe(text);
  });
});

import { locale } from './locale.svelte.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in words, with at most one decimal: `820 kB`, `1,4 MB`. Steps of 1,000, as file managers count. */
export function formatBytes(bytes: number): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const size = bytes / 1000 ** step;
  const options = { style: 'unit', unit: units[step], maximumFractionDigits: size < 100 && step > 0 ? 1 : 0 } as const;
  return new Intl.NumberFormat(locale() === 'de' ? 'de-DE' : 'en-GB', options).format(size);
}

import { locale } from './locale.svelte.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in words, with at most one decimal: `463 bytes`, `820 kB`, `1,4 MB`. Steps of 1,000, as file managers count. */
export function formatBytes(bytes: number): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const size = bytes / 1000 ** step;
  // Bytes have a plural, which the short form leaves out; from kB on the sign is what people know.
  const unitDisplay = step === 0 ? 'long' : 'short';
  const maximumFractionDigits = size < 100 && step > 0 ? 1 : 0;
  const options = { style: 'unit', unit: units[step], unitDisplay, maximumFractionDigits } as const;
  return new Intl.NumberFormat(locale() === 'de' ? 'de-DE' : 'en-GB', options).format(size);
}

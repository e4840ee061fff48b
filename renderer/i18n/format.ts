import type { Cents, Decimal, IsoDate } from '../../domain/primitives.ts';
import { locale, type Locale } from './locale.svelte.ts';

/** `en` alone would mean American dates; Kontor's English speaks of a German bookkeeping. */
const tags: Record<Locale, string> = { de: 'de-DE', en: 'en-GB' };
const zone = 'Europe/Berlin';

/** In which language to format; left out, in that of the window. A document has a language of its own. */
export interface FormatOptions {
  locale?: Locale;
}

const formatters = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

/** Building an Intl object costs more than using it a hundred times; each is built once per language. */
function cached<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  name: string,
  build: (tag: string) => T,
  language: Locale = locale(),
): T {
  const tag = tags[language];
  const key = `${tag} ${name}`;
  const known = formatters.get(key) as T | undefined;
  if (known) return known;
  const made = build(tag);
  formatters.set(key, made);
  return made;
}

const amount = (tag: string) => new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Whole cents as exact decimal text; dividing by 100 would leave the integers. `-5` → `-0.05`. */
function decimalText(cents: Cents): Intl.StringNumericLiteral {
  const sign = cents < 0 ? '-' : '';
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}` as Intl.StringNumericLiteral;
}

/** An amount in cents without a currency sign, for columns whose head names it: `1.234,56`. */
export function formatAmount(cents: Cents, options: FormatOptions = {}): string {
  return cached('amount', amount, options.locale).format(decimalText(cents));
}

/** An amount in cents with the sign behind it, in both languages: `1.234,56 €`, `1,234.56 €`. */
export function formatMoney(cents: Cents, options: FormatOptions = {}): string {
  return `${formatAmount(cents, options)}\u00a0€`;
}

/** An amount in cents of any currency, its sign or code behind it: `154,70 €`, `154,70 USD`. Unknown means euros. */
export function formatCurrency(cents: Cents, currency: string | null, options: FormatOptions = {}): string {
  return `${formatAmount(cents, options)}\u00a0${currencySign(currency)}`;
}

/** What stands behind an amount: the sign of the euro, the code of any other currency. */
export function currencySign(currency: string | null): string {
  return currency === null || currency === 'EUR' ? '€' : currency;
}

/** An amount as exact decimal text with all its decimals, at least two: `-12.3` → `-12,30`, `0.125` → `0,125`. */
export function formatDecimal(amount: Decimal, options: FormatOptions = {}): string {
  const build = (tag: string) => new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 20 });
  return cached('decimal', build, options.locale).format(amount as Intl.StringNumericLiteral);
}

/** A whole number with separators: `1.284`. */
export function formatCount(count: number): string {
  return cached('count', (tag) => new Intl.NumberFormat(tag, { maximumFractionDigits: 0 })).format(count);
}

/** A quantity or price as decimal text (`0.6543`) with up to four decimals: `0,6543`. Empty text stays empty. */
export function formatQuantity(quantity: Decimal, minimumFractionDigits = 0, options: FormatOptions = {}): string {
  if (quantity === '') return '';
  const build = (tag: string) => new Intl.NumberFormat(tag, { minimumFractionDigits, maximumFractionDigits: 4 });
  return cached(`quantity ${minimumFractionDigits}`, build, options.locale).format(
    quantity as Intl.StringNumericLiteral,
  );
}

/** A percentage, as number or decimal text: `19 %`, `2,5 %`. */
export function formatPercent(percent: number | Decimal, options: FormatOptions = {}): string {
  const build = (tag: string) => new Intl.NumberFormat(tag, { maximumFractionDigits: 2 });
  const number = cached('percent', build, options.locale);
  return `${number.format(String(percent) as Intl.StringNumericLiteral)}\u00a0%`;
}

const day = (tag: string, timeZone: string) =>
  new Intl.DateTimeFormat(tag, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone });

/** A calendar day (`yyyy-MM-dd`), untouched by time zones: `23.11.2026`, `23/11/2026`. */
export function formatDate(date: IsoDate, options: FormatOptions = {}): string {
  return cached('day', (tag) => day(tag, 'UTC'), options.locale).format(new Date(`${date}T00:00:00Z`));
}

/** A month (`yyyy-MM`): `November 2026`, or `Nov.` where room is scarce. */
export function formatMonth(month: string, style: 'long' | 'short'): string {
  const options: Intl.DateTimeFormatOptions =
    style === 'long' ? { month: 'long', year: 'numeric' } : { month: 'short' };
  const build = (tag: string) => new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' });
  return cached(`month ${style}`, build).format(new Date(`${month}-01T00:00:00Z`));
}

/** Whole euros for the marks of a scale, in cents: `12.500 €`. */
export function formatEuros(cents: Cents): string {
  return `${formatCount(Math.round(cents / 100))}\u00a0€`;
}

/** An instant as a German wall-clock time: `14:32`. */
export function formatTime(instant: string): string {
  const build = (tag: string) => new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', timeZone: zone });
  return cached('time', build).format(new Date(instant));
}

/** An instant as German day and time: `23.11.2026, 14:32`. */
export function formatDateTime(instant: string): string {
  return `${cached('berlin day', (tag) => day(tag, zone)).format(new Date(instant))}, ${formatTime(instant)}`;
}

const relativeSteps: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/**
 * How long ago an instant was: `vor 2 Minuten`, `gestern`; below a minute the language's word for now.
 *
 * @param now ms since the epoch; pass a ticking value to keep the text true.
 * @param style `short` where room is scarce: `vor 2 Min.`
 */
export function formatRelativeTime(instant: string, now: number, style: 'long' | 'short' = 'long'): string {
  const seconds = Math.round((Date.parse(instant) - now) / 1000);
  const format = cached(`relative ${style}`, (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style }));
  for (const [unit, size] of relativeSteps) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, 'second');
}

/** A stretch of time as minutes and seconds: `9:05`. Negative values count as none. */
export function formatCountdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

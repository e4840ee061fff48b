import { toScaled } from './decimal.ts';
import { isObject, type JsonObject } from './json.ts';
import { parseDateTime } from './berlin.ts';
import type { Violation } from './problems.ts';

/**
 * Collects what is wrong with a request body in the regular shape. Each method looks at one field and answers its value
 * where it is good, `undefined` where it is absent or wrong; wrong fields are noted with their path.
 */
export class Check {
  readonly violations: Violation[] = [];

  note(field: string, violation: string, message: string): undefined {
    this.violations.push({ violation, field, message });
    return undefined;
  }

  missing(field: string): undefined {
    return this.note(field, 'NOTNULL', 'darf nicht leer sein');
  }

  /** A mandatory or optional object. */
  object(field: string, value: unknown, required: boolean): JsonObject | undefined {
    if (value === undefined || value === null) return required ? this.missing(field) : undefined;
    return isObject(value) ? value : this.note(field, 'TYPEMISMATCH', 'muss ein Objekt sein');
  }

  /** A text of at most `max` characters; a mandatory one must not be blank. */
  text(field: string, value: unknown, max: number, required = false): string | undefined {
    if (value === undefined || value === null) return required ? this.missing(field) : undefined;
    if (typeof value !== 'string') return this.note(field, 'TYPEMISMATCH', 'muss ein Text sein');
    if (required && value.trim() === '') return this.note(field, 'NOTBLANK', 'darf nicht leer sein');
    if (value.length > max) return this.note(field, 'SIZE', `Größe muss zwischen 0 und ${String(max)} sein`);
    return value;
  }

  /** One of a list of texts. */
  choice<T extends string>(field: string, value: unknown, choices: readonly T[], required: boolean): T | undefined {
    if (value === undefined || value === null) return required ? this.missing(field) : undefined;
    const found = choices.find((choice) => choice === value);
    return found ?? this.note(field, 'INVALIDVALUE', `muss einer der Werte ${choices.join(', ')} sein`);
  }

  /** A number with at most `places` decimals, in 1/10,000. */
  decimal(field: string, value: unknown, places: 0 | 2 | 4, required: boolean): bigint | undefined {
    if (value === undefined || value === null) return required ? this.missing(field) : undefined;
    if (typeof value !== 'number') return this.note(field, 'TYPEMISMATCH', 'muss eine Zahl sein');
    const scaled = toScaled(value, places);
    const limit = `numerischer Wert außerhalb erlaubter Grenzen (maximal ${String(places)} Nachkommastellen)`;
    return scaled ?? this.note(field, 'DIGITS', limit);
  }

  /** A decimal between two whole numbers, both inclusive. */
  range(field: string, value: unknown, places: 0 | 2 | 4, from: bigint, to: bigint): bigint | undefined {
    const scaled = this.decimal(field, value, places, false);
    if (scaled === undefined) return undefined;
    if (scaled < from * 10_000n) {
      return this.note(field, 'DECIMALMIN', `muss größer oder gleich ${String(from)} sein`);
    }
    if (scaled > to * 10_000n) return this.note(field, 'DECIMALMAX', `muss kleiner oder gleich ${String(to)} sein`);
    return scaled;
  }

  /** A date-time in the strict form; ms since 1970. */
  dateTime(field: string, value: unknown, required: boolean): number | undefined {
    if (value === undefined || value === null) return required ? this.missing(field) : undefined;
    const message = "muss dem Format yyyy-MM-dd'T'HH:mm:ss.SSSXXX entsprechen";
    return parseDateTime(value) ?? this.note(field, 'DATEFORMAT', message);
  }
}

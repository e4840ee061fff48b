import fs from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { at } from '../../../build/lib/paths.mjs';
import { keepPlurals } from '../../../build/vite/kept-plurals.ts';

type Plural = (locale: string, input: unknown, options?: Intl.PluralRulesOptions) => string;

const registry = fs.readFileSync(at('renderer/i18n/paraglide/registry.js'), 'utf8');
let loaded = 0;
/** A module of its own each time, which has kept nothing yet. */
const load = async (code: string) => {
  const text = encodeURIComponent(`${code}// ${String((loaded += 1))}`);
  return ((await import(`data:text/javascript,${text}`)) as { plural: Plural }).plural;
};

describe('the plural rules of messages', () => {
  it('say the same as before they were kept', async () => {
    const [before, after] = [await load(registry), await load(keepPlurals(registry))];
    for (const locale of ['de', 'en', 'ar'])
      for (const count of [0, 1, 2, 3, 11, 21, 100, 1.5, '1'])
        for (const options of [{}, undefined, { type: 'ordinal' }] as const)
          expect([locale, count, after(locale, count, options)]).toEqual([
            locale,
            count,
            before(locale, count, options),
          ]);
  });

  it('are built once per language and kind', async () => {
    const plural = await load(keepPlurals(registry));
    const { PluralRules } = Intl;
    const made = vi.spyOn(Intl, 'PluralRules').mockImplementation(function (locales, options) {
      return new PluralRules(locales, options);
    });
    for (const count of [1, 2, 3]) for (const locale of ['de', 'en']) plural(locale, count, {});
    expect(made).toHaveBeenCalledTimes(2);
    made.mockRestore();
  });

  it('stop the build where paraglide writes something else', () => {
    expect(() => keepPlurals('export const plural = () => "other";')).toThrow(/plural rules/);
  });
});

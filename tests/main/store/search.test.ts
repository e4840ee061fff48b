import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { foldGerman, foldPlain } from '../../../main/store/fold.ts';
import { amountText, searchWords } from '../../../main/store/search.ts';
import { sampleArticle, sampleContact, sampleRow } from './samples.ts';
import type { Store } from '../../../main/store/store.ts';
import { memoryStore, openStore, valueOf } from './temporary-store.ts';

describe('folding', () => {
  it.each([
    ['Müller', 'mueller'],
    ['MÜLLER', 'mueller'],
    ['Mu\u0308ller', 'mueller'],
    ['Straße', 'strasse'],
    ['STRAẞE', 'strasse'],
    ['Œuvre Café', 'œuvre cafe'],
    ['  zwei\t Wörter\n', 'zwei woerter'],
    ['a\u0000b\u200Bc', 'a b c'],
  ])('of %j is %j', (text, folded) => {
    expect(foldGerman(text)).toBe(folded);
  });

  test.prop([fc.string({ unit: 'binary' })])('is stable and never holds what cannot be bound', (text) => {
    for (const fold of [foldGerman, foldPlain]) {
      const folded = fold(text);
      expect(fold(folded)).toBe(folded);
      expect(folded).not.toContain('\0');
    }
  });
});

describe('the search', () => {
  let shared: Store | undefined;
  function filled(): Store {
    const store = openStore({ path: ':memory:', key: null });
    store.vouchers.upsert([row], 1);
    store.contacts.upsert([sampleContact()], 1);
    return store;
  }
  const row = sampleRow({ number: 'RE-2026/0042', contactName: 'Jürgen Weiß & Söhne GmbH', totalCents: 123456 });

  it.each([
    'jürgen',
    'juergen',
    'jurgen',
    'JÜRGEN',
    'weiss',
    'weiß',
    'WEISS',
    'söhne',
    'soehne',
    'sohne',
    'ohne',
    'rge',
    '2026/0042',
    '0042',
    're-2026',
    'gmbh jürgen',
    '1234,56',
    '1.234,56',
    '1,234.56',
    '1234.56',
    '1.234,56 €',
    '234,5',
    'j',
    'jü',
    'ju',
    'we',
    're',
    '&',
    'gm',
    '12',
    '',
    '   ',
    '1.234,',
    '20',
    '"',
    '*',
    '% _ ( \\\\',
    'jü ""',
  ])('finds it by %j', (search) => {
    const store = memoryStore();
    store.vouchers.upsert([row], 1);
    expect(valueOf(store.vouchers.list({ search }, '2026-09-01')).rows).toHaveLength(1);
  });

  it.each([
    'jurgens',
    'xyz',
    'ürgenx',
    '1234,57',
    '12345',
    'ür',
    'ß',
    'juergen OR x',
    'jü* x',
    'NEAR(a b)',
    'search_text:juergen',
    "' OR 1=1 --",
    'gmbh xyz',
    'a"b"c',
    '^juergen',
  ])('does not find it by %j', (search) => {
    const store = memoryStore();
    store.vouchers.upsert([row], 1);
    expect(valueOf(store.vouchers.list({ search }, '2026-09-01')).rows).toHaveLength(0);
  });

  test.prop([fc.string({ unit: 'binary', maxLength: 60 })], { numRuns: 300 })('answers any text', (search) => {
    shared ??= filled();
    const store = shared;
    expect(store.vouchers.list({ search }, '2026-09-01').ok).toBe(true);
    expect(store.contacts.search(search, 10).ok).toBe(true);
  });

  test.prop([fc.integer({ min: -99_999_999, max: 99_999_999 })])(
    'finds an amount as Germans and the English write it',
    (cents) => {
      const euros = Math.trunc(Math.abs(cents) / 100);
      const rest = String(Math.abs(cents) % 100).padStart(2, '0');
      for (const [locale, sign] of [
        ['de-DE', ','],
        ['en-GB', '.'],
      ] as const) {
        const written = `${cents < 0 ? '-' : ''}${euros.toLocaleString(locale)}${sign}${rest}`;
        expect(searchWords(written).flat()).toContain(amountText(cents));
      }
    },
  );
});

describe('contacts and articles', () => {
  it('come with those first whose name begins with the text, then by name', () => {
    const store = memoryStore();
    const names = ['Zeta Nord', 'Nord AG', 'Äpfel & Nord', 'Süd'];
    store.contacts.upsert(
      names.map((name) => sampleContact({ name, email: null })),
      1,
    );
    const found = valueOf(store.contacts.search('nord', 10)).map((contact) => contact.name);
    expect(found).toEqual(['Nord AG', 'Äpfel & Nord', 'Zeta Nord']);
    expect(valueOf(store.contacts.search('nord', 2))).toHaveLength(2);
    expect(valueOf(store.contacts.search('', 10)).map((contact) => contact.name)).toEqual([
      'Äpfel & Nord',
      'Nord AG',
      'Süd',
      'Zeta Nord',
    ]);
  });

  it('are found by number, place and address', () => {
    const store = memoryStore();
    store.contacts.upsert([sampleContact()], 1);
    store.articles.upsert([sampleArticle({ description: 'vor Ort' })], 1);
    for (const text of ['10017', 'kiel', '24103', 'rechnung@nordlicht.example']) {
      expect(valueOf(store.contacts.search(text, 10))).toHaveLength(1);
    }
    for (const text of ['b-100', 'berat', 'vor ort']) expect(valueOf(store.articles.search(text, 10))).toHaveLength(1);
  });

  it('are found by their new name only once they were renamed', () => {
    const store = memoryStore();
    const contact = sampleContact({ name: 'Altmann' });
    expect(store.contacts.upsert([contact], 1)).toBe(1);
    expect(store.contacts.upsert([contact], 2)).toBe(0);
    expect(store.contacts.upsert([{ ...contact, name: 'Neumann' }], 2)).toBe(1);
    expect(valueOf(store.contacts.search('altmann', 10))).toHaveLength(0);
    expect(valueOf(store.contacts.search('neumann', 10))).toHaveLength(1);
  });

  it('go after two sweeps that did not see them, not after one', () => {
    const store = memoryStore();
    const [gone, stays] = [sampleContact({ name: 'Gone' }), sampleContact({ name: 'Stays' })];
    store.contacts.upsert([gone, stays], 1);
    store.contacts.upsert([stays], 2);
    expect(store.contacts.endSweep(2)).toEqual({ removed: 0, missed: 1 });
    store.contacts.upsert([stays], 3);
    expect(store.contacts.endSweep(3)).toEqual({ removed: 1, missed: 0 });
    expect(store.contacts.get(gone.id).ok).toBe(false);
    expect(store.contacts.get(stays.id).ok).toBe(true);
    expect(valueOf(store.contacts.search('gone', 10))).toHaveLength(0);
  });
});

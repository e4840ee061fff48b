import { describe, expect, test } from 'vitest';
import type { DraftLine } from '../../../domain/invoice-draft.ts';
import { newLine, newTextLine } from '../../../domain/new-draft.ts';
import {
  duplicateLine,
  insertLine,
  isBlankLine,
  moveLine,
  recipientFromContact,
  removeLine,
  withArticle,
  withoutBlankLines,
  withShippingType,
  withTaxType,
} from '../../../renderer/features/drafts/draft-edits.ts';
import { History } from '../../../renderer/features/drafts/history.svelte.ts';
import { idOf } from '../sample-data.ts';
import { bakery, fullDraft, trip } from './draft-bridge.ts';

const line = (number: number): DraftLine => ({ ...newLine(idOf(number), 'net'), name: String(number) });
const lines = [line(1), line(2), line(3)];
const names = (list: readonly DraftLine[]): string => list.map((one) => one.name).join('');

describe('lines', () => {
  test.each<[number, number, string]>([
    [0, 1, '213'],
    [0, 2, '231'],
    [2, 0, '312'],
    [1, 1, '123'],
    [0, -1, '123'],
    [2, 3, '123'],
    [7, 0, '123'],
  ])('moving %i to %i gives %s', (from, to, expected) => {
    expect(names(moveLine(lines, from, to))).toBe(expected);
  });

  test('can be put behind any line and before the first', () => {
    expect(names(insertLine(lines, 1, line(9)))).toBe('1293');
    expect(names(insertLine(lines, -1, line(9)))).toBe('9123');
  });

  test('are duplicated with an id of their own, and removed', () => {
    const copied = duplicateLine(lines, 1, idOf(9));
    expect(names(copied)).toBe('1223');
    expect(copied[2]?.id).toBe(idOf(9));
    expect(names(removeLine(lines, 1))).toBe('13');
    expect(names(duplicateLine(lines, 7, idOf(9)))).toBe('123');
  });

  test('are blank while only what comes by itself is in them', () => {
    expect(isBlankLine({ ...newLine(idOf(1), 'net'), unitName: 'Stück' })).toBe(true);
    expect(isBlankLine({ ...newLine(idOf(1), 'net'), unitPrice: '0' })).toBe(false);
    expect(isBlankLine({ ...newTextLine(idOf(1)), name: 'x' })).toBe(false);
  });

  test('that are blank go, but never the last one with a price', () => {
    const blank = newLine(idOf(4), 'net');
    expect(withoutBlankLines([...lines, blank])).toEqual(lines);
    expect(withoutBlankLines([blank])).toEqual([blank]);
    expect(withoutBlankLines([{ ...newTextLine(idOf(5)), name: 'nur Text' }, blank])).toHaveLength(2);
  });
});

describe('an article', () => {
  test('brings its texts, unit, rate and the price of the leading side', () => {
    const filled = withArticle({ ...newLine(idOf(1), 'net'), quantity: '3', discountPercentage: '5' }, trip, 'net');
    expect(filled).toMatchObject({ type: 'service', articleId: trip.id, name: 'Anfahrt Kiel', unitName: 'Pauschale' });
    expect(filled).toMatchObject({ unitPrice: '500', quantity: '3', discountPercentage: '5', taxRatePercentage: 19 });
    expect(withArticle(line(1), trip, 'gross')).toMatchObject({ unitPrice: '595' });
    expect(withArticle(line(1), trip, 'vatfree')).toMatchObject({ unitPrice: '500', taxRatePercentage: 0 });
  });
});

describe('the kind of taxation', () => {
  test('sets every rate to 0 without VAT, and to the usual one on the way back', () => {
    const free = { ...fullDraft(), ...withTaxType(fullDraft(), 'constructionService13b') };
    expect(free.lineItems).toMatchObject([{ taxRatePercentage: 0 }, { taxRatePercentage: 0 }]);
    expect(withTaxType(free, 'gross').lineItems).toMatchObject([{ taxRatePercentage: 19 }, { taxRatePercentage: 19 }]);
  });

  test('keeps rates and prices between net and gross', () => {
    const draft = fullDraft();
    expect(withTaxType(draft, 'gross').lineItems).toBe(draft.lineItems);
  });
});

describe('the kind of supply', () => {
  test('keeps the days that still mean something', () => {
    const period = { type: 'serviceperiod', date: '2026-11-01', endDate: '2026-11-30' } as const;
    expect(withShippingType(period, 'deliveryperiod', '2026-12-01')).toEqual({ ...period, type: 'deliveryperiod' });
    expect(withShippingType(period, 'delivery', '2026-12-01')).toEqual({
      type: 'delivery',
      date: '2026-11-01',
      endDate: null,
    });
    expect(withShippingType(period, 'none', '2026-12-01')).toEqual({ type: 'none', date: null, endDate: null });
    const none = { type: 'none', date: null, endDate: null } as const;
    expect(withShippingType(none, 'service', '2026-12-01')).toEqual({
      type: 'service',
      date: '2026-12-01',
      endDate: null,
    });
  });
});

test('a contact becomes the recipient with its address, or with none', () => {
  expect(recipientFromContact(bakery)).toMatchObject({ kind: 'contact', contactId: bakery.id, city: 'Kiel' });
  expect(recipientFromContact({ ...bakery, address: null })).toMatchObject({ kind: 'contact', street: '', city: '' });
});

describe('undo and redo', () => {
  test('take typing in one field as one step', () => {
    const history = new History<string>();
    history.note('', 'name');
    history.note('a', 'name');
    history.note('ab', 'price');
    expect(history.undo('ab1')).toBe('ab');
    expect(history.undo('ab')).toBe('');
    expect(history.canUndo).toBe(false);
    expect(history.undo('')).toBe('');
    expect(history.redo('')).toBe('ab');
    expect(history.redo('ab')).toBe('ab1');
    expect(history.canRedo).toBe(false);
  });

  test('forget what was undone once something new is typed', () => {
    const history = new History<string>();
    history.note('', 'name');
    history.undo('a');
    history.note('', 'name');
    expect(history.canRedo).toBe(false);
    expect(history.undo('b')).toBe('');
  });
});

import { describe, expect, it } from 'vitest';
import { InvoiceSelection } from '../../../renderer/features/invoices/selection.svelte.ts';
import { mostSelected } from '../../../renderer/ui/selection.svelte.ts';
import { sampleRow } from './sample-invoices.ts';

const rows = Array.from({ length: 10 }, (_, index) => sampleRow(index, { totalCents: 100 + index, openCents: index }));
const at = (index: number) => rows[index] ?? sampleRow(99);
const numbersOf = (selection: InvoiceSelection) => selection.rows.map((row) => row.number);

describe('the selection', () => {
  it('adds and removes single rows, and sums what is in it', () => {
    const selection = new InvoiceSelection();
    selection.toggle(at(2));
    selection.toggle(at(7));
    expect([selection.count, selection.totalCents, selection.openCents]).toEqual([2, 209, 9]);
    selection.toggle(at(2));
    expect(numbersOf(selection)).toEqual(['RE0007']);
  });

  it('makes a range from where it began, both ways, and turns around', () => {
    const selection = new InvoiceSelection();
    selection.extendTo(at(5), at(3).id, rows);
    expect(numbersOf(selection)).toEqual(['RE0003', 'RE0004', 'RE0005']);
    selection.extendTo(at(1), at(5).id, rows);
    expect(numbersOf(selection)).toEqual(['RE0003', 'RE0002', 'RE0001']);
    selection.clear();
    selection.extendTo(at(4), null, rows);
    expect(numbersOf(selection)).toEqual(['RE0004']);
  });

  it('takes over what changed, and only of marked rows', () => {
    const selection = new InvoiceSelection();
    selection.toggle(at(1));
    selection.refresh([{ ...at(1), openCents: 77 }, at(2)]);
    expect([selection.count, selection.openCents]).toEqual([1, 77]);
  });

  it('never holds more than main takes at once', () => {
    const selection = new InvoiceSelection();
    const many = Array.from({ length: mostSelected + 5 }, (_, index) => sampleRow(index));
    selection.replace(many);
    expect(selection.count).toBe(mostSelected);
    selection.toggle(sampleRow(900_000));
    expect(selection.count).toBe(mostSelected);
  });
});

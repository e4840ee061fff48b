import { fireEvent, render, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import ListHarness from './ListHarness.svelte';
import '../lazy-parts.ts';

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `Kunde ${String(index + 1)}`);

test('of many rows only those in sight are drawn, and all are counted', () => {
  const { getByRole, getAllByRole } = render(ListHarness, { rows: names(5_000), count: 5_000 });
  expect(getByRole('grid', { name: 'Namen' })).toHaveAttribute('aria-rowcount', '5001');
  expect(getAllByRole('row').length).toBeLessThan(60);
  expect(getByRole('row', { name: 'Kunde 1' })).toHaveAttribute('aria-rowindex', '2');
});

test('arrows, Home and End walk, and the list itself keeps the focus', async () => {
  const { getByRole } = render(ListHarness, { rows: names(10), count: 10 });
  const list = getByRole('grid');
  list.focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  expect(getByRole('row', { name: 'Kunde 2' })).toHaveAttribute('aria-selected', 'true');
  expect(list).toHaveAttribute('aria-activedescendant', getByRole('row', { name: 'Kunde 2' }).id);
  await userEvent.keyboard('{End}');
  expect(getByRole('row', { name: 'Kunde 10' })).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Home}');
  expect(getByRole('row', { name: 'Kunde 1' })).toHaveAttribute('aria-selected', 'true');
  expect(list).toHaveFocus();
});

test('a key with Control is left to others', async () => {
  const onactivate = vi.fn();
  const { getByRole } = render(ListHarness, { rows: names(3), count: 3, onactivate });
  getByRole('grid').focus();
  await userEvent.keyboard('{Control>}{ArrowDown}{/Control}x');
  expect(onactivate).not.toHaveBeenCalled();
});

test('Enter and a double click open; Enter without an active row does not', async () => {
  const onopen = vi.fn();
  const { getByRole, getByText } = render(ListHarness, { rows: names(3), count: 3, onopen });
  getByRole('grid').focus();
  await userEvent.keyboard('{Enter}');
  expect(onopen).not.toHaveBeenCalled();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await userEvent.dblClick(getByText('Kunde 3'));
  expect(onopen.mock.calls).toEqual([['Kunde 1'], ['Kunde 3']]);
});

test('rows that are not loaded stand as placeholders, and are asked for', async () => {
  const onmore = vi.fn();
  const { getAllByRole } = render(ListHarness, { rows: names(5), count: 200, onmore });
  await waitFor(() => expect(onmore).toHaveBeenCalled());
  expect(getAllByRole('gridcell').length).toBeGreaterThan(5);
});

test('elements are used again while it scrolls, and stand in the order of their rows once it rests', async () => {
  const { getByRole, getAllByRole } = render(ListHarness, { rows: names(500), count: 500 });
  const drawn = () => getAllByRole('row').slice(1);
  const order = () => drawn().map((row) => Number(row.getAttribute('aria-rowindex')));
  const list = getByRole('grid');
  const scrollTo = async (scrollTop: number): Promise<void> => {
    list.scrollTop = scrollTop;
    await fireEvent.scroll(list);
  };
  await scrollTo(36 * 100);
  const before = drawn();
  await scrollTo(36 * 105);
  expect(drawn()).toEqual(before);
  expect(order()).not.toEqual([...order()].sort((a, b) => a - b));
  expect(getByRole('row', { name: 'Kunde 105' })).toHaveAttribute('aria-rowindex', '106');
  await waitFor(() => expect(order()).toEqual([...order()].sort((a, b) => a - b)));
  expect(getByRole('row', { name: 'Kunde 105' }).textContent).toContain('Kunde 105');
});

test('a list that is loaded wholly asks for nothing', () => {
  const onmore = vi.fn();
  render(ListHarness, { rows: names(5), count: 5, onmore });
  expect(onmore).not.toHaveBeenCalled();
});

test('several rows can be selected, and the event tells the modifier', async () => {
  const onactivate = vi.fn<(row: string, event: KeyboardEvent | MouseEvent) => void>();
  const { getByRole, getByText } = render(ListHarness, {
    rows: names(4),
    count: 4,
    selected: ['Kunde 2', 'Kunde 4'],
    onactivate,
  });
  expect(getByRole('grid')).toHaveAttribute('aria-multiselectable', 'true');
  expect(getByRole('row', { name: 'Kunde 4' })).toHaveAttribute('aria-selected', 'true');
  expect(getByRole('row', { name: 'Kunde 1' })).toHaveAttribute('aria-selected', 'false');
  await fireEvent.click(getByText('Kunde 3'), { shiftKey: true });
  expect(onactivate.mock.calls[0]?.[1].shiftKey).toBe(true);
});

test('a right click selects its row first, and the menu is about that row', async () => {
  const onmenu = vi.fn();
  const { getByText, findByText } = render(ListHarness, { rows: names(3), count: 3, onmenu });
  await fireEvent.contextMenu(getByText('Kunde 2'));
  await userEvent.click(await findByText('Entfernen'));
  expect(onmenu).toHaveBeenCalledExactlyOnceWith('Kunde 2');
});

test('the menu called by key is about the active row', async () => {
  const onmenu = vi.fn();
  const { getByRole, findByText } = render(ListHarness, { rows: names(3), count: 3, onmenu });
  const list = getByRole('grid');
  list.focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  // What the browser sends for Shift+F10: the list has the focus, so it is the target.
  await fireEvent.contextMenu(list);
  await userEvent.click(await findByText('Entfernen'));
  expect(onmenu).toHaveBeenCalledExactlyOnceWith('Kunde 3');
});

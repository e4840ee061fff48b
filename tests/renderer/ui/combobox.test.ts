import { render, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import ComboboxHarness from './ComboboxHarness.svelte';

const names = ['Anfahrt Kiel', 'Anfahrt Umland', 'Wartung'];
const search = (text: string): Promise<string[]> =>
  Promise.resolve(names.filter((name) => name.toLowerCase().includes(text.toLowerCase())));

test('typing shows what fits, with the first marked', async () => {
  const { getByRole, findAllByRole } = render(ComboboxHarness, { search, onselect: vi.fn() });
  await userEvent.type(getByRole('combobox', { name: 'Kontakt' }), 'anf');
  const options = await findAllByRole('option');
  expect(options.map((option) => option.textContent.trim())).toEqual(['Anfahrt Kiel', 'Anfahrt Umland']);
  expect(getByRole('combobox')).toHaveAttribute('aria-activedescendant', options[0]?.id);
  expect(options[0]).toHaveAttribute('aria-selected', 'true');
});

test('arrows and Enter choose, and the list closes', async () => {
  const onselect = vi.fn();
  const { getByRole, findAllByRole, queryByRole } = render(ComboboxHarness, { search, onselect });
  await userEvent.type(getByRole('combobox'), 'anf');
  await findAllByRole('option');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(onselect).toHaveBeenCalledExactlyOnceWith('Anfahrt Umland');
  expect(queryByRole('listbox')).toBeNull();
  expect(getByRole('combobox')).toHaveFocus();
});

test('the arrow opens the list without typing, and marks nothing by itself', async () => {
  const onselect = vi.fn();
  const { getByRole, findAllByRole } = render(ComboboxHarness, { search, onselect });
  getByRole('combobox').focus();
  await userEvent.keyboard('{ArrowDown}');
  expect(await findAllByRole('option')).toHaveLength(3);
  await userEvent.keyboard('{Enter}');
  expect(onselect).not.toHaveBeenCalled();
});

test('a click chooses', async () => {
  const onselect = vi.fn();
  const { getByRole, findByRole } = render(ComboboxHarness, { search, onselect });
  await userEvent.type(getByRole('combobox'), 'wart');
  await userEvent.click(await findByRole('option', { name: 'Wartung' }));
  expect(onselect).toHaveBeenCalledExactlyOnceWith('Wartung');
});

test('the last entry takes the text as it is', async () => {
  const onfooter = vi.fn();
  const onselect = vi.fn();
  const { getByRole, findByRole } = render(ComboboxHarness, { search, onselect, onfooter });
  await userEvent.type(getByRole('combobox'), 'neu');
  await findByRole('option', { name: 'neu als freie Position' });
  await userEvent.keyboard('{ArrowUp}{Enter}');
  expect(onfooter).toHaveBeenCalledOnce();
  expect(onselect).not.toHaveBeenCalled();
});

test('Escape closes the list and chooses nothing', async () => {
  const onselect = vi.fn();
  const { getByRole, findAllByRole, queryByRole } = render(ComboboxHarness, { search, onselect });
  await userEvent.type(getByRole('combobox'), 'anf');
  await findAllByRole('option');
  await userEvent.keyboard('{Escape}');
  expect(queryByRole('listbox')).toBeNull();
  await userEvent.keyboard('{Enter}');
  expect(onselect).not.toHaveBeenCalled();
});

test('leaving the field closes the list', async () => {
  const { getByRole, findAllByRole, queryByRole } = render(ComboboxHarness, { search, onselect: vi.fn() });
  await userEvent.type(getByRole('combobox'), 'anf');
  await findAllByRole('option');
  await userEvent.tab();
  expect(queryByRole('listbox')).toBeNull();
});

test('nothing found is said', async () => {
  const { getByRole, findByText } = render(ComboboxHarness, { search, onselect: vi.fn() });
  await userEvent.type(getByRole('combobox'), 'xyz');
  expect(await findByText('Nichts gefunden')).toBeVisible();
});

test('a slow answer to an earlier text does not replace a newer one', async () => {
  const answers = new Map<string, (items: string[]) => void>();
  const slow = (text: string): Promise<string[]> => new Promise((resolve) => answers.set(text, resolve));
  const { getByRole, findByRole, queryByRole } = render(ComboboxHarness, { search: slow, onselect: vi.fn() });
  await userEvent.type(getByRole('combobox'), 'a');
  await waitFor(() => expect(answers.has('a')).toBe(true));
  await userEvent.type(getByRole('combobox'), 'b');
  await waitFor(() => expect(answers.has('ab')).toBe(true));
  answers.get('ab')?.(['neu']);
  await findByRole('option', { name: 'neu' });
  answers.get('a')?.(['alt']);
  await Promise.resolve();
  expect(queryByRole('option', { name: 'alt' })).toBeNull();
});

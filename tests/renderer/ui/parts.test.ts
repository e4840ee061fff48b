import { fireEvent, render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import { shownKeys } from '../../../renderer/ui/keys.ts';
import MoneyField from '../../../renderer/ui/MoneyField.svelte';
import Progress from '../../../renderer/ui/Progress.svelte';
import SplitPane from '../../../renderer/ui/SplitPane.svelte';
import { textSnippet } from '../snippet.ts';
import TabsHarness from './TabsHarness.svelte';

afterEach(() => {
  localStorage.clear();
  setLocale('de');
});

describe('a money field', () => {
  test.each([
    ['1.234,56', 123_456],
    ['1234.56', 123_456],
    ['50,-', 5_000],
    ['12 €', 1_200],
    ['0', 0],
  ])('understands %s', async (text, cents) => {
    const onvalue = vi.fn();
    const { getByRole } = render(MoneyField, { label: 'Von', value: null, onvalue });
    await userEvent.type(getByRole('textbox', { name: 'Von' }), text);
    expect(onvalue).toHaveBeenLastCalledWith(cents);
  });

  test.each(['abc', '1,234', '-5', '9999999999999'])('takes %s for nothing', async (text) => {
    const onvalue = vi.fn();
    const { getByRole } = render(MoneyField, { label: 'Von', value: null, onvalue, most: 100_000 });
    // In German, `1,234` has a fraction of a cent.
    await fireEvent.input(getByRole('textbox'), { target: { value: text } });
    expect(onvalue).toHaveBeenLastCalledWith(null);
  });

  test('shows what it holds in the format of the language', () => {
    setLocale('en');
    const { getByRole } = render(MoneyField, { label: 'From', value: 123_456, onvalue: vi.fn() });
    expect(getByRole('textbox')).toHaveValue('1,234.56');
  });
});

describe('a progress', () => {
  test('says how far it is, and can be cancelled', async () => {
    const oncancel = vi.fn();
    const { getByRole, getByText } = render(Progress, {
      label: 'Sichert',
      done: 3,
      total: 12,
      counted: true,
      oncancel,
    });
    expect(getByRole('progressbar', { name: 'Sichert' })).toHaveAttribute('aria-valuenow', '25');
    expect(getByText('3 von 12')).toBeVisible();
    await userEvent.click(getByRole('button', { name: 'Sichert: abbrechen' }));
    expect(oncancel).toHaveBeenCalledOnce();
  });

  test('of unknown length claims no number', () => {
    const { getByRole } = render(Progress, { label: 'Sichert', done: 3, total: null });
    expect(getByRole('progressbar')).not.toHaveAttribute('aria-valuenow');
  });

  test('of nothing is not full', () => {
    const { getByRole } = render(Progress, { label: 'Sichert', done: 0, total: 0 });
    expect(getByRole('progressbar')).toHaveAttribute('aria-valuenow', '0');
  });
});

describe('a split pane', () => {
  const parts = { name: 'test', label: 'Breite', initial: 400, start: textSnippet('A'), end: textSnippet('B') };

  test('is sized by keys within its limits, and keeps the size', async () => {
    const first = render(SplitPane, parts);
    first.getByRole('separator', { name: 'Breite' }).focus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(first.getByRole('separator')).toHaveAttribute('aria-valuenow', '416');
    await userEvent.keyboard('{Home}');
    expect(first.getByRole('separator')).toHaveAttribute('aria-valuenow', '720');
    await userEvent.keyboard('{ArrowLeft}');
    expect(first.getByRole('separator')).toHaveAttribute('aria-valuenow', '720');
    first.unmount();
    expect(render(SplitPane, parts).getByRole('separator')).toHaveAttribute('aria-valuenow', '720');
  });

  test('takes its first size again by a double click', async () => {
    const { getByRole } = render(SplitPane, parts);
    getByRole('separator').focus();
    await userEvent.keyboard('{End}');
    await fireEvent.dblClick(getByRole('separator'));
    expect(getByRole('separator')).toHaveAttribute('aria-valuenow', '400');
    expect(localStorage.getItem('pane:test')).toBeNull();
  });

  test('a kept size that is no number counts as none', () => {
    localStorage.setItem('pane:test', 'breit');
    expect(render(SplitPane, parts).getByRole('separator')).toHaveAttribute('aria-valuenow', '400');
  });
});

test('tabs are walked by arrows, and show one panel', async () => {
  const onchange = vi.fn();
  const { getByRole, getAllByRole } = render(TabsHarness, { onchange });
  expect(getByRole('tab', { name: 'Positionen 3' })).toHaveAttribute('aria-selected', 'true');
  getByRole('tab', { name: 'Positionen 3' }).focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(onchange).toHaveBeenCalledExactlyOnceWith('history');
  expect(getByRole('tabpanel')).toHaveTextContent('Inhalt: history');
  expect(getAllByRole('tab')).toHaveLength(2);
});

test('keys are named as the keyboard names them, in the language of the window', () => {
  expect(shownKeys('Mod+K')).toBe('Strg+K');
  expect(shownKeys('Shift+F10')).toBe('Umschalt+F10');
  setLocale('en');
  expect(shownKeys('Mod+Shift+K')).toBe('Ctrl+Shift+K');
  expect(shownKeys('/')).toBe('/');
});

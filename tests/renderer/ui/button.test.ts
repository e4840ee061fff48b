import { render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import Plus from '@lucide/svelte/icons/plus';
import { expect, test, vi } from 'vitest';
import Button from '../../../renderer/ui/Button.svelte';
import FilterChip from '../../../renderer/ui/FilterChip.svelte';
import IconButton from '../../../renderer/ui/IconButton.svelte';
import { textSnippet } from '../snippet.ts';

const children = textSnippet('Neue Rechnung');

test('a button is named by its text alone, not by the key on it', () => {
  const { getByRole } = render(Button, { kbd: 'N', icon: Plus, children });
  expect(getByRole('button', { name: 'Neue Rechnung' })).toHaveAttribute('type', 'button');
});

test('a button acts on a click and on Enter', async () => {
  const onclick = vi.fn();
  const { getByRole } = render(Button, { onclick, children });
  await userEvent.click(getByRole('button'));
  await userEvent.keyboard('{Enter}');
  expect(onclick).toHaveBeenCalledTimes(2);
});

test('a busy button keeps its focus and does nothing', async () => {
  const onclick = vi.fn();
  const { getByRole } = render(Button, { onclick, busy: true, children });
  await userEvent.click(getByRole('button'));
  expect(onclick).not.toHaveBeenCalled();
  expect(getByRole('button')).toHaveFocus();
  expect(getByRole('button')).toHaveAttribute('aria-busy', 'true');
});

test('a disabled button does nothing', async () => {
  const onclick = vi.fn();
  const { getByRole } = render(Button, { onclick, disabled: true, children });
  await userEvent.click(getByRole('button'));
  expect(onclick).not.toHaveBeenCalled();
});

test('an icon button is named by its label and tells its key', () => {
  const { getByRole } = render(IconButton, { label: 'Abgleichen', icon: Plus, kbd: 'R' });
  expect(getByRole('button', { name: 'Abgleichen' })).toHaveAttribute('title', 'Abgleichen (R)');
});

test('a filter chip says whether it is pressed and how much it holds', () => {
  const { getByRole } = render(FilterChip, { pressed: true, count: 1284, children: textSnippet('Alle') });
  expect(getByRole('button', { name: 'Alle 1.284', pressed: true })).toBeVisible();
});

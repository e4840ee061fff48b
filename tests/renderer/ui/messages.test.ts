import { render, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import { expect, test, vi } from 'vitest';
import Badge from '../../../renderer/ui/Badge.svelte';
import EmptyState from '../../../renderer/ui/EmptyState.svelte';
import Notice from '../../../renderer/ui/Notice.svelte';
import { notify } from '../../../renderer/ui/notify.ts';
import Toasts from '../../../renderer/ui/Toasts.svelte';
import { textSnippet } from '../snippet.ts';
import '../lazy-parts.ts';

test('a badge has a word and an icon', () => {
  const { getByText, container } = render(Badge, { tone: 'info', icon: CircleDot, children: textSnippet('Offen') });
  expect(getByText('Offen')).toBeVisible();
  expect(container.querySelector('svg')).toHaveAttribute('aria-hidden', 'true');
});

test('bad news interrupts, other news waits', () => {
  const { getByRole, rerender } = render(Notice, { tone: 'bad', title: 'Der Datenträger ist voll' });
  expect(getByRole('alert')).toHaveTextContent('Der Datenträger ist voll');
  return rerender({ tone: 'ok' }).then(() => expect(getByRole('status')).toBeVisible());
});

test('an empty state says what to do', () => {
  const { getByRole, getByText } = render(EmptyState, { icon: CircleDot, title: 'Leer', text: 'Legen Sie etwas an.' });
  expect(getByRole('heading', { name: 'Leer' })).toBeVisible();
  expect(getByText('Legen Sie etwas an.')).toBeVisible();
});

test('a message appears, does what it offers, and goes', async () => {
  const run = vi.fn();
  const { findByText, getByRole, queryByText } = render(Toasts);
  notify({ tone: 'ok', title: 'Entwurf gelöscht', action: { label: 'Rückgängig', run } });
  await findByText('Entwurf gelöscht');
  await userEvent.click(getByRole('button', { name: 'Rückgängig' }));
  expect(run).toHaveBeenCalledOnce();
  await waitFor(() => expect(queryByText('Entwurf gelöscht')).toBeNull());
});

test('a message can be taken away by who sent it', async () => {
  const { findByText, queryByText } = render(Toasts);
  const dismiss = notify({ tone: 'bad', title: 'Etwas ist schiefgegangen' });
  await findByText('Etwas ist schiefgegangen');
  dismiss();
  await waitFor(() => expect(queryByText('Etwas ist schiefgegangen')).toBeNull());
});

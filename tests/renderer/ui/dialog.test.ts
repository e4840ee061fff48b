import { render, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import ConfirmDialog from '../../../renderer/ui/ConfirmDialog.svelte';
import Dialog from '../../../renderer/ui/Dialog.svelte';
import { textSnippet } from '../snippet.ts';

afterEach(() => setLocale('de'));

const question = { open: true, title: 'Wirklich senden?', text: 'Das gilt dann.', confirmLabel: 'Senden' };

test('a dialog is named and described', async () => {
  const { findByRole } = render(Dialog, {
    open: true,
    title: 'Verbindung',
    description: 'Wohin Kontor sich verbindet.',
  });
  expect(await findByRole('dialog', { name: 'Verbindung' })).toHaveAccessibleDescription(
    'Wohin Kontor sich verbindet.',
  );
});

test('Escape closes a dialog, and the close button does', async () => {
  const onclose = vi.fn();
  const { findByRole, queryByRole, rerender } = render(Dialog, { open: true, title: 'Verbindung', onclose });
  await findByRole('dialog');
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(queryByRole('dialog')).toBeNull());
  await rerender({ open: true });
  await userEvent.click(await findByRole('button', { name: 'Schließen' }));
  await waitFor(() => expect(queryByRole('dialog')).toBeNull());
  expect(onclose).toHaveBeenCalledTimes(2);
});

test('a closed dialog is not there', () => {
  const { queryByRole } = render(Dialog, { open: false, title: 'Verbindung', children: textSnippet('Inhalt') });
  expect(queryByRole('dialog')).toBeNull();
});

test('a question starts on "cancel", so that Enter does no harm', async () => {
  const onconfirm = vi.fn();
  const oncancel = vi.fn();
  const { findByRole } = render(ConfirmDialog, { ...question, onconfirm, oncancel });
  await findByRole('alertdialog', { name: 'Wirklich senden?' });
  await waitFor(async () => expect(await findByRole('button', { name: 'Abbrechen' })).toHaveFocus());
  await userEvent.keyboard('{Enter}');
  expect(onconfirm).not.toHaveBeenCalled();
  expect(oncancel).toHaveBeenCalledOnce();
});

test('a question is confirmed by its verb, in the language in use', async () => {
  setLocale('en');
  const onconfirm = vi.fn();
  const { findByRole } = render(ConfirmDialog, { ...question, confirmLabel: 'Send', onconfirm });
  expect(await findByRole('button', { name: 'Cancel' })).toBeVisible();
  await userEvent.click(await findByRole('button', { name: 'Send' }));
  expect(onconfirm).toHaveBeenCalledOnce();
});

test('a question under way cannot be confirmed twice', async () => {
  const onconfirm = vi.fn();
  const { findByRole } = render(ConfirmDialog, { ...question, busy: true, onconfirm });
  await userEvent.click(await findByRole('button', { name: 'Senden' }));
  expect(onconfirm).not.toHaveBeenCalled();
});

import { render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { toast } from 'svelte-sonner';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appError } from '../../../domain/errors.ts';
import { fail, ok } from '../../../domain/result.ts';
import Diagnostics from '../../../renderer/features/settings/Diagnostics.svelte';
import Toasts from '../../../renderer/ui/Toasts.svelte';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import '../lazy-parts.ts';

let bridge: FakeBridge;

beforeEach(() => {
  bridge = installFakeBridge();
});

afterEach(() => void toast.dismiss());

async function save() {
  render(Toasts);
  const shown = render(Diagnostics);
  await userEvent.click(shown.getByRole('button', { name: /Diagnose speichern/ }));
  return shown;
}

test('a closed dialog is nothing to speak of', async () => {
  bridge.when('app', 'saveDiagnostics', () => ok('cancelled'));
  const { queryByText, getByRole } = await save();
  expect(queryByText('Diagnose gespeichert')).toBeNull();
  expect(getByRole('button', { name: /Diagnose speichern/ })).toBeEnabled();
});

test('what was saved is told, and that nothing was sent', async () => {
  bridge.when('app', 'saveDiagnostics', () => ok('saved'));
  const { findByText } = await save();
  expect(await findByText('Diagnose gespeichert')).toBeVisible();
  expect(await findByText(/verschickt sie nicht/)).toBeVisible();
});

test('a full disk is told in words', async () => {
  bridge.when('app', 'saveDiagnostics', () => fail(appError('storage_full')));
  const { findByText } = await save();
  expect(await findByText(/voll/)).toBeVisible();
});

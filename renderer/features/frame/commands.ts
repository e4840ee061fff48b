import { tick } from 'svelte';
import { assertNever } from '../../../domain/result.ts';
import type { Command } from '../../../preload/contract.ts';
import { kontor } from '../../bridge.ts';
import { errorText } from '../../i18n/errors.ts';
import { notify } from '../../ui/notify.ts';
import { lockNow } from '../lock/lock.ts';
import { pickReceipts } from '../receipts/intake.svelte.ts';
import { app } from './app-state.svelte.ts';
import { showOverlay } from './overlays.svelte.ts';
import { navigate, navigateTo, route } from './route.svelte.ts';
import { nextZoom } from './zoom.ts';

/** Carries out a command, whether it comes from a key, a button or the application's menu. */
export async function runCommand(command: Command): Promise<void> {
  switch (command) {
    case 'newInvoice':
      return createInvoice();
    case 'addReceipts':
      return pickReceipts('files');
    case 'search':
      return focusSearch();
    case 'sync':
      return syncNow();
    case 'lock':
      return lockOrSetUp();
    case 'palette':
    case 'shortcuts':
      showOverlay(command);
      return;
    case 'overview':
    case 'invoices':
    case 'drafts':
    case 'receipts':
    case 'contacts':
    case 'outbox':
    case 'settings':
      navigateTo(command);
      return;
    case 'zoomIn':
      return zoomTo(nextZoom(currentZoom(), 1));
    case 'zoomOut':
      return zoomTo(nextZoom(currentZoom(), -1));
    case 'zoomReset':
      return zoomTo(100);
    default:
      assertNever(command);
  }
}

/** Locks, or shows where a lock is set. */
async function lockOrSetUp(): Promise<void> {
  if (!(await lockNow())) await showSection('lock');
}

/** Creates an empty draft and opens it in the editor. */
async function createInvoice(): Promise<void> {
  const answer = await kontor.drafts.create({});
  if (answer.ok) navigate({ name: 'draft', id: answer.value.draft.id });
  else notify({ tone: 'bad', ...errorText(answer.error) });
}

/** Asks main to sync. What becomes of it is told by the sync state. */
export async function syncNow(): Promise<void> {
  const answer = await kontor.sync.now();
  if (!answer.ok) notify({ tone: 'bad', ...errorText(answer.error) });
}

/** A part of the settings that is led to from elsewhere. */
export type SettingsPart = 'security' | 'lock' | 'organisations' | 'connection';

/** Shows a part of the settings, and leads the keyboard there. */
export async function showSection(name: SettingsPart): Promise<void> {
  navigateTo('settings');
  await tick();
  const section = document.querySelector<HTMLElement>(`main [data-section="${name}"]`);
  if (!section) return;
  section.tabIndex = -1;
  section.focus();
  section.scrollIntoView();
}

/** Puts the cursor into the search field of the place, or of the invoice list where it has none. */
async function focusSearch(): Promise<void> {
  if (!searchField() && route().name !== 'invoices') navigateTo('invoices');
  await tick();
  const field = searchField();
  field?.focus();
  field?.select();
}

function searchField(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>('main input[type="search"]');
}

function currentZoom(): number {
  return app.settings?.zoom ?? 100;
}

/** Main draws the page at the size that the settings say, in percent. */
async function zoomTo(zoom: number): Promise<void> {
  if (zoom === currentZoom()) return;
  const error = await app.changeSettings({ zoom });
  if (error) notify({ tone: 'bad', ...errorText(error) });
}

import { assertNever } from '../../../domain/result.ts';
import type { LockStatus, signOutWords } from '../../../domain/app-lock.ts';
import type { AppError } from '../../../domain/errors.ts';
import { topics } from '../../../preload/contract-topics.ts';
import { kontor } from '../../bridge.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { notify } from '../../ui/notify.ts';
import { app } from '../frame/app-state.svelte.ts';
import { navigateTo } from '../frame/route.svelte.ts';
import { announce } from '../frame/topics.svelte.ts';
import { addReceipts } from '../receipts/intake.svelte.ts';
import { settleBeforeLock } from './before-lock.ts';
import { drawCurtain, liftCurtain } from './curtain.ts';
import { askLock, lock, noteLock, takeHeldFiles } from './lock-state.svelte.ts';

/** Follows main's word on the lock. Returns a function that ends it. */
export function watchLock(): () => void {
  const end = kontor.on('lock', follow);
  void askLock().then((status) => {
    if (status !== null) follow(status);
  });
  return end;
}

function follow(status: LockStatus): void {
  noteLock(status);
  switch (status.state) {
    case 'locking':
      return void putAway();
    case 'locked':
      return drawCurtain();
    case 'open':
    case 'off':
      // The screen goes once everything behind it is new.
      return;
    default:
      assertNever(status.state);
  }
}

/** Locks now. Answers false where there is no lock. */
export async function lockNow(): Promise<boolean> {
  const status = lock.status ?? (await askLock());
  if (status === null || status.state === 'off') return false;
  await putAway();
  return true;
}

/** Hides everything at once, saves what was just typed, and tells main that it can shut the doors. */
async function putAway(): Promise<void> {
  drawCurtain();
  await settleBeforeLock();
  const answer = await kontor.lock.lock();
  if (answer.ok) noteLock(answer.value);
}

/** Tries a passphrase. Answers why it was not taken. */
export async function unlock(passphrase: string): Promise<AppError | null> {
  const answer = await kontor.lock.unlock({ passphrase });
  if (!answer.ok) {
    await askLock();
    return answer.error;
  }
  await comeBack(answer.value);
  return null;
}

/** Signs out everywhere without the passphrase. Answers why that was not possible. */
export async function signOutEverywhere(word: (typeof signOutWords)[number]): Promise<AppError | null> {
  const wasVaultLocked = app.info?.vault.state === 'locked';
  const answer = await kontor.lock.signOutEverywhere({ word });
  if (!answer.ok) return answer.error;
  await comeBack(answer.value);
  if (!wasVaultLocked) notify({ tone: 'ok', title: m.lock_forgotten_done(), text: m.lock_forgotten_done_text() });
  return null;
}

/** Asks for everything anew, and shows it. */
async function comeBack(status: LockStatus): Promise<void> {
  noteLock(status);
  if (status.waitingFiles > 0) navigateTo('receipts');
  await app.load();
  announce(topics);
  if (lock.isShut) return;
  liftCurtain();
  for (const { files, source } of takeHeldFiles()) await takeIn(files, source);
}

async function takeIn(files: File[], source: 'dropped' | 'pasted'): Promise<void> {
  if (app.active) await addReceipts(files, source);
  else notify({ tone: 'warn', title: m.receipts_drop_nobody(), text: m.receipts_drop_nobody_text() });
}

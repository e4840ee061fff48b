import type { LockStatus } from '../../domain/app-lock.ts';
import type { Vault } from '../auth/vault.ts';
import { AppLock } from './app-lock.ts';
import { KeptForLater } from './kept-for-later.ts';
import type { Ports } from './ports.ts';
import type { Life, Service } from './service.ts';

/** The app lock at work: it tells the page, and keeps what comes from outside while it is locked. */
export interface LockDesk {
  readonly lock: AppLock;
  status(): LockStatus;
  /** Does what was kept, once the app is open again. */
  handOver(): void;
  /** The same service, which a locked app does not let act before the user is back. */
  guard(life: Life): Omit<Service, 'handlers'>;
}

/** Opens the app lock of this machine. */
export async function openLockDesk(ports: Ports, vault: Vault): Promise<LockDesk> {
  const kept = new KeptForLater();
  let guarded: Life | null = null;
  const { clock, timers, sealedEntries: entries, log } = ports;
  const status = (): LockStatus => ({ ...lock.status(), waitingFiles: kept.files });
  const tell = (): void => ports.emit('lock', status());
  const lock = await AppLock.open({
    ...{ vault, entries, clock, timers, log },
    idleMs: () => ports.idleMs(),
    clearPage: () => ports.clearPage(),
    onState: tell,
  });
  return {
    lock,
    status,
    handOver: () => {
      const { files, notice } = kept.take();
      if (notice !== null) guarded?.follow(notice);
      if (files.length > 0) guarded?.openFiles(files);
    },
    guard: (life) => {
      guarded = life;
      return guardLife(life, { lock, kept, tell, ports });
    },
  };
}

interface GuardParts {
  lock: AppLock;
  kept: KeptForLater;
  tell: () => void;
  ports: Ports;
}

function guardLife(life: Life, { lock, kept, tell, ports }: GuardParts): Omit<Service, 'handlers'> {
  return {
    ...life,
    openFiles: (paths) => {
      if (!lock.isShut) return life.openFiles(paths);
      kept.keepFiles(paths);
      tell();
      ports.presentWindow();
    },
    follow: (notice) => {
      if (!lock.isShut) return life.follow(notice);
      kept.keepNotice(notice);
      ports.presentWindow();
    },
    resume: () => {
      lock.resume();
      life.resume();
    },
    lock: () => {
      if (lock.state === 'off') ports.emit('command', { command: 'lock' });
      else lock.lock();
    },
    systemLocks: () => lock.followSystem(),
    stop: () => {
      lock.stop();
      return life.stop();
    },
  };
}

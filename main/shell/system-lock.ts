import { powerMonitor } from 'electron';

/**
 * Calls `onLock` when the system locks its screen or goes to sleep. Windows and macOS tell both; on Linux the system tells
 * of its sleep, and of its screen where the desktop does.
 */
export function watchSystemLock(onLock: () => void): void {
  powerMonitor.on('lock-screen', onLock);
  powerMonitor.on('suspend', onLock);
}

/** How long nobody has touched this computer, ms. */
export function systemIdleMs(): number {
  return powerMonitor.getSystemIdleTime() * 1_000;
}

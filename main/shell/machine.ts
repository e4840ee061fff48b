import path from 'node:path';
import { app } from 'electron';
import type { Settings } from '../../domain/settings.ts';
import { systemClock, systemTimers } from '../auth/clock.ts';
import { resolveLocale } from '../service/locale.ts';
import type { Log } from '../service/log.ts';
import type { Notice } from '../service/notice.ts';
import type { Ports } from '../service/ports.ts';
import { createDemoProcess } from './demo-process.ts';
import { createFreshConnectionFetch, createMainFetch, isOnline } from './network.ts';
import { systemIdleMs } from './system-lock.ts';
import { createNotifier } from './notifications.ts';
import { createOpenDialog } from './open-dialog.ts';
import { openExternal } from './open-external.ts';
import type { Page } from './page.ts';
import { createSaveDialog } from './save-dialog.ts';
import { createSealedEntries } from './sealed-entries.ts';
import { createSecureStorage } from './secure-storage.ts';
import { openSettingsStore, type SettingsStore } from './settings-store.ts';

export interface MachineParts {
  log: Log;
  /** What the log holds, oldest line first. */
  readLog: () => string;
  /** The page, once it is open. */
  page: () => Page | null;
  receivesLinks: () => boolean;
  /** The compiled entry of the worker that reads receipts. */
  receiptWorker: URL;
  /** The compiled entry of the demo company's server. */
  demoEntry: URL;
  /** The user clicked on a notification. */
  onNotice: (notice: Notice) => void;
}

/** This machine as the service knows it: Electron behind the ports. */
export function createMachine({ log, readLog, page, receivesLinks, onNotice, ...entries }: MachineParts): Ports {
  const file = openSettingsStore();
  const words = describeSystem(file, () => page()?.redraw());
  const notifier = createNotifier({
    isWanted: () => file.read().notifications && page()?.isFocused() !== true,
    locale: () => resolveLocale(words),
    onClick: onNotice,
  });
  return {
    ...words,
    versions: { app: app.getVersion(), electron: process.versions.electron },
    platform: process.platform,
    dataDirectory: path.join(app.getPath('userData'), 'organisations'),
    secureStorage: createSecureStorage(),
    sealedEntries: createSealedEntries(),
    fetch: createMainFetch(),
    postFetch: createFreshConnectionFetch(),
    demo: createDemoProcess(entries.demoEntry),
    clock: systemClock,
    timers: systemTimers,
    isOnline,
    receivesLinks,
    openExternal,
    saveDialog: createSaveDialog(),
    openDialog: createOpenDialog(),
    receiptWorker: entries.receiptWorker,
    idleMs: systemIdleMs,
    clearPage: () => page()?.clear(),
    presentWindow: () => page()?.present(),
    notify: (notice) => notifier.show(notice),
    emit: (event, payload) => page()?.emit(event, payload),
    log,
    readLog,
  };
}

/** What the language of the app depends on. */
function describeSystem(
  file: SettingsStore,
  onChanged: () => void,
): Pick<Ports, 'packaged' | 'env' | 'systemLocale' | 'settings'> {
  return {
    packaged: app.isPackaged,
    env: process.env,
    systemLocale: () => app.getPreferredSystemLanguages()[0] ?? app.getLocale(),
    settings: {
      read: () => file.read(),
      write: (settings: Settings) => {
        file.write(settings);
        onChanged();
      },
    },
  };
}

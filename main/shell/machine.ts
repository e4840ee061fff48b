import path from 'node:path';
import { app } from 'electron';
import { systemClock, systemTimers } from '../auth/clock.ts';
import type { Log } from '../service/log.ts';
import type { Ports } from '../service/ports.ts';
import { createFreshConnectionFetch, createMainFetch, isOnline } from './network.ts';
import { openExternal } from './open-external.ts';
import type { Page } from './page.ts';
import { createSaveDialog } from './save-dialog.ts';
import { createSealedEntries } from './sealed-entries.ts';
import { createSecureStorage } from './secure-storage.ts';
import { openSettingsStore } from './settings-store.ts';

export interface MachineParts {
  log: Log;
  /** The page, once it is open. */
  page: () => Page | null;
  receivesLinks: () => boolean;
}

/** This machine as the service knows it: Electron behind the ports. */
export function createMachine({ log, page, receivesLinks }: MachineParts): Ports {
  const file = openSettingsStore();
  return {
    versions: { app: app.getVersion(), electron: process.versions.electron },
    platform: process.platform,
    packaged: app.isPackaged,
    env: process.env,
    dataDirectory: path.join(app.getPath('userData'), 'organisations'),
    systemLocale: () => app.getPreferredSystemLanguages()[0] ?? app.getLocale(),
    settings: {
      read: () => file.read(),
      write: (settings) => {
        file.write(settings);
        page()?.redraw();
      },
    },
    secureStorage: createSecureStorage(),
    sealedEntries: createSealedEntries(),
    fetch: createMainFetch(),
    postFetch: createFreshConnectionFetch(),
    clock: systemClock,
    timers: systemTimers,
    isOnline,
    receivesLinks,
    openExternal,
    saveDialog: createSaveDialog(),
    presentWindow: () => page()?.present(),
    emit: (event, payload) => page()?.emit(event, payload),
    log,
  };
}

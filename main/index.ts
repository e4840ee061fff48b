import path from 'node:path';
import { app, nativeTheme, session, type BrowserWindow } from 'electron';
import type { Command } from '../preload/contract.ts';
import { systemClock, systemTimers } from './auth/clock.ts';
import { deferHandlers } from './service/defer-handlers.ts';
import { resolveLocale } from './service/locale.ts';
import { createLog } from './service/log.ts';
import type { Ports } from './service/ports.ts';
import { startService, type Service } from './service/service.ts';
import { handleAppScheme, registerAppScheme } from './shell/app-protocol.ts';
import { receiveDeepLinks } from './shell/deep-link.ts';
import { registerHandlers, sendEvent } from './shell/ipc-host.ts';
import { setApplicationMenu } from './shell/menu.ts';
import { guardNavigation } from './shell/navigation.ts';
import {
  createFreshConnectionFetch,
  createMainFetch,
  isOnline,
  watchConnectivity,
  watchPower,
} from './shell/network.ts';
import { openExternal } from './shell/open-external.ts';
import { blockPageNetwork } from './shell/page-network.ts';
import { denyPermissions } from './shell/permissions.ts';
import { quitGracefully } from './shell/quit.ts';
import { createSealedEntries } from './shell/sealed-entries.ts';
import { createSecureStorage } from './shell/secure-storage.ts';
import { openSettingsStore } from './shell/settings-store.ts';
import { openMainWindow, presentWindow } from './shell/window.ts';

const log = createLog(
  (line) => process.stderr.write(`${line}\n`),
  () => new Date(),
);

let window: BrowserWindow | null = null;
/** Whether the system brings links of the custom scheme here; else sign-in listens on the loopback address. */
let receivesLinks = false;

const present = (): void => {
  if (window !== null) presentWindow(window);
};

// Root on Linux cannot have Chromium's sandbox and says so with this switch; everybody else has it for every process.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerAppScheme();
guardNavigation(app);
if (app.requestSingleInstanceLock()) start();
else app.quit();

/** Builds the parts and connects them. */
function start(): void {
  const service: Promise<Service> = app.whenReady().then(() => {
    const ports = createPorts();
    openWindow(ports, service);
    watchPower(() => void service.then((running) => running.resume()));
    watchConnectivity((online) => void service.then((running) => running.changeConnectivity(online)));
    return startService(ports);
  });
  service.catch((error: unknown) => {
    log.error('start.failed', error);
    app.exit(1);
  });
  receivesLinks = receiveDeepLinks({
    onArguments: (argv) => void service.then((running) => running.receiveArguments(argv)),
    onSecondStart: present,
  });
  quitGracefully(async () => (await service).stop());
}

function openWindow(ports: Ports, service: Promise<Service>): void {
  denyPermissions(session.defaultSession);
  blockPageNetwork(session.defaultSession);
  handleAppScheme(session.defaultSession, path.join(import.meta.dirname, '../renderer'));
  registerHandlers(deferHandlers(service.then((running) => running.handlers)), {
    onBug: (error) => log.error('handler.failed', error),
    checkOutput: !app.isPackaged,
  });
  nativeTheme.themeSource = ports.settings.read().theme;
  drawMenu(ports);
  window = openMainWindow({
    preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
    devTools: !app.isPackaged,
  });
}

function drawMenu(ports: Pick<Ports, 'packaged' | 'env' | 'settings' | 'systemLocale'>): void {
  const onCommand = (command: Command): void => {
    if (window !== null) sendEvent(window.webContents, 'command', { command });
  };
  setApplicationMenu({ locale: resolveLocale(ports), devTools: !app.isPackaged, onCommand });
}

function createPorts(): Ports {
  const file = openSettingsStore();
  const ports: Ports = {
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
        nativeTheme.themeSource = settings.theme;
        drawMenu(ports);
      },
    },
    secureStorage: createSecureStorage(),
    sealedEntries: createSealedEntries(),
    fetch: createMainFetch(),
    postFetch: createFreshConnectionFetch(),
    clock: systemClock,
    timers: systemTimers,
    isOnline,
    receivesLinks: () => receivesLinks,
    openExternal,
    presentWindow: present,
    emit: (event, payload) => {
      if (window !== null) sendEvent(window.webContents, event, payload);
    },
    log,
  };
  return ports;
}

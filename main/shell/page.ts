import path from 'node:path';
import { app, nativeTheme, session } from 'electron';
import type { Command, EventName, EventPayload, Handlers } from '../../preload/contract.ts';
import { resolveLocale } from '../service/locale.ts';
import type { Log } from '../service/log.ts';
import type { Ports } from '../service/ports.ts';
import { handleAppScheme } from './app-protocol.ts';
import { offerEditMenu } from './edit-menu.ts';
import { registerHandlers, sendEvent } from './ipc-host.ts';
import { blockPageNetwork } from './page-network.ts';
import { keepMenu } from './page-menu.ts';
import { denyPermissions } from './permissions.ts';
import { keepPlace, restorePlace } from './window-place.ts';
import { openMainWindow, presentWindow, zoomPage } from './window.ts';

/** The window with our page, as the rest of main knows it. */
export interface Page {
  emit<E extends EventName>(event: E, payload: EventPayload<E>): void;
  /** Brings the window to the user's eyes. */
  present(): void;
  /** Whether the user is looking at the window. */
  isFocused(): boolean;
  /** Takes away everything that is shown, and loads it anew. */
  clear(): void;
  /** Theme, language or size of the page changed. */
  redraw(): void;
}

export interface PageParts {
  handlers: Handlers;
  log: Log;
  /** Where the language and the theme come from. */
  machine: Pick<Ports, 'packaged' | 'env' | 'settings' | 'systemLocale'>;
  /** The folder of the build that holds `preload/` and `renderer/`. */
  build: string;
  /** The user wants the app locked. */
  onLock: () => void;
}

/** What the page may neither ask for nor reach, and where its own files come from. */
function closeDoors(files: string): void {
  const { defaultSession } = session;
  denyPermissions(defaultSession);
  blockPageNetwork(defaultSession);
  handleAppScheme(defaultSession, files);
}

/** Closes every door of the page, answers its calls, and opens the window. */
export function openPage({ handlers, log, machine, build, onLock }: PageParts): Page {
  closeDoors(path.join(build, 'renderer'));
  const onBug = (error: unknown): void => log.error('handler.failed', error);
  registerHandlers(handlers, { onBug, checkOutput: !app.isPackaged });
  const devTools = !app.isPackaged;
  const send = (command: Command): void => sendEvent(window.webContents, 'command', { command });
  // Main locks by itself, also where the page does not listen; it sends the page this command where there is no lock.
  const tell = (command: Command): void => (command === 'lock' ? onLock() : send(command));
  const setTheme = (): void => {
    nativeTheme.themeSource = machine.settings.read().theme;
  };
  setTheme();
  const onOrganisation = (id: string): void => sendEvent(window.webContents, 'organisationChosen', { id });
  const menu = keepMenu({ handlers, log, machine, devTools, onCommand: tell, onOrganisation });
  const zoom = (): number => machine.settings.read().zoom;
  const preload = path.join(build, 'preload/preload.cjs');
  const window = openMainWindow({ preload, devTools, zoom: zoom(), place: restorePlace() });
  keepPlace(window);
  window.webContents.on('zoom-changed', (_event, direction) => tell(direction === 'in' ? 'zoomIn' : 'zoomOut'));
  offerEditMenu(window, () => resolveLocale(machine));
  return {
    emit: (event, payload) => {
      if (window.isDestroyed()) return;
      sendEvent(window.webContents, event, payload);
      menu.hear(event, payload);
    },
    clear: () => {
      if (!window.isDestroyed()) window.webContents.reload();
    },
    present: () => presentWindow(window),
    isFocused: () => !window.isDestroyed() && window.isFocused(),
    redraw: () => {
      setTheme();
      menu.draw();
      if (!window.isDestroyed()) zoomPage(window, zoom());
    },
  };
}

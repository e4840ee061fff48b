import path from 'node:path';
import { BrowserWindow, nativeTheme, type WebPreferences } from 'electron';
import { appEntry } from './app-protocol.ts';
import { trustSender } from './trusted-senders.ts';
import { hasSystemSpelling } from './spelling.ts';
import type { OpeningPlace } from './fit-place.ts';

/** Every page of Kontor runs with exactly these; a test compares them value by value. */
export const webPreferences: Readonly<WebPreferences> = Object.freeze({
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  spellcheck: hasSystemSpelling(process.platform),
});

/** The paper colour of the two themes, so that the window does not flash before the page is painted. */
const paper = { light: '#f6f5f2', dark: '#131517' } as const;

export interface WindowOptions {
  preload: string;
  devTools: boolean;
  /** The page's size in percent. */
  zoom: number;
  place: OpeningPlace;
  icon?: string;
}

/** Opens the main window where it was left; it shows itself when its first picture is ready. */
export function openMainWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...options.place.bounds,
    minWidth: 880,
    minHeight: 560,
    show: false,
    title: 'Kontor',
    backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
    ...(options.icon === undefined ? {} : { icon: path.resolve(options.icon) }),
    webPreferences: {
      ...webPreferences,
      preload: options.preload,
      devTools: options.devTools,
      zoomFactor: options.zoom / 100,
    },
  });
  trustSender(window.webContents);
  window.once('ready-to-show', () => {
    if (options.place.isMaximised) window.maximize();
    window.show();
  });
  void window.loadURL(appEntry);
  return window;
}

/** Draws the page at a size in percent. */
export function zoomPage(window: BrowserWindow, percent: number): void {
  window.webContents.setZoomFactor(percent / 100);
}

/** Brings the window to the user's eyes: after a sign-in, or when the app is started a second time. */
export function presentWindow(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

import type { App, Event, WebContents } from 'electron';
import { appEntry } from './app-protocol.ts';

/**
 * Pins every page of the app to its own document: no navigation, no redirect, no second window, no web view. The one
 * address that may load is the app's entry (a reload).
 */
export function guardNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
}

function guardContents(contents: WebContents): void {
  const refuseForeign = (event: Event & { url: string }): void => {
    if (event.url !== appEntry) event.preventDefault();
  };
  contents.on('will-navigate', refuseForeign);
  contents.on('will-frame-navigate', refuseForeign);
  contents.on('will-redirect', refuseForeign);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

import { app } from 'electron';
import { registerAppScheme } from './app-protocol.ts';
import { guardNavigation } from './navigation.ts';

/**
 * What has to happen before Electron is ready. Answers false where Kontor is running already: that one has been told
 * about this start, and this one ends.
 */
export function prepareApp(): boolean {
  // Root on Linux cannot have Chromium's sandbox and says so with this switch; everybody else has it everywhere.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerAppScheme();
  guardNavigation(app);
  if (app.requestSingleInstanceLock()) return true;
  app.quit();
  return false;
}

/** Resolves when windows can be opened. */
export function whenReady(): Promise<void> {
  return app.whenReady();
}

/** Ends a start that cannot succeed. */
export function giveUp(): void {
  app.exit(1);
}

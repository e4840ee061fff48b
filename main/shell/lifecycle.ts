import path from 'node:path';
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

/** Where the log lies: in the user's own profile, whatever the system calls its folder for logs. */
export function logDirectory(): string {
  return path.join(app.getPath('userData'), 'logs');
}

/** Resolves when windows can be opened. */
export function whenReady(): Promise<void> {
  return app.whenReady();
}

/** Ends a start that cannot succeed. */
export function giveUp(): void {
  app.exit(1);
}

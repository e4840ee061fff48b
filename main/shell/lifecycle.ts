import path from 'node:path';
import { app } from 'electron';
import { registerAppScheme } from './app-protocol.ts';
import { guardNavigation } from './navigation.ts';
import { limitSpelling } from './spelling.ts';

/** Chromium's switches by which another program could steer the page, read along, or lift its limits. */
const foreignSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'ssl-key-log-file',
  'log-net-log',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'allow-insecure-localhost',
  'disable-web-security',
  'allow-running-insecure-content',
  'disable-site-isolation-trials',
  'load-extension',
  'js-flags',
] as const;

/**
 * What has to happen before Electron is ready. Answers false where Kontor is running already: that one has been told
 * about this start, and this one ends.
 */
export function prepareApp(): boolean {
  // Root on Linux cannot have Chromium's sandbox and says so with this switch; everybody else has it everywhere.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  if (app.isPackaged) foreignSwitches.forEach((name) => app.commandLine.removeSwitch(name));
  registerAppScheme();
  guardNavigation(app);
  limitSpelling(app, process.platform);
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

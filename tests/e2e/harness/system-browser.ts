import fs from 'node:fs';
import { chromium, type Browser, type Page } from '@playwright/test';
import type { Home } from './home.ts';
import { until } from './until.ts';

/** The system's browser as the app has opened it, driven by its debugging port. */
export interface SystemBrowser {
  /** True if anything has started it. */
  isRunning: () => Promise<boolean>;
  /** The tab that shows an address of this origin, once there is one. */
  tab: (origin: string) => Promise<Page>;
  /** Ends it, if it runs; the next address opens it anew. */
  close: () => Promise<void>;
}

/** Looks at the browser of a home; it starts nothing. */
export function systemBrowser(home: Home): SystemBrowser {
  const endpoint = `http://127.0.0.1:${home.browserPort}`;
  let connection: Promise<Browser> | undefined;
  const isRunning = (): Promise<boolean> =>
    fetch(`${endpoint}/json/version`).then(
      (answer) => answer.ok,
      () => false,
    );
  const connected = async (): Promise<Browser> => {
    await until('the system browser', isRunning, 30_000);
    // Before the redirect to the app's scheme: with a tab that has never shown a page, connecting hangs.
    connection ??= chromium.connectOverCDP(endpoint);
    return connection;
  };
  return {
    isRunning,
    tab: async (origin) => {
      const browser = await connected();
      const pages = (): Page[] => browser.contexts().flatMap((context) => context.pages());
      return until(`a tab of ${origin}`, () => pages().find((page) => page.url().startsWith(origin)), 30_000);
    },
    close: async () => {
      connection = undefined;
      await endBrowser(home.browserPidFile);
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** By a signal: over its debugging port a browser whose tab went to another program may not answer any more. */
async function endBrowser(pidFile: string): Promise<void> {
  if (!fs.existsSync(pidFile)) return;
  const pid = Number(fs.readFileSync(pidFile, 'utf8'));
  fs.rmSync(pidFile);
  if (isAlive(pid)) process.kill(pid, 'SIGTERM');
  await until('the end of the system browser', () => !isAlive(pid), 10_000).catch(() => process.kill(pid, 'SIGKILL'));
}

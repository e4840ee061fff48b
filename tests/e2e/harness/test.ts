import { test as base, expect } from '@playwright/test';
import { searchBytes } from './byte-search.ts';
import { createHome, type Home } from './home.ts';
import { appArguments, startKontor, type Keyring, type Kontor, type StartOptions } from './kontor.ts';
import { startTestSandbox, type TestSandbox } from './sandbox.ts';
import { systemBrowser, type SystemBrowser } from './system-browser.ts';
import { tapWire, type Wiretap } from './wiretap.ts';

const outputFolder = process.env['KONTOR_E2E_OUTPUT'] ?? 'out/e2e';

interface Fixtures {
  /** Whether this system has a keyring; set it by `test.use`. */
  keyring: Keyring;
  /** Whether the app's scheme is registered in the system; set it by `test.use`. */
  registerScheme: boolean;
  /** What the page may complain about in this test, which provokes it; set it by `test.use`. */
  provoked: RegExp | null;
  wire: Wiretap;
  sandbox: TestSandbox;
  home: Home;
  systemBrowser: SystemBrowser;
  /** Starts the app in this test's home; what still runs at the end of the test is ended. */
  start: (options?: Partial<StartOptions>) => Promise<Kontor>;
}

/**
 * A test with a sandbox, a home and a system browser of its own. After every test the home and the app's output are
 * searched for every secret that went over the wire, whatever the test was about.
 */
export const test = base.extend<Fixtures>({
  keyring: ['keyring', { option: true }],
  registerScheme: [true, { option: true }],
  provoked: [null, { option: true }],
  wire: async ({}, use) => {
    const wire = tapWire();
    await use(wire);
    wire.stop();
  },
  // The wire is tapped before the sandbox listens.
  sandbox: async ({ wire: _wire }, use) => {
    const sandbox = await startTestSandbox();
    await use(sandbox);
    await sandbox.sandbox.close();
  },
  home: async ({ sandbox, keyring, registerScheme }, use) => {
    const home = await createHome({
      linkOrigins: [sandbox.issuer],
      registerScheme,
      appArguments: appArguments(keyring),
    });
    await use(home);
    home.remove();
  },
  systemBrowser: async ({ home }, use) => {
    const browser = systemBrowser(home);
    await use(browser);
    await browser.close();
  },
  start: async ({ home, sandbox, keyring, provoked, wire, systemBrowser: browser }, use) => {
    const running: Kontor[] = [];
    await use(async (options = {}) => {
      const kontor = await startKontor({ home, sandbox, keyring, ...options });
      running.push(kontor);
      return kontor;
    });
    for (const kontor of running) await kontor.close();
    await browser.close();
    const secrets = wire.secrets();
    // The browser keeps its own history, and with it the addresses that it was sent to; that is its business.
    expect(searchBytes([...home.written, outputFolder], secrets), 'secrets in files').toEqual([]);
    const printed = running.map((kontor) => kontor.output()).join('\n');
    expect(
      secrets.filter((secret) => printed.includes(secret)),
      'secrets in the output of the app',
    ).toEqual([]);
    const complaints = running.flatMap((kontor) => kontor.complaints());
    expect(
      complaints.filter((text) => !provoked?.test(text)),
      'what the page complained about',
    ).toEqual([]);
  },
});

export { expect };

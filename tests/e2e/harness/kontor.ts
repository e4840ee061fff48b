import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { checkout, electronExecutable, type Home } from './home.ts';
import type { SandboxAddresses } from './sandbox.ts';

/** How the app keeps secrets: in the session's keyring, or on a system that has none. */
export type Keyring = 'keyring' | 'none';

export interface StartOptions {
  home: Home;
  sandbox: SandboxAddresses;
  keyring?: Keyring;
  locale?: 'de' | 'en';
  /** Further environment, for instance to leave the issuer out. */
  env?: Record<string, string>;
  /** Further switches for Chromium. */
  args?: string[];
  /** How long a start may take, ms. */
  patienceMs?: number;
}

/** A running app with its one window. */
export interface Kontor {
  electron: ElectronApplication;
  page: Page;
  /** What the app printed so far, its log. */
  output: () => string;
  /** Problems that the page reported: script errors, refused loads, violations of the content security policy. */
  complaints: () => string[];
  close: () => Promise<void>;
}

/** The arguments that a start by hand and a start by a link must share. */
export function appArguments(keyring: Keyring): string[] {
  return keyring === 'keyring' ? ['--password-store=gnome-libsecret'] : ['--password-store=basic'];
}

function appEnv({ home, sandbox, keyring, locale = 'de', env }: StartOptions): Record<string, string> {
  const all = {
    ...home.env,
    KONTOR_API_URL: sandbox.apiUrl,
    KONTOR_ISSUER: sandbox.issuer,
    KONTOR_CLIENT_ID: sandbox.clientId,
    KONTOR_LOCALE: locale,
    ...env,
  };
  if (keyring !== 'none') return all;
  // Without a session bus nobody can be asked for a keyring.
  return { ...all, DBUS_SESSION_BUS_ADDRESS: 'disabled:' };
}

function listen(electron: ElectronApplication, page: Page): Pick<Kontor, 'output' | 'complaints'> {
  let output = '';
  const complaints: string[] = [];
  for (const stream of [electron.process().stdout, electron.process().stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  page.on('pageerror', (error) => complaints.push(String(error.stack)));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  return { output: () => output, complaints: () => [...complaints] };
}

/** Starts the built app with Chromium's real sandbox, and waits for its window to have painted. */
export async function startKontor(options: StartOptions): Promise<Kontor> {
  const electron = await _electron.launch({
    executablePath: electronExecutable(),
    args: [...appArguments(options.keyring ?? 'keyring'), ...(options.args ?? []), checkout],
    cwd: options.home.folder,
    env: appEnv(options),
    chromiumSandbox: true,
    ...(options.patienceMs !== undefined && { timeout: options.patienceMs }),
    // Playwright would pretend a light system.
    colorScheme: null,
  });
  const page = await electron.firstWindow();
  const heard = listen(electron, page);
  return { electron, page, ...heard, close: () => electron.close() };
}

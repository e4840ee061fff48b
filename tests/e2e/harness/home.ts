import fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** The checkout that is tested; its `out/` holds the built app. */
export const checkout = path.resolve(import.meta.dirname, '../../..');

/** The executable of the Electron runtime that build/runtime.mjs has found. */
export function electronExecutable(): string {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (folder === undefined) throw new Error('Start these tests with: npm test -- --only build,e2e');
  return path.join(folder, 'electron');
}

/** A home folder of its own: which browser is the system's, who answers the app's scheme, and all that the app writes. */
export interface Home {
  folder: string;
  env: Record<string, string>;
  /** Electron's userData of the app in this home. */
  profile: string;
  /** Everywhere that the app could leave files; the browser's own profile is not among them. */
  written: string[];
  browserPort: number;
  /** Holds the process id of the browser once it was started. */
  browserPidFile: string;
  remove: () => void;
}

export interface HomeOptions {
  /** Origins from which the browser opens the app without asking, as after "always allow". */
  linkOrigins: string[];
  /** False: nobody answers the app's scheme, as before an installation. */
  registerScheme?: boolean;
  /** Further arguments of the app when a link starts it; they must be those of the running app. */
  appArguments?: string[];
}

const scheme = 'app.kontor.desktop';
const browserSwitches = [
  ...['--no-first-run', '--no-default-browser-check', '--password-store=basic', '--disable-gpu', '--disable-quic'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  ...['--disable-search-engine-choice-screen', '--disable-features=Translate'],
];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function browserScript(profile: string, port: number, folder: string): string {
  const switches = [`--user-data-dir='${profile}'`, `--remote-debugging-port=${port}`, ...browserSwitches];
  // In the background, as desktops start it: xdg-open would wait, and hold the app's output open. A second call only
  // hands its address to the browser that runs already.
  const launch = `setsid chromium ${switches.join(' ')} "$@" </dev/null >>'${folder}/browser.log' 2>&1 &`;
  return `#!/bin/sh\n${launch}\n[ -e '${folder}/browser.pid' ] || echo $! >'${folder}/browser.pid'\n`;
}

function desktopEntry(name: string, exec: string, mimeTypes: string[]): string {
  const lines = ['[Desktop Entry]', 'Type=Application', `Name=${name}`, `Exec=${exec} %u`, 'NoDisplay=true'];
  return [...lines, `MimeType=${mimeTypes.map((type) => `${type};`).join('')}`, ''].join('\n');
}

/** Writes a home in which Debian's Chromium is the system browser. Nothing outside of the folder is touched. */
export async function createHome(options: HomeOptions): Promise<Home> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kontor-home-'));
  const at = (...parts: string[]): string => path.join(folder, ...parts);
  const write = (file: string, text: string, mode = 0o644): void => {
    fs.mkdirSync(path.dirname(at(file)), { recursive: true });
    fs.writeFileSync(at(file), text, { mode });
  };
  const browserPort = await freePort();
  const browserProfile = at('chromium-profile');
  write('bin/test-browser', browserScript(browserProfile, browserPort, folder), 0o755);
  const webTypes = ['x-scheme-handler/http', 'x-scheme-handler/https', 'text/html'];
  write('data/applications/test-browser.desktop', desktopEntry('Test browser', at('bin/test-browser'), webTypes));
  const defaults = webTypes.map((type) => `${type}=test-browser.desktop`);
  if (options.registerScheme !== false) {
    const exec = [electronExecutable(), ...(options.appArguments ?? []), checkout].join(' ');
    write('data/applications/kontor.desktop', desktopEntry('Kontor', exec, [`x-scheme-handler/${scheme}`]));
    defaults.push(`x-scheme-handler/${scheme}=kontor.desktop`);
  }
  write('config/mimeapps.list', ['[Default Applications]', ...defaults, ''].join('\n'));
  const allowed = Object.fromEntries(options.linkOrigins.map((origin) => [origin, { [scheme]: true }]));
  const preferences = { protocol_handler: { allowed_origin_protocol_pairs: allowed } };
  write('chromium-profile/Default/Preferences', JSON.stringify(preferences));
  fs.mkdirSync(at('runtime'), { mode: 0o700 });
  return {
    folder,
    env: homeEnv(folder),
    profile: at('config/Kontor'),
    written: ['config', 'cache', 'data', 'runtime'].map((name) => at(name)),
    browserPort,
    browserPidFile: at('browser.pid'),
    remove: () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }),
  };
}

function homeEnv(folder: string): Record<string, string> {
  const kept = ['PATH', 'LANG', 'DISPLAY', 'XAUTHORITY', 'DBUS_SESSION_BUS_ADDRESS'];
  return {
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
    HOME: folder,
    XDG_CONFIG_HOME: path.join(folder, 'config'),
    XDG_DATA_HOME: path.join(folder, 'data'),
    XDG_CACHE_HOME: path.join(folder, 'cache'),
    XDG_RUNTIME_DIR: path.join(folder, 'runtime'),
  };
}

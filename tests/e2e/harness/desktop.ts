import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { promisify } from 'node:util';
import type { Home } from './home.ts';
import { until } from './until.ts';

const execute = promisify(execFile);

/** What a user does at a desktop, where nothing else than the screen and the keyboard reaches the app. */
export interface Desktop {
  /** Starts an installed program by its desktop entry, as a menu does. */
  launch: (entry: string) => Promise<void>;
  /** The visible window of this name, once there is one, with the keyboard. */
  focus: (name: string) => Promise<void>;
  press: (...keys: string[]) => Promise<void>;
  /** Which desktop entry opens addresses of this scheme; empty: none. */
  handlerOf: (scheme: string) => Promise<string>;
  /** A picture of the whole screen. */
  photograph: (file: string) => Promise<void>;
}

/** The desktop of a home, on the display of this session. */
export function desktopOf(home: Home): Desktop {
  const run = async (command: string, ...args: string[]): Promise<string> =>
    (await execute(command, args, { env: home.env, timeout: 20_000 })).stdout.trim();
  const windowOf = (name: string): Promise<string> =>
    run('xdotool', 'search', '--onlyvisible', '--name', name).then(
      (ids) => ids.split('\n')[0] ?? '',
      () => '',
    );
  return {
    launch: async (entry) => {
      await run('gio', 'launch', entry);
    },
    focus: async (name) => {
      const id = await until(`a window called ${name}`, () => windowOf(name), 60_000);
      await run('xdotool', 'windowfocus', id);
    },
    press: async (...keys) => {
      await run('xdotool', 'key', '--delay', '150', ...keys);
    },
    handlerOf: (scheme) => run('xdg-mime', 'query', 'default', `x-scheme-handler/${scheme}`),
    photograph: async (file) => {
      await run('import', '-window', 'root', file).catch(() => '');
    },
  };
}

/** The main process of an installed program, while it runs; its helpers are started with a type. */
export function mainProcess(executable: string): number | undefined {
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).find((pid) => {
    try {
      const [command, ...args] = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      const isHelper = args.some((argument) => argument.startsWith('--type='));
      return command === executable && !isHelper;
    } catch {
      return false;
    }
  });
}

import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ok } from '../../../../domain/result.ts';
import { defaultSettings, type PlainSettings } from '../../../../domain/settings.ts';
import { systemClock, systemTimers } from '../../../../main/auth/clock.ts';
import { createLog } from '../../../../main/service/log.ts';
import type { Notice } from '../../../../main/service/notice.ts';
import type { Ports } from '../../../../main/service/ports.ts';
import type { Sandbox } from '../../../../sandbox/start.ts';
import { createLocalDemo } from './local-demo.ts';
import { createKeyring, createMemoryEntries, type Keyring, type MemoryEntries } from '../../auth/support/keyring.ts';

/** A machine to run the service on: a real folder, a keyring that really encrypts, and a browser that notes addresses. */
export interface Machine {
  ports: Ports;
  folder: string;
  keyring: Keyring;
  entries: MemoryEntries;
  events: { event: string; payload: unknown }[];
  opened: string[];
  lines: string[];
  presented: number;
  /** How long nobody has touched this machine, ms. */
  idleMs: number;
  /** How often the page was taken away. */
  cleared: number;
  /** Why the user was called, in order. */
  notices: Notice[];
  /** What the user answers to the next questions of the save dialog, first one first; none left: the user cancels. */
  saveAnswers: string[];
  /** What the user chooses in the next dialogs for opening, first one first; none left: the user cancels. */
  openAnswers: string[][];
  /** The names that the save dialog suggested. */
  suggestedNames: string[];
}

/** Makes a machine whose environment leads to the sandbox; `link` says how the browser's answer comes back. */
export function createMachine(sandbox: Sandbox, link: 'scheme' | 'loopback' = 'scheme'): Machine {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kontor-service-'));
  const keyring = createKeyring();
  const entries = createMemoryEntries();
  const { savedViews: _none, ...plainSettings } = defaultSettings;
  let settings: PlainSettings = plainSettings;
  const machine: Machine = {
    folder,
    keyring,
    entries,
    events: [],
    opened: [],
    lines: [],
    presented: 0,
    idleMs: 0,
    cleared: 0,
    notices: [],
    saveAnswers: [],
    openAnswers: [],
    suggestedNames: [],
    ports: {
      versions: { app: '0.0.0', electron: '0' },
      platform: 'linux',
      packaged: false,
      env: {
        KONTOR_API_URL: sandbox.apiUrl,
        KONTOR_ISSUER: sandbox.issuer,
        KONTOR_CLIENT_ID: sandbox.clientId,
      },
      dataDirectory: path.join(folder, 'organisations'),
      systemLocale: () => 'de-DE',
      settings: {
        read: () => settings,
        write: (next) => {
          settings = next;
        },
      },
      secureStorage: keyring,
      sealedEntries: entries,
      fetch,
      postFetch: fetch,
      demo: createLocalDemo(),
      clock: systemClock,
      timers: systemTimers,
      isOnline: () => true,
      receivesLinks: () => link === 'scheme',
      openExternal: (address) => {
        machine.opened.push(address);
        return Promise.resolve(ok(undefined));
      },
      saveDialog: {
        chooseFile: (suggestedName) => {
          machine.suggestedNames.push(suggestedName);
          return Promise.resolve(machine.saveAnswers.shift() ?? null);
        },
        chooseFolder: () => Promise.resolve(machine.saveAnswers.shift() ?? null),
      },
      openDialog: {
        chooseFiles: () => Promise.resolve(machine.openAnswers.shift() ?? []),
        chooseFolder: () => Promise.resolve(machine.openAnswers.shift() ?? []),
      },
      // Tests in which files are read give the one that `build/lib/inspector.mjs` makes.
      receiptWorker: new URL('file:///no-worker.js'),
      idleMs: () => machine.idleMs,
      clearPage: () => {
        machine.cleared += 1;
      },
      presentWindow: () => {
        machine.presented += 1;
      },
      notify: (notice) => machine.notices.push(notice),
      emit: (event, payload) => {
        machine.events.push({ event, payload });
      },
      log: createLog(
        (line) => machine.lines.push(line),
        () => new Date(),
      ),
      readLog: () => machine.lines.join('\n'),
    },
  };
  return machine;
}

/** The address of what is fetched. */
export function addressOf(target: string | URL | Request): string {
  return target instanceof Request ? target.url : target.toString();
}

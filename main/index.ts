import path from 'node:path';
import { deferHandlers } from './service/defer-handlers.ts';
import { openLogFile } from './service/log-file.ts';
import { combineLogs, createLog, type Log } from './service/log.ts';
import type { Service } from './service/service.ts';
import { receiveDeepLinks } from './shell/deep-link.ts';
import { inspectAndExit, inspection } from './shell/inspect-start.ts';
import { giveUp, logDirectory, prepareApp, whenReady } from './shell/lifecycle.ts';
import { createMachine } from './shell/machine.ts';
import { watchConnectivity, watchPower } from './shell/network.ts';
import { receiveOpenedFiles } from './shell/opened-files.ts';
import { openPage, type Page } from './shell/page.ts';
import { quitGracefully } from './shell/quit.ts';
import { watchSystemLock } from './shell/system-lock.ts';

/** What runs beside main, as it was bundled. */
const entries = {
  receiptWorker: new URL('./receipt-worker.js', import.meta.url),
  demoEntry: new URL('./demo-process.js', import.meta.url),
};

const inspected = inspection();
// An inspection ends the process itself, before anything of the user's is touched.
if (inspected !== null) await inspectAndExit(inspected, entries.receiptWorker);
else if (prepareApp()) start();

/** Builds the parts and connects them. */
function start(): void {
  const { log, readLog } = openLogs();
  let page: Page | null = null;
  let receivesLinks = false;
  const service: Promise<Service> = whenReady().then(async () => {
    const machine = createMachine({
      log,
      readLog,
      page: () => page,
      receivesLinks: () => receivesLinks,
      ...entries,
      onNotice: (notice) => void service.then((running) => running.follow(notice)),
    });
    // The page loads while the vault and the databases are being opened.
    const handlers = deferHandlers(service.then((running) => running.handlers));
    page = openPage({
      handlers,
      log,
      machine,
      build: path.join(import.meta.dirname, '..'),
      onLock: () => void service.then((running) => running.lock()),
    });
    // Most of main is behind this line: it is read while the page starts in its own process.
    const { startService } = await import('./service/service.ts');
    return startService(machine);
  });
  service.catch((error: unknown) => {
    log.error('start.failed', error);
    giveUp();
  });
  receivesLinks = receiveDeepLinks({
    onArguments: (argv) => void service.then((running) => running.receiveArguments(argv)),
    onSecondStart: () => page?.present(),
  });
  receiveOpenedFiles((paths) => void service.then((running) => running.openFiles(paths)));
  void service.then((running) => {
    watchPower(() => running.resume());
    watchSystemLock(() => running.systemLocks());
    watchConnectivity((online) => running.changeConnectivity(online));
  });
  quitGracefully(async () => (await service).stop());
}

/** What is told on the terminal and, without foreign words, in a file. */
function openLogs(): { log: Log; readLog: () => string } {
  const now = (): Date => new Date();
  const logFile = openLogFile(logDirectory());
  // Whoever started the app may have closed the other end since; what cannot be told there is no error of the app.
  process.stderr.on('error', () => undefined);
  const log = combineLogs(
    createLog((line) => process.stderr.write(`${line}\n`), now),
    createLog((line) => logFile.write(line), now, 'left out'),
  );
  return { log, readLog: () => logFile.read() };
}

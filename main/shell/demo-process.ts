import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { utilityProcess, type UtilityProcess } from 'electron';
import { appError } from '../../domain/errors.ts';
import type { IsoDate } from '../../domain/primitives.ts';
import { fail, ok } from '../../domain/result.ts';
import type { DemoAddress, DemoServer } from '../service/demo-server.ts';

/** How long its start may take, ms; on an idle machine it is a fraction of a second. */
const patienceMs = 30_000;

/**
 * The demo company's server in a utility process. It is started by the first call that needs it, with a key of its own that
 * goes there as a message, since the command line of a process can be read by every other one.
 * @param entry the compiled entry of the process
 */
export function createDemoProcess(entry: URL): DemoServer {
  let running: { child: UtilityProcess; address: Promise<DemoAddress | null> } | null = null;

  const start = (day: IsoDate): Promise<DemoAddress | null> => {
    const child = utilityProcess.fork(fileURLToPath(entry), [], { serviceName: 'Kontor Demo', stdio: 'ignore' });
    const address = addressOf(child, day);
    running = { child, address };
    // Whoever asks next starts it anew.
    child.once('exit', () => {
      if (running?.child === child) running = null;
    });
    return address;
  };

  return {
    reach: async (day) => {
      const address = await (running?.address ?? start(day));
      return address === null ? fail(appError('demo_unavailable')) : ok(address);
    },
    stop: async () => {
      const ended = running;
      running = null;
      if (ended === null) return;
      const { child } = ended;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      // One that is still being started cannot be ended yet.
      if (!child.kill()) child.once('spawn', () => child.kill());
      await gone;
    },
  };
}

/** Where it listens, once it does; `null` where it ends or takes too long. */
function addressOf(child: UtilityProcess, day: IsoDate): Promise<DemoAddress | null> {
  const key = randomUUID();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill(), patienceMs);
    child.once('message', (message: { url: string }) => {
      clearTimeout(timer);
      resolve({ url: message.url, key });
    });
    child.once('exit', () => {
      clearTimeout(timer);
      resolve(null);
    });
    child.postMessage({ key, today: day });
  });
}

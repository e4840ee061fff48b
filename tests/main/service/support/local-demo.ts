import { randomUUID } from 'node:crypto';
import { ok } from '../../../../domain/result.ts';
import type { DemoServer } from '../../../../main/service/demo-server.ts';
import { startDemo } from '../../../../sandbox/demo.ts';

/** The demo's real server in this process, under a new key at each start, as the shell runs it in one of its own. */
export function createLocalDemo(): DemoServer & { isRunning: () => boolean } {
  let running: Promise<{ url: string; key: string; close: () => Promise<void> }> | null = null;
  return {
    reach: async (today) => {
      const key = randomUUID();
      running ??= startDemo({ key, today }).then((demo) => ({ ...demo, key }));
      const { url, key: present } = await running;
      return ok({ url, key: present });
    },
    stop: async () => {
      const ended = running;
      running = null;
      await (await ended)?.close();
    },
    isRunning: () => running !== null,
  };
}

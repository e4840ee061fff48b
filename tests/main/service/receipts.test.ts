import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Service } from '../../../main/service/service.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/start.ts';
import { drop, readingMachine, rowsOf, startInbox, untilState, valueOf } from './support/inbox.ts';

const fixture = (name: string): string => path.join(import.meta.dirname, '../../fixtures/receipts', name);
let sandbox: Sandbox;
const running: Service[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 5, companies: 1, vouchers: 10, rate: 0, uploadDelayMs: 300 });
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((service) => service.stop()));
  sandbox.admin.reset();
});
afterAll(() => sandbox.close());

async function inbox(): Promise<Service> {
  const service = await startInbox(sandbox, await readingMachine(sandbox));
  running.push(service);
  return service;
}

describe('a dropped file', () => {
  it('is kept, read, sent by the user’s word, and linked to the voucher that Lexware makes of it', async () => {
    const service = await inbox();
    const { added, known, refused } = await drop(service, fixture('factur-x.pdf'));
    expect([added.length, known.length, refused.length]).toEqual([1, 0, 0]);
    const [id = ''] = added;
    const read = await untilState(service, id, 'ready');
    expect(read).toMatchObject({ kind: 'e-invoice', fileType: 'pdf', fileName: 'factur-x.pdf', source: 'dropped' });
    expect(read.senderName).not.toBe(null);
    expect(valueOf(await service.handlers.receipts.send({ ids: [id] }))).toEqual({ queued: [id], failed: [] });
    const there = await untilState(service, id, 'inLexware');
    expect(there.voucherId).not.toBe(null);
    expect(await rowsOf(service)).toHaveLength(1);
  });
});

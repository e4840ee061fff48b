import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildInspector } from '../../../build/lib/inspector.mjs';
import type { Inspection } from '../../../domain/receipt.ts';
import { createInspector, type Inspector } from '../../../main/receipts/inspector.ts';
import { hostileFiles, type HostileFile } from './support/hostile.ts';
import { rightSpec, usualInput } from './support/spec.ts';
import { writeUbl } from './support/write-ubl.ts';

const mebibyte = 1024 * 1024;
const good = { name: 'gut.xml', bytes: new TextEncoder().encode(writeUbl(rightSpec(usualInput))) };

let server: Server;
let files: HostileFile[];
let workerUrl: URL;
let inspector: Inspector;
let visits = 0;

beforeAll(async () => {
  server = createServer((_request, response) => {
    visits++;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  files = hostileFiles(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
  workerUrl = pathToFileURL(join(await buildInspector(), 'worker.js'));
  inspector = createInspector({ workerUrl });
});

afterAll(async () => {
  await inspector.close();
  server.close();
});

/** The most that the process holds at one time while something runs, beyond what it held before, in bytes. */
async function growthDuring(run: () => Promise<Inspection>): Promise<{ growth: number; inspection: Inspection }> {
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
  try {
    return { inspection: await run(), growth: most - before };
  } finally {
    clearInterval(watch);
  }
}

describe('the worker', () => {
  it('gives a clear answer to every hostile file, in less than 300 MB, and goes on', async () => {
    const answers: string[] = [];
    for (const { what, name, bytes, expected } of files) {
      const { inspection, growth } = await growthDuring(() => inspector.inspect({ name, bytes }));
      answers.push(`${what}: ${[inspection.kind, inspection.reason].filter((one) => one !== null).join(' ')}`);
      expect(answers.at(-1)).toBe(`${what}: ${expected}`);
      expect(growth, what).toBeLessThan(300 * mebibyte);
    }
    expect(await inspector.inspect(good)).toMatchObject({ kind: 'e-invoice', findings: [] });
    expect(answers.length).toBeGreaterThan(25);
  }, 240_000);

  it('never reached a server that the files named', () => expect(visits).toBe(0));

  it('tells of a script and never runs it', async () => {
    const script = files.find(({ what }) => what === 'a script')!;
    expect(await inspector.inspect(script)).toMatchObject({ findings: [{ code: 'pdf_script' }] });
  });

  it('makes a name out of a path', async () => {
    const path = files.find(({ what }) => what === 'a path as the embedded name')!;
    expect(await inspector.inspect(path)).toMatchObject({
      attachments: [{ name: 'factur-x.xml', isInvoiceData: true }],
    });
  });

  it('is ended when it takes too long, and the next file gets a new one', async () => {
    const hasty = createInspector({ workerUrl, timeoutMs: 2_000 });
    const endless = new TextEncoder().encode(`%PDF-1.4\n${'1 0 obj<<'.repeat(1_000_000)}`);
    const slow = hasty.inspect({ name: 'a.pdf', bytes: endless });
    const next = hasty.inspect(good);
    expect(await slow).toEqual({ kind: 'refused', reason: 'too_slow' });
    expect(await next).toMatchObject({ kind: 'e-invoice' });
    await hasty.close();
  });

  it('answers in the order of the questions, also when they come at once', async () => {
    const names = ['a.xml', 'b.xml', 'c.png'];
    const answers = await Promise.all(names.map((name) => inspector.inspect({ ...good, name })));
    expect(
      answers.map((answer) => (answer.kind === 'refused' ? [] : answer.findings.map(({ stated }) => stated))),
    ).toEqual([[], [], ['png']]);
  });

  it('leaves the bytes that it was given to their owner', async () => {
    await inspector.inspect(good);
    expect(good.bytes.byteLength).toBeGreaterThan(1_000);
  });

  it('says so when it cannot start', async () => {
    const lost = createInspector({ workerUrl: new URL('./nowhere.js', workerUrl) });
    expect(await lost.inspect(good)).toEqual({ kind: 'refused', reason: 'inspection_failed' });
    await lost.close();
  });

  it('hands out a file inside a receipt, and nothing for what is not there', async () => {
    const attachment = {
      name: '../x.pdf',
      mediaType: 'application/pdf',
      base64: Buffer.from('hallo').toString('base64'),
    };
    const bytes = new TextEncoder().encode(writeUbl(rightSpec(usualInput, { attachment })));
    expect(await inspector.inspect({ name: 'a.xml', bytes })).toMatchObject({
      attachments: [{ name: 'x.pdf', bytes: 5, index: 0 }],
    });
    expect(Buffer.from((await inspector.readAttachment(bytes, 0))!).toString()).toBe('hallo');
    expect(await inspector.readAttachment(bytes, 1)).toBeNull();
    expect(await inspector.readAttachment(bytes, -1)).toBeNull();
    expect(await inspector.readAttachment(good.bytes, 0)).toBeNull();
  });
});

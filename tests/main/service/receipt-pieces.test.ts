import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Service } from '../../../main/service/service.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/start.ts';
import { cornered, jpegOf, tiffOf } from '../receipts/support/pictures.ts';
import { attachment, writeMail } from '../receipts/support/write-mail.ts';
import type { Machine } from './support/machine.ts';
import {
  bytesOf,
  codeOf,
  drop,
  fixture,
  folder,
  patience,
  pdf,
  readingMachine,
  rowsOf,
  startInbox,
  untilState,
  valueOf,
} from './support/inbox.ts';

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

async function inbox(machine?: Machine): Promise<Service> {
  const service = await startInbox(sandbox, machine ?? (await readingMachine(sandbox)));
  running.push(service);
  return service;
}

describe('an e-mail and pictures', () => {
  it('are opened, and what is chosen from them becomes a receipt of its own', async () => {
    const service = await inbox();
    const file = path.join(folder(), 'Post.eml');
    writeFileSync(
      file,
      writeMail([
        attachment('Rechnung.pdf', readFileSync(fixture('plain.pdf'))),
        attachment('virus.exe', bytesOf('MZ')),
      ]),
    );
    const [id = ''] = (await drop(service, file)).added;
    expect(await untilState(service, id, 'container')).toMatchObject({ fileType: 'eml', kind: null });
    const { receipts } = service.handlers;
    const { contents } = valueOf(await receipts.get({ id }));
    expect(contents.map(({ name, refusal, takenAs }) => [name, refusal, takenAs])).toEqual([
      ['Rechnung.pdf', null, null],
      ['virus.exe', 'unsupported_type', null],
    ]);
    expect(codeOf(await receipts.unpack({ id, indexes: [7] }))).toBe('invalid_input');
    const taken = valueOf(await receipts.unpack({ id, indexes: [0, 1] }));
    expect([taken.added.length, taken.refused.length]).toEqual([1, 1]);
    const [piece = ''] = taken.added;
    expect(await untilState(service, piece, 'ready')).toMatchObject({ source: 'unpacked', containerName: 'Post.eml' });
    expect(valueOf(await receipts.get({ id })).contents[0]?.takenAs).toBe(piece);
    expect(valueOf(await receipts.unpack({ id, indexes: [0] }))).toMatchObject({ added: [], known: [piece] });
    expect(codeOf(await receipts.unpack({ id: piece, indexes: [0] }))).toBe('invalid_input');
    expect(valueOf(await receipts.send({ ids: [id] })).failed).toHaveLength(1);
  });

  it('are joined into one PDF; the pictures leave the inbox and can be restored', async () => {
    const service = await inbox();
    const place = folder();
    writeFileSync(path.join(place, '1.jpg'), await jpegOf(cornered(60, 40)));
    writeFileSync(path.join(place, '2.jpg'), await jpegOf(cornered(50, 40)));
    const { added } = await drop(service, place, fixture('plain.pdf'));
    for (const id of added) await untilState(service, id, 'ready');
    const [first = '', second = '', plain = ''] = added;
    const { receipts } = service.handlers;
    expect(codeOf(await receipts.join({ ids: [first, plain] }))).toBe('receipt_not_accepted');
    const joined = valueOf(await receipts.join({ ids: [first, second] }));
    expect(joined).toMatchObject({ source: 'joined', fileName: '1.pdf' });
    expect(await untilState(service, joined.id, 'ready')).toMatchObject({ fileType: 'pdf' });
    expect((await rowsOf(service)).map(({ id }) => id)).toEqual([joined.id, plain]);
    valueOf(await receipts.restore({ ids: [first, second] }));
    expect(await rowsOf(service)).toHaveLength(4);
  });

  it('of a kind that Lexware does not take are sent as one that it takes, and shown so', async () => {
    const service = await inbox();
    const file = path.join(folder(), 'Beleg.tif');
    writeFileSync(file, tiffOf([cornered(40, 30)]));
    const [id = ''] = (await drop(service, file)).added;
    expect(await untilState(service, id, 'ready')).toMatchObject({ fileType: 'tiff', converted: true, refusal: null });
    expect(valueOf(await service.handlers.receipts.preview({ id })).mediaType).toMatch(
      /^(image\/jpeg|application\/pdf)$/,
    );
    expect(valueOf(await service.handlers.receipts.send({ ids: [id] })).queued).toEqual([id]);
    await untilState(service, id, 'recognising', 'inLexware');
  });
});

describe('a watched folder', () => {
  it('is taken in as files appear, and what was removed from the inbox is not brought back by it', async () => {
    const machine = await readingMachine(sandbox);
    const service = await inbox(machine);
    const { receipts } = service.handlers;
    expect(valueOf(await receipts.watchedFolder())).toEqual({ path: null, state: 'off', afterTaking: 'keep' });
    expect(valueOf(await receipts.chooseWatchedFolder())).toMatchObject({ state: 'off' });
    const place = folder();
    writeFileSync(path.join(place, 'lag da.pdf'), pdf('a'));
    machine.openAnswers.push([place]);
    expect(valueOf(await receipts.chooseWatchedFolder())).toMatchObject({ path: place });
    await vi.waitUntil(async () => (await rowsOf(service)).length === 1, patience);
    writeFileSync(path.join(place, 'kam.pdf'), pdf('b'));
    await vi.waitUntil(async () => (await rowsOf(service)).length === 2, patience);
    const ids = (await rowsOf(service)).map(({ id, source }) => (source === 'watched' ? id : ''));
    valueOf(await receipts.remove({ ids }));
    expect(valueOf(await receipts.setWatchedFolder({ off: true }))).toMatchObject({ path: null, state: 'off' });
    machine.openAnswers.push([place]);
    valueOf(await receipts.chooseWatchedFolder());
    writeFileSync(path.join(place, 'neu.pdf'), pdf('c'));
    await vi.waitUntil(async () => (await rowsOf(service)).length === 1, patience);
    expect(await rowsOf(service)).toMatchObject([{ fileName: 'neu.pdf' }]);
  });
});

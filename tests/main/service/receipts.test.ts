import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Service } from '../../../main/service/service.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/start.ts';
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
  rowOf,
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

describe('a dropped file', () => {
  it('is kept, read, sent by the user’s word, and linked to the voucher that Lexware makes of it', async () => {
    const machine = await readingMachine(sandbox);
    const service = await inbox(machine);
    const { added, known, refused } = await drop(service, fixture('factur-x.pdf'));
    expect([added.length, known.length, refused.length]).toEqual([1, 0, 0]);
    const [id = ''] = added;
    const read = await untilState(service, id, 'ready');
    expect(read).toMatchObject({ kind: 'e-invoice', fileType: 'pdf', fileName: 'factur-x.pdf', source: 'dropped' });
    expect(read.senderName).not.toBe(null);
    expect(codeOf(await service.handlers.receipts.openInLexware({ id }))).toBe('link_not_allowed');
    expect(valueOf(await service.handlers.receipts.send({ ids: [id, id] }))).toEqual({ queued: [id], failed: [] });
    const there = await untilState(service, id, 'inLexware');
    valueOf(await service.handlers.receipts.openInLexware({ id }));
    expect(machine.opened.at(-1)).toContain(`/permalink/vouchers/view/${there.voucherId ?? '?'}`);
    expect(await rowsOf(service)).toHaveLength(1);
    expect(valueOf(await service.handlers.receipts.send({ ids: [id] }))).toEqual({ queued: [id], failed: [] });
  });

  it('is known when it comes again under another name, also after it was removed', async () => {
    const service = await inbox();
    const copy = path.join(folder(), 'anders.pdf');
    writeFileSync(copy, readFileSync(fixture('plain.pdf')));
    const [id = ''] = (await drop(service, fixture('plain.pdf'))).added;
    expect(await drop(service, copy, copy)).toEqual({ added: [], known: [id], refused: [] });
    valueOf(await service.handlers.receipts.remove({ ids: [id] }));
    expect(await rowsOf(service)).toEqual([]);
    expect(await drop(service, copy)).toEqual({ added: [], known: [id], refused: [] });
    expect(await rowsOf(service)).toMatchObject([{ id, removed: false, fileName: 'plain.pdf' }]);
  });

  it('that cannot be taken is listed with its reason, and nothing of it is kept', async () => {
    const service = await inbox();
    const place = folder();
    const files = { 'leer.pdf': '', 'programm.exe': 'MZ', 'seite.pdf': '<html>', 'zu groß.pdf': pdf('') };
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(place, name), text);
    truncateSync(path.join(place, 'zu groß.pdf'), 26 * 1024 * 1024);
    symlinkSync(fixture('plain.pdf'), path.join(place, 'verweis.pdf'));
    const { added, refused } = await drop(service, place, path.join(place, 'weg.pdf'));
    expect([added.length, refused.length]).toEqual([0, 6]);
    const reasons = (await rowsOf(service)).map(({ fileName, refusal, state }) => [fileName, refusal, state]);
    expect(reasons.reverse()).toEqual([
      ['leer.pdf', 'empty', 'refused'],
      ['programm.exe', 'unsupported_type', 'refused'],
      ['seite.pdf', 'unsupported_type', 'refused'],
      ['verweis.pdf', 'link', 'refused'],
      ['zu groß.pdf', 'too_large', 'refused'],
      ['weg.pdf', 'unreadable_file', 'refused'],
    ]);
    expect(valueOf(await service.handlers.receipts.send({ ids: refused })).failed).toHaveLength(6);
    const [id = ''] = refused;
    for (const call of ['preview', 'data'] as const) {
      expect(codeOf(await service.handlers.receipts[call]({ id }))).toBe('document_format_not_available');
    }
  });

  it('has any of thirty hostile names, and is sent under one that Lexware takes', async () => {
    const service = await inbox();
    const names = [
      ...[
        'a b',
        'ä',
        'a\u0308',
        'Ω',
        '日本',
        '🚗',
        '👨‍👩‍👧',
        '&amp;',
        "'",
        '"',
        '`$(x)`',
        '%00',
        '%2e',
        '#',
        '?x=1',
        '*',
        '<b>',
        '|',
      ],
      ...['..', '...pdf', '-rf', '~', 'CON', 'aux.x', '\u202egpj', 'a\nb', 'a\tb', '{{x}}', 'x'.repeat(196)],
    ].map((name) => `${name}.pdf`);
    expect(names.push('ohne')).toBe(30);
    const place = folder();
    names.forEach((name, index) => writeFileSync(path.join(place, name), pdf(`Beleg ${String(index)}`)));
    const { added, refused } = await drop(service, ...names.map((name) => path.join(place, name)));
    expect([added.length, refused.length]).toEqual([30, 0]);
    for (const id of added) await untilState(service, id, 'ready', 'refused');
    const rows = (await rowsOf(service)).reverse();
    expect(rows.map(({ fileName }) => fileName)).toEqual(
      names.map((name) => name.replace(/[\n\t]/g, '_').normalize('NFC')),
    );
    expect(rows.map(({ state }) => state)).toEqual(names.map(() => 'ready'));
    expect(valueOf(await service.handlers.receipts.send({ ids: added })).queued).toEqual(added);
    for (const id of added) await untilState(service, id, 'recognising', 'inLexware');
  });
});

describe('what is inside a receipt', () => {
  it('is shown, read as text, and saved where the user wants it, never opened', async () => {
    const machine = await readingMachine(sandbox);
    const service = await inbox(machine);
    const { added } = await drop(service, fixture('factur-x.pdf'), fixture('xrechnung-ubl.xml'), fixture('plain.pdf'));
    const [factur = '', ubl = '', plain = ''] = added;
    for (const id of added) await untilState(service, id, 'ready');
    const { receipts } = service.handlers;
    expect(valueOf(await receipts.preview({ id: factur }))).toMatchObject({ mediaType: 'application/pdf' });
    expect(codeOf(await receipts.preview({ id: ubl }))).toBe('document_format_not_available');
    expect(valueOf(await receipts.data({ id: factur })).text).toContain('CrossIndustryInvoice');
    expect(valueOf(await receipts.data({ id: ubl }))).toMatchObject({ fileName: 'xrechnung-ubl.xml' });
    expect(codeOf(await receipts.data({ id: plain }))).toBe('document_format_not_available');
    const target = path.join(folder(), 'hier.pdf');
    machine.saveAnswers.push(target);
    expect(valueOf(await receipts.save({ id: plain, attachment: null }))).toBe('saved');
    expect(readFileSync(target).equals(readFileSync(fixture('plain.pdf')))).toBe(true);
    expect(valueOf(await receipts.save({ id: plain, attachment: null }))).toBe('cancelled');
    expect(codeOf(await receipts.save({ id: plain, attachment: 99 }))).toBe('document_format_not_available');
    expect(valueOf(await receipts.get({ id: factur })).inspection).toMatchObject({ kind: 'e-invoice' });
  });

  it('has a small picture that the page drew, if it is one', async () => {
    const service = await inbox();
    const [id = ''] = (await drop(service, fixture('plain.pdf'))).added;
    const { receipts } = service.handlers;
    const png = new Uint8Array(200);
    png.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect(valueOf(await receipts.thumbnail({ id }))).toBe(null);
    const large = new Uint8Array(128 * 1024 + 1);
    large.set(png);
    for (const wrong of [bytesOf('GIF89a'), new Uint8Array(), large]) {
      expect(codeOf(await receipts.keepThumbnail({ id, png: wrong }))).toBe('invalid_input');
    }
    valueOf(await receipts.keepThumbnail({ id, png }));
    expect(valueOf(await receipts.thumbnail({ id }))).toEqual(png);
    const unknown = '6c0a8a9e-9d1b-4a53-8a46-0f3f0d6c3b11';
    expect(codeOf(await receipts.keepThumbnail({ id: unknown, png }))).toBe('receipt_not_found');
    expect(codeOf(await receipts.get({ id: unknown }))).toBe('receipt_not_found');
  });
});

describe('files that come in another way', () => {
  it('are picked in a dialog, or pasted as bytes', async () => {
    const machine = await readingMachine(sandbox);
    const service = await inbox(machine);
    const place = folder();
    mkdirSync(path.join(place, 'darin'));
    writeFileSync(path.join(place, 'darin', 'a.pdf'), pdf('a'));
    const { receipts } = service.handlers;
    expect(valueOf(await receipts.pick({ what: 'files' }))).toEqual({ added: [], known: [], refused: [] });
    machine.openAnswers.push([fixture('plain.pdf')], [place]);
    expect(valueOf(await receipts.pick({ what: 'files' })).added).toHaveLength(1);
    expect(valueOf(await receipts.pick({ what: 'folder' })).added).toHaveLength(1);
    const files = [{ kind: 'bytes' as const, name: 'bild.pdf', bytes: pdf('b') }];
    expect(valueOf(await receipts.addFiles({ files, source: 'pasted' })).added).toHaveLength(1);
    expect((await rowsOf(service)).map(({ source }) => source)).toEqual(['pasted', 'picked', 'picked']);
  });
});

describe('an upload', () => {
  it('that waits is taken back when the receipt is removed, and can be sent again', async () => {
    const service = await inbox();
    const [id = ''] = (await drop(service, fixture('plain.pdf'))).added;
    await untilState(service, id, 'ready');
    sandbox.admin.addFault({ kind: 'rateLimited', method: 'POST', path: '/v1/files' });
    valueOf(await service.handlers.receipts.send({ ids: [id] }));
    await vi.waitUntil(async () => valueOf(await service.handlers.outbox.list())[0]?.attempts === 1, patience);
    await untilState(service, id, 'queued');
    valueOf(await service.handlers.receipts.remove({ ids: [id] }));
    expect(await rowOf(service, id)).toMatchObject({ removed: true, state: 'ready' });
    sandbox.admin.clearFaults();
    valueOf(await service.handlers.receipts.restore({ ids: [id] }));
    valueOf(await service.handlers.receipts.send({ ids: [id] }));
    await untilState(service, id, 'recognising', 'inLexware');
  });
});

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildInspector } from '../../../../build/lib/inspector.mjs';
import { createInspector, type Inspector } from '../../../../main/receipts/inspector.ts';
import { writeArchive } from '../support/write-archive.ts';
import { attachment, writeMail } from '../support/write-mail.ts';

const mebibyte = 1024 * 1024;
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const pdf = text('%PDF-1.4\n%%EOF\n');
const zeros = (megabytes: number): Uint8Array => new Uint8Array(megabytes * mebibyte);
const mailHead = 'From: a@b.example\r\nSubject: x\r\n';

const deepParts = (depth: number): Uint8Array =>
  text(
    `${mailHead}${Array.from({ length: depth }, (_, i) => `Content-Type: multipart/mixed; boundary="b${String(i)}"\r\n\r\n--b${String(i)}\r\n`).join('')}\r\nx`,
  );
const oneZero = zeros(1);
const bombContent = zeros(60);
const bombInside = writeArchive([{ name: 'x.pdf', content: zeros(45), crc: 1 }]);

/** What each container has to answer: a refusal of its own, or those of its files. */
const hostile: [string, () => Uint8Array, string | (string | null)[]][] = [
  ['a bomb that says what it is', () => writeArchive([{ name: 'a.pdf', content: bombContent, crc: 1 }]), ['too_large']],
  [
    'a bomb that says it is small',
    () => writeArchive([{ name: 'a.pdf', content: bombContent, crc: 1, statedBytes: 9 }]),
    ['unsupported_type'],
  ],
  [
    '300 bombs',
    () => writeArchive(Array.from({ length: 300 }, (_, i) => ({ name: `${String(i)}.pdf`, content: oneZero, crc: 1 }))),
    Array<string>(300).fill('unsupported_type'),
  ],
  ['a bomb in an archive', () => writeArchive([{ name: 'a.zip', content: bombInside }]), ['unsupported_type']],
  [
    'twenty archives that are too much together',
    () =>
      writeArchive(
        Array.from({ length: 20 }, () => ({ name: 'a.zip', content: Buffer.concat([bombInside, zeros(10)]) })),
      ),
    [...Array<string>(4).fill('container_broken'), ...Array<string>(16).fill('too_large')],
  ],
  [
    '100,000 entries',
    () => writeArchive(Array.from({ length: 100_000 }, (_, i) => ({ name: String(i), stored: true }))),
    'too_many_files',
  ],
  [
    '900 times the same bytes',
    () =>
      writeArchive([
        { name: 'a.pdf', content: zeros(10) },
        ...Array.from({ length: 900 }, () => ({ name: 'b.pdf', sameAs: 0 })),
      ]),
    'container_broken',
  ],
  [
    'an archive that is larger than any taken',
    () => Buffer.concat([writeArchive([{ name: 'a.pdf' }]), zeros(50)]),
    'too_large',
  ],
  ['parts 1,000 deep', () => deepParts(1_000), 'nested_too_deep'],
  [
    '50 MB of headers',
    () => text(`${mailHead}${`X-Long: ${'x'.repeat(900)}\r\n`.repeat(54_000)}\r\n\r\n`),
    'container_broken',
  ],
  ['one header of 40 MB', () => text(`${mailHead}X-Long: ${'x'.repeat(40 * mebibyte)}\r\n\r\n`), 'container_broken'],
  ['10 million empty lines', () => text(`${mailHead}\r\n${'\n'.repeat(10_000_000)}`), 'too_much_memory'],
  [
    '2,000 parts',
    () => writeMail(Array.from({ length: 2_000 }, (_, i) => attachment(`${String(i)}.pdf`, pdf))),
    'too_many_files',
  ],
  ['a boundary that never comes', () => text(`${mailHead}Content-Type: multipart/mixed; boundary="x"\r\n\r\nabc`), []],
  ['a file of 26 MB', () => writeMail([attachment('a.pdf', Buffer.concat([pdf, zeros(26)]))]), ['too_large']],
];

let inspector: Inspector;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kontor-containers-'));
  inspector = createInspector({ workerUrl: pathToFileURL(join(await buildInspector(), 'worker.js')) });
});
afterAll(async () => {
  await inspector.close();
  rmSync(folder, { recursive: true });
});

describe('a hostile container', () => {
  it.each(hostile)('%s: a clear answer, in less than 300 MB', async (_what, make, expected) => {
    const bytes = make();
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
    const listed = await inspector.listContained(bytes);
    clearInterval(watch);
    expect(listed.ok ? listed.value.map(({ refusal }) => refusal) : listed.error).toEqual(expected);
    expect(most - before).toBeLessThan(300 * mebibyte);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves the worker fit for the next', async () => {
    const mail = writeMail([attachment('Rechnung.pdf', pdf)]);
    expect(await inspector.listContained(mail)).toMatchObject({ ok: true, value: [{ name: 'Rechnung.pdf' }] });
    expect(await inspector.readContained(mail, 0)).toEqual({ name: 'Rechnung.pdf', bytes: pdf });
    expect(await inspector.readContained(mail, 1)).toBeNull();
    expect(mail.byteLength).toBeGreaterThan(100);
  });
});

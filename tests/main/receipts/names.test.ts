import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildInspector } from '../../../build/lib/inspector.mjs';
import { readReceiptFile } from '../../../main/receipts/read-file.ts';
import { safeFileName } from '../../../main/receipts/safe-name.ts';
import type { InspectionSummary } from '../../../main/receipts/summary.ts';
import { rightSpec, usualInput } from './support/spec.ts';
import { writeUbl } from './support/write-ubl.ts';

const run = promisify(execFile);

/** Thirty names that programs stumble over. */
const names = [
  'Rechnung ä.xml'.normalize('NFC'),
  'Rechnung ä.xml'.normalize('NFD'),
  'Beleg 🧾👩‍🚀.xml',
  'Müller & Söhne.xml',
  `${'x'.repeat(196)}.xml`,
  'ohne-endung',
  'zwei..punkte...xml',
  '.versteckt',
  '-rf',
  '--model.xml',
  ' vorn und hinten ',
  'punkt am ende.',
  'zeile\numbruch.xml',
  'tab\tulator.xml',
  '"quotes" und \'einfache\'.xml',
  'rück\\wärts.xml',
  '100%%20.xml',
  '$(touch gotcha).xml',
  '`touch gotcha`.xml',
  'a;touch gotcha.xml',
  'a|b>c<d.xml',
  'stern*frage?.xml',
  '[eckig]{geschweift}.xml',
  'rechts\u202elmx.fdp',
  'null\u200bbreit.xml',
  'CON.xml',
  '~.xml',
  '#raute.xml',
  'الفاتورة.xml',
  '請求書.pdf',
];

let folder: string;
let program: string;
const content = writeUbl(rightSpec(usualInput));
const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kontor-names-'));
  for (const name of names) writeFileSync(join(folder, name), content);
  program = join(await buildInspector(), 'inspect-program.js');
});

afterAll(() => rmSync(folder, { recursive: true }));

async function inspect(...args: string[]): Promise<InspectionSummary[]> {
  const { stdout, stderr } = await run(process.execPath, [program, ...args], { cwd: folder });
  expect(stderr).toBe('');
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as InspectionSummary);
}

describe('npm run inspect', () => {
  it('reads a file under each of thirty hostile names, and leaves the folder as it was', async () => {
    expect(new Set(names).size).toBe(30);
    const before = readdirSync(folder).sort();
    const lines = await inspect('--', ...names);
    expect(lines.map(({ file }) => file)).toEqual(names);
    expect(new Set(lines.map(({ kind, payable }) => `${kind} ${String(payable)}`))).toEqual(
      new Set(['e-invoice 199.90']),
    );
    expect(readdirSync(folder).sort()).toEqual(before);
    expect(new Set(names.map((name) => hashOf(join(folder, name)))).size).toBe(1);
  });

  it('prints every field, and amounts as exact text', async () => {
    const [line] = await inspect('ohne-endung');
    expect(line).toEqual({
      file: 'ohne-endung',
      kind: 'e-invoice',
      reason: null,
      format: 'XRechnung UBL',
      profile: 'XRECHNUNG',
      version: '3.0',
      typeCode: '380',
      number: 'RE-2026/0815',
      issueDate: '2026-11-02',
      sellerName: 'Muster GmbH',
      buyerName: 'Kunde & Söhne KG',
      currency: 'EUR',
      netTotal: '170.00',
      taxTotal: '29.90',
      grossTotal: '199.90',
      payable: '199.90',
      lines: 3,
      attachments: 0,
      findings: [],
    });
  });

  it('gives the whole model when asked', async () => {
    const [line] = await inspect('--model', 'ohne-endung');
    expect(line).toMatchObject({
      inspection: { kind: 'e-invoice', invoice: { lines: [{ name: 'Beratung' }, {}, {}] } },
    });
  });

  it('ends with 2 without files', async () => {
    await expect(run(process.execPath, [program])).rejects.toMatchObject({ code: 2 });
  });
});

describe.skipIf(process.platform === 'win32')('a path that is no file', () => {
  it('is refused with its reason, and not followed', async () => {
    mkdirSync(join(folder, 'ordner'));
    symlinkSync('ohne-endung', join(folder, 'verweis.xml'));
    symlinkSync('nirgends', join(folder, 'toter-verweis.xml'));
    symlinkSync('.', join(folder, 'verweis-auf-ordner'));
    await run('mkfifo', [join(folder, 'rohr.xml')]);
    writeFileSync(join(folder, 'leer.pdf'), '');
    const reasons = await Promise.all(
      [
        'ordner',
        'verweis.xml',
        'toter-verweis.xml',
        'verweis-auf-ordner',
        'rohr.xml',
        'leer.pdf',
        'fehlt.xml',
        '/dev/null',
      ].map(async (name) => {
        const read = await readReceiptFile(name.startsWith('/') ? name : join(folder, name));
        return read.ok ? 'read' : read.error;
      }),
    );
    expect(reasons).toEqual([
      'not_a_file',
      'link',
      'link',
      'link',
      'not_a_file',
      'empty',
      'unreadable_file',
      'not_a_file',
    ]);
  });
});

describe('the name of an attachment', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\system32\\calc.exe', 'calc.exe'],
    ['..', 'fallback'],
    ['', 'fallback'],
    [null, 'fallback'],
    ['CON.pdf', '_CON.pdf'],
    ['a\0b.pdf', 'a_b.pdf'],
    ['rechnung\u202efdp.exe', 'rechnung_fdp.exe'],
    ['a\u0308.pdf', 'ä.pdf'],
    [' .pdf. ', 'pdf'],
    ['Beleg & Co. (1).pdf', 'Beleg & Co. (1).pdf'],
    [`${'🧾'.repeat(100)}.pdf`, `${'🧾'.repeat(29)}.pdf`],
  ])('%j becomes %j', (name, safe) => expect(safeFileName(name, 'fallback')).toBe(safe));

  it('is one part of a path, short and visible, whatever the document says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const safe = safeFileName(name, 'fallback');
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(120);
        expect(safe).not.toMatch(/[/\\:*?"<>|\p{Cc}]|^\.|^$|[. ]$/u);
        expect(safeFileName(safe, 'fallback')).toBe(safe);
      }),
    );
  });
});

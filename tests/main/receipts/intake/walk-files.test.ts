import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { incomingName } from '../../../../main/receipts/intake/incoming-name.ts';
import { readIncoming } from '../../../../main/receipts/intake/read-incoming.ts';
import { walkFiles, walkLimits } from '../../../../main/receipts/intake/walk-files.ts';

function folderWith(...files: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'kontor-walk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), 'x');
  }
  return folder;
}

describe('a dropped folder', () => {
  it('is walked with everything in it, in natural order of names, without what systems leave there', async () => {
    const files = ['10.pdf', '9.pdf', 'Ä/2.pdf', 'Ä/1.pdf', 'b.pdf', '.DS_Store', 'Thumbs.db', '._9.pdf', '~$x.docx'];
    const folder = folderWith(...files);
    const found = await walkFiles(folder);
    expect(found.map((one) => one.kind === 'file' && one.path.slice(folder.length + 1))).toEqual([
      '9.pdf',
      '10.pdf',
      'Ä/1.pdf',
      'Ä/2.pdf',
      'b.pdf',
    ]);
  });

  it('is not left by links, which are refused one by one', async () => {
    const folder = folderWith('a.pdf');
    symlinkSync('/etc/passwd', join(folder, 'b.pdf'));
    symlinkSync('/etc', join(folder, 'c'));
    symlinkSync(folder, join(folder, 'd'));
    expect(
      (await walkFiles(folder)).map((one) => (one.kind === 'refused' ? [one.name, one.refusal] : one.name)),
    ).toEqual(['a.pdf', ['b.pdf', 'link'], ['c', 'link'], ['d', 'link']]);
  });

  it('that is too large or too deep is taken up to there, and says so', async () => {
    const folder = folderWith('1.pdf', '2.pdf', '3.pdf');
    const found = await walkFiles(folder, 2);
    expect(found.map(({ kind }) => kind)).toEqual(['file', 'file', 'refused']);
    expect(found[2]).toMatchObject({ refusal: 'too_many_files' });
    const deep = folderWith(`${'x/'.repeat(walkLimits.depth + 2)}a.pdf`);
    expect(await walkFiles(deep)).toMatchObject([{ kind: 'refused', refusal: 'too_many_files' }]);
  });

  it('that is gone is one refusal', async () => {
    expect(await walkFiles('/does/not/exist.pdf')).toEqual([
      { kind: 'refused', name: 'exist.pdf', refusal: 'unreadable_file' },
    ]);
  });
});

describe('an incoming file', () => {
  it.each([
    ['/tmp/a/Rechnung.pdf', 'Rechnung.pdf'],
    ['C:\\Belege\\Rechnung.pdf', 'Rechnung.pdf'],
    ['a\u0000b\r\n\ud800.pdf', 'a_b___.pdf'],
    ['Gro\u0308\u00dfe.pdf', 'Gr\u00f6\u00dfe.pdf'],
    [`${'ä'.repeat(300)}.pdf`, `${'ä'.repeat(251)}.pdf`],
    ['', ''],
  ])('%j is called %j', (given, name) => {
    expect(incomingName(given)).toBe(name);
  });

  it('that is a folder, empty, a link or gone is refused with its reason', async () => {
    const folder = folderWith('voll.pdf');
    writeFileSync(join(folder, 'leer.pdf'), '');
    symlinkSync(join(folder, 'voll.pdf'), join(folder, 'verweis.pdf'));
    const answers = ['voll.pdf', 'leer.pdf', 'verweis.pdf', 'weg.pdf', '.'].map(async (name) => {
      const read = await readIncoming({ kind: 'path', path: join(folder, name) });
      return read.ok ? read.value.byteLength : read.error;
    });
    expect(await Promise.all(answers)).toEqual([1, 'empty', 'link', 'unreadable_file', 'not_a_file']);
  });

  it.skipIf(process.getuid?.() === 0)('that the user may not read is locked', async () => {
    const folder = folderWith('a.pdf');
    chmodSync(join(folder, 'a.pdf'), 0o000);
    expect(await readIncoming({ kind: 'path', path: join(folder, 'a.pdf') })).toMatchObject({ error: 'locked_file' });
  });

  it('given by its bytes is measured like one on the disk', async () => {
    const answers = [0, 1, 50 * 1024 * 1024 + 1].map(async (size) => {
      const read = await readIncoming({ kind: 'bytes', name: 'a', bytes: new Uint8Array(size) });
      return read.ok ? 'read' : read.error;
    });
    expect(await Promise.all(answers)).toEqual(['empty', 'read', 'too_large']);
  });
});

import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const electron = vi.hoisted((): { app: object } => ({ app: { isPackaged: true } }));
vi.mock('electron', () => electron);
const { openedFiles, receiveOpenedFiles } = await import('../../../main/shell/opened-files.ts');
const { inspectArguments } = await import('../../../main/shell/inspect-start.ts');

let folder: string;
const at = (name: string): string => path.join(folder, name);
const names = ['Rechnung.pdf', 'a b & c.xml', 'U\u0308ber 🧾.pdf', '-x.pdf', 'app.kontor.desktop:x', 'inspect'];
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kontor-open-'));
  names.forEach((name) => writeFileSync(at(name), 'x'));
  mkdirSync(at('Ordner'));
  symlinkSync(at('Rechnung.pdf'), at('link.pdf'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const opened = (args: readonly string[], hasAppArgument = false): string[] =>
  openedFiles({ argv: ['/opt/Kontor/kontor', ...args], workingDirectory: folder, hasAppArgument });

describe('files that a start names', () => {
  it('are those that are there, absolute and once each', () => {
    const args = [
      'Rechnung.pdf',
      at('a b & c.xml'),
      './Rechnung.pdf',
      pathToFileURL(at('U\u0308ber 🧾.pdf')).href,
      'link.pdf',
    ];
    expect(opened(args)).toEqual([at('Rechnung.pdf'), at('a b & c.xml'), at('U\u0308ber 🧾.pdf'), at('link.pdf')]);
  });

  it('may begin with a dash behind two dashes', () => {
    expect(opened(['-x.pdf'])).toEqual([]);
    expect(opened(['Rechnung.pdf', '--', '-x.pdf'])).toEqual([at('Rechnung.pdf'), at('-x.pdf')]);
  });

  it('are not the app itself in a start from the source tree', () => {
    expect(opened(['--inspect=0', '.', 'Rechnung.pdf'], true)).toEqual([at('Rechnung.pdf')]);
    expect(opened(['Rechnung.pdf'], true)).toEqual([]);
  });

  it.each([
    ['a deep link', 'app.kontor.desktop:/oauth/callback?code=x'],
    ['a file with the name of a deep link', 'app.kontor.desktop:x'],
    ['a web address', 'https://example.com/Rechnung.pdf'],
    ['a file of another machine', 'file://server.example/Rechnung.pdf'],
    ['a broken address', 'file://%zz'],
    ['an encoded slash', 'file:///a%2Fb'],
    ['a switch', '--original-process-start-time=13'],
    ['a folder', 'Ordner'],
    ['a device', '/dev/null'],
    ['nothing', ''],
    ['what is not there', 'fehlt.pdf'],
    ['a name with a zero in it', 'Rechnung.pdf\0'],
    ['a name that is too long', 'x'.repeat(5_000)],
  ])('are never %s', (_what, argument) => expect(opened([argument])).toEqual([]));

  test.prop([
    fc.array(
      fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(...names, '--', 'file:///', '..', '~')),
    ),
  ])('are existing files whatever the arguments are', (args) => {
    const known = new Set([...names, 'link.pdf'].map(at));
    const files = opened(args);
    expect(files.every((file) => known.has(file) || !file.startsWith(folder))).toBe(true);
    expect(new Set(files).size).toBe(files.length);
  });
});

describe('files that are opened', () => {
  it('come from this start, from a second one, and by the event of macOS', () => {
    const app = Object.assign(new EventEmitter(), { isPackaged: true });
    electron.app = app;
    const heard: string[][] = [];
    const argv = process.argv;
    process.argv = ['kontor', at('Rechnung.pdf')];
    receiveOpenedFiles((files) => heard.push([...files]));
    process.argv = argv;
    app.emit('second-instance', {}, ['kontor', 'a b & c.xml'], folder);
    app.emit('second-instance', {}, ['kontor', 'app.kontor.desktop:/x'], folder);
    const event = { preventDefault: vi.fn() };
    app.emit('open-file', event, at('link.pdf'));
    expect(heard).toEqual([[at('Rechnung.pdf')], [at('a b & c.xml')], [at('link.pdf')]]);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });
});

describe('kontor inspect', () => {
  it.each([
    [['kontor', 'inspect', 'a.pdf'], false, ['a.pdf']],
    [['kontor', '--no-sandbox', 'inspect', '--model', 'a.pdf'], false, ['--model', 'a.pdf']],
    [['electron', '.', 'inspect', 'a.pdf'], true, ['a.pdf']],
    [['kontor', 'inspect'], false, []],
  ])('%j', (argv, hasApp, expected) => expect(inspectArguments(argv, hasApp)).toEqual(expected));

  it.each([
    [['kontor'], false],
    [['kontor', 'a.pdf', 'inspect'], false],
    [['kontor', '/srv/inspect'], false],
    [['kontor', '--', 'inspect'], false],
    [['kontor', '--user-data-dir=x', 'inspect'], false],
    [['electron', 'inspect'], true],
  ])('is not meant by %j', (argv, hasApp) => expect(inspectArguments(argv, hasApp)).toBeNull());
});

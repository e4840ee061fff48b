import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  watchFolder,
  type FolderWatch,
  type WatchOptions,
  type WatchState,
} from '../../../../main/receipts/watch/watch-folder.ts';

let root: string;
let folder: string;
let watches: FolderWatch[];
let taken: string[];
let contents: string[];
let states: WatchState[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kontor-watch-'));
  folder = join(root, 'Belege');
  mkdirSync(folder);
  watches = [];
  taken = [];
  contents = [];
  states = [];
});
afterEach(async () => {
  await Promise.all(watches.map((one) => one.close()));
  rmSync(root, { recursive: true, force: true });
});

function start(more: Partial<WatchOptions> = {}): FolderWatch {
  const one = watchFolder({
    path: folder,
    afterTaking: () => 'keep',
    take: (path) => {
      taken.push(basename(path));
      contents.push(readFileSync(path, 'utf8'));
      return Promise.resolve(true);
    },
    onState: (state) => states.push(state),
    timings: { settledMs: 100, lookMs: 50, scanMs: 300 },
    ...more,
  });
  watches.push(one);
  return one;
}
const put = (name: string, text = name): void => writeFileSync(join(folder, name), text);
const until = (condition: () => boolean): Promise<void> =>
  vi.waitFor(
    () => {
      if (!condition()) throw new Error(`not yet: ${JSON.stringify({ taken, states })}`);
    },
    { timeout: 20_000, interval: 20 },
  );

describe('a watched folder', () => {
  it('gives what lay there and what comes, once each, and knows which is which', async () => {
    put('alt.pdf');
    const how: Record<string, boolean> = {};
    const take = (path: string, { lay }: { lay: boolean }): Promise<boolean> => {
      taken.push(basename(path));
      how[basename(path)] = lay;
      return Promise.resolve(true);
    };
    start({ take });
    await until(() => taken.length === 1 && states.length === 1);
    put('neu.pdf');
    put('U\u0308bersicht 🧾 & Co.pdf');
    await until(() => taken.length === 3);
    put('zuletzt.pdf');
    await until(() => taken.includes('zuletzt.pdf'));
    expect(how).toMatchObject({ 'alt.pdf': true, 'neu.pdf': false });
    expect(taken.toSorted()).toEqual(['U\u0308bersicht 🧾 & Co.pdf', 'alt.pdf', 'neu.pdf', 'zuletzt.pdf']);
    expect(states).toEqual(['watching']);
  });

  it('waits until a file is written', async () => {
    start({ timings: { settledMs: 1_000, lookMs: 50, scanMs: 60_000 } });
    await until(() => states.includes('watching'));
    let parts = 0;
    const writing = setInterval(() => {
      writeFileSync(join(folder, 'scan.pdf'), 'a', { flag: 'a' });
      if (++parts === 10) clearInterval(writing);
    }, 50);
    await until(() => taken.length === 1);
    expect(contents).toEqual(['aaaaaaaaaa']);
  });

  it('passes over what is hidden, unfinished, empty, a link or in a folder', async () => {
    ['.versteckt.pdf', '~$liste.pdf', 'a.pdf.part', 'b.crdownload', 'c.TMP', 'Thumbs.db', 'd.pdf~'].forEach((name) =>
      put(name),
    );
    put('leer.pdf', '');
    writeFileSync(join(root, 'geheim.pdf'), 'x');
    symlinkSync(join(root, 'geheim.pdf'), join(folder, 'link.pdf'));
    ['Kontor', 'Archiv'].forEach((name) => {
      mkdirSync(join(folder, name));
      put(join(name, 'x.pdf'));
    });
    start();
    put('zuletzt.pdf');
    await until(() => taken.length > 0);
    expect(taken).toEqual(['zuletzt.pdf']);
    put('leer.pdf', 'nicht mehr');
    await until(() => taken.length === 2);
    expect(contents[1]).toBe('nicht mehr');
  });

  it('takes a file again when it changed', async () => {
    put('a.pdf', 'eins');
    start();
    await until(() => taken.length === 1);
    put('a.pdf', 'zwei, und länger');
    await until(() => taken.length === 2);
    expect(contents).toEqual(['eins', 'zwei, und länger']);
  });

  it('gives a file again where taking it failed', async () => {
    put('a.pdf');
    start({
      take: (path) => {
        taken.push(basename(path));
        return taken.length === 1 ? Promise.reject(new Error('disk full')) : Promise.resolve(true);
      },
    });
    await until(() => taken.length === 2);
  });

  it('gives what takes the name of another in the same moment', async () => {
    put('a.pdf', 'eins');
    const take = (path: string): Promise<boolean> => {
      contents.push(readFileSync(path, 'utf8'));
      return Promise.resolve(true);
    };
    start({ take });
    await until(() => contents.length === 1);
    for (const text of ['zwei', 'drei']) {
      rmSync(join(folder, 'a.pdf'));
      put('a.pdf', text);
      await until(() => contents.at(-1) === text);
    }
    expect(contents).toEqual(['eins', 'zwei', 'drei']);
  });

  it('takes one file at a time', async () => {
    let running = 0;
    let most = 0;
    ['a', 'b', 'c'].forEach((name) => put(`${name}.pdf`));
    start({
      take: async (path) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        taken.push(path);
        return true;
      },
    });
    await until(() => taken.length === 3);
    expect(most).toBe(1);
  });
});

describe('a folder that goes', () => {
  it('is missing, and goes on by itself when it comes back', async () => {
    start();
    await until(() => states.at(-1) === 'watching');
    renameSync(folder, join(root, 'weg'));
    await until(() => states.at(-1) === 'missing');
    writeFileSync(join(root, 'weg', 'inzwischen.pdf'), 'x');
    renameSync(join(root, 'weg'), folder);
    await until(() => taken.includes('inzwischen.pdf'));
    put('danach.pdf');
    await until(() => taken.includes('danach.pdf'));
    expect(states).toEqual(['watching', 'missing', 'watching']);
  });

  it('may be missing from the beginning, or be a file', async () => {
    const one = start({ path: join(root, 'spaeter') });
    await until(() => one.state === 'missing');
    writeFileSync(join(root, 'spaeter'), 'eine Datei');
    mkdirSync(join(root, 'ordner'));
    writeFileSync(join(root, 'ordner', 'a.pdf'), 'x');
    rmSync(join(root, 'spaeter'));
    renameSync(join(root, 'ordner'), join(root, 'spaeter'));
    await until(() => taken.length === 1);
    expect(states).toEqual(['missing', 'watching']);
  });

  it('is replaced by another under the same name', async () => {
    start();
    await until(() => states.at(-1) === 'watching');
    mkdirSync(join(root, 'anderer'));
    writeFileSync(join(root, 'anderer', 'b.pdf'), 'x');
    renameSync(folder, join(root, 'weg'));
    renameSync(join(root, 'anderer'), folder);
    await until(() => taken.includes('b.pdf'));
  });

  // The system's own user may read everything.
  it.skipIf(process.getuid?.() === 0)('is unreadable while the user may not read it', async () => {
    chmodSync(folder, 0o000);
    start();
    await until(() => states.at(-1) === 'unreadable');
    chmodSync(folder, 0o755);
    await until(() => states.at(-1) === 'watching');
  });

  it('gives nothing any more once it is closed', async () => {
    const one = start();
    await until(() => states.length === 1);
    await one.close();
    put('a.pdf');
    start({
      take: (path) => {
        taken.push(`zweite ${basename(path)}`);
        return Promise.resolve(true);
      },
    });
    await until(() => taken.length > 0);
    expect(taken).toEqual(['zweite a.pdf']);
  });
});

describe('moving after taking', () => {
  const moving: Pick<WatchOptions, 'afterTaking'> = { afterTaking: () => 'moveToSubfolder' };
  const inSubfolder = (): string[] =>
    existsSync(join(folder, 'Kontor')) ? readdirSync(join(folder, 'Kontor')).toSorted() : [];

  it('puts what is kept into the subfolder, beside what has its name', async () => {
    mkdirSync(join(folder, 'Kontor'));
    put('Kontor/a.pdf', 'früher');
    put('a.pdf', 'jetzt');
    put('ohne Endung', 'x');
    start(moving);
    await until(() => !existsSync(join(folder, 'a.pdf')) && !existsSync(join(folder, 'ohne Endung')));
    expect(inSubfolder()).toEqual(['a (2).pdf', 'a.pdf', 'ohne Endung']);
    expect(readFileSync(join(folder, 'Kontor/a.pdf'), 'utf8')).toBe('früher');
    expect(readFileSync(join(folder, 'Kontor/a (2).pdf'), 'utf8')).toBe('jetzt');
    put('a.pdf', 'noch eine');
    await until(() => !existsSync(join(folder, 'a.pdf')));
    expect(inSubfolder()).toContain('a (3).pdf');
  });

  it('leaves what is not kept', async () => {
    put('a.pdf');
    start({
      ...moving,
      take: (path) => {
        taken.push(path);
        return Promise.resolve(false);
      },
    });
    await until(() => taken.length === 1);
    await watches[0]?.close();
    expect([existsSync(join(folder, 'a.pdf')), inSubfolder()]).toEqual([true, []]);
  });

  it('leaves what changed while it was being taken, and takes it again', async () => {
    put('a.pdf', 'eins');
    const seen: string[] = [];
    start({
      ...moving,
      take: (path) => {
        seen.push(readFileSync(path, 'utf8'));
        if (seen.length === 1) put('a.pdf', 'zwei, und länger');
        return Promise.resolve(true);
      },
    });
    await until(() => inSubfolder().length === 1);
    expect(seen).toEqual(['eins', 'zwei, und länger']);
    expect(readFileSync(join(folder, 'Kontor/a.pdf'), 'utf8')).toBe('zwei, und länger');
  });

  it.each(['a link', 'a file'])('does not move where the subfolder is %s', async (what) => {
    const elsewhere = join(root, 'woanders');
    mkdirSync(elsewhere);
    if (what === 'a link') symlinkSync(elsewhere, join(folder, 'Kontor'));
    else writeFileSync(join(folder, 'Kontor'), '');
    put('a.pdf');
    const unmoved: string[] = [];
    start({ ...moving, onUnmoved: (path) => unmoved.push(basename(path)) });
    await until(() => unmoved.length === 1);
    expect([existsSync(join(folder, 'a.pdf')), readdirSync(elsewhere)]).toEqual([true, []]);
  });
});

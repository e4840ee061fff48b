import { EventEmitter } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { findCallbackLink, parseCallbackLink } from '../../main/auth/callback-link.ts';
import { fuzz } from './fuzz.ts';
import { acceptLink } from './link-acceptor.ts';
import { makeLink } from './link-maker.ts';
import type { Luck } from './luck.ts';

const targets = { scheme: 'app.kontor.desktop', path: '/oauth/callback' };
const app = Object.assign(new EventEmitter(), {
  isDefaultProtocolClient: () => true,
  setAsDefaultProtocolClient: () => true,
  getAppPath: () => '/app',
});
vi.mock('electron', () => ({ app }));
const { receiveDeepLinks } = await import('../../main/shell/deep-link.ts');

describe('a link', () => {
  it('is taken exactly where the second acceptor takes it, and read as that reads it', async () => {
    const verdicts = { taken: 0, refused: 0 };
    await fuzz({
      name: 'links',
      runs: { small: 5_000, full: 100_000 },
      run: (luck) => {
        const link = makeLink(luck);
        const expected = acceptLink(link);
        const read = parseCallbackLink(link, targets);
        verdicts[expected === null ? 'refused' : 'taken'] += 1;
        const isEqual = expected === null ? read.kind === 'rejected' : isDeepStrictEqual(read, expected);
        return isEqual ? null : `${JSON.stringify(link)} is ${JSON.stringify(read)}, not ${JSON.stringify(expected)}`;
      },
    });
    expect(verdicts.taken).toBeGreaterThan(1_000);
    expect(verdicts.refused).toBeGreaterThan(1_000);
  }, 300_000);
});

const switches = [
  '--inspect=0.0.0.0:9229',
  '--remote-debugging-port=9222',
  '--no-sandbox',
  '--allow-file-access-from-files',
  '--gpu-launcher=calc.exe',
  '--user-data-dir=/elsewhere',
  '--',
  '-psn_0_12345',
  '/c',
  '',
];

/** The arguments of a start as a desktop, Chromium or an attacker could put them together. */
function makeArgv(luck: Luck): string[] {
  const one = (): string => {
    const kind = luck.below(8);
    if (kind < 2) return makeLink(luck);
    if (kind === 2) return ` ${makeLink(luck)}`;
    if (kind === 3) return `--url=${makeLink(luck)}`;
    if (kind === 4) return luck.pick(['app.kontor.desktop', 'APP.KONTOR.DESKTOP:/x', 'app.kontor.desktop:', '\u0000']);
    return luck.pick(switches);
  };
  return ['/opt/Kontor/kontor', ...Array.from({ length: luck.below(6) }, one)];
}

describe('the arguments of a second start', () => {
  it('give at most one link, whole and unchanged, and nothing else of them is used', async () => {
    const received: (readonly string[])[] = [];
    let presented = 0;
    receiveDeepLinks({
      onArguments: (argv) => received.push(argv),
      onSecondStart: () => (presented += 1),
    });
    received.length = 0;
    const seen = { one: 0, none: 0, several: 0 };
    await fuzz({
      name: 'argv',
      runs: { small: 500, full: 2_000 },
      run: (luck) => {
        const argv = makeArgv(luck);
        const links = argv.filter((argument) => argument.slice(0, 19) === 'app.kontor.desktop:');
        seen[links.length === 0 ? 'none' : links.length === 1 ? 'one' : 'several'] += 1;
        const before = presented;
        received.length = 0;
        app.emit('second-instance', {}, argv, '/');
        const found = findCallbackLink(received[0] ?? [], targets.scheme);
        if (received.length !== 1) return 'a start was told more than once';
        if (found !== (links.length === 1 ? links[0] : null)) return `${JSON.stringify(argv)} gave ${String(found)}`;
        // A link moves no window: anybody can send one.
        const isMoved = presented > before;
        return isMoved === (links.length === 0) ? null : `${JSON.stringify(argv)} moved the window: ${String(isMoved)}`;
      },
    });
    expect(Math.min(seen.one, seen.none, seen.several)).toBeGreaterThan(20);
  });
});

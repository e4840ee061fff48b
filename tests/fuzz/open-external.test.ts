import { expect, it, vi } from 'vitest';
import { fuzz } from './fuzz.ts';
import type { Luck } from './luck.ts';

const opened: string[] = [];
vi.mock('electron', () => ({ shell: { openExternal: (address: string) => void opened.push(address) } }));
const { openExternal } = await import('../../main/shell/open-external.ts');

const allowed = new Set(['https://app.lexware.de', 'http://127.0.0.1:4010', 'http://lexware.example']);
const schemes = ['https:', 'https:', 'http:', 'HTTPS:', 'file:', 'javascript:', 'data:', 'smb:', 'ms-msdt:', 'mailto:'];
const slashes = ['//', '//', '//', '/', '', '\\\\', '///', '/\\'];
const people = ['', '', '', 'user@', 'user:pw@', ':@', '@', '%40'];
const hosts = [
  ...['app.lexware.de', 'app.lexware.de', 'app.lexware.de', '127.0.0.1', 'APP.LEXWARE.DE', 'app.lexware.de.'],
  ...[
    'app.lexware.de.evil.example',
    'evil.example',
    'app.lexware.de@evil.example',
    'app。lexware。de',
    'аpp.lexware.de',
  ],
  ...['127.1', '0x7f.1', '2130706433', '[::1]', 'localhost', 'lexware.example', 'app.lexware.de%2eevil.example', ''],
];
const ports = ['', '', '', ':443', ':4010', ':4011', ':80', ':8443', ':', ':0', ':65536'];
const paths = [
  '',
  '/',
  '/permalink/invoices/view/1',
  '/a b',
  '/../..',
  '/%00',
  '/\n',
  '?x=1',
  '#x',
  '\\evil.example',
  '/x@y',
];

function makeAddress(luck: Luck): string {
  const parts = [schemes, slashes, people, hosts, ports, paths].map((list) => luck.pick(list));
  const address = parts.join('');
  if (!luck.oneIn(3)) return address;
  const at = luck.below(address.length + 1);
  const sign = luck.pick(['\t', '\n', ' ', '\u0000', '@', '/', '\\', ':', '?', '#', '%', '.', 'x', '\u202e', '']);
  return address.slice(0, at) + sign + address.slice(at + luck.below(2));
}

/** What may reach the system: written down as one pattern over the text that is really handed over. */
const harmless = /^(https:\/\/app\.lexware\.de|http:\/\/127\.0\.0\.1:4010)\/[!$&-;=?-Z_a-z~#%[\]@|^]*$/;

it('whatever an address looks like, the system gets an allowed one or none', async () => {
  let reached = 0;
  await fuzz({
    name: 'open-external',
    runs: { small: 2_000, full: 50_000 },
    run: async (luck) => {
      const address = makeAddress(luck);
      opened.length = 0;
      const answer = await openExternal(address, allowed);
      if (opened.length !== (answer.ok ? 1 : 0)) return `${JSON.stringify(address)} was opened and refused`;
      if (!answer.ok) return answer.error.code === 'link_not_allowed' ? null : `answered ${answer.error.code}`;
      reached += 1;
      const [handed = ''] = opened;
      return harmless.test(handed)
        ? null
        : `${JSON.stringify(address)} reached the system as ${JSON.stringify(handed)}`;
    },
  });
  expect(reached).toBeGreaterThan(15);
});

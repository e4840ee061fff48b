import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { checkout } from './harness/home.ts';
import { expect, test } from './harness/test.ts';

const executable = path.join(checkout, 'out/package/linux-unpacked/kontor');
const fixture = (name: string): string => path.join(checkout, 'tests/fixtures/receipts', name);

async function inspect(
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ code: unknown; lines: unknown[]; errors: string }> {
  const app = spawn(executable, ['inspect', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  app.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  app.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const [code] = (await once(app, 'close')) as [unknown];
  const lines = output.split('\n').filter((line) => line !== '');
  return { code, lines: lines.map((line): unknown => JSON.parse(line)), errors };
}

test('the packaged app says what files are, without a window, a display or a profile', async ({ home }) => {
  const isDisplay = ([name]: [string, string]): boolean => name === 'DISPLAY' || name === 'WAYLAND_DISPLAY';
  const env = Object.fromEntries(Object.entries(home.env).filter((entry) => !isDisplay(entry)));
  const before = fs.readdirSync(home.folder, { recursive: true }).length;
  const files = ['xrechnung-cii.xml', 'factur-x.pdf', 'plain.pdf', 'broken.xml'].map(fixture);
  const { code, lines } = await inspect([...files, '/fehlt.pdf'], env);
  expect(lines).toMatchObject([
    { file: files[0], kind: 'e-invoice', format: 'XRechnung CII' },
    { kind: 'e-invoice', format: 'Factur-X' },
    { kind: 'plain' },
    { kind: 'not-an-e-invoice', reason: 'xml_broken' },
    { file: '/fehlt.pdf', kind: 'refused', reason: 'unreadable_file' },
  ]);
  expect(code).toBe(0);
  expect(fs.readdirSync(home.folder, { recursive: true }).length).toBe(before);
  expect(await inspect([], env)).toMatchObject({ code: 2, lines: [] });
});

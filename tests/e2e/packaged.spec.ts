import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { checkout } from './harness/home.ts';
import { expect, test } from './harness/test.ts';
import { until } from './harness/until.ts';

const executable = path.join(checkout, 'out/package/linux-unpacked/kontor');

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The command lines of all processes below this one. */
function commandsBelow(pid: number): string[] {
  const children = fs
    .readdirSync(`/proc/${pid}/task`)
    .flatMap((task) => fs.readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean));
  return children.flatMap((child) => {
    try {
      return [fs.readFileSync(`/proc/${child}/cmdline`, 'utf8').replaceAll('\0', ' '), ...commandsBelow(Number(child))];
    } catch {
      return [];
    }
  });
}

const isOpen = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/json/version`).then(
    () => true,
    () => false,
  );

test('the packaged app starts, and takes no orders from the environment or by switches', async ({ home, sandbox }) => {
  const [debugging, inspecting] = [await freePort(), await freePort()];
  const env = {
    ...home.env,
    KONTOR_API_URL: sandbox.apiUrl,
    KONTOR_CLIENT_ID: sandbox.clientId,
    KONTOR_LOCALE: 'en',
    NODE_OPTIONS: `--inspect=127.0.0.1:${inspecting}`,
  };
  const keys = path.join(home.folder, 'tls-keys');
  const args = [
    '--password-store=gnome-libsecret',
    `--remote-debugging-port=${debugging}`,
    `--inspect=127.0.0.1:${inspecting}`,
    `--ssl-key-log-file=${keys}`,
    '--lang=de',
  ];
  const app = spawn(executable, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  app.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  try {
    await until('the vault', () => output.includes('vault.opened'), 30_000);
    await until('the page', () => commandsBelow(app.pid ?? 0).some((line) => line.includes('--type=renderer')), 30_000);
    // The window asks main for its settings and its state when it has drawn itself; then all doors would be open.
    await until('the profile', () => fs.existsSync(path.join(home.profile, 'Preferences')), 30_000);
    expect(await isOpen(debugging), 'the debugging port').toBe(false);
    expect(await isOpen(inspecting), 'the inspector').toBe(false);
    expect(output).not.toContain('listening on');
    expect(fs.existsSync(keys)).toBe(false);
    expect(sandbox.sandbox.admin.requests()).toEqual([]);
    expect(app.exitCode).toBeNull();
  } finally {
    app.kill();
    if (app.exitCode === null && app.signalCode === null) await once(app, 'exit');
  }
});

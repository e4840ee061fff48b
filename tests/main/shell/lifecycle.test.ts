import { beforeEach, describe, expect, it, vi } from 'vitest';

const switches = new Set<string>();
const done: string[] = [];
const app = {
  isPackaged: true,
  isFirst: true,
  commandLine: {
    hasSwitch: (name: string) => switches.has(name),
    removeSwitch: (name: string) => switches.delete(name),
  },
  enableSandbox: () => done.push('sandbox'),
  requestSingleInstanceLock: () => app.isFirst,
  quit: () => done.push('quit'),
  on: (name: string) => done.push(name),
};
vi.mock('electron', () => ({
  app,
  protocol: { registerSchemesAsPrivileged: () => done.push('scheme') },
}));
const { prepareApp } = await import('../../../main/shell/lifecycle.ts');

const foreign = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
  'ssl-key-log-file',
  'log-net-log',
  'ignore-certificate-errors',
  'disable-web-security',
  'load-extension',
  'js-flags',
];
const own = ['password-store', 'lang', 'user-data-dir', 'proxy-server', 'force-device-scale-factor'];

beforeEach(() => {
  switches.clear();
  done.length = 0;
  Object.assign(app, { isPackaged: true, isFirst: true });
});

describe('a start', () => {
  it('turns the sandbox on, declares the scheme and watches every page and session before Electron is ready', () => {
    expect(prepareApp()).toBe(true);
    expect(done).toEqual(['sandbox', 'scheme', 'web-contents-created', 'session-created']);
  });

  it('of the packaged app drops every switch by which another program could steer or watch it', () => {
    [...foreign, ...own].forEach((name) => switches.add(name));
    prepareApp();
    expect([...switches]).toEqual(own);
  });

  it('from the source tree keeps them, for tests drive it by one of them', () => {
    app.isPackaged = false;
    foreign.forEach((name) => switches.add(name));
    prepareApp();
    expect([...switches]).toEqual(foreign);
  });

  it('as root goes on without a sandbox, which root cannot have', () => {
    switches.add('no-sandbox');
    prepareApp();
    expect(done).not.toContain('sandbox');
    expect(done).toContain('scheme');
  });

  it('while Kontor runs already ends itself', () => {
    app.isFirst = false;
    expect(prepareApp()).toBe(false);
    expect(done).toContain('quit');
  });
});

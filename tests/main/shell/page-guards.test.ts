import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { App, Session } from 'electron';
import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ protocol: {}, BrowserWindow: class {}, nativeTheme: {} }));
const { guardNavigation } = await import('../../../main/shell/navigation.ts');
const { denyPermissions } = await import('../../../main/shell/permissions.ts');
const { blockPageNetwork } = await import('../../../main/shell/page-network.ts');
const { webPreferences } = await import('../../../main/shell/window.ts');

const foreignAddresses = [
  'https://app.lexware.de/',
  'http://127.0.0.1/',
  'file:///etc/passwd',
  'data:text/html,<h1>x</h1>',
  'app://other/index.html',
  'app://kontor/assets/other.html',
  'about:blank',
  'javascript:1',
];

/** Every permission that this Electron knows, as its typings name them. */
const permissions = permissionsOf(
  readFileSync(createRequire(import.meta.url).resolve('electron/electron.d.ts'), 'utf8'),
);

function permissionsOf(typings: string): string[] {
  const unions = [
    ...typings.matchAll(/setPermission(?:Check|Request)Handler\(handler:.*?permission: ((?:'[\w-]+'(?: \| )?)+)/g),
  ];
  return [...new Set(unions.flatMap(([, union = '']) => union.match(/[\w-]+/g) ?? []))];
}

interface Contents extends EventEmitter {
  openHandler?: (details: { url: string }) => unknown;
  setWindowOpenHandler: (handler: (details: { url: string }) => unknown) => void;
}
function guardedContents(): Contents {
  const app = new EventEmitter();
  guardNavigation(app as unknown as App);
  const contents: Contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler(handler: (details: { url: string }) => unknown) {
      contents.openHandler = handler;
    },
  });
  app.emit('web-contents-created', {}, contents);
  return contents;
}

describe('navigation', () => {
  describe.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s', (name) => {
    it.each(foreignAddresses)('to %s is prevented', (url) => {
      const event = { url, preventDefault: vi.fn() };
      guardedContents().emit(name, event);
      expect(event.preventDefault).toHaveBeenCalledOnce();
    });

    it('to the app itself is left alone', () => {
      const event = { url: 'app://kontor/index.html', preventDefault: vi.fn() };
      guardedContents().emit(name, event);
      expect(event.preventDefault).not.toHaveBeenCalled();
    });
  });

  it.each(foreignAddresses)('opens no window for %s', (url) => {
    expect(guardedContents().openHandler?.({ url })).toEqual({ action: 'deny' });
  });

  it('attaches no web view', () => {
    const event = { preventDefault: vi.fn() };
    guardedContents().emit('will-attach-webview', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });
});

describe('permissions', () => {
  type Check = (contents: null, permission: string) => boolean;
  type Request = (contents: null, permission: string, callback: (granted: boolean) => void) => void;
  const handlers: {
    request?: Request;
    check?: Check;
    device?: () => boolean;
    display?: (r: null, cb: (s: object) => void) => void;
  } = {};
  denyPermissions({
    setPermissionRequestHandler: (handler: Request) => (handlers.request = handler),
    setPermissionCheckHandler: (handler: Check) => (handlers.check = handler),
    setDevicePermissionHandler: (handler: () => boolean) => (handlers.device = handler),
    setDisplayMediaRequestHandler: (handler: (r: null, cb: (s: object) => void) => void) =>
      (handlers.display = handler),
  } as unknown as Session);

  it('are known by name: Electron’s typings list them', () => {
    expect(permissions.length).toBeGreaterThan(30);
    expect(permissions).toEqual(expect.arrayContaining(['media', 'geolocation', 'usb', 'clipboard-sanitized-write']));
  });

  it.each(['invented', '', ...permissions.filter((name) => name !== 'clipboard-sanitized-write')])(
    '%s is denied',
    (permission) => {
      const callback = vi.fn();
      handlers.request?.(null, permission, callback);
      expect(callback).toHaveBeenCalledWith(false);
      expect(handlers.check?.(null, permission)).toBe(false);
    },
  );

  it('allows writing sanitised text to the clipboard', () => {
    expect(handlers.check?.(null, 'clipboard-sanitized-write')).toBe(true);
  });

  it('gives out no device and no screen', () => {
    const callback = vi.fn();
    handlers.display?.(null, callback);
    expect(callback).toHaveBeenCalledWith({});
    expect(handlers.device?.()).toBe(false);
  });
});

describe("the page's network", () => {
  type Listener = (details: { url: string }, callback: (answer: { cancel: boolean }) => void) => void;
  const hook: { listener?: Listener } = {};
  blockPageNetwork({ webRequest: { onBeforeRequest: (l: Listener) => (hook.listener = l) } } as unknown as Session);
  const isCancelled = (url: string): boolean => {
    const callback = vi.fn<(answer: { cancel: boolean }) => void>();
    hook.listener?.({ url }, callback);
    return callback.mock.calls[0]?.[0].cancel ?? false;
  };

  it.each([
    'https://api.lexware.io/v1/profile',
    'http://127.0.0.1:1/',
    'ws://127.0.0.1/',
    'file:///etc/passwd',
    'ftp://x/',
    'x',
  ])('does not reach %s', (url) => {
    expect(isCancelled(url)).toBe(true);
  });

  it.each(['app://kontor/index.html', 'blob:app://kontor/1', 'data:image/png;base64,AA=='])(
    'lets %s through',
    (url) => {
      expect(isCancelled(url)).toBe(false);
    },
  );
});

describe('the window', () => {
  it('has exactly the preferences that were reviewed', () => {
    expect(webPreferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    });
    expect(Object.isFrozen(webPreferences)).toBe(true);
  });
});

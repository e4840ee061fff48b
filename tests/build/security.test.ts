import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** One place in the source: the file, and the node with its text. */
interface Place {
  file: string;
  node: ts.Node;
  text: string;
}

function filesUnder(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'paraglide' ? [] : filesUnder(file);
    return /\.(ts|svelte)$/.test(entry.name) ? [file] : [];
  });
}

const files = ['main', 'preload', 'domain', 'renderer'].flatMap(filesUnder);
const sources = new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
const places: Place[] = [...sources].flatMap(([file, text]) => (file.endsWith('.ts') ? placesOf(file, text) : []));

function placesOf(file: string, text: string): Place[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Place[] = [];
  const visit = (node: ts.Node): void => {
    found.push({ file, node, text: node.getText(source) });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The files in which something is called, or made with `new`, by this name. */
function usersOf(name: string): string[] {
  return places.flatMap(({ file, node }) => {
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return [];
    const { expression } = node;
    const called = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
    return called === name ? [file] : [];
  });
}

/** The files that import this value from Electron. */
function importersOf(name: string): string[] {
  return places.flatMap(({ file, node }) => {
    if (!ts.isImportDeclaration(node) || !ts.isStringLiteral(node.moduleSpecifier)) return [];
    if (node.moduleSpecifier.text !== 'electron' || node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword)
      return [];
    const bindings = node.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) return [`${file} imports Electron as a whole`];
    return bindings.elements.some((one) => !one.isTypeOnly && (one.propertyName ?? one.name).text === name)
      ? [file]
      : [];
  });
}

describe('the source', () => {
  it('is what is looked at', () => {
    expect(files.length).toBeGreaterThan(300);
    expect(usersOf('safeParse').length).toBeGreaterThan(5);
  });

  it.each([
    // The dialogs ask it for the window in front.
    ['BrowserWindow', ['main/shell/open-dialog.ts', 'main/shell/save-dialog.ts', 'main/shell/window.ts']],
    ['ipcMain', ['main/shell/ipc-host.ts']],
    ['ipcRenderer', ['preload/preload.ts']],
    ['contextBridge', ['preload/preload.ts']],
    ['shell', ['main/shell/open-external.ts']],
    ['protocol', ['main/shell/app-protocol.ts']],
    ['safeStorage', ['main/shell/secure-storage.ts']],
    ['webFrameMain', []],
    ['webContents', []],
    ['BrowserView', []],
    ['WebContentsView', []],
    ['remote', []],
    ['desktopCapturer', []],
    ['utilityProcess', ['main/shell/demo-process.ts']],
    ['crashReporter', []],
    ['autoUpdater', []],
    ['inAppPurchase', []],
  ])('takes %s of Electron in %j only', (name, importers) => {
    expect(importersOf(name)).toEqual(importers);
  });

  it.each([
    ['BrowserWindow', ['main/shell/window.ts']],
    ['loadURL', ['main/shell/window.ts']],
    ['loadFile', []],
    ['exposeInMainWorld', ['preload/preload.ts']],
    ['enableSandbox', ['main/shell/lifecycle.ts']],
    ['openPath', []],
    ['showItemInFolder', []],
    ['executeJavaScript', []],
    ['insertCSS', []],
    ['setCertificateVerifyProc', []],
    ['setProxy', []],
    ['eval', []],
    ['Function', []],
    ['allowInsecureRequests', []],
    ['insertAdjacentHTML', []],
    ['createContextualFragment', []],
    ['setSpellCheckerLanguages', ['main/shell/spelling.ts']],
    ['addExtension', []],
    ['loadExtension', []],
    ['postMessageToFrame', []],
    ['sendSync', []],
  ])('calls %s in %j only', (name, users) => {
    expect([...new Set(usersOf(name))]).toEqual(users);
  });

  it('opens one window, exposes one object, and turns the sandbox on before Electron is ready', () => {
    expect(usersOf('BrowserWindow')).toHaveLength(1);
    expect(usersOf('exposeInMainWorld')).toHaveLength(1);
    const start = sources.get('main/index.ts') ?? '';
    expect(start.indexOf('prepareApp()')).toBeGreaterThan(0);
    expect(start.indexOf('prepareApp()')).toBeLessThan(start.indexOf('whenReady()'));
    const prepare = sources.get('main/shell/lifecycle.ts') ?? '';
    expect(prepare.indexOf('enableSandbox()')).toBeLessThan(prepare.indexOf('requestSingleInstanceLock()'));
    expect(prepare.slice(0, prepare.indexOf('enableSandbox()'))).not.toContain('await');
  });

  it('lets the OAuth library’s https rule go in one place, which asks for loopback first', () => {
    const named = places.filter(({ node, text }) => ts.isIdentifier(node) && text === 'allowInsecureRequests');
    expect(named.map(({ file }) => file)).toEqual(['main/auth/oauth-configuration.ts']);
    const guarded = places.filter(({ text }) => text === 'if (transport.allowLoopbackHttp) permitHttp(configuration);');
    expect(guarded.length).toBeGreaterThan(0);
  });

  it('writes no markup from text: no {@html}, no innerHTML', () => {
    const marked = [...sources].filter(([, text]) => /\{@html|\.innerHTML|\.outerHTML|document\.write/.test(text));
    expect(marked.map(([file]) => file)).toEqual([]);
  });

  it('loads nothing from elsewhere: the page names no address in a script, a style or a picture', () => {
    const page = readFileSync(path.join(root, 'renderer/index.html'), 'utf8');
    expect(page).not.toMatch(/(src|href)\s*=\s*["']?(https?:)?\/\//i);
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>[^<]/i);
    const styles = [...sources].filter(([, text]) => /@import\s+(url\()?["']?https?:|url\(\s*["']?https?:/i.test(text));
    expect(styles.map(([file]) => file)).toEqual([]);
  });

  it('reads PDFs without their scripts and forms, and with a library that makes no code of texts', () => {
    const openers = places.filter(
      ({ node }) => ts.isCallExpression(node) && /getDocument$/.test(node.expression.getText()),
    );
    expect(openers.length).toBeGreaterThan(1);
    for (const { file, text } of openers) expect(text, file).toMatch(/enableXfa: false/);
    expect([...sources.values()].some((text) => /pdf\.sandbox|enableScripting: true/.test(text))).toBe(false);
    for (const name of ['pdf.mjs', 'pdf.worker.mjs']) {
      const library = readFileSync(path.join(root, 'node_modules/pdfjs-dist/legacy/build', name), 'utf8');
      expect(library, name).not.toMatch(/new Function\(|[^\w.]eval\(/);
    }
  });
});

describe('the packages', () => {
  interface Locked {
    integrity?: string;
    link?: boolean;
    hasInstallScript?: boolean;
    dev?: boolean;
  }
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>;
  };
  const locked = Object.entries(lock.packages).filter(([name, { link }]) => name !== '' && link !== true);

  it('are all pinned by a digest', () => {
    expect(locked.length).toBeGreaterThan(100);
    expect(locked.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? '')).map(([name]) => name)).toEqual([]);
  });

  it('of the app itself run nothing when they are installed', () => {
    const running = locked.filter(([, { dev, hasInstallScript }]) => dev !== true && hasInstallScript === true);
    expect(running.map(([name]) => name)).toEqual([]);
  });
});

describe('the Electron that is built for', () => {
  /** The newest major that was out when this table was last looked at, and the month of that look. */
  const newest = { major: 45, month: '2026-11' };

  it('is one of the two newest', () => {
    const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    const [major] = (devDependencies['electron'] ?? '').split('.').map(Number);
    expect(major).toBeGreaterThanOrEqual(newest.major - 2);
  });
});

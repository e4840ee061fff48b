import path from 'node:path';
import { app } from 'electron';
import { redirectTargets } from '../service/provider-config.ts';

const { scheme: linkScheme } = redirectTargets;

export interface DeepLinkOptions {
  /** Gets the whole argument list of a start; it picks at most one link out of it and trusts nothing else. */
  onArguments: (argv: readonly string[]) => void;
  /** The user started the app again. A link is no such start: anybody can send one, so it moves no window. */
  onSecondStart: () => void;
}

/**
 * Claims the custom scheme and hands on links from all three ways in which they arrive: as an argument of this start,
 * as an argument of a second start, and (macOS) as an event, which can come before Electron is ready.
 * Answers whether the system now sends the scheme's links to this app.
 */
export function receiveDeepLinks(options: DeepLinkOptions): boolean {
  app.on('second-instance', (_event, argv) => {
    options.onArguments(argv);
    if (!argv.some((argument) => argument.startsWith(`${linkScheme}:`))) options.onSecondStart();
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    options.onArguments([url]);
  });
  options.onArguments(process.argv.slice(1));
  return claimScheme();
}

/** An AppImage cannot register a scheme, and a start from the source tree only where a desktop entry points to it. */
function claimScheme(): boolean {
  if (process.env['APPIMAGE'] !== undefined) return false;
  // Linux takes the scheme from the installed desktop entry; rewriting the user's associations is not ours to do.
  if (process.platform === 'linux') return app.isDefaultProtocolClient(linkScheme);
  const entry = process.defaultApp ? [path.resolve(app.getAppPath())] : [];
  // The trailing -- keeps a crafted link from being read as a switch on Windows.
  const args = process.platform === 'win32' ? [...entry, '--'] : entry;
  return app.setAsDefaultProtocolClient(linkScheme, process.execPath, args);
}

import { lstatSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';

/** The arguments of a start, with the program first. */
export interface StartArguments {
  argv: readonly string[];
  /** What relative names start from. */
  workingDirectory: string;
  /** Whether the app's own folder stands among the arguments, as it does in a start from the source tree. */
  hasAppArgument: boolean;
}

/** More than any file manager hands over at once. */
const mostFiles = 5_000;
/** A scheme has two letters at least; one letter is a drive. */
const address = /^[a-z][a-z\d+.-]+:/i;

/**
 * The files that a start names, absolute and without repetitions: what is there and is a file (a link counts: it is
 * refused later, with its reason). Switches, Chromium's too, deep links and everything else are passed over.
 */
export function openedFiles({ argv, workingDirectory, hasAppArgument }: StartArguments): string[] {
  const end = argv.indexOf('--');
  const before = argv.slice(1, end === -1 ? undefined : end).filter((argument) => !argument.startsWith('-'));
  const named = [...before.slice(hasAppArgument ? 1 : 0), ...(end === -1 ? [] : argv.slice(end + 1))];
  const files = named.map((argument) => pathOf(argument, workingDirectory)).filter((file) => file !== null);
  return [...new Set(files)].filter(isFile).slice(0, mostFiles);
}

/** File managers on Linux hand over addresses of files. One on another machine is not fetched. */
function pathOf(argument: string, workingDirectory: string): string | null {
  if (argument === '') return null;
  if (!address.test(argument)) return path.resolve(workingDirectory, argument);
  try {
    const url = new URL(argument);
    return url.protocol === 'file:' && url.host === '' ? fileURLToPath(url) : null;
  } catch {
    return null;
  }
}

function isFile(file: string): boolean {
  try {
    const stats = lstatSync(file);
    return stats.isFile() || stats.isSymbolicLink();
  } catch {
    return false;
  }
}

/**
 * Hands on files that are opened with Kontor: by this start, by a second one, and (macOS) by an event, which can come
 * before Electron is ready.
 */
export function receiveOpenedFiles(onFiles: (paths: readonly string[]) => void): void {
  const receive = (argv: readonly string[], workingDirectory: string): void => {
    const files = openedFiles({ argv, workingDirectory, hasAppArgument: !app.isPackaged });
    if (files.length > 0) onFiles(files);
  };
  app.on('second-instance', (_event, argv, workingDirectory) => receive(argv, workingDirectory));
  app.on('open-file', (event, file) => {
    event.preventDefault();
    onFiles([file]);
  });
  receive(process.argv, process.cwd());
}

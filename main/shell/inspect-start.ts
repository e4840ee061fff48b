import { writeSync } from 'node:fs';
import { app } from 'electron';

/** Switches that Chromium needs before it starts at all; everything else from `inspect` on belongs to the program. */
const chromiumSwitches = ['--no-sandbox', '--disable-gpu'];

/**
 * What stands behind `kontor inspect`; `null` for every other start. Only the very first argument counts, so that no file
 * and no link that is opened with Kontor can mean it.
 * @param argv of the process
 * @param hasAppArgument whether the app's own folder stands before, as it does in a start from the source tree
 */
export function inspectArguments(argv: readonly string[], hasAppArgument: boolean): string[] | null {
  const own = argv.slice(1).filter((argument) => !chromiumSwitches.includes(argument));
  const [command, ...rest] = own.slice(hasAppArgument ? 1 : 0);
  return command === 'inspect' ? rest : null;
}

/** The arguments of `kontor inspect [--model] FILE...`; `null` where this start is none. */
export function inspection(): string[] | null {
  return inspectArguments(process.argv, !app.isPackaged);
}

/**
 * Prints what files are and ends the process: without a window, a display, the lock of the running app or a look at any
 * profile. Has to be awaited before Electron is ready, which waits for the app's code.
 */
export async function inspectAndExit(args: readonly string[], workerUrl: URL): Promise<void> {
  const { inspectFiles } = await import('../receipts/inspect-files.ts');
  // Written at once: the process ends without waiting for its streams.
  const code = await inspectFiles(args, {
    workerUrl,
    command: 'kontor inspect',
    write: (line) => writeWhole(1, line),
    complain: (line) => writeWhole(2, line),
  });
  process.exit(code);
}

/** A pipe that is read slowly takes a part of the text, or says that it is full. */
function writeWhole(stream: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(stream, rest));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return;
    }
  }
}

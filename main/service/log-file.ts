import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

export interface LogFileLimits {
  /** Bytes after which a new file is begun. */
  maxBytes: number;
  /** How many files are kept, the one being written included. */
  files: number;
}

const defaultLimits: LogFileLimits = { maxBytes: 1_000_000, files: 5 };

export interface LogFile {
  /** Adds a line. Never throws: a full disk must not stop what is being told about. */
  write(line: string): void;
  /** Everything that is kept, oldest line first. */
  read(): string;
}

/**
 * The log on disk: `kontor.log` and its predecessors `kontor.1.log` … in a folder that only the user can read
 * (directory 0700, files 0600). Nothing is touched before the first line.
 */
export function openLogFile(directory: string, limits: LogFileLimits = defaultLimits): LogFile {
  const fileAt = (index: number): string => path.join(directory, index === 0 ? 'kontor.log' : `kontor.${index}.log`);
  let size: number | null = null;

  function begin(): number {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const current = fileAt(0);
    if (!existsSync(current)) return 0;
    // An older version, or a restored home folder, may have left it readable for others.
    chmodSync(current, 0o600);
    return statSync(current).size;
  }

  function rotate(): void {
    for (let index = limits.files - 2; index >= 0; index -= 1) {
      if (existsSync(fileAt(index))) renameSync(fileAt(index), fileAt(index + 1));
    }
  }

  return {
    write(line) {
      try {
        size ??= begin();
        const bytes = Buffer.byteLength(line) + 1;
        if (size > 0 && size + bytes > limits.maxBytes) {
          rotate();
          size = 0;
        }
        appendFileSync(fileAt(0), `${line}\n`, { mode: 0o600 });
        size += bytes;
      } catch {
        // The folder may have been removed meanwhile: looked at anew with the next line.
        size = null;
      }
    },
    read() {
      const indexes = Array.from({ length: limits.files }, (_none, index) => limits.files - 1 - index);
      return indexes.map((index) => readIfThere(fileAt(index))).join('');
    },
  };
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

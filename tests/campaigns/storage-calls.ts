/** A system call that succeeded, as strace wrote it down. `offset` is `null` for writes at the handle's position. */
export type Call =
  | { name: 'open'; path: string; flags: string; answer: number }
  | { name: 'close'; handle: number }
  | { name: 'write'; handle: number; offset: number | null; bytes: Buffer }
  | { name: 'cut'; handle: number; length: number }
  | { name: 'sync'; handle: number }
  | { name: 'rename'; from: string; to: string }
  | { name: 'unlink'; path: string };

/**
 * Reads what `strace -f -xx` wrote about a program's first thread: there the store works, and the numbers of other processes'
 * handles are not ours. All texts are hexadecimal, so a comma separates and never belongs to one.
 */
export function readCalls(text: string): Call[] {
  return wholeLines(text).flatMap((line) => {
    const [, name = '', given = '', answer = ''] = /^(\w+)\((.*)\) += (-?\d+)/.exec(line) ?? [];
    return answer === '' || answer.startsWith('-') ? [] : toCall(name, given.split(', '), Number(answer));
  });
}

/** The first thread's calls; those that another thread's line interrupted are joined. */
function wholeLines(text: string): string[] {
  const first = /^\d+/.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let begun = '';
  for (const line of text.split('\n')) {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (thread !== first) continue;
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest);
    if (rest.endsWith('<unfinished ...>')) begun = rest.slice(0, -'<unfinished ...>'.length);
    else lines.push(resumed ? begun + (resumed[1] ?? '') : rest);
  }
  return lines;
}

function toCall(name: string, parts: readonly string[], answer: number): Call[] {
  const [first = '', second = '', third = '', fourth = ''] = parts;
  switch (name) {
    case 'openat':
      return [{ name: 'open', path: textOf(second), flags: third, answer }];
    case 'open':
      return [{ name: 'open', path: textOf(first), flags: second, answer }];
    case 'close':
      return [{ name: 'close', handle: Number(first) }];
    // Less than was given may have been written.
    case 'pwrite64':
      return [
        { name: 'write', handle: Number(first), offset: Number(fourth), bytes: bytesOf(second).subarray(0, answer) },
      ];
    case 'write':
      return [{ name: 'write', handle: Number(first), offset: null, bytes: bytesOf(second).subarray(0, answer) }];
    case 'ftruncate':
      return [{ name: 'cut', handle: Number(first), length: Number(second) }];
    case 'fsync':
    case 'fdatasync':
      return [{ name: 'sync', handle: Number(first) }];
    case 'rename':
      return [{ name: 'rename', from: textOf(first), to: textOf(second) }];
    case 'unlink':
      return [{ name: 'unlink', path: textOf(first) }];
    default:
      return [];
  }
}

function bytesOf(literal: string): Buffer {
  return Buffer.from(literal.replace(/\\x|"/g, ''), 'hex');
}

function textOf(literal: string): string {
  return bytesOf(literal).toString('utf8');
}

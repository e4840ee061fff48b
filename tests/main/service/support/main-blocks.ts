import { existsSync, readFileSync } from 'node:fs';

/** What Linux counts of the calling thread: nanoseconds on a processor, and waiting for one. */
const schedule = '/proc/thread-self/schedstat';
const tickMs = 2;

/** The longest turn of a thread, ms. */
export interface LongestTurn {
  /** Of computing: what the code itself takes. Where the system does not tell it, the same as `waitingToo`. */
  computing: number;
  /** With waiting for the disk, without waiting for a processor that others have. */
  waitingToo: number;
}

/** Begins to measure how long one turn of this thread keeps all others from theirs; call the answer to end it. */
export function watchBlocks(): () => LongestTurn {
  const longest: LongestTurn = { computing: 0, waitingToo: 0 };
  let before = read();
  const timer = setInterval(() => {
    const now = read();
    const waitingToo = now.wall - before.wall - (now.queued - before.queued) - tickMs;
    longest.waitingToo = Math.max(longest.waitingToo, waitingToo);
    longest.computing = Math.max(longest.computing, now.ran === null ? waitingToo : now.ran - (before.ran ?? 0));
    before = now;
  }, tickMs);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

function read(): { wall: number; ran: number | null; queued: number } {
  const wall = performance.now();
  if (!existsSync(schedule)) return { wall, ran: null, queued: 0 };
  const [ran = 0, queued = 0] = readFileSync(schedule, 'utf8').split(' ').map(Number);
  return { wall, ran: ran / 1e6, queued: queued / 1e6 };
}

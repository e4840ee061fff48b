import { net, powerMonitor, session, type Session } from 'electron';

/**
 * The `fetch` that main uses for Lexware and the sign-in provider. It is Chromium's, so system proxies and
 * certificates hold; it runs in a session of its own, in memory, without cookies and cache, and apart from the page's
 * session, which has no network at all.
 */
export function createMainFetch(): typeof fetch {
  const partition = session.fromPartition('kontor-main', { cache: false });
  return (input, init) => fetchIn(partition, input, init);
}

/**
 * A `fetch` for requests that must not go out twice. Chromium sends a request again by itself when a kept connection
 * turns out to be dead; so each of these gets a session that no other request is using, with all its connections
 * closed beforehand.
 */
export function createFreshConnectionFetch(): typeof fetch {
  const idle: Session[] = [];
  let made = 0;
  return async (input, init) => {
    const partition = idle.pop() ?? session.fromPartition(`kontor-post-${String(++made)}`, { cache: false });
    try {
      await partition.closeAllConnections();
      return await fetchIn(partition, input, init);
    } finally {
      idle.push(partition);
    }
  };
}

function fetchIn(partition: Session, input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const target = input instanceof URL ? input.href : input;
  return partition.fetch(target, { ...init, credentials: 'omit' });
}

/** Tells whether the system believes to be connected; false is certain, true is a guess. */
export function isOnline(): boolean {
  return net.isOnline();
}

/** Calls `onResume` after the machine woke up, when tokens and connections may be stale. */
export function watchPower(onResume: () => void): void {
  powerMonitor.on('resume', onResume);
  powerMonitor.on('unlock-screen', onResume);
}

/** How often the system is asked whether there is a network, in ms; Electron has no event for it in main. */
const connectivityPeriodMs = 3_000;

/** Calls `onChange` whenever the system loses or regains its network. */
export function watchConnectivity(onChange: (online: boolean) => void): void {
  let known = isOnline();
  setInterval(() => {
    const now = isOnline();
    if (now === known) return;
    known = now;
    onChange(now);
  }, connectivityPeriodMs).unref();
}

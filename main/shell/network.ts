import { net, powerMonitor, session } from 'electron';

/**
 * The `fetch` that main uses for Lexware and the sign-in provider. It is Chromium's, so system proxies and
 * certificates hold; it runs in a session of its own, in memory, without cookies and cache, and apart from the page's
 * session, which has no network at all.
 */
export function createMainFetch(): typeof fetch {
  const partition = session.fromPartition('kontor-main', { cache: false });
  return (input, init) =>
    partition.fetch(input instanceof URL ? input.href : (input as string | Request), {
      ...init,
      credentials: 'omit',
    });
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

import { app } from 'electron';

/** How long quitting waits for background work to end, in ms. Nothing durable depends on it. */
const patienceMs = 3_000;

/** Lets `stop` end the background work before the app goes, and closes the app with its last window. */
export function quitGracefully(stop: () => Promise<void>): void {
  let step: 'running' | 'stopping' | 'stopped' = 'running';
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (step === 'stopped') return;
    event.preventDefault();
    if (step === 'stopping') return;
    step = 'stopping';
    const done = (): void => {
      step = 'stopped';
      app.exit(0);
    };
    setTimeout(done, patienceMs);
    stop().then(done, done);
  });
}

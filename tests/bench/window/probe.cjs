// electron -r probe.cjs <app>: tells on standard output when the window was shown and when its first list was painted, and
// counts what wakes an app that has nothing to do. The same for every app.
const { app, contentTracing } = require('electron');

const tell = (name, value) => process.stdout.write(`\nPROBE ${name} ${value}\n`);
tell('main', Date.now());

/** In the page: ms since 1970 at the end of the first frame with a cell of a list in it. */
const untilPainted = `new Promise((resolve) => {
  const atFrameEnd = () => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
    port2.postMessage(null);
  });
  const isThere = () => document.querySelector('[role="grid"] [role="gridcell"]') !== null;
  if (isThere()) return atFrameEnd();
  const observer = new MutationObserver(() => {
    if (!isThere()) return;
    observer.disconnect();
    atFrameEnd();
  });
  observer.observe(document.documentElement, { childList: true, subtree: true });
})`;

app.once('ready', () => tell('ready', Date.now()));
app.once('browser-window-created', (_event, window) => {
  tell('window', Date.now());
  window.once('show', () => tell('shown', Date.now()));
  window.webContents.once('dom-ready', () => {
    tell('dom-ready', Date.now());
    window.webContents.executeJavaScript(untilPainted).then(
      (at) => tell('painted', Math.round(at)),
      () => undefined,
    );
  });
});

let fired = 0;
const { setTimeout: later, setInterval: always } = globalThis;
const counted =
  (work) =>
  (...args) => {
    fired += 1;
    return work(...args);
  };
globalThis.setTimeout = Object.assign((work, ...rest) => later(counted(work), ...rest), later);
globalThis.setInterval = Object.assign((work, ...rest) => always(counted(work), ...rest), always);

/** Asked for by a signal: what fires in main and in the page during so many ms. */
const watchMs = 20_000;
process.on('SIGUSR2', async () => {
  const before = fired;
  await contentTracing.startRecording({ included_categories: ['devtools.timeline'] });
  await new Promise((resolve) => later(resolve, watchMs));
  const inMain = fired - before;
  const file = await contentTracing.stopRecording();
  const { traceEvents } = JSON.parse(require('node:fs').readFileSync(file, 'utf8'));
  require('node:fs').rmSync(file);
  const inPage = traceEvents.filter(({ name }) => name === 'TimerFire' || name === 'FireAnimationFrame').length;
  tell('woken', JSON.stringify({ inMain, inPage, seconds: watchMs / 1000 }));
});

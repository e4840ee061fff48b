import { startDemo } from './demo.ts';

/** What Electron gives a process that it forked, as far as it is used here. */
interface ParentPort {
  once(event: 'message', listener: (message: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/** The entry of the demo company's own process: one message in, with the key and the day; one out, with the address. */
function serve(parent: ParentPort): void {
  parent.once('message', ({ data }) => {
    const { key, today } = data as { key: string; today: string };
    startDemo({ key, today }).then(
      ({ url }) => parent.postMessage({ url }),
      () => process.exit(1),
    );
  });
}

const { parentPort } = process as { parentPort?: ParentPort };
if (parentPort === undefined) process.exit(1);
serve(parentPort);

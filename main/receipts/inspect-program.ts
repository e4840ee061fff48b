import { inspectFiles } from './inspect-files.ts';

/** `npm run inspect -- [--model] FILE...`: see `inspectFiles`. */
process.exitCode = await inspectFiles(process.argv.slice(2), {
  workerUrl: new URL('./worker.js', import.meta.url),
  command: 'npm run inspect --',
  write: (line) => process.stdout.write(line),
  complain: (line) => process.stderr.write(line),
});

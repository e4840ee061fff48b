import { replaceDatabase } from '../../../../main/store/replacement.ts';

/** Replaces a database by the prepared one and kills itself at a step. Arguments: path, step. */
const [path = '', step = ''] = process.argv.slice(2);
replaceDatabase(path, Date.parse('2026-11-24T09:00:00Z'), (done) => {
  if (done === step) process.kill(process.pid, 'SIGKILL');
});

import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { dirname } from 'node:path';
import { setFilesAside } from '../../../../main/service/organisation-files.ts';
import { openDatabase } from '../../../../main/store/store.ts';
import { sampleDraft } from '../samples.ts';

/**
 * Moves files and kills itself right before or after the nth change or sync of a name. Arguments: `setAside` or `moveTo`, path
 * of the database, key (hexadecimal), id, n, `before` or `after`. Says `done` where it lived to the end.
 */
const [what = '', path = '', key = '', id = '', nth = '0', when = 'before'] = process.argv.slice(2);
let calls = 0;

function deadly<Given extends unknown[]>(call: (...given: Given) => void): (...given: Given) => void {
  return (...given) => {
    calls += 1;
    const isTurn = calls === Number(nth);
    if (isTurn && when === 'before') process.kill(process.pid, 'SIGKILL');
    call(...given);
    if (isTurn) process.kill(process.pid, 'SIGKILL');
  };
}

fs.renameSync = deadly(fs.renameSync);
fs.fsyncSync = deadly(fs.fsyncSync);
syncBuiltinESMExports();

if (what === 'setAside') setFilesAside(dirname(path), id, 'now');
else {
  const opened = openDatabase({ path: ':memory:', key: null });
  if (!opened.ok) throw new Error(opened.error.code);
  if (!opened.value.drafts.create(sampleDraft({ id, title: 'Im Speicher' }), 1).ok) throw new Error('not kept');
  const moved = opened.value.moveTo({ path, key: new Uint8Array(Buffer.from(key, 'hex')) });
  if (!moved.ok) throw new Error(moved.error.code);
}
process.stdout.write('done');

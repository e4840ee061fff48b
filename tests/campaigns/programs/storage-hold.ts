import { openDatabase } from '../../../main/store/store.ts';
import { sampleDraft } from '../../main/store/samples.ts';

/** Opens a database, changes it, says so, and keeps it open until it is ended. Arguments: path, key (hexadecimal). */
const [path = '', key = ''] = process.argv.slice(2);
const opened = openDatabase({ path, key: new Uint8Array(Buffer.from(key, 'hex')) });
if (!opened.ok) throw new Error(opened.error.code);
const created = opened.value.drafts.create(sampleDraft(), 1_788_000_000_000);
if (!created.ok) throw new Error(created.error.code);
process.stdout.write('held\n');
process.stdin.resume();

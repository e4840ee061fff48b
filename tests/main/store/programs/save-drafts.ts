import { openDatabase } from '../../../../main/store/store.ts';
import { sampleDraft } from '../samples.ts';

/**
 * Saves drafts until it is killed and says each one that was acknowledged. Arguments: path, key (hexadecimal), number to
 * begin with.
 */
const [path = '', key = '', start = '0'] = process.argv.slice(2);
const opened = openDatabase({ path, key: new Uint8Array(Buffer.from(key, 'hex')) });
if (!opened.ok) {
  process.stdout.write(`refused ${opened.error.code}\n`);
  process.exit(2);
}
const { drafts } = opened.value;
for (let number = Number(start); ; number += 1) {
  const draft = sampleDraft({ title: String(number), remark: 'x'.repeat(number % 2000) });
  if (!drafts.create(draft, Date.now()).ok) process.exit(3);
  if (!drafts.save({ ...draft, remark: `saved ${String(number)}` }, Date.now()).ok) process.exit(4);
  // Written at once: what the other side has read was acknowledged.
  process.stdout.write(`${draft.id} ${String(number)}\n`);
}

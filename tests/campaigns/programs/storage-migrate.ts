import { openDatabase } from '../../../main/store/store.ts';
import { sampleDraft } from '../../main/store/samples.ts';
import { newSteps, oldSteps } from '../storage-steps.ts';

/**
 * Makes a file of the first shape with some drafts in it (`old`), or brings it to so many steps of the newest shape.
 * Arguments: path, key (hexadecimal), `old` or a number of steps.
 */
const [path = '', key = '', steps = ''] = process.argv.slice(2);
const taken = steps === 'old' ? oldSteps : newSteps.slice(0, Number(steps));
const opened = openDatabase({ path, key: new Uint8Array(Buffer.from(key, 'hex')) }, { steps: taken });
if (!opened.ok) throw new Error(opened.error.code);
for (let number = 0; steps === 'old' && number < 12; number += 1) {
  const saved = opened.value.drafts.create(sampleDraft({ remark: 'x'.repeat(number * 300) }), number);
  if (!saved.ok) throw new Error(saved.error.code);
}
opened.value.close();

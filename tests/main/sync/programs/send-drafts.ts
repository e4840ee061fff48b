import type { LexwareApi } from '../../../../main/lexware/api.ts';
import { openDatabase } from '../../../../main/store/store.ts';
import { createOrganisationSync } from '../../../../main/sync/organisation-sync.ts';
import { sampleDraft } from '../../store/samples.ts';

/**
 * Sends drafts through the outbox to a Lexware in the parent process, until it is killed; says what was acknowledged and
 * each step. Arguments: path, key (hexadecimal), `draft` or `final`, title to begin with.
 */
const [path = '', key = '', kind = 'draft', start = '0'] = process.argv.slice(2);
const opened = openDatabase({ path, key: new Uint8Array(Buffer.from(key, 'hex')) });
if (!opened.ok) throw new Error(opened.error.code);
const store = opened.value;

const waiting = new Map<number, (answer: unknown) => void>();
let calls = 0;
process.on('message', (message: { call: number; answer: unknown }) => {
  waiting.get(message.call)?.(message.answer);
  waiting.delete(message.call);
});

/** Every method of the API, answered by the parent. */
const api = new Proxy({} as LexwareApi, {
  get:
    (_target, name) =>
    (...given: unknown[]) =>
      new Promise((answered) => {
        calls += 1;
        waiting.set(calls, answered);
        const values = given.map((value) => (isOptions(value) ? undefined : value));
        process.send?.({ call: calls, name, given: values });
      }),
});

function isOptions(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'priority' in value;
}

const sync = createOrganisationSync({
  store,
  api,
  onChanged: () => undefined,
  onOperation: ({ id, state }) => process.send?.({ step: state, id }),
});
sync.start();
for (let number = Number(start); number < Number(start) + 5; number += 1) {
  const draft = sampleDraft({ remark: `Rechnung ${String(number)}` });
  if (!store.drafts.create(draft, Date.now()).ok) throw new Error('not saved');
  const sent = sync.enqueueInvoice(draft.id, kind === 'final');
  if (!sent.ok) throw new Error(sent.error.code);
  process.send?.({ acknowledged: sent.value.id, remark: draft.remark });
}

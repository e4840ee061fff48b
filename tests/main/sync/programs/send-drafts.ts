import type { AppError } from '../../../../domain/errors.ts';
import type { InvoiceDraft } from '../../../../domain/invoice-draft.ts';
import type { Result } from '../../../../domain/result.ts';
import type { LexwareApi } from '../../../../main/lexware/api.ts';
import { openDatabase } from '../../../../main/store/store.ts';
import { createOrganisationSync } from '../../../../main/sync/organisation-sync.ts';
import { sampleDraft, sampleNewContact, sampleReceipt, sampleRecipient } from '../../store/samples.ts';

/**
 * Sends operations of one kind through the outbox to a Lexware in the parent process, until it is killed; says what was
 * acknowledged and each step. Arguments: path, key (hexadecimal), `draft`, `final`, `contact` (each with an invoice that
 * waits for it) or `receipt`, number to begin with.
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
  const label = `Nummer ${String(number)}`;
  switch (kind) {
    case 'contact': {
      const queued = valueOf(sync.enqueueContact(sampleNewContact({ name: { kind: 'company', name: label } })));
      acknowledge(queued.operation.id, label);
      sendDraft(label, sampleRecipient(queued.contact.id, label));
      break;
    }
    case 'receipt':
      acknowledge(valueOf(sync.enqueueReceipt(sampleReceipt(label))).id, label);
      break;
    default:
      sendDraft(label);
  }
}

function sendDraft(remark: string, recipient?: InvoiceDraft['recipient']): void {
  const draft = sampleDraft({ remark, ...(recipient && { recipient }) });
  valueOf(store.drafts.create(draft, Date.now()));
  acknowledge(valueOf(sync.enqueueInvoice(draft.id, kind === 'final')).id, remark);
}

function acknowledge(id: string, label: string): void {
  process.send?.({ acknowledged: id, label });
}

function valueOf<T>(result: Result<T, AppError>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

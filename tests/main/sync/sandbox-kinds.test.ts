import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ok } from '../../../domain/result.ts';
import type { LexwareApi } from '../../../main/lexware/api.ts';
import { createLexwareApi } from '../../../main/lexware/lexware-api.ts';
import { createLimiter } from '../../../main/lexware/limiter.ts';
import type { StoredOperation } from '../../../main/store/operations.ts';
import type { Store } from '../../../main/store/store.ts';
import { createOrganisationSync, type OrganisationSync } from '../../../main/sync/organisation-sync.ts';
import type { FaultKind } from '../../../sandbox/faults.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/start.ts';
import { sampleDraft, sampleNewContact, sampleReceipt, sampleRecipient } from '../store/samples.ts';
import { openStore, valueOf } from '../store/temporary-store.ts';
import { hastyClock } from './hasty-clock.ts';

const hasty = hastyClock(200);
const click = { priority: 'click' } as const;
let sandbox: Sandbox;
let api: LexwareApi;
let store: Store;
let sync: OrganisationSync;
const unexpected: unknown[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ identity: false, rate: 0, vouchers: 20, companies: 1, uploadDelayMs: 0 });
  const key = sandbox.apiKeys[0]?.key ?? '';
  const credential = { getBearer: () => Promise.resolve(ok(key)), renewAfter401: () => Promise.resolve(ok(key)) };
  const limiter = createLimiter({ now: () => performance.now() * 200, after: hasty.after });
  api = createLexwareApi({ baseUrl: sandbox.apiUrl, fetch, credential, limiter, timeouts: { postMs: 2000 } });
  store = openStore({ path: ':memory:', key: null });
  const onUnexpected = (error: unknown) => unexpected.push(error);
  sync = createOrganisationSync({
    store,
    api,
    clock: hasty,
    onChanged: () => undefined,
    onOperation: () => undefined,
    onUnexpected,
  });
  sync.start();
  await sync.syncNow();
}, 60_000);

afterEach(() => sandbox.admin.clearFaults());

afterAll(async () => {
  await sync.stop();
  store.close();
  await sandbox.close();
  expect(unexpected).toEqual([]);
});

/** The operation once nothing more happens to it by itself. */
async function settledOperation(id: string): Promise<StoredOperation> {
  const isSettled = ({ state }: StoredOperation) => ['confirmed', 'rejected', 'needsDecision'].includes(state);
  return vi.waitUntil(
    () => {
      const operation = store.operations.find(id);
      return operation && isSettled(operation) ? operation : null;
    },
    { timeout: 20_000, interval: 20 },
  );
}

/** The ids of the contacts of that name. */
async function contactsNamed(name: string): Promise<string[]> {
  const found = valueOf(await api.searchContacts({ name, page: 0, size: 250 }, click));
  return found.content.map(({ contact }) => contact.id);
}

/** How many vouchers Lexware made of uploads and purchases. */
async function countPurchases(): Promise<number> {
  const page = { page: 0, size: 250, sort: { property: 'createdDate', direction: 'DESC' } } as const;
  const query = { voucherType: 'purchaseinvoice', voucherStatus: 'any', ...page };
  return valueOf(await api.listVouchers(query, click)).totalElements;
}

const faults: (FaultKind | 'none')[] = [
  'none',
  'resetBefore',
  'resetAfter',
  'halfAnswer',
  'rateLimited',
  'serverError',
  'serverErrorAfter',
  'unavailable',
  'timeoutBefore',
  'timeoutAfter',
  'notJson',
  'contractProblem',
];

describe('against the sandbox', () => {
  it.each(faults)(
    'makes each contact once, knows it, and sends its invoice after it: %s',
    async (fault) => {
      const name = `Müller Söhne ${randomUUID()}`;
      if (fault !== 'none') sandbox.admin.addFault({ kind: fault, count: 1, method: 'POST', path: '/v1/contacts' });
      const { contact, operation } = valueOf(
        sync.enqueueContact(sampleNewContact({ name: { kind: 'company', name } })),
      );
      const draft = sampleDraft({ recipient: sampleRecipient(contact.id, name) });
      valueOf(store.drafts.create(draft, Date.now()));
      const invoice = valueOf(sync.enqueueInvoice(draft.id, true));
      expect(invoice.waitsFor).toBe(operation.id);
      const settled = await settledOperation(operation.id);
      const made = await contactsNamed(name);
      if (fault === 'contractProblem') {
        expect([settled.state, settled.error?.code, made]).toEqual(['rejected', 'lexware_contract_required', []]);
        expect(await settledOperation(invoice.id)).toMatchObject({ error: { code: 'operation_waits_in_vain' } });
        return;
      }
      if (settled.state === 'needsDecision') {
        // Only where nothing was made and nobody but the user may say so.
        expect([made, settled.candidates, store.operations.find(invoice.id)?.state]).toEqual([[], [], 'queued']);
        valueOf(sync.decide(operation.id, { kind: 'sendAgain' }));
      }
      const confirmed = await settledOperation(invoice.id);
      const [contactId] = await contactsNamed(name);
      expect(await contactsNamed(name)).toHaveLength(1);
      expect(store.operations.find(operation.id)).toMatchObject({ state: 'confirmed', resourceId: contactId });
      expect(valueOf(await api.getInvoice(confirmed.resourceId ?? '', click)).recipient).toMatchObject({
        contactId,
        name,
      });
      await vi.waitUntil(() => valueOf(store.contacts.get(contact.id)).customerNumber !== null, { timeout: 5_000 });
      expect(valueOf(store.contacts.get(contact.id))).toEqual(valueOf(await api.getContact(contactId ?? '', click)));
    },
    40_000,
  );

  it.each(faults)(
    'has each receipt once, and knows it: %s',
    async (fault) => {
      const before = await countPurchases();
      const receipt = sampleReceipt(`${fault} ${randomUUID()}`, 'Tankstelle "A7" Größe.pdf');
      if (fault !== 'none') sandbox.admin.addFault({ kind: fault, count: 1, method: 'POST', path: '/v1/files' });
      const { id } = valueOf(sync.enqueueReceipt(receipt));
      const settled = await settledOperation(id);
      if (fault === 'contractProblem') {
        expect([settled.error?.code, await countPurchases()]).toEqual(['lexware_contract_required', before]);
        valueOf(sync.retry(id));
      }
      const confirmed = await settledOperation(id);
      expect(confirmed.state).toBe('confirmed');
      expect(await countPurchases()).toBe(before + 1);
      expect(valueOf(await api.uploadFile(receipt, click)).id).toBe(confirmed.resourceId);
      expect(await countPurchases()).toBe(before + 1);
    },
    40_000,
  );

  it.each<[string, ReturnType<typeof sampleReceipt>, string]>([
    ['a PDF judged unsafe', sampleReceipt('/JavaScript'), 'voucher_upload_toxic_pdf'],
    [
      'an XML that is no e-invoice',
      { fileName: 'a.xml', mediaType: 'application/xml', bytes: new TextEncoder().encode('<Rechnung/>') },
      'invalid_xrechnung',
    ],
  ])('gives the reason back for %s', async (_name, receipt, code) => {
    const { id } = valueOf(sync.enqueueReceipt(receipt));
    expect(await settledOperation(id)).toMatchObject({
      state: 'rejected',
      error: { code: 'lexware_validation_failed', fields: [{ code }] },
    });
  });

  it('gives Lexware’s complaint about a contact back', async () => {
    const { operation } = valueOf(sync.enqueueContact(sampleNewContact({ phone: 'Durchwahl zwölf' })));
    expect(await settledOperation(operation.id)).toMatchObject({
      state: 'rejected',
      error: { code: 'lexware_validation_failed', fields: [{ field: 'phoneNumbers.business.0' }] },
    });
  });
});

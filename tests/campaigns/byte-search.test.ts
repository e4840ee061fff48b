import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { InvoiceDraft } from '../../domain/invoice-draft.ts';
import { startService, type Service } from '../../main/service/service.ts';
import type { Answer } from '../../preload/contract.ts';
import { startSandbox, type Sandbox } from '../../sandbox/start.ts';
import { searchBytes } from '../e2e/harness/byte-search.ts';
import { fixture, folder, readingMachine } from '../main/service/support/inbox.ts';
import { sampleDraft, sampleNewContact } from '../main/store/samples.ts';

/** What must not turn up: names, streets, texts, and an amount as a person, a program and the wire write it. */
const planted = {
  customer: 'Käthe Zwickelbrunn-Ostrowski',
  street: 'Am Quittenhang 4711b',
  line: 'Restaurierung des Quarzuhrwerks',
  description: 'Geheime Absprache über Vorderladerzubehör',
  remark: 'Skonto nur für Zwölfender',
  contact: 'Yttriumhandel Xylander GmbH',
  email: 'buchhaltung@xylander-yttrium.example',
  receiptName: 'Quallenfischerei Beleg Nr 4711.pdf',
  receiptText: 'Geheimtinte aus Zichorienwurzel',
  refusedName: 'Vertrauliches Zwiegespräch.exe',
  watchedFolder: 'Zettelwirtschaft Quendelsam',
  amounts: ['98765,43', '98.765,43', '98765.43', '9876543', '117530,86', '117530.86', '11753086'],
};

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ identity: {}, companies: 1, vouchers: 30, rate: 0 });
});
afterAll(() => sandbox.close());

function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`answered ${answer.error.code}`);
  return answer.value;
}

function plantedDraft(draft: InvoiceDraft): InvoiceDraft {
  const sample = sampleDraft({ ...draft, remark: planted.remark });
  const [line] = sampleDraft().lineItems;
  if (line?.type !== 'custom') throw new Error('another sample');
  const { customer: name, street } = planted;
  return {
    ...sample,
    recipient: { kind: 'oneTime', name, supplement: '', street, zip: '24103', city: 'Kiel', countryCode: 'DE' },
    lineItems: [
      { ...line, id: randomUUID(), name: planted.line, description: planted.description, unitPrice: '98765.43' },
    ],
  };
}

/** Takes in receipts that say something, sends one, and has one refused; answers what was read of them. */
async function plantReceipts({ handlers }: Service): Promise<{ sender: string; ibanOfSender: string }> {
  const bytes = Buffer.concat([readFileSync(fixture('factur-x.pdf')), Buffer.from(`\n% ${planted.receiptText}\n`)]);
  const files = [
    { kind: 'bytes' as const, name: planted.receiptName, bytes: new Uint8Array(bytes) },
    { kind: 'bytes' as const, name: planted.refusedName, bytes: new TextEncoder().encode('MZ') },
  ];
  const { added, refused } = valueOf(await handlers.receipts.addFiles({ files, source: 'dropped' }));
  expect([added.length, refused.length]).toEqual([1, 1]);
  const [id = ''] = added;
  await vi.waitUntil(async () => valueOf(await handlers.receipts.get({ id })).row.state === 'ready', {
    timeout: 30_000,
  });
  valueOf(await handlers.receipts.chooseWatchedFolder());
  valueOf(await handlers.receipts.send({ ids: [id] }));
  const { row, inspection } = valueOf(await handlers.receipts.get({ id }));
  const means = inspection !== null && 'invoice' in inspection ? inspection.invoice?.payment.means[0] : undefined;
  if (row.senderName === null || !means?.iban) throw new Error('another sample');
  return { sender: row.senderName, ibanOfSender: means.iban };
}

it('leaves no name, amount or text of the business in any file of the profile', async () => {
  const machine = await readingMachine(sandbox);
  const watched = path.join(folder(), planted.watchedFolder);
  mkdirSync(watched);
  machine.openAnswers.push([watched]);
  const service = await startService(machine.ports);
  const { handlers } = service;
  const patience = { timeout: 25_000, interval: 50 };
  valueOf(await handlers.organisations.signIn({ method: 'apiKey', key: sandbox.apiKeys[0]?.key ?? '' }));
  await vi.waitUntil(async () => valueOf(await handlers.invoices.list({})).totals.count > 0, patience);
  const contact = sampleNewContact({ name: { kind: 'company', name: planted.contact }, email: planted.email });
  valueOf(await handlers.contacts.create({ contact }));
  const kept = valueOf(await handlers.drafts.create({}));
  valueOf(await handlers.drafts.save({ draft: plantedDraft(kept.draft) }));
  const sent = valueOf(await handlers.drafts.create({}));
  valueOf(await handlers.drafts.save({ draft: plantedDraft(sent.draft) }));
  valueOf(await handlers.drafts.send({ id: sent.draft.id, finalize: true }));
  const isConfirmed = async () => valueOf(await handlers.outbox.list()).every(({ state }) => state === 'confirmed');
  await vi.waitUntil(isConfirmed, patience);
  const receipts = await plantReceipts(service);
  valueOf(await handlers.invoices.list({ search: planted.customer }));
  const seen = valueOf(await handlers.contacts.search({ text: 'Xylander' }));
  expect(JSON.stringify(seen)).toContain(planted.contact);

  // What the shell writes besides: settings, sealed entries and the log. While the service runs, and after it.
  mkdirSync(path.join(machine.folder, 'shell'));
  const write = (name: string, text: string) => writeFileSync(path.join(machine.folder, 'shell', name), text);
  write('config.json', JSON.stringify([...machine.entries.content]) + JSON.stringify(machine.ports.settings.read()));
  write('main.log', machine.lines.join('\n'));
  const { amounts, ...texts } = { ...planted, ...receipts };
  const theirs = sandbox.apiKeys[0]?.companyName ?? '';
  const needles = [...Object.values(texts), ...amounts];
  expect(searchBytes([machine.folder], needles)).toEqual([]);
  await service.stop();
  expect(searchBytes([machine.folder], [...needles, theirs])).toEqual([]);

  // The search does find what is there.
  write(
    'control',
    `${planted.customer} ${amounts.join(' ')} ${Buffer.from(planted.remark, 'utf16le').swap16().toString('binary')}`,
  );
  writeFileSync(path.join(machine.folder, 'shell', 'wide'), Buffer.from(`xx${planted.remark}`, 'utf16le').swap16());
  const found = searchBytes([machine.folder], [planted.customer, planted.remark, ...amounts]);
  expect(found.length).toBeGreaterThanOrEqual(2 + amounts.length);
}, 120_000);

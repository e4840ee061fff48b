import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copiesFolder, listCopies, newCopyPath } from '../../../main/store/copy-files.ts';
import { prepareCopy } from '../../../main/store/restore.ts';
import { openDatabase } from '../../../main/store/store.ts';
import { createOrganisationSync } from '../../../main/sync/organisation-sync.ts';
import { SmallLexware } from '../sync/small-lexware.ts';
import { VirtualClock } from '../sync/virtual-clock.ts';
import { sampleDraft } from './samples.ts';
import { openStore, temporaryPlace, valueOf } from './temporary-store.ts';

const now = Date.parse('2026-09-01T08:00:00Z');
const times = { copiedMs: now, nowMs: now + 1_000, marginMs: 300_000 };

describe('taking a copy in', () => {
  it('brings contents back, keeps what was written since, and changes nothing that was sent', async () => {
    const place = temporaryPlace();
    const store = openStore(place);
    const [changed, trashed, sent] = [sampleDraft({ title: 'Alt' }), sampleDraft(), sampleDraft({ title: 'Weg' })];
    for (const draft of [changed, trashed, sent]) valueOf(store.drafts.create(draft, now));
    const copy = newCopyPath(place.path, now, 'asked');
    valueOf(store.backup(copy));
    const later = sampleDraft({ title: 'Danach' });
    valueOf(store.drafts.save({ ...changed, title: 'Neu' }, now + 1));
    valueOf(store.drafts.remove(trashed.id, now + 1));
    valueOf(store.drafts.save({ ...sent, title: 'Gesendet' }, now + 1));
    store.drafts.setState(sent.id, 'queued');
    valueOf(store.drafts.create(later, now + 1));
    const prepared = valueOf(await prepareCopy(place, copy, times));
    valueOf(store.takeIn(prepared, now + 2));
    expect(valueOf(store.drafts.get(changed.id)).draft.title).toBe('Alt');
    expect(valueOf(store.drafts.versions(changed.id)).map((one) => one.draft.title)).toEqual(['Alt', 'Neu', 'Alt']);
    expect(valueOf(store.drafts.get(trashed.id)).trashedAt).toBeNull();
    expect(valueOf(store.drafts.get(sent.id))).toMatchObject({ state: 'queued', draft: { title: 'Gesendet' } });
    expect(valueOf(store.drafts.get(later.id)).draft.title).toBe('Danach');
    store.close();
  });
});

describe('a copy in the place of damaged data', () => {
  it.each([false, true])('never lets an invoice be created twice (finalised: %s)', async (finalize) => {
    const place = temporaryPlace();
    const clock = new VirtualClock(now);
    const lexware = new SmallLexware(clock.server);
    const parts = { api: lexware, clock, onChanged: () => undefined, onOperation: () => undefined };
    const store = openStore(place);
    const draft = valueOf(store.drafts.create(sampleDraft(), clock.now())).draft;
    const first = createOrganisationSync({ ...parts, store });
    const { id } = valueOf(first.enqueueInvoice(draft.id, finalize));
    const copy = newCopyPath(place.path, clock.now(), 'asked');
    valueOf(store.backup(copy));
    // After the copy was taken it is sent, and Lexware holds it.
    first.start();
    await clock.advance(10_000);
    const stopped = first.stop();
    await clock.advance(5_000);
    await stopped;
    expect(valueOf(store.operations.get(id)).state).toBe('confirmed');
    store.close();
    const prepared = valueOf(await prepareCopy(place, copy, times));
    const restored = openStore(prepared);
    expect(valueOf(restored.operations.get(id)).state).toBe('unknown');
    const second = createOrganisationSync({ ...parts, store: restored });
    second.start();
    await clock.advance(10 * 60_000);
    expect(valueOf(restored.operations.get(id)).state).toBe('confirmed');
    expect(lexware.calls.filter(({ name }) => name === 'createInvoice')).toHaveLength(1);
    const ended = second.stop();
    await clock.advance(5_000);
    await ended;
    restored.close();
  });

  it.each(['staged', 'kept', 'replaced'])('leaves the old or the new one where it is killed when %s', (step) => {
    const place = temporaryPlace();
    const store = openStore(place);
    const [old, fresh] = [sampleDraft({ title: 'alt' }), sampleDraft({ title: 'neu' })];
    valueOf(store.drafts.create(old, now));
    store.close();
    const next = openStore({ path: `${place.path}.next.part`, key: place.key });
    valueOf(next.drafts.create(fresh, now));
    next.close();
    // A damaged database that was not closed has a log, which belongs to it and to nothing else.
    writeFileSync(`${place.path}-wal`, 'log of the old one');
    const program = join(import.meta.dirname, 'programs', 'replace-database.ts');
    const child = spawnSync(process.execPath, ['--import', 'tsx', program, place.path, step]);
    expect(child.signal, child.stderr.toString()).toBe('SIGKILL');
    if (step === 'staged') {
      expect(existsSync(place.path)).toBe(true);
      expect(existsSync(`${place.path}-wal`)).toBe(true);
      return;
    }
    const opened = valueOf(openDatabase(place));
    expect(valueOf(opened.drafts.list()).map((one) => one.draft.title)).toEqual(['neu']);
    opened.close();
    expect(readdirSync(copiesFolder(place.path)).filter((name) => name.endsWith('.db-wal'))).toHaveLength(1);
    expect(listCopies(place.path).map(({ reason }) => reason)).toEqual(['beforeRestore']);
    expect(readdirSync(place.folder).sort()).toEqual(['organisation.copies', 'organisation.db']);
  });
});

import { describe, expect, it } from 'vitest';
import { sampleDraft } from './samples.ts';
import { codeOf, memoryStore, openStore, temporaryPlace, valueOf } from './temporary-store.ts';

const now = 1_788_000_000_000;

describe('drafts', () => {
  it('come back as they were saved, with when', () => {
    const { drafts } = memoryStore();
    const draft = sampleDraft({ remark: 'ein \0 Zeichen, ein Emoji 🧾 und "Anführung"' });
    expect(valueOf(drafts.create(draft, now))).toEqual({
      draft,
      state: 'editing',
      createdAt: new Date(now).toISOString(),
      savedAt: new Date(now).toISOString(),
      trashedAt: null,
    });
    const saved = valueOf(drafts.save({ ...draft, title: 'Neu' }, now + 5));
    expect(saved).toMatchObject({ draft: { title: 'Neu' }, createdAt: new Date(now).toISOString() });
    expect(saved.savedAt).toBe(new Date(now + 5).toISOString());
    expect(valueOf(drafts.get(draft.id))).toEqual(saved);
  });

  it('keep their last 20 contents, newest first, and none twice in a row', () => {
    const { drafts } = memoryStore();
    const draft = sampleDraft();
    valueOf(drafts.create(draft, now));
    for (let i = 1; i <= 30; i += 1) {
      valueOf(drafts.save({ ...draft, title: String(i) }, now + i));
      valueOf(drafts.save({ ...draft, title: String(i) }, now + i));
    }
    const titles = valueOf(drafts.versions(draft.id)).map((version) => version.draft.title);
    expect(titles).toEqual(Array.from({ length: 20 }, (_, i) => String(30 - i)));
  });

  it('take an earlier content back, and keep the one that it replaces', () => {
    const { drafts } = memoryStore();
    const draft = sampleDraft();
    valueOf(drafts.create({ ...draft, title: 'Erst' }, now));
    valueOf(drafts.save({ ...draft, title: 'Dann' }, now + 1));
    const [, first] = valueOf(drafts.versions(draft.id));
    expect(first).toMatchObject({ version: 1, savedAt: new Date(now).toISOString(), draft: { title: 'Erst' } });
    const restored = valueOf(drafts.restoreVersion(draft.id, 1, now + 2));
    expect(restored).toMatchObject({ draft: { title: 'Erst' }, savedAt: new Date(now + 2).toISOString() });
    expect(valueOf(drafts.versions(draft.id)).map(({ version, draft: { title } }) => [version, title])).toEqual([
      [3, 'Erst'],
      [2, 'Dann'],
      [1, 'Erst'],
    ]);
  });

  it('take back neither a content that is not kept, nor one of another draft, nor any while on their way', () => {
    const store = memoryStore();
    const [draft, other] = [sampleDraft(), sampleDraft()];
    valueOf(store.drafts.create(draft, now));
    valueOf(store.drafts.create(other, now));
    valueOf(store.drafts.save({ ...other, title: 'x' }, now));
    expect(codeOf(store.drafts.restoreVersion(draft.id, 2, now))).toBe('draft_not_found');
    expect(codeOf(store.drafts.restoreVersion(sampleDraft().id, 1, now))).toBe('draft_not_found');
    expect(codeOf(store.drafts.restoreVersion(draft.id, 0.5, now))).toBe('draft_not_found');
    store.drafts.setState(draft.id, 'queued');
    expect(codeOf(store.drafts.restoreVersion(draft.id, 1, now))).toBe('draft_already_sent');
  });

  it('go to the bin and come back, and are listed newest change first', () => {
    const { drafts } = memoryStore();
    const [first, second] = [sampleDraft(), sampleDraft()];
    valueOf(drafts.create(first, now));
    valueOf(drafts.create(second, now + 1));
    const trashed = valueOf(drafts.remove(first.id, now + 2));
    expect(trashed.trashedAt).toBe(new Date(now + 2).toISOString());
    expect(valueOf(drafts.remove(first.id, now + 9)).trashedAt).toBe(trashed.trashedAt);
    expect(valueOf(drafts.list()).map((stored) => stored.draft.id)).toEqual([second.id, first.id]);
    expect(valueOf(drafts.restore(first.id)).trashedAt).toBeNull();
  });

  it('that are on their way or at Lexware cannot be changed; what Lexware holds is not listed', () => {
    const store = memoryStore();
    const draft = sampleDraft();
    valueOf(store.drafts.create(draft, now));
    for (const state of ['queued', 'sent'] as const) {
      store.drafts.setState(draft.id, state);
      expect(codeOf(store.drafts.save({ ...draft, title: 'x' }, now))).toBe('draft_already_sent');
      expect(codeOf(store.drafts.remove(draft.id, now))).toBe('draft_already_sent');
      expect(valueOf(store.drafts.list())).toHaveLength(state === 'queued' ? 1 : 0);
    }
    expect(valueOf(store.drafts.get(draft.id)).draft.title).toBe('');
  });

  it('that are not there are named so, and an id is taken once', () => {
    const { drafts } = memoryStore();
    const draft = sampleDraft();
    for (const result of [
      drafts.get(draft.id),
      drafts.save(draft, now),
      drafts.remove(draft.id, now),
      drafts.restore(draft.id),
      drafts.versions(draft.id),
    ]) {
      expect(codeOf(result)).toBe('draft_not_found');
    }
    valueOf(drafts.create(draft, now));
    expect(codeOf(drafts.create(draft, now))).toBe('invalid_input');
  });

  it('are a value, not an exception, when the store is gone', () => {
    const place = temporaryPlace();
    const store = openStore(place);
    const draft = sampleDraft();
    valueOf(store.drafts.create(draft, now));
    store.close();
    expect(valueOf(openStore(place).drafts.list())).toHaveLength(1);
  });
});

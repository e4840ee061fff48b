import { ok } from '../../domain/result.ts';
import type { CallOptions, LexwareResult, Page, Priority } from '../lexware/api.ts';
import type { MirrorTable } from '../store/mirror-table.ts';
import { callOptions, type PullContext } from './pull-context.ts';
import { nextGeneration, remember, remembered } from './sync-state.ts';
import { pageSize, windowRows } from './walk-cursor.ts';

const maxPages = windowRows / pageSize;

interface Collection<T extends { id: string }> {
  name: 'contacts' | 'articles';
  table: MirrorTable<T>;
  list: (page: number, options: CallOptions) => Promise<LexwareResult<Page<T>>>;
}

/** Sweeps the contacts from where the last sweep stands. */
export function walkContacts(context: PullContext, priority: Priority): Promise<LexwareResult<void>> {
  const { api, store } = context;
  return walk(context, priority, {
    name: 'contacts',
    table: store.contacts,
    list: (page, options) => api.listContacts(page, pageSize, options),
  });
}

/** Sweeps the articles from where the last sweep stands. */
export function walkArticles(context: PullContext, priority: Priority): Promise<LexwareResult<void>> {
  const { api, store } = context;
  return walk(context, priority, {
    name: 'articles',
    table: store.articles,
    list: (page, options) => api.listArticles(page, pageSize, options),
  });
}

async function walk<T extends { id: string }>(
  context: PullContext,
  priority: Priority,
  collection: Collection<T>,
): Promise<LexwareResult<void>> {
  for (;;) {
    const page = remembered(context.store, `walk.${collection.name}`)?.page ?? 0;
    const answer = await collection.list(page, callOptions(context, priority));
    if (!answer.ok) return answer;
    if (storePage(context, collection, answer.value)) return ok(undefined);
  }
}

function storePage<T extends { id: string }>(
  context: PullContext,
  { name, table }: Collection<T>,
  page: Page<T>,
): boolean {
  const { store, clock } = context;
  const { changed, finished } = store.transact(() => {
    const cursor = remembered(store, `walk.${name}`) ?? { generation: nextGeneration(store), page: 0 };
    const stored = table.upsert(page.content, cursor.generation);
    // There is no window beyond 10,000 rows here; what lies there is neither seen nor called missing.
    const isCut = !page.last && cursor.page + 1 >= maxPages;
    const isOver = page.last || isCut || page.content.length === 0;
    remember(store, `walk.${name}`, isOver ? null : { ...cursor, page: cursor.page + 1 });
    if (!isOver) return { changed: stored, finished: false };
    const { removed, missed } = page.last ? table.endSweep(cursor.generation) : { removed: 0, missed: 0 };
    remember(store, `end.${name}`, { atMs: clock.now(), again: missed > 0 });
    return { changed: stored + removed, finished: true };
  });
  if (changed > 0) context.onChanged([name]);
  return finished;
}

import { ok } from '../../domain/result.ts';
import type { LexwareResult } from '../lexware/api.ts';
import type { Clock } from './clock.ts';
import { walkArticles, walkContacts } from './collection-walk.ts';
import { pullCompanyData } from './company-data.ts';
import { isDenied, type PullContext } from './pull-context.ts';
import { remember, remembered, scopes, type Scope } from './sync-state.ts';
import { pullUpdates } from './voucher-updates.ts';
import { walkVouchers } from './voucher-walk.ts';

const hourMs = 3_600_000;
const companyDataMs = 24 * hourMs;
const collectionMs = 6 * hourMs;
const sweepMs = 24 * hourMs;
/** Where Lexware ignores the filter on changes, sweeps are the only way to see them. */
const blindSweepMs = hourMs;

/**
 * Brings the mirror up to date, going on wherever the last pull was cut off: invoices first and newest first, what the
 * editor needs, the rest; then only changes, with a sweep a day for what was deleted.
 * @param everything contacts, articles and company data too, whenever they were read last
 */
export async function pull(context: PullContext, everything: boolean): Promise<LexwareResult<void>> {
  const isNew = remembered(context.store, 'end.invoices') === null;
  if (isNew && remembered(context.store, 'walk.invoices') === null) {
    const first = await walkVouchers(context, 'invoices', 'visible', 1);
    if (!first.ok) return first;
  }
  const collections = await pullCollections(context, everything);
  if (!collections.ok) return collections;
  return isNew || remembered(context.store, 'end.others') === null ? finishFirst(context) : refresh(context);
}

async function pullCollections(context: PullContext, everything: boolean): Promise<LexwareResult<void>> {
  const { store, clock } = context;
  const isDue = (atMs: number | undefined, everyMs: number) => everything || isOld(clock, atMs, everyMs);
  if (isDue(remembered(store, 'companyDataMs') ?? undefined, companyDataMs)) {
    const answer = await pullCompanyData(context, 'visible');
    if (!answer.ok) return answer;
  }
  for (const [name, walk] of [['contacts', walkContacts] as const, ['articles', walkArticles] as const]) {
    const last = remembered(store, `end.${name}`);
    const isOpen = remembered(store, `walk.${name}`) !== null || last?.again === true;
    if (!isOpen && !isDue(last?.atMs, collectionMs)) continue;
    const answer = await walk(context, 'visible');
    if (!answer.ok && !isDenied(answer.error)) return answer;
    if (!answer.ok) remember(store, `end.${name}`, { atMs: clock.now(), again: false });
  }
  return ok(undefined);
}

/** The rest of the first sweeps. Changes are read from what was newest when they began. */
async function finishFirst(context: PullContext): Promise<LexwareResult<void>> {
  const { store, clock } = context;
  for (const scope of scopes) {
    if (remembered(store, `end.${scope}`) !== null) continue;
    const answer = await walkVouchers(context, scope, 'sweep');
    if (!answer.ok) {
      if (scope === 'invoices' || !isDenied(answer.error)) return answer;
      remember(store, 'end.others', { atMs: clock.now(), changesFromMs: 0, again: false });
    }
  }
  const starts = scopes.map((scope) => remembered(store, `end.${scope}`)?.changesFromMs ?? 0).filter((ms) => ms > 0);
  remember(store, 'changesFromMs', starts.length > 0 ? Math.min(...starts) : clock.now() - sweepMs);
  return ok(undefined);
}

async function refresh(context: PullContext): Promise<LexwareResult<void>> {
  const updates = await pullUpdates(context, 'visible');
  if (!updates.ok) return updates;
  const everyMs = updates.value ? sweepMs : blindSweepMs;
  for (const scope of scopes) {
    if (!isSweepDue(context, scope, everyMs)) continue;
    const answer = await walkVouchers(context, scope, 'sweep');
    if (!answer.ok && (scope === 'invoices' || !isDenied(answer.error))) return answer;
  }
  return ok(undefined);
}

function isSweepDue({ store, clock }: PullContext, scope: Scope, everyMs: number): boolean {
  if (remembered(store, `walk.${scope}`) !== null) return true;
  const last = remembered(store, `end.${scope}`);
  return last === null || last.again || isOld(clock, last.atMs, everyMs);
}

/** Never, too long ago, or in the future, where the clock was set back. */
function isOld(clock: Clock, atMs: number | undefined, everyMs: number): boolean {
  if (atMs === undefined) return true;
  const age = clock.now() - atMs;
  return age >= everyMs || age < -everyMs;
}

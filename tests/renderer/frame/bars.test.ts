import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import type { Organisation } from '../../../domain/organisation.ts';
import { ok } from '../../../domain/result.ts';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import { isDismissible, newsOf, type BarFacts } from '../../../renderer/features/frame/bar-news.ts';
import { barWords } from '../../../renderer/features/frame/bar-words.ts';
import Frame from '../../../renderer/features/frame/Frame.svelte';
import { navigateTo, route } from '../../../renderer/features/frame/route.svelte.ts';
import type { AnswerOf } from '../../../renderer/bridge.ts';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { sampleInfo, sampleOperation, sampleOrganisation, sampleSync } from '../sample-data.ts';
import { textSnippet } from '../snippet.ts';
import '../lazy-parts.ts';

const fine: BarFacts = {
  online: true,
  session: 'signedIn',
  sync: sampleSync,
  trouble: null,
  vault: { state: 'sealed', reason: null },
  key: null,
  method: 'oauth',
};
const trouble = { error: { code: 'lexware_unavailable' }, nextAttemptAt: null } as const;
const fullDisk = { error: { code: 'storage_full' }, nextAttemptAt: null } as const;
const kinds = (change: Partial<BarFacts>): string[] => newsOf({ ...fine, ...change }).map(({ kind }) => kind);

describe('what is wrong', () => {
  it('is nothing where all is well', () => {
    expect(kinds({})).toEqual([]);
    expect(kinds({ sync: null, vault: null })).toEqual([]);
  });

  it('comes in the order of how much it matters', () => {
    const vault = { state: 'memory', reason: 'no_keyring' } as const;
    const sync = { ...sampleSync, clockOffsetMs: 7_200_000 };
    expect(kinds({ online: false, session: 'signedOut', trouble: fullDisk, sync, vault })).toEqual([
      'storage',
      'offline',
      'signedOut',
      'clock',
      'memory',
    ]);
  });

  it('is no failure of the sync where the connection or the session explain it', () => {
    expect(kinds({ trouble })).toEqual(['failed']);
    expect(kinds({ trouble, online: false })).toEqual(['offline']);
    expect(kinds({ trouble, session: 'signedOut' })).toEqual(['signedOut']);
  });

  it('is told where secrets are sealed by a passphrase as little as where the system seals them', () => {
    expect(kinds({ vault: { state: 'passphrase', reason: 'no_keyring' } })).toEqual([]);
  });

  it('is followed by what the demo company is, which no real one is told', () => {
    expect(kinds({ method: 'demo' })).toEqual(['demo']);
    expect(kinds({ method: 'demo', vault: { state: 'memory', reason: 'no_keyring' } })).toEqual(['memory', 'demo']);
    expect(kinds({ method: 'apiKey' })).toEqual([]);
  });

  it('cannot be put aside where the work does not go on without the user', () => {
    const all = newsOf({ ...fine, online: false, session: 'signedOut', trouble: fullDisk });
    expect(all.map((news) => isDismissible(news))).toEqual([false, true, false]);
  });
});

describe('the words of a bar', () => {
  const context = { now: Date.parse('2026-11-23T13:30:00Z'), lastSuccessAt: '2026-11-23T13:02:00Z', outgoing: 3 };

  it('say without a connection what Kontor works with, and what goes out by itself', () => {
    const { text } = barWords({ kind: 'offline' }, context);
    expect(text).toContain('mit dem Stand von 14:02 weiter');
    expect(text).toContain('3 Vorgänge warten und gehen von selbst hinaus');
  });

  it('name the day where that was not today, and leave out what there is not', () => {
    const { text } = barWords({ kind: 'offline' }, { ...context, lastSuccessAt: '2026-11-22T13:02:00Z', outgoing: 0 });
    expect(text).toContain('22.11.2026, 14:02');
    expect(text).not.toMatch(/Vorgang|Vorgänge/u);
    expect(barWords({ kind: 'offline' }, { ...context, lastSuccessAt: null }).text).toMatch(/^Noch ist nichts/u);
  });

  it('say when Kontor tries again, and that it is at it once the time has come', () => {
    const failed = { kind: 'failed', error: { code: 'lexware_rate_limited' } } as const;
    expect(barWords({ ...failed, nextAttemptAt: '2026-11-23T13:34:00Z' }, context).text).toMatch(/um 14:34\.$/u);
    expect(barWords({ ...failed, nextAttemptAt: '2026-11-23T13:30:00Z' }, context).text).toMatch(/gerade wieder\.$/u);
  });

  it('promise no attempt where only the user can help', () => {
    const error = { code: 'lexware_contract_required' } as const;
    const { text } = barWords({ kind: 'failed', error, nextAttemptAt: '2026-11-23T13:34:00Z' }, context);
    expect(text).toMatch(/Tarif XL/u);
    expect(text).not.toContain('14:34');
  });

  it('say both times where the clock is wrong', () => {
    const { text } = barWords({ kind: 'clock', offsetMs: 2 * 3_600_000 }, context);
    expect(text).toMatch(/^Hier ist es 23\.11\.2026, 14:30, bei Lexware 23\.11\.2026, 16:30\./u);
  });
});

describe('the bar', () => {
  let bridge: FakeBridge;
  let stop: () => void = () => undefined;
  let sync: AnswerOf<'sync', 'status'>;
  let online: boolean;

  beforeEach(() => {
    bridge = installFakeBridge();
    sync = sampleSync;
    online = true;
    bridge.when('organisations', 'list', () => ok([sampleOrganisation()]));
    bridge.when('sync', 'status', () => ok(sync));
    bridge.when('organisations', 'status', () => ok({ signIn: { step: 'idle' }, online }));
    navigateTo('invoices');
  });
  afterEach(() => stop());

  async function show(active: Organisation = sampleOrganisation()): Promise<void> {
    stop = app.start();
    await app.load();
    render(Frame, { active, onadd: vi.fn(), onsignin: vi.fn(), children: textSnippet('Inhalt') });
  }
  function tell(change: Partial<typeof sync>): void {
    sync = { ...sync, ...change };
    bridge.emit('changed', { topics: ['sync'] });
  }
  const failure = { state: 'failed', error: { code: 'lexware_unavailable' } } as const;

  test('stays while the next attempt runs, and goes once one has succeeded', async () => {
    sync = { ...sampleSync, ...failure };
    await show();
    expect(await screen.findByText('Lexware hat gerade eine Störung')).toBeVisible();
    tell({ state: 'running', error: null });
    await screen.findByText('Gleicht ab …');
    expect(screen.getByText('Lexware hat gerade eine Störung')).toBeVisible();
    tell({ state: 'idle' });
    await waitFor(() => expect(screen.queryByText('Lexware hat gerade eine Störung')).toBeNull());
  });

  test('stays away once dismissed, until its cause has gone and come back', async () => {
    online = false;
    await show();
    await userEvent.click(await screen.findByRole('button', { name: 'Ausblenden' }));
    expect(screen.queryByText('Keine Verbindung zum Internet')).toBeNull();
    online = true;
    bridge.emit('changed', { topics: ['organisations'] });
    await waitFor(() => expect(app.online).toBe(true));
    online = false;
    bridge.emit('changed', { topics: ['organisations'] });
    expect(await screen.findByText('Keine Verbindung zum Internet')).toBeVisible();
  });

  test('shows one thing at a time, and the next one once it is put aside', async () => {
    online = false;
    bridge.when('app', 'info', () => ok({ ...sampleInfo, vault: { state: 'memory', reason: 'no_keyring' } }));
    await show();
    expect(await screen.findByText('Keine Verbindung zum Internet')).toBeVisible();
    expect(screen.queryByText(/gnome-keyring/u)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Ausblenden' }));
    expect(await screen.findByText(/gnome-keyring/u)).toBeVisible();
  });

  test('leads to what waits, and to the security settings', async () => {
    online = false;
    bridge.when('outbox', 'list', () => ok([sampleOperation()]));
    bridge.when('app', 'info', () => ok({ ...sampleInfo, vault: { state: 'memory', reason: 'no_keyring' } }));
    await show();
    expect(await screen.findByText(/1 Vorgang wartet und geht von selbst hinaus/u)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Ausgang zeigen' }));
    expect(route().name).toBe('outbox');
    await userEvent.click(screen.getByRole('button', { name: 'Ausblenden' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Sicherheit öffnen' }));
    expect(route().name).toBe('settings');
  });
});

import { fc, test } from '@fast-check/vitest';
import { cleanup, configure, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appError } from '../../../domain/errors.ts';
import type { Overview } from '../../../domain/overview.ts';
import { fail, ok } from '../../../domain/result.ts';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import { navigate, route } from '../../../renderer/features/frame/route.svelte.ts';
import { invoiceList } from '../../../renderer/features/invoices/invoice-list.svelte.ts';
import OverviewScreen from '../../../renderer/features/overview/OverviewScreen.svelte';
import { scaleFor, shareOf } from '../../../renderer/features/overview/scale.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { sampleRow } from '../invoices/sample-invoices.ts';
import { idOf, sampleOrganisation } from '../sample-data.ts';

vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

const overview: Overview = {
  today: '2026-11-24',
  open: { count: 38, cents: 6_193_300 },
  overdue: { count: 6, cents: 119_000 },
  lexwareDrafts: { count: 4, cents: 50_000 },
  localDrafts: { count: 2 },
  thisMonth: { count: 1, cents: 238_000 },
  months: Array.from({ length: 12 }, (_, index) => ({
    month: index === 0 ? '2025-12' : `2026-${String(index).padStart(2, '0')}`,
    count: index,
    cents: index * 100_000,
    openCents: index * 10_000,
  })),
  debtors: [
    { contactId: idOf(7), name: 'Werft Petersen KG', count: 2, openCents: 900_000, overdueCents: 100_000 },
    { contactId: null, name: 'Ida Petersen', count: 1, openCents: 5_000, overdueCents: 0 },
  ],
  receipts: [sampleRow(5, { voucherType: 'purchaseinvoice', contactName: 'Papier Nord', totalCents: 4_200 })],
};
let bridge: FakeBridge;

beforeEach(() => {
  setLocale('de');
  navigate({ name: 'overview' });
  app.organisations = [sampleOrganisation()];
  bridge = installFakeBridge().when('overview', 'get', () => ok(overview));
});
afterEach(cleanup);

describe('the overview', () => {
  it.each([
    [/^Offen 61\.933,00/, { status: 'open' }],
    [/^Überfällig 1\.190,00/, { status: 'overdue' }],
    [/^November 2026 2\.380,00/, { status: 'issued', dateFrom: '2026-11-01', dateTo: '2026-11-30' }],
    [/^Entwürfe in Lexware 4/, { status: 'draft' }],
    [/^Februar 2026: 2\.000,00/, { status: 'issued', dateFrom: '2026-02-01', dateTo: '2026-02-28' }],
    [/^Werft Petersen KG/, { status: 'open', contactId: idOf(7) }],
    [/^Ida Petersen/, { status: 'open', addressee: 'Ida Petersen' }],
  ])('leads from %s to its list', async (name, filter) => {
    render(OverviewScreen);
    await userEvent.click(await screen.findByRole('button', { name }));
    expect(route()).toEqual({ name: 'invoices', selectedId: null });
    expect(invoiceList.filter).toEqual(filter);
    expect(bridge.inputsOf('invoices.list').at(-1)).toMatchObject(filter);
  });

  it('leads to the drafts of this machine, and to a receipt in Lexware', async () => {
    render(OverviewScreen);
    await userEvent.click(await screen.findByRole('button', { name: /^Papier Nord/ }));
    expect(bridge.inputsOf('invoices.openInLexware')).toEqual([{ id: idOf(1005) }]);
    await userEvent.click(screen.getByRole('button', { name: /^Entwürfe in Kontor 2/ }));
    expect(route()).toEqual({ name: 'drafts' });
  });

  it('tells every month in words', async () => {
    render(OverviewScreen);
    const months = await screen.findByRole('region', { name: /zwölf Monate/ });
    const bars = within(months).getAllByRole('button');
    expect(bars).toHaveLength(12);
    expect(bars[11]).toHaveAccessibleName(/^November 2026: 11\.000,00\s€, 11 Rechnungen, davon offen 1\.100,00\s€$/);
  });

  it('says that nobody owes anything, and that there are no receipts', async () => {
    bridge.when('overview', 'get', () => ok({ ...overview, debtors: [], receipts: [] }));
    render(OverviewScreen);
    expect(await screen.findByText('Niemand: Alle Rechnungen sind bezahlt.')).toBeInTheDocument();
    expect(screen.getByText('In Lexware liegen noch keine Belege.')).toBeInTheDocument();
  });

  it('explains why it cannot be had, and tries again', async () => {
    bridge.when('overview', 'get', () => fail(appError('storage_unavailable')));
    render(OverviewScreen);
    await userEvent.click(await screen.findByRole('button', { name: 'Noch einmal versuchen' }));
    expect(bridge.inputsOf('overview.get')).toHaveLength(2);
  });
});

describe('the scale of the chart', () => {
  test.prop([fc.integer({ min: -1000, max: 90_071_992_547_409 })])(
    'holds every value with few round marks',
    (largest) => {
      const scale = scaleFor(largest);
      expect(scale.top).toBeGreaterThanOrEqual(Math.max(largest, 1000));
      expect(scale.marks.length).toBeGreaterThanOrEqual(3);
      expect(scale.marks.length).toBeLessThanOrEqual(6);
      expect(scale.marks[0]).toBe(0);
      expect(shareOf(largest, scale)).toBeGreaterThanOrEqual(0);
      expect(shareOf(largest, scale)).toBeLessThanOrEqual(1);
    },
  );
});

import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Contact, ContactRow } from '../../../domain/contact.ts';
import { appError } from '../../../domain/errors.ts';
import { newDraft } from '../../../domain/new-draft.ts';
import { fail, ok } from '../../../domain/result.ts';
import ContactsScreen from '../../../renderer/features/contacts/ContactsScreen.svelte';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import { navigate, route } from '../../../renderer/features/frame/route.svelte.ts';
import { invoiceList } from '../../../renderer/features/invoices/invoice-list.svelte.ts';
import { setLocale } from '../../../renderer/i18n/locale.svelte.ts';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { sampleRow } from '../invoices/sample-invoices.ts';
import { idOf, noInvoices, sampleOrganisation } from '../sample-data.ts';
import '../lazy-parts.ts';

vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

function contactRow(number: number, change: Partial<Contact> = {}, sums: Partial<ContactRow> = {}): ContactRow {
  const contact: Contact = {
    id: idOf(5000 + number),
    name: `Kunde ${String(number).padStart(3, '0')}`,
    customerNumber: 10_000 + number,
    isCompany: true,
    isCustomer: true,
    isVendor: false,
    invoiceable: true,
    address: { supplement: '', street: 'Hafenweg 7', zip: '24103', city: 'Kiel', countryCode: 'DE' },
    email: 'post@kunde.example',
    pending: false,
    ...change,
  };
  return { contact, invoiceCount: 2, openCents: 23_800, overdueCents: 0, ...sums };
}
const rows = Array.from({ length: 320 }, (_, index) => contactRow(index));
let bridge: FakeBridge;

function answering(all: ContactRow[]): FakeBridge {
  return installFakeBridge()
    .when('contacts', 'list', ({ search = '', role = 'all', cursor, limit = 100 }) => {
      const found = all.filter(
        ({ contact }) => contact.name.includes(search) && (role !== 'vendor' || contact.isVendor),
      );
      const from = Number(cursor ?? 0);
      const next = from + limit;
      const nextCursor = next < found.length ? String(next) : null;
      return ok({ rows: found.slice(from, next), nextCursor, count: found.length });
    })
    .when('contacts', 'summary', ({ id }) => {
      const row = all.find(({ contact }) => contact.id === id);
      return row ? ok(row) : fail(appError('lexware_not_found'));
    })
    .when('invoices', 'list', () => ok({ ...noInvoices, rows: [sampleRow(12), sampleRow(11)] }));
}

beforeEach(() => {
  setLocale('de');
  navigate({ name: 'contacts', selectedId: null });
  app.organisations = [sampleOrganisation()];
  bridge = answering(rows);
});
afterEach(cleanup);

const grid = (): Promise<HTMLElement> => screen.findByRole('grid', { name: 'Kontaktliste' });

describe('the contact list', () => {
  it('shows name, place, role and what is open, and how many there are', async () => {
    render(ContactsScreen, { selectedId: null });
    const row = await within(await grid()).findByRole('row', { name: /Kunde 000/ });
    expect(row).toHaveTextContent('24103 Kiel');
    expect(row).toHaveTextContent('10000');
    expect(row).toHaveTextContent('238,00');
    expect(screen.getByText('320 Kontakte')).toBeInTheDocument();
  });

  it('searches as the user types, filters by role, and goes back to all', async () => {
    render(ContactsScreen, { selectedId: null });
    await userEvent.type(screen.getByRole('searchbox', { name: 'Kontakte durchsuchen' }), 'Kunde 31');
    await waitFor(() => expect(screen.getByText('10 Kontakte')).toBeInTheDocument());
    await userEvent.click(screen.getByRole('radio', { name: 'Lieferanten' }));
    await screen.findByText('Kein Kontakt passt zu dieser Suche und dieser Rolle.');
    await userEvent.click(screen.getByRole('button', { name: 'Suche und Filter zurücksetzen' }));
    await waitFor(() => expect(screen.getByText('320 Kontakte')).toBeInTheDocument());
  });

  it('loads the next page at its end', async () => {
    render(ContactsScreen, { selectedId: null });
    const list = await grid();
    list.scrollTop = 195 * 52;
    list.dispatchEvent(new Event('scroll'));
    await waitFor(() => expect(bridge.inputsOf('contacts.list').at(-1)).toMatchObject({ cursor: '200' }));
  });

  it('goes by key from the search into the list', async () => {
    render(ContactsScreen, { selectedId: null });
    await within(await grid()).findByRole('row', { name: /Kunde 000/ });
    await userEvent.click(screen.getByRole('searchbox'));
    await userEvent.keyboard('{Enter}{ArrowDown}');
    expect(route()).toEqual({ name: 'contacts', selectedId: idOf(5000) });
  });

  it('says what to do while there are none, and why they cannot be had', async () => {
    answering([]);
    render(ContactsScreen, { selectedId: null });
    expect(await screen.findByText('Noch keine Kontakte')).toBeInTheDocument();
    cleanup();
    answering([]).when('contacts', 'list', () => fail(appError('storage_unavailable')));
    render(ContactsScreen, { selectedId: null });
    expect(await screen.findByRole('button', { name: 'Noch einmal versuchen' })).toBeInTheDocument();
  });

  it('creates a contact', async () => {
    render(ContactsScreen, { selectedId: null });
    await userEvent.click(screen.getByRole('button', { name: 'Neuer Kontakt' }));
    expect(await screen.findByRole('dialog')).toBeInTheDocument();
  });
});

describe('a contact', () => {
  it('shows what is open and its invoices, and leads to them', async () => {
    render(ContactsScreen, { selectedId: idOf(5003) });
    const detail = await screen.findByRole('region', { name: 'Kontakt im Einzelnen' });
    await within(detail).findByRole('heading', { name: 'Kunde 003' });
    expect(detail).toHaveTextContent('238,00 €');
    expect(bridge.inputsOf('invoices.list').at(-1)).toMatchObject({ contactId: idOf(5003) });
    await userEvent.click(within(detail).getByRole('button', { name: /RE0012/ }));
    expect(route()).toEqual({ name: 'invoices', selectedId: idOf(1012) });
    expect(invoiceList.filter).toEqual({ contactId: idOf(5003) });
    expect(invoiceList.contactName).toBe('Kunde 003');
  });

  it('gets a new invoice with itself as recipient', async () => {
    const draft = newDraft({ id: idOf(1), today: '2026-11-24', language: 'de', taxType: 'net' });
    const stored = {
      draft,
      state: 'editing',
      createdAt: '2026-11-24T08:00:00.000Z',
      savedAt: '2026-11-24T08:00:00.000Z',
      trashedAt: null,
    } as const;
    bridge.when('drafts', 'create', () => ok(stored)).when('drafts', 'save', () => ok(stored));
    render(ContactsScreen, { selectedId: idOf(5003) });
    await userEvent.click(await screen.findByRole('button', { name: 'Neue Rechnung' }));
    await waitFor(() => expect(route()).toMatchObject({ name: 'draft' }));
    expect(bridge.inputsOf('drafts.save')).toMatchObject([
      { draft: { recipient: { kind: 'contact', contactId: idOf(5003), name: 'Kunde 003' } } },
    ]);
  });

  it('opens in Lexware, unless Lexware does not have it yet', async () => {
    render(ContactsScreen, { selectedId: idOf(5003) });
    await userEvent.click(await screen.findByRole('button', { name: 'In Lexware öffnen' }));
    expect(bridge.inputsOf('contacts.openInLexware')).toEqual([{ id: idOf(5003) }]);
    cleanup();
    answering([contactRow(1, { pending: true })]);
    render(ContactsScreen, { selectedId: idOf(5001) });
    expect(await screen.findByText('Noch nicht bei Lexware')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'In Lexware öffnen' })).not.toBeInTheDocument();
  });

  it('explains that it cannot receive an invoice, or is gone', async () => {
    answering([contactRow(1, { invoiceable: false })]);
    render(ContactsScreen, { selectedId: idOf(5001) });
    expect(await screen.findByText('Lexware nimmt keine Rechnung an diesen Kontakt')).toBeInTheDocument();
    cleanup();
    render(ContactsScreen, { selectedId: idOf(5999) });
    expect(await screen.findByText('Lexware findet das nicht mehr')).toBeInTheDocument();
  });
});

import FilePen from '@lucide/svelte/icons/file-pen';
import Inbox from '@lucide/svelte/icons/inbox';
import ReceiptEuro from '@lucide/svelte/icons/receipt-euro';
import Users from '@lucide/svelte/icons/users';
import type { Contact } from '../../../domain/contact.ts';
import type { StoredDraft } from '../../../domain/invoice-draft.ts';
import type { ReceiptRow } from '../../../domain/receipt-entry.ts';
import type { VoucherRow } from '../../../domain/voucher.ts';
import { kontor } from '../../bridge.ts';
import { formatCurrency, formatDate, formatMoney } from '../../i18n/format.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { matchingEntries, type PaletteEntry } from './palette-entry.ts';
import { navigate } from './route.svelte.ts';

/** How long typing must rest before main is asked, in ms. */
const rest = 120;
const most = 5;

function invoiceEntry(row: VoucherRow): PaletteEntry {
  const details = [row.contactName, row.totalCents === null ? '' : formatMoney(row.totalCents)];
  return {
    id: row.id,
    group: 'invoices',
    icon: ReceiptEuro,
    label: row.number ?? m.invoices_no_number(),
    hint: [...details, formatDate(row.voucherDate)].filter(Boolean).join(' · '),
    run: () => navigate({ name: 'invoices', selectedId: row.id }),
  };
}

function draftEntry({ draft }: StoredDraft): PaletteEntry {
  const { recipient } = draft;
  return {
    id: draft.id,
    group: 'drafts',
    icon: FilePen,
    label: (recipient.kind === 'none' ? '' : recipient.name.trim()) || m.drafts_no_recipient(),
    hint: m.frame_palette_draft({ date: formatDate(draft.voucherDate) }),
    run: () => navigate({ name: 'draft', id: draft.id }),
  };
}

function receiptEntry(row: ReceiptRow): PaletteEntry {
  const amount = row.payableCents === null ? '' : formatCurrency(row.payableCents, row.currency);
  const day = row.issueDate === null ? '' : formatDate(row.issueDate);
  return {
    id: row.id,
    group: 'receipts',
    icon: Inbox,
    label: row.senderName ?? row.fileName,
    hint: [row.number ?? '', amount, day].filter(Boolean).join(' · '),
    run: () => navigate({ name: 'receipts', selectedId: row.id }),
  };
}

function contactEntry({ id, name, customerNumber }: Contact): PaletteEntry {
  return {
    id,
    group: 'contacts',
    icon: Users,
    label: name,
    hint: customerNumber === null ? undefined : m.frame_palette_customer({ number: String(customerNumber) }),
    run: () => navigate({ name: 'contacts', selectedId: id }),
  };
}

async function find(text: string): Promise<PaletteEntry[]> {
  const [invoices, drafts, receipts, contacts] = await Promise.all([
    kontor.invoices.list({ search: text, limit: most }),
    kontor.drafts.list(),
    kontor.receipts.list({ search: text, limit: most }),
    kontor.contacts.search({ text, limit: most }),
  ]);
  const open = drafts.ok ? drafts.value.filter((one) => one.state === 'editing' && one.trashedAt === null) : [];
  return [
    ...(invoices.ok ? invoices.value.rows.map(invoiceEntry) : []),
    ...matchingEntries(open.map(draftEntry), text).slice(0, most),
    ...(receipts.ok ? receipts.value.rows.map(receiptEntry) : []),
    ...(contacts.ok ? contacts.value.map(contactEntry) : []),
  ];
}

/** The search of the palette in invoices, drafts, receipts and contacts. Earlier hits stay until the new ones are there. */
export class PaletteSearch {
  hits = $state.raw<PaletteEntry[]>([]);
  isSearching = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  /** Asks once typing rests; a single letter finds too much to be of use. */
  typed(text: string): void {
    const wanted = text.trim().slice(0, 200);
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.isSearching = wanted.length > 1;
    if (!this.isSearching) this.hits = [];
    else this.#timer = setTimeout(() => void this.#search(wanted), rest);
  }

  /** Forgets everything. */
  stop(): void {
    this.typed('');
  }

  async #search(text: string): Promise<void> {
    const asked = this.#asked;
    const found = await find(text);
    // A slower answer to an earlier question must not replace a newer one.
    if (asked !== this.#asked) return;
    this.hits = found;
    this.isSearching = false;
  }
}

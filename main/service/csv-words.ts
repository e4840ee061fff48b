import type { VoucherStatus } from '../../domain/voucher.ts';

/** The words of an exported table, which leaves the app and so cannot take them from the page. */
export interface CsvWords {
  /** Also the name of the file. */
  title: string;
  columns: readonly [
    number: string,
    date: string,
    due: string,
    contact: string,
    total: string,
    open: string,
    status: string,
  ];
  statuses: Record<VoucherStatus, string>;
}

const words: Record<'de' | 'en', CsvWords> = {
  de: {
    title: 'Rechnungen',
    columns: ['Nummer', 'Datum', 'Fällig', 'Kontakt', 'Betrag EUR', 'Offen EUR', 'Status'],
    statuses: {
      draft: 'Entwurf',
      open: 'Offen',
      overdue: 'Überfällig',
      paid: 'Bezahlt',
      paidoff: 'Ausgeglichen',
      voided: 'Storniert',
      transferred: 'Überwiesen',
      sepadebit: 'Lastschrift',
      accepted: 'Angenommen',
      rejected: 'Abgelehnt',
      unchecked: 'Zu prüfen',
      blank: 'In Erkennung',
      unknown: 'Anderer Status',
    },
  },
  en: {
    title: 'Invoices',
    columns: ['Number', 'Date', 'Due', 'Contact', 'Total EUR', 'Open EUR', 'Status'],
    statuses: {
      draft: 'Draft',
      open: 'Open',
      overdue: 'Overdue',
      paid: 'Paid',
      paidoff: 'Settled',
      voided: 'Voided',
      transferred: 'Transferred',
      sepadebit: 'Direct debit',
      accepted: 'Accepted',
      rejected: 'Rejected',
      unchecked: 'To be checked',
      blank: 'Being read',
      unknown: 'Other status',
    },
  },
};

/** The words of an exported table in the language in use. */
export function csvWords(locale: 'de' | 'en'): CsvWords {
  return words[locale];
}

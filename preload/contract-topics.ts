/**
 * What a `changed` event can name; views that show such things ask again. Apart from the contract, because the page
 * needs this list at its start and the schemas never.
 */
export const topics = [
  'settings',
  'organisations',
  'invoices',
  'drafts',
  'outbox',
  'contacts',
  'articles',
  'receipts',
  'sync',
] as const;
export type Topic = (typeof topics)[number];

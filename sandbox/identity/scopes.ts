/** A permission of Lexware's partner OAuth (API reference 1.3) and what the consent page calls it. */
interface ScopeGroup {
  label: string;
  scopes: readonly string[];
}

const groups: readonly ScopeGroup[] = [
  { label: 'Unternehmensprofil lesen', scopes: ['profile.read', 'organization.read'] },
  { label: 'Rechnungen lesen und schreiben', scopes: ['invoices.read', 'invoices.write'] },
  {
    label: 'Weitere Verkaufsbelege lesen und schreiben',
    scopes: [
      'credit-notes.read',
      'credit-notes.write',
      'quotations.read',
      'quotations.write',
      'order-confirmations.read',
      'order-confirmations.write',
      'delivery-notes.read',
      'delivery-notes.write',
      'dunnings.read',
      'dunnings.write',
      'recurring-templates.read',
    ],
  },
  {
    label: 'Buchhaltungsbelege und Dateien lesen und schreiben',
    scopes: [
      'voucherlist.read',
      'vouchers.read',
      'vouchers.write',
      'vouchers.sendmail',
      'files.read',
      'files.write',
      'files.status',
    ],
  },
  {
    label: 'Kontakte lesen und schreiben',
    scopes: ['contacts.read', 'contacts.write', 'contacts.bankaccounts.read', 'contacts.bankaccounts.write'],
  },
  { label: 'Artikel lesen und schreiben', scopes: ['articles.read', 'articles.write'] },
  {
    label: 'Zahlungen, Kasse und Finanzen',
    scopes: [
      'payments.read',
      'cashbox.read',
      'cashbox.write',
      'cashbox.delete',
      'finance.read',
      'finance.write',
      'transaction-assignment-hint.write',
    ],
  },
  { label: 'Erweiterungen verwalten', scopes: ['partnerintegrations.read', 'partnerintegrations.write'] },
];

/** Every scope a client can own; API reference 1.3. */
export const lexwareScopes: readonly string[] = groups.flatMap((group) => group.scopes);

/** The scopes that OpenID Connect adds on the discovery side. */
export const openIdScopes: readonly string[] = ['openid', 'offline_access', 'profile', 'email'];

/** The German lines of the consent page for `scopes`, without repetition and without the OpenID ones. */
export function describeScopes(scopes: readonly string[]): string[] {
  return groups.filter((group) => group.scopes.some((scope) => scopes.includes(scope))).map((group) => group.label);
}

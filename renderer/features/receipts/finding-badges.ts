import type { FindingCode } from '../../../domain/receipt-finding.ts';
import { m } from '../../i18n/paraglide/messages.js';

/** What a finding is about, in as few words as a badge has room for. */
const badges: Record<FindingCode, () => string> = {
  xml_broken: m.receipt_badge_data_broken,
  structure_missing: m.receipt_badge_data_broken,
  amount_unreadable: m.receipt_badge_data_broken,
  date_unreadable: m.receipt_badge_data_broken,
  profile_unknown: m.receipt_badge_profile,
  profile_differs: m.receipt_badge_profile,
  profile_not_an_invoice: m.receipts_look_receipt_only,
  profile_outdated: m.receipt_badge_outdated,
  embedded_name_unknown: m.receipt_badge_embedding,
  embedded_relationship: m.receipt_badge_embedding,
  embedded_ambiguous: m.receipt_badge_embedding,
  statement_missing: m.receipt_badge_missing,
  too_many_decimals: m.receipt_badge_amounts,
  line_sum_differs: m.receipt_badge_sum,
  allowance_sum_differs: m.receipt_badge_sum,
  charge_sum_differs: m.receipt_badge_sum,
  net_total_differs: m.receipt_badge_sum,
  tax_total_differs: m.receipt_badge_sum,
  gross_total_differs: m.receipt_badge_sum,
  payable_differs: m.receipt_badge_sum,
  tax_amount_differs: m.receipt_badge_tax,
  taxable_amount_differs: m.receipt_badge_tax,
  breakdown_missing: m.receipt_badge_tax,
  breakdown_incomplete: m.receipt_badge_tax,
  tax_not_allowed: m.receipt_badge_tax,
  rate_missing: m.receipt_badge_tax,
  exemption_reason_missing: m.receipt_badge_tax,
  exemption_reason_not_allowed: m.receipt_badge_tax,
  vat_id_missing: m.receipt_badge_missing,
  payment_terms_missing: m.receipt_badge_missing,
  seller_identifier_missing: m.receipt_badge_missing,
  period_reversed: m.receipt_badge_dates,
  account_missing: m.receipt_badge_missing,
  german_statement_missing: m.receipt_badge_missing,
  line_amount_differs: m.receipt_badge_amounts,
  tax_number_missing: m.receipt_badge_missing,
  supply_date_missing: m.receipt_badge_missing,
  due_before_issue: m.receipt_badge_dates,
  iban_wrong: m.receipt_badge_iban,
  page_total_differs: m.receipt_badge_page,
  page_number_differs: m.receipt_badge_page,
  extension_differs: m.receipt_badge_extension,
  pdf_script: m.receipt_badge_script,
};

/**
 * What the badge of a receipt says that something was found in.
 *
 * @param gravest the finding that weighs most; `null` where only the number of findings is known
 * @param count how many there are in all, which stands behind the word where there are more
 */
export function findingBadge(gravest: FindingCode | null, count: number): string {
  if (gravest === null) return m.receipts_look_findings({ count });
  const word = badges[gravest]();
  return count > 1 ? m.receipt_badge_more({ word, more: count - 1 }) : word;
}

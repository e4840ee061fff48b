import * as v from 'valibot';

/**
 * The three classes of errors in an e-invoice (BMF letter of 15 October 2025): a format error makes it no e-invoice at
 * all, a business rule error breaks a rule of EN 16931, a content error is a wrong statement in a right form.
 */
export const findingClasses = ['format', 'business', 'content'] as const;
export type FindingClass = (typeof findingClasses)[number];

/**
 * Everything that can be found in a receipt, with its class. Texts stand in the renderer's messages under
 * `receipt_<code>`; `rule`, `field`, `stated` and `expected` of the finding go into them.
 */
export const findingClassOf = {
  // the embedded or lone XML is not well-formed
  xml_broken: 'format',
  // the root element or a mandatory part of the syntax is missing
  structure_missing: 'format',
  // a number that is none, such as `1.234,56`
  amount_unreadable: 'format',
  // a date that is none
  date_unreadable: 'format',
  // the specification identifier is none that we know
  profile_unknown: 'format',
  // the PDF's metadata name another profile than the XML
  profile_differs: 'format',
  // MINIMUM or BASIC WL: not an invoice in law
  profile_not_an_invoice: 'format',
  // ZUGFeRD 1 is older than EN 16931: an e-invoice only where both sides agreed
  profile_outdated: 'format',
  // the embedded file has a name that the standard does not know
  embedded_name_unknown: 'format',
  // the relationship of the embedded file says "unspecified" or is missing
  embedded_relationship: 'format',
  // more than one file in the PDF could be the invoice
  embedded_ambiguous: 'format',
  // a mandatory statement is missing (BR-01 to BR-55)
  statement_missing: 'business',
  // an amount with more than two decimals (BR-DEC)
  too_many_decimals: 'business',
  // sum of line net amounts (BR-CO-10)
  line_sum_differs: 'business',
  // sum of allowances (BR-CO-11)
  allowance_sum_differs: 'business',
  // sum of charges (BR-CO-12)
  charge_sum_differs: 'business',
  // total without VAT (BR-CO-13)
  net_total_differs: 'business',
  // total VAT (BR-CO-14)
  tax_total_differs: 'business',
  // total with VAT (BR-CO-15)
  gross_total_differs: 'business',
  // amount due (BR-CO-16)
  payable_differs: 'business',
  // VAT of one rate (BR-CO-17, and the rule of its category)
  tax_amount_differs: 'business',
  // taxable amount of one rate against lines, allowances and charges (BR-S-08 and its sisters)
  taxable_amount_differs: 'business',
  // no VAT breakdown at all (BR-CO-18)
  breakdown_missing: 'business',
  // a line, allowance or charge whose category and rate are not in the breakdown (BR-S-01 and its sisters)
  breakdown_incomplete: 'business',
  // VAT on a category that has none: exempt, reverse charge, export, intra-community
  tax_not_allowed: 'business',
  // the standard rate without a rate above zero (BR-S-05)
  rate_missing: 'business',
  // a category without VAT that does not say why (BR-E-10 and its sisters)
  exemption_reason_missing: 'business',
  // a category without VAT that states a reason where none belongs (BR-S-10, BR-Z-10)
  exemption_reason_not_allowed: 'business',
  // reverse charge or intra-community supply without both VAT ids (BR-AE-02, BR-IC-02)
  vat_id_missing: 'business',
  // neither a due date nor terms of payment, although something is to be paid (BR-CO-25)
  payment_terms_missing: 'business',
  // neither identifier, registration nor VAT id of the seller (BR-CO-26)
  seller_identifier_missing: 'business',
  // a period that ends before it begins (BR-29, BR-30)
  period_reversed: 'business',
  // bank transfer without an account (BR-61)
  account_missing: 'business',
  // what XRechnung wants beyond EN 16931 (BR-DE)
  german_statement_missing: 'business',
  // quantity × price does not give the line's amount
  line_amount_differs: 'content',
  // neither tax number nor VAT id of the seller (§ 14 (4) no. 2 UStG)
  tax_number_missing: 'content',
  // neither a day nor a period of supply (§ 14 (4) no. 6 UStG)
  supply_date_missing: 'content',
  // due before it was issued
  due_before_issue: 'content',
  // an IBAN whose check digits are wrong
  iban_wrong: 'content',
  // the page shows totals, but not the one that the XML states
  page_total_differs: 'content',
  // the page does not show the number that the XML states
  page_number_differs: 'content',
  // the file's ending says another type than its content
  extension_differs: 'content',
  // the PDF carries scripts; they are never run, but Lexware may refuse it
  pdf_script: 'content',
} as const satisfies Record<string, FindingClass>;
export type FindingCode = keyof typeof findingClassOf;

/** All codes, for schemas and for the test that every one has its texts. */
export const findingCodes = Object.keys(findingClassOf) as [FindingCode, ...FindingCode[]];

/** Something about a receipt that the user should know. */
export const findingSchema = v.object({
  code: v.picklist(findingCodes),
  class: v.picklist(findingClasses),
  /** An error breaks a rule; a warning is worth a look, such as a difference within the rule's tolerance. */
  severity: v.picklist(['error', 'warning']),
  /** The rule's identifier in EN 16931 or XRechnung, or the paragraph. */
  rule: v.nullable(v.string()),
  /** Where: a business term (`BT-112`), with the line's id or the tax rate behind it where there are several. */
  field: v.nullable(v.string()),
  stated: v.nullable(v.string()),
  expected: v.nullable(v.string()),
});
export type Finding = v.InferOutput<typeof findingSchema>;

/** Builds a finding: an error of its code's class, unless told otherwise. */
export function finding(code: FindingCode, extra: Partial<Omit<Finding, 'code' | 'class'>> = {}): Finding {
  const rest = { severity: 'error' as const, rule: null, field: null, stated: null, expected: null, ...extra };
  return { code, class: findingClassOf[code], ...rest };
}

/** What weighs more stands first: a broken rule of the norm, then what is wrong in a right form, then the form. */
const weights: Record<FindingClass, number> = { business: 0, content: 1, format: 2 };

/** The finding that a user should hear of first, errors before warnings; undefined where there is none. */
export function gravestOf(findings: readonly Finding[]): Finding | undefined {
  const weight = (one: Finding): number => weights[one.class] + (one.severity === 'error' ? 0 : 3);
  return findings.reduce<Finding | undefined>(
    (gravest, one) => (gravest === undefined || weight(one) < weight(gravest) ? one : gravest),
    undefined,
  );
}

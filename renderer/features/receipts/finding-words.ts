import type { Finding, FindingClass } from '../../../domain/receipt-finding.ts';
import { currencySign, formatDate, formatDecimal, formatPercent } from '../../i18n/format.ts';
import { m } from '../../i18n/paraglide/messages.js';

/** A finding in plain words. */
export interface FindingText {
  /** What is wrong, in a few words. */
  title: string;
  /** What that means, with the values where there are some. */
  text: string;
  /** The rule and the place, for whoever writes to the sender. */
  source: string;
}

/** What kind of error a class is, and what to do about it. */
export function classText(of: FindingClass): { title: string; text: string } {
  return { title: m[`receipt_class_${of}`](), text: m[`receipt_class_${of}_help`]() };
}

/**
 * The words for a finding.
 *
 * @param currency of the invoice, for amounts
 */
export function findingText(finding: Finding, currency: string | null): FindingText {
  const { code, rule, field } = finding;
  const values = valuesText(finding, currency);
  const help = m[`receipt_${code}_help`]();
  return {
    title: m[`receipt_${code}`](),
    text: values === '' ? help : `${values} ${help}`,
    source: [ruleText(rule), field === null ? '' : m.receipts_finding_field({ field })]
      .filter((part) => part !== '')
      .join(' · '),
  };
}

function ruleText(rule: string | null): string {
  if (rule === null) return '';
  return rule.startsWith('BR-') ? m.receipts_finding_rule({ rule }) : rule;
}

/** What the document says and what it should say, as far as both are known. */
function valuesText({ stated, expected, code, field }: Finding, currency: string | null): string {
  // How many files there are is no value of the document.
  if (code === 'embedded_ambiguous') return '';
  const said = stated === null ? null : valueText(stated, field, currency);
  const right = expected === null ? null : valueText(expected, field, currency);
  if (said !== null && right !== null) {
    // The day of issue is not the right due date; only an earlier one cannot be.
    if (code === 'due_before_issue') return m.receipts_finding_days({ due: said, issued: right });
    return m.receipts_finding_both({ stated: said, expected: right });
  }
  if (said !== null) return m.receipts_finding_stated({ stated: said });
  return right === null ? '' : m.receipts_finding_expected({ expected: right });
}

/** BT-152 is the rate of a line, the only number with a finding that is no amount. */
function isRate(field: string | null): boolean {
  return field?.startsWith('BT-152') ?? false;
}

/** Amounts, rates and days as people write them; everything else as it stands in the document. */
function valueText(value: string, field: string | null, currency: string | null): string {
  if (/^\d{4}-\d{2}-\d{2}$/u.test(value)) return formatDate(value);
  if (isRate(field) && /^\d{1,20}(\.\d{1,20})?$/u.test(value)) return formatPercent(value);
  if (/^-?\d{1,20}\.\d{2,20}$/u.test(value)) return `${formatDecimal(value)}\u00a0${currencySign(currency)}`;
  return m.receipts_finding_quote({ text: value });
}

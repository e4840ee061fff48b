import { finding, type Finding } from '../../../domain/receipt-finding.ts';
import { dayFrom, numberFrom } from '../values.ts';
import { walk, type XmlElement } from '../xml/element.ts';

const numberNames = /(Amount|Percent|Quantity|Numeric)$/;
const dayNames = /^(DateTimeString|DateString|(?:Issue|Due|TaxPoint|Start|End|ActualDelivery|PaymentDue)Date)$/;
/** Months and weeks (UNTDID 2379), which the profile EXTENDED allows. */
const otherFormats = ['610', '616'];
/** The longest list of findings of one kind; more says nothing new. */
const most = 20;

/** Numbers and days in the document that are none; the model has `null` in their places. */
export function checkValues(root: XmlElement): Finding[] {
  const findings: Finding[] = [];
  for (const element of walk(root)) {
    const found = element.children.length === 0 && element.text !== '' ? checkValue(element) : null;
    if (found !== null) findings.push(found);
    if (findings.length === most) break;
  }
  return findings;
}

function checkValue({ name, text, attributes }: XmlElement): Finding | null {
  const stated = text.slice(0, 40);
  if (numberNames.test(name) && numberFrom(text) === null) return finding('amount_unreadable', { field: name, stated });
  if (!dayNames.test(name) || otherFormats.includes(attributes.get('format') ?? '')) return null;
  return dayFrom(text) === null ? finding('date_unreadable', { field: name, stated }) : null;
}

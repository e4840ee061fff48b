import { fail, ok, type Result } from '../../../domain/result.ts';
import { limits } from '../limits.ts';

export type ScanProblem = 'xml_unsafe' | 'xml_too_deep' | 'xml_too_large' | 'xml_broken';

const attributeSigns = /=\s*["']/g;

/** A text between two tags, by its first place and the one behind it. */
export type TextRun = [start: number, end: number];

/**
 * Looks through XML before it is parsed, in one pass without recursion: refuses document type definitions (and with them
 * entities of the document's own, inside and outside), nesting, and numbers of elements that no invoice has.
 * @returns the texts longer than `limits.longText` when it may be parsed
 */
export function scanXml(xml: string): Result<TextRun[], ScanProblem> {
  const longTexts: TextRun[] = [];
  let depth = 0;
  let elements = 0;
  let at = xml.indexOf('<');
  while (at >= 0) {
    const end = endOfMarkup(xml, at);
    if (end === 'xml_unsafe' || end === 'xml_broken') return fail(end);
    if (isStartTag(xml, at)) {
      elements++;
      if (xml[end - 2] !== '/') depth++;
      if (countAttributes(xml, at, end) > limits.xmlAttributes) return fail('xml_too_large');
    } else if (xml[at + 1] === '/') {
      depth--;
    }
    if (depth > limits.xmlDepth) return fail('xml_too_deep');
    if (elements > limits.xmlElements) return fail('xml_too_large');
    at = xml.indexOf('<', end);
    if (at - end > limits.longText) longTexts.push([end, at]);
  }
  return ok(longTexts);
}

function isStartTag(xml: string, at: number): boolean {
  const next = xml[at + 1];
  return next !== '/' && next !== '!' && next !== '?';
}

/** Where the markup at `at` ends (the place behind it), or why it must not go on. */
function endOfMarkup(xml: string, at: number): number | 'xml_unsafe' | 'xml_broken' {
  if (xml.startsWith('<!--', at)) return after(xml, '-->', at + 4);
  if (xml.startsWith('<![CDATA[', at)) return after(xml, ']]>', at + 9);
  if (xml.startsWith('<?', at)) return after(xml, '?>', at + 2);
  if (xml.startsWith('<!', at)) return 'xml_unsafe';
  return endOfTag(xml, at);
}

function after(xml: string, mark: string, from: number): number | 'xml_broken' {
  const found = xml.indexOf(mark, from);
  return found < 0 ? 'xml_broken' : found + mark.length;
}

/** The end of a tag; a `>` inside a quoted attribute is none. */
function endOfTag(xml: string, at: number): number | 'xml_broken' {
  let quote = '';
  for (let i = at + 1; i < xml.length; i++) {
    const sign = xml[i];
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") {
      quote = sign;
    } else if (sign === '>') {
      return i + 1;
    } else if (sign === '<') {
      return 'xml_broken';
    }
  }
  return 'xml_broken';
}

function countAttributes(xml: string, at: number, end: number): number {
  return end - at < 3 * limits.xmlAttributes ? 0 : (xml.slice(at, end).match(attributeSigns)?.length ?? 0);
}

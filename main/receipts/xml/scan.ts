import { fail, ok, type Result } from '../../../domain/result.ts';
import { limits } from '../limits.ts';
import { readTag, type Tag } from './tag.ts';

export type ScanProblem = 'xml_unsafe' | 'xml_too_deep' | 'xml_too_large' | 'xml_broken';

/** A text between two tags, by its first place and the one behind it. */
export type TextRun = [start: number, end: number];

/** What is open at a place of the document, outermost first, and what was counted so far. */
interface Progress {
  open: string[];
  elements: number;
  roots: number;
}

/**
 * Looks through XML before it is parsed, in one pass without recursion: every tag is well-formed and closed in order, and
 * there is one root. Refuses document type definitions (and with them entities of the document's own, inside and
 * outside), nesting, and numbers of elements that no invoice has.
 * @returns the texts longer than `limits.longText` when it may be parsed
 */
export function scanXml(xml: string): Result<TextRun[], ScanProblem> {
  const longTexts: TextRun[] = [];
  const progress: Progress = { open: [], elements: 0, roots: 0 };
  let end = 0;
  while (end < xml.length) {
    const at = xml.indexOf('<', end);
    const textEnd = at < 0 ? xml.length : at;
    if (progress.open.length === 0 && xml.slice(end, textEnd).trim() !== '') return fail('xml_broken');
    if (textEnd - end > limits.longText) longTexts.push([end, textEnd]);
    if (at < 0) break;
    const next = endOfMarkup(xml, at);
    if (next === 'xml_unsafe' || next === 'xml_broken') return fail(next);
    const problem = problemAt(xml, at, next, progress);
    if (problem !== null) return fail(problem);
    end = next;
  }
  return progress.open.length === 0 && progress.roots === 1 ? ok(longTexts) : fail('xml_broken');
}

/** Takes the markup at a place into account. */
function problemAt(xml: string, at: number, end: number, progress: Progress): ScanProblem | null {
  if (xml[at + 1] === '?') return null;
  if (xml[at + 1] === '!') return progress.open.length === 0 && xml[at + 2] === '[' ? 'xml_broken' : null;
  const tag = readTag(xml.slice(at, end));
  return tag === null ? 'xml_broken' : enter(tag, progress);
}

function enter(tag: Tag, progress: Progress): ScanProblem | null {
  if (tag.kind === 'end') return progress.open.pop() === tag.name ? null : 'xml_broken';
  progress.elements++;
  if (progress.open.length === 0) progress.roots++;
  if (tag.kind === 'start') progress.open.push(tag.name);
  if (progress.open.length > limits.xmlDepth) return 'xml_too_deep';
  return progress.elements > limits.xmlElements || tag.attributes > limits.xmlAttributes ? 'xml_too_large' : null;
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

import type { TextRun } from './scan.ts';

/** A sign for private use that stands around the number of a text that was taken out. */
const mark = '\u{F8FF0}';
const placeholder = new RegExp(`${mark}(\\d+)${mark}`, 'u');

export interface LiftedXml {
  xml: string;
  /** The text itself, where the parser found a placeholder. */
  restore: (text: string) => string;
}

/**
 * Takes long texts (attachments in base64) out of XML and leaves numbers: the parser needs some thirty bytes of memory for
 * every sign of a text.
 */
export function liftLongTexts(xml: string, runs: readonly TextRun[]): LiftedXml {
  if (runs.length === 0 || xml.includes(mark)) return { xml, restore: (text) => text };
  const texts = runs.map(([start, end]) => xml.slice(start, end));
  const pieces: string[] = [];
  let from = 0;
  for (const [i, [start, end]] of runs.entries()) {
    pieces.push(xml.slice(from, start), mark, String(i), mark);
    from = end;
  }
  pieces.push(xml.slice(from));
  return {
    xml: pieces.join(''),
    restore: (text) => text.replace(placeholder, (_all, number: string) => texts[Number(number)] ?? ''),
  };
}

const indent = '  ';
/** More is not shown at once; a page of text of this size is still scrolled smoothly. Characters. */
export const mostXml = 400_000;

const token = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<[^>]*>|[^<]+/g;

/**
 * XML with one element a line, indented; an element that holds text only stays on its line. The text is shown and never
 * interpreted, so nothing is parsed: what is no XML comes out as it is.
 */
export function indentXml(xml: string): string {
  const lines: string[] = [];
  let depth = 0;
  let open: string | null = null;
  for (const part of xml.slice(0, mostXml).match(token) ?? []) {
    const text = part.trim();
    if (text === '') continue;
    if (text.startsWith('</')) {
      depth = Math.max(0, depth - 1);
      if (open === null) lines.push(indent.repeat(depth) + text);
      else lines.push(open + text);
      open = null;
    } else if (isOpening(text)) {
      if (open !== null) lines.push(open);
      open = indent.repeat(depth) + text;
      depth += 1;
    } else if (!text.startsWith('<') && open !== null) {
      open += text;
    } else {
      if (open !== null) lines.push(open);
      open = null;
      lines.push(indent.repeat(depth) + text);
    }
  }
  if (open !== null) lines.push(open);
  return lines.join('\n');
}

function isOpening(text: string): boolean {
  return /^<[^!?/]/.test(text) && !text.endsWith('/>');
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Search texts come HTML-encoded inside the URL encoding (API reference 3.7). A bare `&` stays what it is. */
export function decodeHtml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => entities[name] ?? whole);
}

/**
 * The filter as a pattern: a case-insensitive part of the text, `_` any character, `%` any run, `\` takes the next
 * character literally (API reference 3.7).
 */
export function compileSearch(text: string): RegExp {
  const escape = (character: string) => character.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  let pattern = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '\\' && index + 1 < text.length) {
      index += 1;
      pattern += escape(text.charAt(index));
    } else if (character === '%') pattern += '[^]*?';
    else if (character === '_') pattern += '[^]';
    else pattern += escape(character);
  }
  return new RegExp(pattern, 'i');
}

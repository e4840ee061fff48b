import type { Luck } from './luck.ts';

const start = 'app.kontor.desktop:/oauth/callback?';
const known = ['code', 'state', 'iss', 'error', 'error_description'] as const;
const unknown = ['session_state', 'scope', 'Code', 'STATE', '__proto__', 'constructor', 'toString', '', 'code[]', 'co'];
const plainSigns = "abcXYZ019-._~!$'()*,;:@/?=";
const oddSigns = [
  '%',
  '#',
  ' ',
  '\n',
  '\t',
  '\r',
  '\u0000',
  '"',
  '<',
  '\\',
  '[',
  '^',
  '`',
  '{',
  '|',
  'ä',
  '\ud800',
  '\u202e',
];
const starts = [
  'app.kontor.desktop://oauth/callback?',
  'app.kontor.desktop:oauth/callback?',
  'app.kontor.desktop:/oauth/callback/?',
  'app.kontor.desktop:/oauth/callback',
  'app.kontor.desktop:/oauth/callback#?',
  'app.kontor.desktop:/oauth/%63allback?',
  'app.kontor.desktop:/oauth/./callback?',
  'app.kontor.desktop:/x/../oauth/callback?',
  'APP.KONTOR.DESKTOP:/oauth/callback?',
  ' app.kontor.desktop:/oauth/callback?',
  '\tapp.kontor.desktop:/oauth/callback?',
  'app.kontor.desktop:/oauth/\ncallback?',
  'app.kontor.desktop://user:pw@host:80/oauth/callback?',
  'app.kontor.desktopx:/oauth/callback?',
  'javascript:app.kontor.desktop:/oauth/callback?',
  'https://app.kontor.desktop/oauth/callback?',
  '',
];

function escaped(code: number, luck: Luck): string {
  const hex = code.toString(16).padStart(2, '0');
  return `%${luck.oneIn(2) ? hex.toUpperCase() : hex}`;
}

function valueOf(luck: Luck): string {
  const length = luck.oneIn(25) ? luck.pick([0, 63, 64, 65, 511, 512, 513, 1023, 1024, 1025]) : 1 + luck.below(12);
  let value = '';
  for (let sign = 0; sign < length; sign += 1) {
    if (luck.oneIn(60)) value += escaped(luck.pick([0, 10, 13, 31, 127, 128, 195, 255]), luck);
    else if (luck.oneIn(8)) value += escaped(0x20 + luck.below(0x5f), luck);
    else value += luck.oneIn(15) ? '+' : luck.pick(Array.from(plainSigns));
  }
  return value;
}

function nameOf(name: string, luck: Luck): string {
  if (name === '' || !luck.oneIn(12)) return name;
  const at = luck.below(name.length);
  return name.slice(0, at) + escaped(name.charCodeAt(at), luck) + name.slice(at + 1);
}

function parameter(name: string, luck: Luck): string {
  return luck.oneIn(40) ? nameOf(name, luck) : `${nameOf(name, luck)}=${valueOf(luck)}`;
}

/** A link by the grammar: mostly an answer as a server gives it, in any order, with this and that beside it. */
function grammatical(luck: Luck): string {
  const names: string[] = ['state', luck.oneIn(4) ? 'error' : 'code'];
  if (luck.oneIn(3)) names.push('iss');
  if (luck.oneIn(4)) names.push('error_description');
  while (luck.oneIn(3)) names.push(luck.oneIn(5) ? luck.pick(known) : luck.pick(unknown));
  if (luck.oneIn(12)) names.shift();
  if (luck.oneIn(60)) names.push(...Array.from({ length: luck.pick([12, 13, 14, 15]) }, () => 'x'));
  const parts = names.map((name) => ({ order: luck.share(), text: parameter(name, luck) }));
  parts.sort((a, b) => a.order - b.order);
  const text = parts.map((part) => part.text).join(luck.oneIn(20) ? '&&' : '&');
  return (luck.oneIn(8) ? luck.pick(starts) : start) + text;
}

/** One sign more, less or another one; or the whole in another spelling. */
function mutate(link: string, luck: Luck): string {
  const at = luck.below(link.length + 1);
  switch (luck.below(8)) {
    case 0:
      return link.slice(0, at) + luck.pick(oddSigns) + link.slice(at);
    case 1:
      return link.slice(0, at) + link.slice(at + 1);
    case 2:
      return link.slice(0, at) + String.fromCharCode(luck.below(luck.oneIn(4) ? 0xffff : 0x80)) + link.slice(at + 1);
    case 3:
      return link.slice(0, at);
    case 4:
      return link + luck.pick(['#', '#code=x', '&code=x', '&state=', '\n', ' ', '%', '%0', '\u0000', '&&&', '=']);
    case 5:
      return link + '&x=' + 'y'.repeat(Math.max(0, luck.pick([2047, 2048, 2049]) - link.length - 3));
    case 6:
      return link.replace('&', luck.pick(['%26', ';', '&amp;', '?', '&&']));
    default:
      return link.toUpperCase();
  }
}

/** Right links and wrong ones, most of them close to the border between the two. */
export function makeLink(luck: Luck): string {
  let link = grammatical(luck);
  while (luck.oneIn(3)) link = mutate(link, luck);
  return link;
}

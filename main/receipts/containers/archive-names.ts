import { crc32 } from './crc32.ts';

/** The upper half of code page 437, in which archives write names that do not say that they are UTF-8 (APPNOTE, D.1). */
const codePage =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
const unicodePathField = 0x7075;

/**
 * The name of an entry. macOS and others write UTF-8 without saying so; what is none is read as code page 437.
 * @param extra the extra fields, of which the Unicode path is looked at (APPNOTE 4.6.9)
 */
export function entryName(raw: Uint8Array, extra: DataView): string {
  const bytes = unicodePath(raw, extra) ?? raw;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : codePage.charAt(byte - 128))).join('');
  }
}

function unicodePath(raw: Uint8Array, extra: DataView): Uint8Array | null {
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    const length = extra.getUint16(at + 2, true);
    if (extra.getUint16(at, true) !== unicodePathField || length < 6 || at + 4 + length > extra.byteLength) continue;
    if (extra.getUint32(at + 5, true) !== crc32(raw)) continue;
    return new Uint8Array(extra.buffer, extra.byteOffset + at + 9, length - 5);
  }
  return null;
}

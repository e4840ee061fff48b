import { fail, ok, type Result } from '../../../domain/result.ts';

/** The encodings that invoices are written in. Others, such as UTF-7 or EBCDIC, only serve to get past a filter. */
const known: Record<string, string> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'iso-8859-15': 'iso-8859-15',
  'windows-1252': 'windows-1252',
  cp1252: 'windows-1252',
};
const declaration = /^<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/;

/**
 * The text of an XML file, by its byte order mark, else by its declaration, else UTF-8 (XML 1.0, appendix F).
 * @returns `xml_unknown_encoding` for an encoding that is not taken, `xml_broken` for bytes that do not fit it
 */
export function decodeXml(bytes: Uint8Array): Result<string, 'xml_unknown_encoding' | 'xml_broken'> {
  const encoding = encodingOf(bytes);
  if (encoding === null) return fail('xml_unknown_encoding');
  try {
    return ok(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    return fail('xml_broken');
  }
}

function encodingOf(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0x3c && second === 0) return 'utf-16le';
  if (first === 0 && second === 0x3c) return 'utf-16be';
  const head = Buffer.from(bytes.subarray(0, 300)).toString('latin1').trimStart();
  const declared = declaration.exec(head)?.[1]?.toLowerCase();
  return declared === undefined ? 'utf-8' : (known[declared] ?? null);
}

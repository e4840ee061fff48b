import { XMLParser } from 'fast-xml-parser';
import { fail, ok, type Result } from '../../../domain/result.ts';
import { limits } from '../limits.ts';
import { decodeXml } from './decode-text.ts';
import type { XmlElement } from './element.ts';
import { decodeReferences } from './references.ts';
import { liftLongTexts } from './long-texts.ts';
import { scanXml, type ScanProblem } from './scan.ts';

export type XmlProblem = ScanProblem | 'xml_unknown_encoding';

/** What the parser gives with `preserveOrder`: one key is the name, `:@` holds the attributes. */
type Node = Record<string, unknown>;
type Spaces = ReadonlyMap<string, string>;
interface Context {
  spaces: Spaces;
  restore: (text: string) => string;
}

const attributesKey = ':@';
const xmlSpaces: Spaces = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]);

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Only the five entities of XML itself and numbers are known, and those we decode.
  processEntities: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: limits.xmlDepth + 2,
});

/**
 * Reads XML into elements. Nothing outside the bytes is ever looked at: a document type definition is refused unread.
 * @param bytes the file, at most `limits.xmlBytes`
 * @returns the root element, or why it was not read
 */
export function parseXml(bytes: Uint8Array): Result<XmlElement, XmlProblem> {
  if (bytes.byteLength > limits.xmlBytes) return fail('xml_too_large');
  const decoded = decodeXml(bytes);
  if (!decoded.ok) return decoded;
  const scanned = scanXml(decoded.value.trim());
  if (!scanned.ok) return scanned;
  const { xml, restore } = liftLongTexts(decoded.value.trim(), scanned.value);
  try {
    const roots = (parser.parse(xml) as Node[]).filter((node) => !('#text' in node));
    const [root] = roots;
    const element = roots.length === 1 && root !== undefined ? elementFrom(root, { spaces: xmlSpaces, restore }) : null;
    return element === null ? fail('xml_broken') : ok(element);
  } catch {
    return fail('xml_broken');
  }
}

/** Recursive, which the scan's limit on depth allows. `null`: a prefix without namespace, or an unknown reference. */
function elementFrom(node: Node, outer: Context): XmlElement | null {
  const fullName = Object.keys(node).find((key) => key !== attributesKey) ?? '';
  const stated = (node[attributesKey] ?? {}) as Record<string, string>;
  const spaces = withDeclarations(stated, outer.spaces);
  const [prefix, name] = splitName(fullName);
  const space = spaces.get(prefix) ?? (prefix === '' ? '' : null);
  const attributes = attributesFrom(stated);
  if (space === null || attributes === null) return null;
  const element: XmlElement = { name, space, attributes, children: [], text: '' };
  return fill(element, node[fullName] as Node[], { ...outer, spaces }) ? element : null;
}

function fill(element: XmlElement, content: readonly Node[], context: Context): boolean {
  const texts: string[] = [];
  for (const node of content) {
    const text = textOf(node, context);
    if (text === null) return false;
    if (text !== undefined) {
      texts.push(text);
      continue;
    }
    const child = elementFrom(node, context);
    if (child === null) return false;
    element.children.push(child);
  }
  element.text = texts.join('').trim();
  return true;
}

/** `undefined`: an element. `null`: text with a reference that nobody declared. */
function textOf(node: Node, { restore }: Context): string | null | undefined {
  if ('#text' in node) return decodeReferences(restore(stringOf(node['#text'])));
  if (!('#cdata' in node)) return undefined;
  return (node['#cdata'] as Node[]).map((part) => stringOf(part['#text'])).join('');
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function withDeclarations(stated: Record<string, string>, outer: Spaces): Spaces {
  const declared = Object.entries(stated).filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
  if (declared.length === 0) return outer;
  return new Map([...outer, ...declared.map(([name, uri]): [string, string] => [name.slice(6), uri.trim()])]);
}

function attributesFrom(stated: Record<string, string>): Map<string, string> | null {
  const attributes = new Map<string, string>();
  for (const [name, raw] of Object.entries(stated)) {
    const value = decodeReferences(raw);
    if (value === null) return null;
    if (!name.startsWith('xmlns')) attributes.set(splitName(name)[1], value.trim());
  }
  return attributes;
}

function splitName(full: string): [string, string] {
  const cut = full.indexOf(':');
  return cut < 0 ? ['', full] : [full.slice(0, cut), full.slice(cut + 1)];
}

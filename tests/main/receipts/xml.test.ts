import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseXml } from '../../../main/receipts/xml/parse-xml.ts';
import { textAt, type XmlElement } from '../../../main/receipts/xml/element.ts';
import { limits } from '../../../main/receipts/limits.ts';

const parse = (xml: string): ReturnType<typeof parseXml> => parseXml(new TextEncoder().encode(xml));

function rootOf(xml: string | Uint8Array): XmlElement {
  const parsed = typeof xml === 'string' ? parse(xml) : parseXml(xml);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

function errorOf(xml: string | Uint8Array): string | null {
  const parsed = typeof xml === 'string' ? parse(xml) : parseXml(xml);
  return parsed.ok ? null : parsed.error;
}

describe('XML that is read', () => {
  it('decodes the entities of XML once, and nothing inside CDATA', () => {
    expect(rootOf('<a>x&amp;lt;<!-- c -->&#228;&#xE4;<![CDATA[&amp;<]]></a>').text).toBe('x&lt;ää&amp;<');
  });

  it('resolves namespaces by their URI, whatever the prefix', () => {
    const root = rootOf('<q:a xmlns:q="urn:one"><b xmlns="urn:two"/><q:c/></q:a>');
    expect([root, ...root.children].map(({ name, space }) => [name, space])).toEqual([
      ['a', 'urn:one'],
      ['b', 'urn:two'],
      ['c', 'urn:one'],
    ]);
  });

  it('reads the encodings that invoices come in', () => {
    const utf16 = Buffer.from('\ufeff<a>ä€</a>', 'utf16le');
    expect(rootOf(utf16).text).toBe('ä€');
    expect(rootOf(Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\xe4</a>', 'latin1')).text).toBe('ä');
    expect(rootOf(Buffer.from('\ufeff<a>ä</a>')).text).toBe('ä');
  });

  it('keeps a long text whole, though the parser never sees it', () => {
    const long = 'QUJD&amp;'.repeat(200_000);
    expect(rootOf(`<a><b>1</b><c>${long}</c></a>`).children[1]?.text).toBe('QUJD&'.repeat(200_000));
  });

  it('gives back any text that was escaped into it', () => {
    const written = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const signs = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((value) => !/\p{Cc}|\p{Cn}/u.test(value));
    fc.assert(
      fc.property(signs, (value) => {
        expect(textAt(rootOf(`<a><b>${written(value)}</b></a>`), 'b')).toBe(value.trim() === '' ? null : value.trim());
      }),
    );
  });
});

describe('XML that is refused', () => {
  const evil: [string, string, string | Uint8Array][] = [
    ['an external entity', 'xml_unsafe', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['a billion laughs', 'xml_unsafe', '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>'],
    ['a document type without entities', 'xml_unsafe', '<!DOCTYPE html><a/>'],
    ['a document type in UTF-16', 'xml_unsafe', Buffer.from('\ufeff<!DOCTYPE a [<!ENTITY x "y">]><a/>', 'utf16le')],
    ['a declaration hidden further down', 'xml_unsafe', '<a><!ENTITY x "y"></a>'],
    ['100,000 levels', 'xml_too_deep', '<a>'.repeat(100_000) + '</a>'.repeat(100_000)],
    ['too many elements', 'xml_too_large', `<a>${'<b/>'.repeat(limits.xmlElements)}</a>`],
    [
      'too many attributes',
      'xml_too_large',
      `<a ${Array.from({ length: 200 }, (_, i) => `b${String(i)}="1"`).join(' ')}/>`,
    ],
    ['too many bytes', 'xml_too_large', new Uint8Array(limits.xmlBytes + 1).fill(0x20)],
    ['UTF-7', 'xml_unknown_encoding', '<?xml version="1.0" encoding="UTF-7"?>+ADw-a/+AD4-'],
    ['an entity that nobody declared', 'xml_broken', '<a>&nbsp;</a>'],
    ['a reference to a forbidden sign', 'xml_broken', '<a>&#0;</a>'],
    ['a bare ampersand', 'xml_broken', '<a>Müller & Co</a>'],
    ['an element that does not end', 'xml_broken', '<a><b></a>'],
    ['two roots', 'xml_broken', '<a/><b/>'],
    ['an attribute twice', 'xml_broken', '<a b="1" b="2"/>'],
    ['a prefix that nobody declared', 'xml_broken', '<x:a/>'],
    ['bytes that are no UTF-8', 'xml_broken', Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0x3c, 0x2f, 0x61, 0x3e])],
    ['names that reach into objects', 'xml_broken', '<__proto__><constructor/></__proto__>'],
    ['a comment without end', 'xml_broken', '<a><!-- </a>'],
    ['nothing', 'xml_broken', ''],
  ];

  it.each(evil)('is %s: %s', (_what, error, xml) => expect(errorOf(xml)).toBe(error));

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 100 }), (bytes, text) => {
        expect(() => [parseXml(bytes), parse(`<a>${text}</a>`), parse(`<${text}/>`)]).not.toThrow();
      }),
    );
  });
});

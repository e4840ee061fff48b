import { fc, test as propertyTest } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { fileNameOf } from '../../../main/lexware/file-name.ts';

test.each([
  ['attachment; filename="Rechnung_RE0042.pdf"', 'Rechnung_RE0042.pdf'],
  ['attachment; filename=RE0042.pdf', 'RE0042.pdf'],
  ['inline; filename="x.pdf"; filename*=UTF-8\'\'Rechnung%20M%C3%BCller.pdf', 'Rechnung Müller.pdf'],
  ["attachment; filename*=utf-8'de'a%2Fb.pdf", 'a_b.pdf'],
  ['attachment; filename="a \\"b\\".pdf"', 'a _b_.pdf'],
  ['attachment; filename="../../etc/passwd"', 'etc_passwd.pdf'],
  ['attachment; filename="C:\\\\Windows\\\\x.exe"', 'C_Windows_x.exe.pdf'],
  ['attachment; filename=".bashrc"', 'bashrc.pdf'],
  ['attachment; filename="a.PDF"', 'a.pdf'],
  ['attachment; filename="..."', 'id.pdf'],
  ["attachment; filename*=UTF-8''%E0%A4", 'id.pdf'],
  ['attachment', 'id.pdf'],
  ['', 'id.pdf'],
  [null, 'id.pdf'],
])('%s suggests %s', (header, name) => {
  expect(fileNameOf(header, 'id', '.pdf')).toBe(name);
});

propertyTest.prop([fc.string({ maxLength: 300, unit: 'binary' })], { numRuns: 500 })(
  'no header leads out of a folder',
  (text) => {
    for (const header of [
      `attachment; filename="${text}"`,
      `attachment; filename*=UTF-8''${encodeURIComponent(text)}`,
    ]) {
      const name = fileNameOf(header, 'id', '.pdf');
      expect(name).toMatch(/^[^./\\<>:"|?*\p{Cc}][^/\\<>:"|?*\p{Cc}]*\.pdf$/u);
      expect(name.length).toBeLessThanOrEqual(154);
    }
  },
);

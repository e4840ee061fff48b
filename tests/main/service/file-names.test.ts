import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { numberedNames, safeFileName } from '../../../main/service/file-names.ts';

describe('a file name', () => {
  it.each([
    [['RE-2026-0001', 'Müller & Söhne GmbH'], 'RE-2026-0001 Müller & Söhne GmbH.pdf'],
    [['RE 1/2026', 'A:B'], 'RE 1_2026 A_B.pdf'],
    [['../../etc', 'passwd'], 'etc passwd.pdf'],
    [['', ''], 'ersatz.pdf'],
    [['...', ' '], 'ersatz.pdf'],
    [['.bashrc', ''], 'bashrc.pdf'],
    [['CON', ''], '_CON.pdf'],
    [['com1.x', ''], '_com1.x.pdf'],
    [['a\u202Efdp.exe', ''], 'a_fdp.exe.pdf'],
    [['Cafe\u0301', 'Ende. . '], 'Café Ende.pdf'],
    [['-rf', '/'], 'rf.pdf'],
  ])('of %j is %s', (parts, expected) => {
    expect(safeFileName(parts, '.pdf', 'ersatz')).toBe(expected);
  });

  test.prop([fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 3 })])(
    'is harmless whatever it is made of',
    (parts) => {
      const name = safeFileName(parts, '.pdf', 'ersatz');
      expect(name).toMatch(/^[^._\s-].{0,119}\.pdf$|^_(con|prn|aux|nul|com\d|lpt\d)/iu);
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]/u);
      expect(name).not.toMatch(/[.\s]\.pdf$/);
      expect(safeFileName([name.slice(0, -4)], '.pdf', 'x')).toBe(name);
    },
  );

  it('is numbered before its ending until one is free', () => {
    const [first, second, third] = numberedNames('RE.1.pdf');
    expect([first, second, third]).toEqual(['RE.1.pdf', 'RE.1 (2).pdf', 'RE.1 (3).pdf']);
  });
});

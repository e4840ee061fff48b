import { describe, expect, it } from 'vitest';
import { isPassedOver } from '../../../../main/receipts/watch/passed-over.ts';

describe('names that are passed over', () => {
  it.each(['.a', '~$a.docx', 'a.part', 'a.pdf.crdownload', 'A.TMP', 'thumbs.db', 'a~'])('%s', (name) =>
    expect(isPassedOver(name)).toBe(true),
  );
  it.each(['a.pdf', 'part', 'a.part.pdf', '~a.pdf', 'tmp.xml'])('not %s', (name) =>
    expect(isPassedOver(name)).toBe(false),
  );
});

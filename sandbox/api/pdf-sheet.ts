import { rgb, StandardFonts, type PDFDocument, type PDFFont, type PDFPage } from '@cantoo/pdf-lib';

const a4 = { width: 595.28, height: 841.89 };

export interface TextStyle {
  size?: number;
  bold?: boolean;
  grey?: boolean;
  /** The text ends at x instead of beginning there. */
  right?: boolean;
}

/** Characters beyond WinAnsi, which is all that the standard fonts have. */
function toPrintable(text: string): string {
  return text
    .replace(/[\u2010-\u2012\u2212]/g, '-')
    .replace(/[\u00a0\u2009\u202f]/g, ' ')
    .normalize('NFC')
    .replace(/[^\x20-\x7e\u00a1-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/g, (character) => {
      const base = character.normalize('NFD').charAt(0);
      return base >= ' ' && base <= '~' ? base : '?';
    });
}

/** Pages with a cursor that runs downwards from the top; y in points. */
export class PdfSheet {
  readonly left = 57;
  readonly rightEdge = a4.width - 57;
  readonly bottom = 110;
  y = a4.height;
  readonly pages: PDFPage[] = [];
  readonly #document: PDFDocument;
  readonly #plain: PDFFont;
  readonly #bold: PDFFont;

  private constructor(document: PDFDocument, plain: PDFFont, bold: PDFFont) {
    this.#document = document;
    this.#plain = plain;
    this.#bold = bold;
    this.addPage();
  }

  static async create(document: PDFDocument): Promise<PdfSheet> {
    const plain = await document.embedFont(StandardFonts.Helvetica);
    const bold = await document.embedFont(StandardFonts.HelveticaBold);
    return new PdfSheet(document, plain, bold);
  }

  addPage(): void {
    this.pages.push(this.#document.addPage([a4.width, a4.height]));
    this.y = a4.height - 60;
  }

  /** Begins a new page where less than `height` points are left; answers whether it did. */
  ensure(height: number): boolean {
    if (this.y - height >= this.bottom) return false;
    this.addPage();
    return true;
  }

  /** Writes one line at x and the cursor's height; the cursor stays. */
  write(text: string, x: number, style: TextStyle = {}, page = this.pages.at(-1), y = this.y): void {
    const { size = 9.5, bold = false, grey = false, right = false } = style;
    const font = bold ? this.#bold : this.#plain;
    const printable = toPrintable(text);
    const at = right ? x - font.widthOfTextAtSize(printable, size) : x;
    page?.drawText(printable, { x: at, y, size, font, color: grey ? rgb(0.42, 0.45, 0.5) : rgb(0.1, 0.11, 0.13) });
  }

  /** A thin line across at the cursor's height. */
  rule(from = this.left, to = this.rightEdge, thickness = 0.6): void {
    const color = rgb(0.75, 0.77, 0.8);
    this.pages.at(-1)?.drawLine({ start: { x: from, y: this.y }, end: { x: to, y: this.y }, thickness, color });
  }

  /** A block of colour, for the mark in the letterhead. */
  block(x: number, y: number, width: number, height: number): void {
    this.pages.at(-1)?.drawRectangle({ x, y, width, height, color: rgb(0.11, 0.35, 0.55) });
  }

  /** The text in lines of at most `width` points; its own line breaks are kept. */
  wrap(text: string, width: number, size = 9.5): string[] {
    const fits = (line: string) => this.#plain.widthOfTextAtSize(toPrintable(line), size) <= width;
    const lines: string[] = [];
    for (const paragraph of text.split('\n')) {
      let line = '';
      for (const word of paragraph.split(' ')) {
        const longer = line === '' ? word : `${line} ${word}`;
        if (line === '' || fits(longer)) line = longer;
        else {
          lines.push(line);
          line = word;
        }
      }
      lines.push(line);
    }
    return lines;
  }

  /** Writes wrapped text and moves the cursor below it. */
  paragraph(text: string, style: TextStyle = {}, x = this.left, width = this.rightEdge - this.left): void {
    const size = style.size ?? 9.5;
    for (const line of this.wrap(text, width, size)) {
      this.ensure(size + 4);
      this.write(line, x, style);
      this.y -= size + 3.5;
    }
  }
}

/** What one file may cost. Real receipts stay far below; what goes beyond is refused, never cut short in silence. */
export const limits = {
  /** Bytes of a file: four times what Lexware takes, since photos are made smaller before they are sent. */
  fileBytes: 25 * 1024 * 1024,
  /** Bytes of the XML of an invoice, with its attachments as base64. */
  xmlBytes: 20 * 1024 * 1024,
  /** How deep elements may nest; the deepest of EN 16931 is 12. */
  xmlDepth: 64,
  xmlElements: 250_000,
  xmlAttributes: 100,
  /** Characters of one text that go into the model. */
  textLength: 10_000,
  /** The longest text that can be a number. */
  numberLength: 40,
  /** Pixels of an image: ten times an A4 page scanned at 600 dpi would still pass. */
  pixels: 400_000_000,
  /** Bytes that may be asked for at once, and that one compressed stream may become, while a PDF is read. */
  allocationBytes: 48 * 1024 * 1024,
  /** Characters from which a text is kept away from the parser, which builds its texts sign by sign. */
  longText: 16_384,
  /** Files inside a PDF and their bytes together, pages that are read for the totals, and characters of their text. */
  pdfAttachments: 100,
  pdfAttachmentBytes: 40 * 1024 * 1024,
  pdfPages: 30,
  pdfTextLength: 300_000,
  /** Bytes of an e-mail or an archive, of the containers inside it together, and how many files it may hold. */
  containerBytes: 50 * 1024 * 1024,
  nestedBytes: 50 * 1024 * 1024,
  containedFiles: 1_000,
  /** How deep the parts of an e-mail may nest, and the bytes of all their headers. */
  mailDepth: 64,
  mailHeaderBytes: 2 * 1024 * 1024,
  /** One inspection in the worker, in milliseconds, and its heap in MB. */
  inspectionMs: 15_000,
  heapMb: 160,
  youngHeapMb: 24,
  stackMb: 4,
  /** How much the whole process may grow during one inspection, in bytes, before the worker is ended. */
  growthBytes: 220 * 1024 * 1024,
} as const;

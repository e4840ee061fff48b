/** What turning one file into what Lexware takes may cost. */
export const conversionLimits = {
  /** Bytes that Lexware takes, inclusive (API reference 4.13). */
  uploadBytes: 5_242_880,
  /** Pixels that are decoded: a photo of the finest phones; an A4 page scanned at 600 dpi has 35 million. */
  pixels: 50_000_000,
  /** Pages of a TIFF, and pictures that are joined. */
  pages: 100,
  /** Directories of a TIFF: each page may have a small copy. */
  directories: 200,
  /** One conversion, in milliseconds: slow machines have to turn large photos too. */
  timeoutMs: 120_000,
  heapMb: 256,
  youngHeapMb: 24,
  stackMb: 4,
  /** Bytes of one array: all pixels, decoded. */
  allocationBytes: 208 * 1024 * 1024,
  /** How much the whole process may grow, in bytes: decoder, pixels and encoder beside each other. */
  growthBytes: 1024 * 1024 * 1024,
} as const;

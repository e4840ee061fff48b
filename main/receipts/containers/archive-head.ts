/** First entries of documents that are archives only by their form: Office Open XML, OpenDocument, EPUB, Java. */
const documentParts = ['[Content_Types].xml', '_rels/', 'mimetype', 'META-INF/', 'docProps/', 'AndroidManifest.xml'];

/** Whether a file begins as a ZIP archive (APPNOTE 4.3.7; an empty one has only its end, 4.3.16) and is no document. */
export function isArchive(bytes: Uint8Array): boolean {
  if (bytes.byteLength < 22 || bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  if (bytes[2] === 5 && bytes[3] === 6) return true;
  if (bytes[2] !== 3 || bytes[3] !== 4) return false;
  const nameLength = (bytes[26] ?? 0) + (bytes[27] ?? 0) * 256;
  return !isDocumentPart(Buffer.from(bytes.subarray(30, 30 + Math.min(nameLength, 200))).toString('latin1'));
}

/** Whether an entry of this name tells that the archive is a document of another program. */
export function isDocumentPart(name: string): boolean {
  return documentParts.some((part) => (part.endsWith('/') ? name.startsWith(part) : name === part));
}

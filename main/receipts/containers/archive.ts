import { inflateRawSync, constants } from 'node:zlib';
import type { IntakeRefusal } from '../../../domain/receipt-entry.ts';
import { fail, ok, type Result } from '../../../domain/result.ts';
import { limits } from '../limits.ts';
import { safeFileName } from '../safe-name.ts';
import { readDirectory, type ArchiveEntry } from './archive-directory.ts';
import { isDocumentPart } from './archive-head.ts';
import { crc32 } from './crc32.ts';
import { headBytes, type ContainedItem } from './item.ts';

const localMark = 0x04034b50;
const stored = 0;
const deflated = 8;
/** How much of a packed file is unpacked to know its type, in bytes. */
const packedHeadBytes = 2 * 1024;
const symbolicLink = 0xa;
/** What systems leave in archives for themselves. */
const litter = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;

/**
 * The files of a ZIP archive. Nothing is written anywhere and no path is followed: an entry's name gives a name to show,
 * its folders are dropped. What a packed file becomes is bounded by the size that is stated, and a wrong statement makes
 * it unreadable.
 */
export function openArchive(archive: Uint8Array): Result<ContainedItem[], IntakeRefusal> {
  const directory = readDirectory(archive);
  if (!directory.ok) return directory;
  const entries = directory.value;
  if (entries.some(({ name }) => isDocumentPart(name))) return fail('unsupported_type');
  const places = placesOf(archive, entries);
  if (places === null || doOverlap(places)) return fail('container_broken');
  const files = entries.flatMap((entry, index) => {
    const packed = places[index];
    return packed === undefined || entry.name.endsWith('/') || litter.test(entry.name)
      ? []
      : [itemOf(entry, archive.subarray(packed.start, packed.end), index)];
  });
  return ok(files);
}

interface Place {
  header: number;
  start: number;
  end: number;
}

/** Where the packed bytes of each entry lie; `null` if one lies outside of the archive. */
function placesOf(archive: Uint8Array, entries: readonly ArchiveEntry[]): Place[] | null {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const places: Place[] = [];
  for (const { localHeaderAt: header, packedBytes } of entries) {
    if (header + 30 > archive.byteLength || view.getUint32(header, true) !== localMark) return null;
    const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
    if (start + packedBytes > archive.byteLength) return null;
    places.push({ header, start, end: start + packedBytes });
  }
  return places;
}

/** The same bytes as many entries are how a small archive becomes an endless one. */
function doOverlap(places: readonly Place[]): boolean {
  const inOrder = places.toSorted((a, b) => a.header - b.header);
  return inOrder.some(({ header }, index) => index > 0 && header < (inOrder[index - 1]?.end ?? 0));
}

function itemOf(entry: ArchiveEntry, packed: Uint8Array, index: number): ContainedItem {
  return {
    name: safeFileName(entry.name, `file-${String(index + 1)}`),
    bytes: entry.bytes,
    refusal: refusalOf(entry),
    isInline: false,
    head: () => unpackHead(entry, packed),
    read: () => unpack(entry, packed),
  };
}

function refusalOf({ flags, method, bytes, unixType }: ArchiveEntry): IntakeRefusal | null {
  if (unixType === symbolicLink) return 'link';
  if ((flags & 0x2041) !== 0) return 'encrypted';
  if (bytes === 0) return 'empty';
  if (bytes > limits.containerBytes) return 'too_large';
  return method === stored || method === deflated ? null : 'container_broken';
}

function unpackHead({ method }: ArchiveEntry, packed: Uint8Array): Uint8Array | null {
  if (method === stored) return packed.subarray(0, headBytes);
  try {
    // What is cut off in the middle gives what it has so far; 2 KB become 2 MB at most.
    const part = packed.subarray(0, packedHeadBytes);
    return inflateRawSync(part, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: limits.allocationBytes });
  } catch {
    return null;
  }
}

/** The whole file; never more than is stated is unpacked. */
function unpack({ method, bytes, crc }: ArchiveEntry, packed: Uint8Array): Uint8Array | null {
  try {
    const content = method === stored ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) });
    return content.byteLength === bytes && crc32(content) === crc ? content : null;
  } catch {
    return null;
  }
}

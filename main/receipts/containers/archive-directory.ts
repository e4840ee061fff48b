import { fail, ok, type Result } from '../../../domain/result.ts';
import { limits } from '../limits.ts';
import { entryName } from './archive-names.ts';

/** One entry as the archive's central directory states it (APPNOTE 4.3.12). Sizes and places in bytes. */
export interface ArchiveEntry {
  name: string;
  flags: number;
  method: number;
  crc: number;
  packedBytes: number;
  bytes: number;
  /** The file type bits of a Unix mode, 0 where the entry has none. */
  unixType: number;
  localHeaderAt: number;
}

export type DirectoryProblem = 'container_broken' | 'too_many_files';

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const endBytes = 22;
const entryBytes = 46;
/** Stands where the real value would need 64 bits; nothing that large is ever opened. */
const elsewhere = 0xffffffff;

/**
 * The entries of a ZIP archive by its central directory, which alone counts: what stands only in local headers is not
 * part of it.
 * @returns `too_many_files` above `limits.containedFiles` (folders count too: they cost as much)
 */
export function readDirectory(archive: Uint8Array): Result<ArchiveEntry[], DirectoryProblem> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = endAt(view);
  if (end === null) return fail('container_broken');
  const stated = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (stated > limits.containedFiles) return fail('too_many_files');
  try {
    const entries = entriesFrom(view, start, end);
    if (entries === null) return fail('too_many_files');
    return entries.length === stated ? ok(entries) : fail('container_broken');
  } catch (error) {
    if (error instanceof RangeError) return fail('container_broken');
    throw error;
  }
}

/** The end stands at the end, with a comment of at most 65,535 bytes behind it. */
function endAt(view: DataView): number | null {
  for (let at = view.byteLength - endBytes; at >= Math.max(0, view.byteLength - endBytes - 0xffff); at--) {
    if (view.getUint32(at, true) === endMark) return at;
  }
  return null;
}

function entriesFrom(view: DataView, start: number, end: number): ArchiveEntry[] | null {
  const entries: ArchiveEntry[] = [];
  let at = start;
  while (at < end && view.getUint32(at, true) === entryMark) {
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    entries.push(entryAt(view, at, nameLength, extraLength));
    if (entries.length > limits.containedFiles) return null;
    at += entryBytes + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return entries;
}

function entryAt(view: DataView, at: number, nameLength: number, extraLength: number): ArchiveEntry {
  const raw = new Uint8Array(view.buffer, view.byteOffset + at + entryBytes, nameLength);
  const extra = new DataView(view.buffer, view.byteOffset + at + entryBytes + nameLength, extraLength);
  const packedBytes = view.getUint32(at + 20, true);
  const bytes = view.getUint32(at + 24, true);
  const localHeaderAt = view.getUint32(at + 42, true);
  if ([packedBytes, localHeaderAt].includes(elsewhere)) throw new RangeError('64-bit entry');
  const isUnix = view.getUint8(at + 5) === 3;
  return {
    name: entryName(raw, extra),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedBytes,
    bytes,
    unixType: isUnix ? (view.getUint32(at + 38, true) >>> 28) & 0xf : 0,
    localHeaderAt,
  };
}

import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../../../main/receipts/containers/crc32.ts';

/** An entry of an archive, and what is to be said of it that is not true. */
export interface EntrySpec {
  name: string | Uint8Array;
  content?: Uint8Array;
  stored?: boolean;
  statedBytes?: number;
  crc?: number;
  flags?: number;
  method?: number;
  /** A Unix mode. */
  mode?: number;
  /** Lies where the entry of this index lies. */
  sameAs?: number;
}

interface Placed {
  spec: EntrySpec;
  raw: Uint8Array;
  packed: Uint8Array;
  at: number;
}

/** Writes a ZIP archive with every lie that is asked for. */
export function writeArchive(specs: readonly EntrySpec[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const placed: Placed[] = [];
  let at = 0;
  for (const spec of specs) {
    const content = spec.content ?? new TextEncoder().encode('x');
    const raw = typeof spec.name === 'string' ? new TextEncoder().encode(spec.name) : spec.name;
    const packed = spec.stored === true ? content : new Uint8Array(deflateRawSync(content));
    const twin = spec.sameAs === undefined ? undefined : placed[spec.sameAs];
    placed.push({ spec, raw, packed: twin?.packed ?? packed, at: twin?.at ?? at });
    if (twin !== undefined) continue;
    const local = header(spec, raw, packed, 'local');
    parts.push(local, raw, packed);
    at += local.length + raw.length + packed.length;
  }
  const directory = placed.flatMap((entry) => {
    const head = header(entry.spec, entry.raw, entry.packed, 'central');
    new DataView(head.buffer).setUint32(42, entry.at, true);
    return [head, entry.raw];
  });
  return Buffer.concat([...parts, ...directory, end(specs.length, at, directory)]);
}

function header(spec: EntrySpec, raw: Uint8Array, packed: Uint8Array, kind: 'local' | 'central'): Uint8Array {
  const isCentral = kind === 'central';
  const view = new DataView(new ArrayBuffer(isCentral ? 46 : 30));
  const content = spec.content ?? new TextEncoder().encode('x');
  view.setUint32(0, isCentral ? 0x02014b50 : 0x04034b50, true);
  if (isCentral) view.setUint8(5, 3);
  const shift = isCentral ? 2 : 0;
  view.setUint16(6 + shift, spec.flags ?? 0x800, true);
  view.setUint16(8 + shift, spec.method ?? (spec.stored === true ? 0 : 8), true);
  view.setUint32(14 + shift, spec.crc ?? crc32(content), true);
  view.setUint32(18 + shift, packed.length, true);
  view.setUint32(22 + shift, spec.statedBytes ?? content.length, true);
  view.setUint16(26 + shift, raw.length, true);
  if (isCentral) view.setUint32(38, ((spec.mode ?? 0o100644) << 16) >>> 0, true);
  return new Uint8Array(view.buffer);
}

function end(count: number, start: number, directory: readonly Uint8Array[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(22));
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, Math.min(count, 0xffff), true);
  view.setUint16(10, Math.min(count, 0xffff), true);
  view.setUint32(
    12,
    directory.reduce((sum, part) => sum + part.length, 0),
    true,
  );
  view.setUint32(16, start, true);
  return new Uint8Array(view.buffer);
}

/** One part of a form. `fileName` where it is a file. */
export interface Part {
  name: string;
  fileName?: string;
  mediaType?: string;
  bytes: Buffer;
}

function parameter(header: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|[;\\s])${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(header);
  return match?.[1]?.replace(/\\(.)/g, '$1') ?? match?.[2];
}

function parsePart(block: Buffer): Part | undefined {
  const headEnd = block.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const headers = block.subarray(0, headEnd).toString('utf8').split('\r\n');
  const valueOf = (name: string) => headers.find((line) => line.toLowerCase().startsWith(`${name}:`));
  const disposition = valueOf('content-disposition') ?? '';
  const name = parameter(disposition, 'name');
  if (!/^content-disposition:\s*form-data/i.test(disposition) || name === undefined) return undefined;
  const fileName = parameter(disposition, 'filename');
  const mediaType = valueOf('content-type')?.slice('content-type:'.length).trim();
  const bytes = block.subarray(headEnd + 4);
  return { name, ...(fileName === undefined ? {} : { fileName }), ...(mediaType ? { mediaType } : {}), bytes };
}

/** Reads `multipart/form-data` (RFC 7578), strictly; `undefined` where the body is not well-formed. */
export function parseMultipart(contentType: string, body: Buffer): Part[] | undefined {
  if (!/^multipart\/form-data\s*;/i.test(contentType)) return undefined;
  const boundary = parameter(contentType, 'boundary');
  if (!boundary || boundary.length > 70) return undefined;
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  const parts: Part[] = [];
  let start = whole.indexOf(delimiter);
  if (start !== 0) return undefined;
  for (;;) {
    const after = start + delimiter.length;
    const tail = whole.subarray(after, after + 2).toString('latin1');
    if (tail === '--') return parts;
    const end = whole.indexOf(delimiter, after);
    if (tail !== '\r\n' || end < 0) return undefined;
    const part = parsePart(whole.subarray(after + 2, end));
    if (!part) return undefined;
    parts.push(part);
    start = end;
  }
}

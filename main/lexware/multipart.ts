import type { LexwareFile } from './api.ts';
import type { HttpContent } from './http-client.ts';

/**
 * A form of fields and one file as `multipart/form-data` (RFC 7578). Made here rather than by `FormData`, so that both
 * runtimes send the same bytes with their length.
 * @param boundary must not occur in the file; a random one of 128 bits does not
 */
export function multipartOf(fields: Record<string, string>, file: LexwareFile, boundary: string): HttpContent {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  for (const [name, value] of Object.entries(fields)) {
    parts.push(encoder.encode(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
  }
  const disposition = `form-data; name="file"; filename="${escaped(file.fileName)}"`;
  const head = `--${boundary}\r\ncontent-disposition: ${disposition}\r\ncontent-type: ${file.mediaType}\r\n\r\n`;
  parts.push(encoder.encode(head), file.bytes, encoder.encode(`\r\n--${boundary}--\r\n`));
  return { mediaType: `multipart/form-data; boundary=${boundary}`, bytes: Buffer.concat(parts) };
}

/** As browsers write names of files (HTML Living Standard, multipart/form-data encoding algorithm). */
function escaped(fileName: string): string {
  return fileName.replace(/\r\n|\r|\n/g, ' ').replace(/"/g, '%22');
}

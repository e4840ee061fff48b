import { deflateRawSync, deflateSync, constants } from 'node:zlib';

/** An object of a PDF: its source, or a dictionary with a stream. */
export type RawObject = string | { dictionary: string; stream: Uint8Array };

/** A PDF from its objects, the first of which is the catalog: for what no library would write. */
export function rawPdf(objects: readonly RawObject[]): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const places: number[] = [];
  let length = parts[0]!.length;
  const add = (part: Uint8Array): void => void ((length += part.length), parts.push(part));
  objects.forEach((object, i) => {
    places.push(length);
    add(Buffer.from(`${String(i + 1)} 0 obj\n`));
    if (typeof object === 'string') add(Buffer.from(object, 'latin1'));
    else addStream(object, add);
    add(Buffer.from('\nendobj\n'));
  });
  const size = String(objects.length + 1);
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const end = `trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${String(length)}\n%%EOF\n`;
  parts.push(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${table}${end}`));
  return new Uint8Array(Buffer.concat(parts));
}

function addStream({ dictionary, stream }: Exclude<RawObject, string>, add: (part: Uint8Array) => void): void {
  add(Buffer.from(`<<${dictionary}/Length ${String(stream.length)}>>\nstream\n`, 'latin1'));
  add(stream);
  add(Buffer.from('\nendstream'));
}

/** One page, and one file under a name, with what else belongs into the catalog, the page, and the file's stream. */
export function pdfWithFile(
  file: Uint8Array,
  { name = 'factur-x.xml', filter = '', catalog = '', page = '', more = [] as RawObject[] } = {},
): Uint8Array {
  const names = `/Names<</EmbeddedFiles<</Names[(${name})4 0 R]>>>>`;
  return rawPdf([
    `<</Type/Catalog/Pages 2 0 R${names}${catalog}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]${page}>>`,
    `<</Type/Filespec/F(${name})/UF(${name})/EF<</F 5 0 R>>>>`,
    { dictionary: `/Type/EmbeddedFile${filter}`, stream: file },
    ...more,
  ]);
}

/** Zeros in the form of zlib, as many megabytes as told, made without ever having them. */
export function deflatedZeros(megabytes: number): Uint8Array {
  const block = deflateRawSync(Buffer.alloc(1024 * 1024), { finishFlush: constants.Z_FULL_FLUSH });
  const last = Buffer.from([0x03, 0x00, 0, 0, 0, 0]);
  return Buffer.concat([Buffer.from([0x78, 0x9c]), ...Array.from({ length: megabytes }, () => block), last]);
}

export function deflated(bytes: Uint8Array): Uint8Array {
  return deflateSync(bytes);
}

/** A piece of XML; attributes stand in the name: `cbc:ID schemeID="VA"`. Nothing inside gives nothing. */
export function tag(name: string, ...inside: (string | null)[]): string {
  const content = inside.filter((one) => one !== null).join('');
  return content === '' ? '' : `<${name}>${content}</${name.split(' ')[0] ?? ''}>`;
}

/** Text that may stand in XML. */
export function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

const icon = /\/@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/;
const data = /const iconData = (\{.*\});/;

const frame = [
  'xmlns="http://www.w3.org/2000/svg"',
  'viewBox="0 0 24 24"',
  'fill="none"',
  'stroke="currentColor"',
  'stroke-linecap="round"',
  'stroke-linejoin="round"',
  'aria-hidden="true"',
].join(' ');

/**
 * Svelte preprocessor that writes each icon of @lucide/svelte out as plain markup. The library puts every line of an icon
 * together from data whenever it is shown, which takes longer than all the rest of a row of the invoice list. Kontor asks
 * for a size and a stroke only (`renderer/ui/icon.ts`).
 */
export const plainIcons = {
  name: 'kontor-plain-icons',
  /** @param {{ content: string, filename?: string }} component */
  markup: ({ content, filename = '' }) =>
    icon.test(filename.replaceAll('\\', '/')) ? { code: written(content, filename) } : undefined,
};

/** @throws {Error} for an icon that does not look as expected: another version of the library */
function written(content, filename) {
  const found = data.exec(content)?.[1];
  const { size = 24, node = [] } = found === undefined ? {} : JSON.parse(found);
  if (size !== 24 || node.length === 0) throw new Error(`${filename} is no icon as it was known`);
  const script = '<script>let { size = 24, strokeWidth = 2 } = $props();</script>';
  return `${script}<svg ${frame} width={size} height={size} stroke-width={strokeWidth}>${node.map(element).join('')}</svg>`;
}

function element([tag, attributes]) {
  const all = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return `<${tag}${all.join('')} />`;
}

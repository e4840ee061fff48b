import { errorCodes } from '../../domain/errors.ts';
import { contract, events, type Method } from '../../preload/contract.ts';
import { schemaText } from './schema-text.ts';

/** The page about the contract, as Markdown, made from the contract itself. */
export function contractPage(): string {
  const namespaces = Object.entries(contract).map(([name, methods]) => namespaceText(name, methods));
  const eventTexts = Object.entries(events).map(([name, schema]) => `### ${name}\n\n${code(schemaText(schema))}`);
  return [
    '# The contract between the page and main',
    'Made from `preload/contract.ts` by `npm run docs`; do not edit. `window.kontor.<namespace>.<method>(input)` answers ' +
      '`{ ok: true, value }` or `{ ok: false, error: { code, fields?, requestId? } }` and never throws.',
    ...namespaces,
    '## Events',
    '`window.kontor.on(name, listener)` answers a function that ends the subscription.',
    ...eventTexts,
    '## Error codes',
    errorCodes.map((errorCode) => `\`${errorCode}\``).join(', '),
  ].join('\n\n');
}

function namespaceText(name: string, methods: Readonly<Record<string, Method>>): string {
  const texts = Object.entries(methods).map(([method, { input, output }]) => {
    const argument = input === null ? '' : schemaText(input);
    return `### ${name}.${method}\n\n${code(`(${argument}) => ${schemaText(output)}`)}`;
  });
  return [`## ${name}`, ...texts].join('\n\n');
}

function code(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}

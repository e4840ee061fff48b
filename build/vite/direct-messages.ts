import fs from 'node:fs';
import path from 'node:path';
import { parseSync, type Plugin } from 'vite';

const barrel = 'paraglide/messages.js';

/** Messages by name, with the file of each. */
export type Messages = ReadonlyMap<string, string>;

/** The little that is read of a syntax tree (ESTree). */
interface Node {
  type: string;
  start: number;
  end: number;
  [part: string]: unknown;
}

interface Use {
  object: Node;
  property: Node;
  computed: boolean;
  whole: Node;
}

/**
 * Lets every module import the messages that it names, one by one, in place of all of them by way of one list. What one
 * screen alone says is then loaded with that screen, and the first paint waits for its own words only.
 * @param outdir where paraglide writes to
 */
export function directMessages(outdir: string): Plugin {
  let known: Messages | null = null;
  return {
    name: 'kontor-direct-messages',
    apply: 'build',
    // Behind Svelte and TypeScript: what is read is plain JavaScript.
    enforce: 'post',
    transform(code) {
      if (!code.includes(barrel)) return null;
      known ??= readMessages(path.join(outdir, 'messages'));
      const rewritten = importDirectly(code, known);
      return rewritten === null ? null : { code: rewritten, map: null };
    },
  };
}

/** The file of each message in paraglide's folder, which is not always called as the message is. */
function readMessages(folder: string): Messages {
  const found = new Map<string, string>();
  for (const file of fs.readdirSync(folder)) {
    const name = exportedName(fs.readFileSync(path.join(folder, file), 'utf8'));
    if (name !== undefined) found.set(name, file);
  }
  return found;
}

/** The message that a file of paraglide's exports; none for the list of all. */
export function exportedName(code: string): string | undefined {
  const found = /^export (?:const (\w+) =|\{ \w+ as "(\w+)" \})/m.exec(code);
  return found?.[1] ?? found?.[2];
}

/**
 * Rewrites `import { m }` and every `m.name`. A name that is put together (`m[\`error_${code}\`]`) can be every message
 * with that beginning and end. `null`: nothing to rewrite.
 * @throws {Error} for a message that does not exist, and for a use of `m` that tells no names
 */
export function importDirectly(code: string, known: Messages): string | null {
  const parsed = parseSync('module.js', code);
  const [error] = parsed.errors;
  if (error !== undefined) throw new Error(error.message);
  const program = parsed.program as unknown as Node & { body: Node[] };
  const statement = program.body.find((node) => node.type === 'ImportDeclaration' && sourceOf(node).endsWith(barrel));
  if (statement === undefined) return null;
  const local = localName(statement);
  const uses: Use[] = [];
  let mentions = 0;
  for (const node of walk(program)) {
    if (node.type === 'MemberExpression' && isNamed(node['object'], local))
      uses.push({ ...(node as object as Use), whole: node });
    else if (isNamed(node, local)) mentions += 1;
  }
  // Twice in the import, once in each use.
  if (mentions > uses.length + 2) throw new Error(`"${local}" of ${barrel} is used in a way that tells no message`);
  return splice(code, statement, uses, known);
}

function splice(code: string, statement: Node, uses: readonly Use[], known: Messages): string {
  const wanted = new Set<string>();
  const alias = (name: string) => (wanted.add(name), `$message_${name}`);
  let text = code;
  for (const use of [...uses].sort((a, b) => b.whole.start - a.whole.start)) {
    const { from, to, by } = use.computed ? chosen(use, known, alias) : named(use, known, alias);
    text = text.slice(0, from) + by + text.slice(to);
  }
  const folder = sourceOf(statement).replace(/\.js$/, '');
  const imports = [...wanted].map(
    (name) => `import { ${name} as $message_${name} } from '${folder}/${known.get(name) ?? ''}';`,
  );
  return text.slice(0, statement.start) + imports.join(' ') + text.slice(statement.end);
}

interface Change {
  from: number;
  to: number;
  by: string;
}

function named({ property, whole }: Use, known: Messages, alias: (name: string) => string): Change {
  const name = String(property['name']);
  if (!known.has(name)) throw new Error(`there is no message "${name}"`);
  return { from: whole.start, to: whole.end, by: alias(name) };
}

function chosen({ object, property }: Use, known: Messages, alias: (name: string) => string): Change {
  const parts = property.type === 'TemplateLiteral' ? (property['quasis'] as { value: { cooked: string } }[]) : [];
  const [first, last] = [parts[0]?.value.cooked ?? '', parts.at(-1)?.value.cooked ?? ''];
  if (first === '') throw new Error('a message whose name is put together needs a fixed beginning');
  const possible = [...known.keys()].filter((name) => name.startsWith(first) && name.endsWith(last));
  const entries = possible.map((name) => `${name}: ${alias(name)}`);
  return { from: object.start, to: object.end, by: `({ ${entries.join(', ')} })` };
}

function sourceOf(node: Node): string {
  return String((node['source'] as { value: unknown }).value);
}

function localName(statement: Node): string {
  const specifiers = statement['specifiers'] as { imported?: { name: string }; local: { name: string } }[];
  const [only] = specifiers;
  if (specifiers.length === 1 && only?.imported?.name === 'm') return only.local.name;
  throw new Error(`import { m } alone from ${barrel}`);
}

function isNamed(node: unknown, name: string): boolean {
  return isNode(node) && node.type === 'Identifier' && node['name'] === name;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const part of Object.values(node)) {
    for (const child of Array.isArray(part) ? part : [part]) if (isNode(child)) yield* walk(child);
  }
}

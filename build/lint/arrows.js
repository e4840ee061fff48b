import { isBuiltin } from 'node:module';
import path from 'node:path';
import { isElectronPackage, zoneOf } from './zones.js';

/** `@scope/name/file` → `@scope/name`; `name/file` → `name`. */
function packageName(specifier) {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}

function judgeFile(specifier, zone, file, cwd) {
  const target = path.posix.relative(cwd, path.posix.resolve(cwd, path.posix.dirname(file), specifier));
  if (target === '..' || target.startsWith('../')) return { messageId: 'outside' };
  const targetZone = zoneOf(target);
  if (targetZone === undefined || targetZone === zone || zone.imports === 'everything') return undefined;
  if (zone.imports.includes(targetZone.name)) return undefined;
  return { messageId: 'arrow', data: { from: zone.name, to: targetZone.name } };
}

function judgePackage(specifier, zone) {
  const name = packageName(specifier);
  const data = { from: zone.name, name: specifier };
  if (isElectronPackage(name)) return zone.electron ? undefined : { messageId: 'electron', data };
  if (isBuiltin(specifier)) return zone.node === false ? { messageId: 'node', data } : undefined;
  if (zone.packages && !zone.packages.includes(name)) return { messageId: 'package', data };
  return undefined;
}

/** What is wrong with this import, as the argument of `context.report`; undefined: nothing. */
function judge(rawSpecifier, zone, file, cwd) {
  const specifier = rawSpecifier.replace(/[?#].*$/, '');
  if (specifier.startsWith('.')) return judgeFile(specifier, zone, file, cwd);
  if (specifier.startsWith('/') || /^(file|https?|data):/.test(specifier)) return { messageId: 'outside' };
  return judgePackage(specifier, zone);
}

/** The text of a string that is known before the program runs; undefined for everything else. */
function constantText(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked;
  if (node?.type === 'TSLiteralType') return constantText(node.literal);
  return undefined;
}

function isRequire(callee) {
  if (callee.type === 'Identifier') return callee.name === 'require';
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'require';
}

function isImportMetaUrl(node) {
  return node?.type === 'MemberExpression' && node.object.type === 'MetaProperty' && node.property.name === 'url';
}

/**
 * Holds the arrows between the folders, for every way of naming another module.
 * @type {import('eslint').Rule.RuleModule}
 */
const rule = {
  meta: {
    type: 'problem',
    docs: { description: 'imports follow the arrows between the folders' },
    schema: [],
    messages: {
      arrow: '{{from}} must not import {{to}} (see build/lint/zones.js).',
      electron: 'Only main/shell and preload/preload.ts import Electron; {{from}} must not import {{name}}.',
      node: "{{from}} runs without Node's modules; it must not import {{name}}.",
      package: '{{from}} must not import the package {{name}}.',
      outside: 'Import by a relative path inside the checkout, or a package by its name.',
      computed: 'The target of this import is not known before run time, so its arrow cannot be checked.',
    },
  },
  create(context) {
    const cwd = context.cwd.replaceAll('\\', '/');
    const file = path.relative(context.cwd, context.filename).replaceAll('\\', '/');
    const zone = zoneOf(file);
    if (zone === undefined) return {};

    function check(node, source) {
      const specifier = constantText(source);
      if (specifier === undefined && zone.computed) return;
      const problem = specifier === undefined ? { messageId: 'computed' } : judge(specifier, zone, file, cwd);
      if (problem) context.report({ node, ...problem });
    }

    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => node.source && check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (node) => check(node, node.source ?? node.argument),
      TSExternalModuleReference: (node) => check(node, node.expression),
      CallExpression: (node) => isRequire(node.callee) && check(node, node.arguments[0]),
      NewExpression(node) {
        if (node.callee.name !== 'URL' || !isImportMetaUrl(node.arguments[1])) return;
        if (constantText(node.arguments[0])?.startsWith('.')) check(node, node.arguments[0]);
      },
    };
  },
};

export default rule;

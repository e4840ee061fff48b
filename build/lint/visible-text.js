/** Attributes and component props whose value a person sees or hears. */
const spokenAttributes = new Set([
  ...['title', 'placeholder', 'alt', 'label', 'aria-label', 'aria-description', 'aria-placeholder'],
  ...['aria-roledescription', 'aria-valuetext'],
]);

/** Names, formats and keys that read the same in every language. */
const sameInEveryLanguage = new Set(['Kontor', 'Lexware', 'Office', 'PDF', 'XML', 'Ctrl', 'Esc', 'Tab']);

function isAllowed(text, allowed) {
  const words = text.match(/[\p{L}\p{M}][\p{L}\p{M}\p{N}]*/gu) ?? [];
  return words.every((word) => sameInEveryLanguage.has(word) || allowed.has(word));
}

/** The constant texts that an expression can turn out as: `open ? 'a' : 'b'`, `name || 'a'`, `` `a ${b}` ``. */
function constantTexts(node) {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'TemplateLiteral':
      return node.quasis.map((quasi) => quasi.value.cooked ?? '');
    case 'ConditionalExpression':
      return [...constantTexts(node.consequent), ...constantTexts(node.alternate)];
    case 'LogicalExpression':
    case 'BinaryExpression':
      return node.operator === '+' || node.type === 'LogicalExpression'
        ? [...constantTexts(node.left), ...constantTexts(node.right)]
        : [];
    case 'TSAsExpression':
      return constantTexts(node.expression);
    default:
      return [];
  }
}

function isInStyleOrScript(node) {
  return node.parent?.type === 'SvelteStyleElement' || node.parent?.type === 'SvelteScriptElement';
}

/**
 * No text that people see stands in a component: it belongs into the messages, in both languages.
 * @type {import('eslint').Rule.RuleModule}
 */
const rule = {
  meta: {
    type: 'problem',
    docs: { description: 'visible text comes from the messages' },
    schema: [{ type: 'array', items: { type: 'string' }, description: 'further words that need no translation' }],
    messages: { text: '"{{text}}" is visible text; put it into renderer/i18n/messages, in every language.' },
  },
  create(context) {
    const allowed = new Set(context.options[0] ?? []);
    function check(node, texts) {
      const text = texts.find((one) => !isAllowed(one, allowed));
      if (text !== undefined) context.report({ node, messageId: 'text', data: { text: text.trim().slice(0, 40) } });
    }
    return {
      SvelteText: (node) => !isInStyleOrScript(node) && check(node, [node.value]),
      SvelteMustacheTag(node) {
        if (node.parent.type !== 'SvelteAttribute') check(node, constantTexts(node.expression));
      },
      SvelteAttribute(node) {
        if (!spokenAttributes.has(node.key.name)) return;
        const texts = node.value.flatMap((part) =>
          part.type === 'SvelteLiteral' ? [part.value] : constantTexts(part.expression),
        );
        check(node, texts);
      },
    };
  },
};

export default rule;

import { describe, expect, it } from 'vitest';
import { exportedName, importDirectly } from '../../../build/vite/direct-messages.ts';

const known = new Map([
  ['ui_close', 'ui_close.js'],
  ['error_full', 'error_full.js'],
  ['error_gone', 'error_gone.js'],
  ['error_full_help', 'error_full_help.js'],
  ['outbox_takenBack', 'outbox_takenback1.js'],
]);
const head = "import { m } from '../i18n/paraglide/messages.js';\n";
const rewrite = (code: string) => importDirectly(head + code, known) ?? '';

describe('importing messages one by one', () => {
  it('imports what is named, once, and nothing else', () => {
    const code = rewrite('export const texts = () => [m.ui_close(), m.ui_close(), m.error_full({ count: 1 })];');
    expect(code).toContain("import { ui_close as $message_ui_close } from '../i18n/paraglide/messages/ui_close.js';");
    expect(code.match(/import \{/g)).toHaveLength(2);
    expect(code).toContain('[$message_ui_close(), $message_ui_close(), $message_error_full({ count: 1 })]');
    expect(code).not.toContain('messages.js');
  });

  it('finds the file of a message that is called otherwise', () => {
    expect(rewrite('m.outbox_takenBack();')).toContain(
      "import { outbox_takenBack as $message_outbox_takenBack } from '../i18n/paraglide/messages/outbox_takenback1.js'",
    );
  });

  it('offers every message that a name put together can be', () => {
    const code = rewrite('export const text = (code) => m[`error_${code}_help`]();');
    expect(code).toContain('({ error_full_help: $message_error_full_help })[`error_${code}_help`]()');
    expect(rewrite('m[`error_${code}`]();').match(/import \{/g)).toHaveLength(3);
  });

  it('follows the name under which the messages are imported', () => {
    const code = importDirectly("import { m as texts } from './paraglide/messages.js';\ntexts.ui_close();", known);
    expect(code).toContain('\n$message_ui_close();');
  });

  it('leaves a module without messages alone', () => {
    expect(importDirectly("import { m } from './other.js';\nm.ui_close();", known)).toBeNull();
    expect(importDirectly("const text = 'paraglide/messages.js';", known)).toBeNull();
  });

  it.each([
    ['a message that does not exist', 'm.ui_open();', 'ui_open'],
    ['messages handed on as a whole', 'show(m);', 'tells no message'],
    ['a name without a fixed beginning', 'm[`${code}_help`]();', 'fixed beginning'],
    ['a name that is a value', 'm[code]();', 'fixed beginning'],
    ['another variable of the same name', 'const f = (m) => m.length;', 'tells no message'],
  ])('refuses %s', (_what, code, complaint) => {
    expect(() => rewrite(code)).toThrow(complaint);
  });

  it.each([["import * as m from './paraglide/messages.js';"], ["import { m, n } from './paraglide/messages.js';"]])(
    'refuses %s',
    (statement) => {
      expect(() => importDirectly(`${statement}\nm.ui_close();`, known)).toThrow('alone');
    },
  );
});

describe("the name of a message in paraglide's file", () => {
  it.each([
    ['export const ui_close = /** @type {X} */ () => 1', 'ui_close'],
    ['const a1 = () => 1;\nexport { a1 as "outbox_takenBack" }', 'outbox_takenBack'],
    ["export * from './ui_close.js'", undefined],
  ])('of %s', (code, name) => {
    expect(exportedName(code)).toBe(name);
  });
});

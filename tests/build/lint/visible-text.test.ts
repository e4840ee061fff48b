import visibleText from '../../../build/lint/visible-text.js';
import { inSvelte, RuleTester } from './rule-tester.ts';

const tester = new RuleTester({ languageOptions: inSvelte });

function valid(code: string): { filename: string; code: string } {
  return { filename: 'Part.svelte', code };
}

function invalid(code: string, count = 1): { filename: string; code: string; errors: { messageId: string }[] } {
  return { ...valid(code), errors: Array.from({ length: count }, () => ({ messageId: 'text' })) };
}

tester.run('visible text', visibleText, {
  valid: [
    valid('<p>{m.invoices_title()}</p>'),
    valid('<p>{formatCents(total)} €</p>'),
    valid('<kbd>⌘</kbd><kbd>Esc</kbd><span>·</span><b>19 %</b>'),
    valid('<h1>Kontor</h1><p>Lexware Office</p>'),
    valid('<input placeholder={m.search()} aria-label={m.search()} name="search" type="text" class="wide" />'),
    valid('<Button label={m.save()} kind="primary" />'),
    valid('<style>p { color: red }</style><script>const text = "inside the code";</script>'),
    valid('<p class={open ? "open" : "closed"}>{name}</p>'),
    valid('<!-- a comment --><p>{#if a}{b}{:else}{c}{/if}</p>'),
    { ...valid('<span>K</span>'), options: [['K']] },
  ],
  invalid: [
    invalid('<p>Rechnungen</p>'),
    invalid('<p>Invoices {count}</p>'),
    invalid('<button>{m.save()} now</button>'),
    invalid('<p>{open ? "Offen" : m.closed()}</p>'),
    invalid('<p>{name || "Unbekannt"}</p>'),
    invalid('<p>{`Summe ${total}`}</p>'),
    invalid('<p>{"Summe: " + total}</p>'),
    invalid('<input placeholder="Suchen" />'),
    invalid('<input aria-label="Search" title="Search" />', 2),
    invalid('<img alt="Logo" src="/logo.svg" />'),
    invalid('<img alt={"Logo"} src="/logo.svg" />'),
    invalid('<Button label="Save" />'),
    invalid('<p>{#if a}Ja{:else}Nein{/if}</p>', 2),
    invalid('<p>über</p>'),
    invalid('<p title={open ? "Zu" : "Auf"}></p>'),
  ],
});

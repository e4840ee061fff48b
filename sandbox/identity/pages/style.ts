/** The look of the pages, in both themes; every pair of colours passes AA. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #f6f5f2; --surface: #fff; --line: #cbc7bd; --ink: #1c1f22; --ink-2: #54595f;
  --accent: #0c6a6d; --accent-hover: #0a5b5e; --on-accent: #fff; --bad: #b3261e; --bad-soft: #fae5e3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #131517; --surface: #1a1d20; --line: #3c434a; --ink: #e9ebec; --ink-2: #a6adb3;
    --accent: #3fb5b0; --accent-hover: #6bcfca; --on-accent: #06201f; --bad: #f08a80; --bad-soft: #3a1d1a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column; align-items: center; justify-content: center;
  gap: 16px; padding: 24px 16px; background: var(--paper); color: var(--ink);
  font: 15px/1.5 Inter, system-ui, -apple-system, 'Segoe UI', sans-serif;
}
main {
  width: 100%; max-width: 420px; padding: 32px; background: var(--surface);
  border: 1px solid var(--line); border-radius: 12px;
}
.brand { display: flex; align-items: center; gap: 8px; margin: 0 0 24px; font-weight: 600; }
.mark {
  display: grid; place-items: center; width: 28px; height: 28px; border-radius: 8px;
  background: var(--accent); color: var(--on-accent); font-size: 13px;
}
h1 { margin: 0 0 8px; font-size: 22px; line-height: 1.25; }
p { margin: 0 0 16px; }
.muted, footer { color: var(--ink-2); }
footer { font-size: 13px; text-align: center; }
label { display: block; margin-bottom: 4px; font-weight: 500; }
input {
  width: 100%; height: 40px; margin-bottom: 16px; padding: 0 12px; font: inherit;
  color: inherit; background: var(--surface); border: 1px solid var(--ink-2); border-radius: 8px;
}
input[aria-invalid='true'] { border-color: var(--bad); }
.error {
  padding: 12px; color: var(--bad); background: var(--bad-soft); border-radius: 8px;
}
ul { margin: 0 0 16px; padding-left: 20px; }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
button {
  flex: 1 1 140px; min-height: 40px; padding: 8px 16px; font: inherit; font-weight: 500; cursor: pointer;
  color: var(--ink); background: transparent; border: 1px solid var(--ink-2); border-radius: 8px;
}
button.main { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
button.main:hover { background: var(--accent-hover); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code { font-size: 13px; overflow-wrap: anywhere; }
`;

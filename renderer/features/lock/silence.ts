import { holdFiles } from './lock-state.svelte.ts';

/**
 * What the rest of the page listens for on the window or the document. While it is put away none of it must arrive
 * there: a key would still be its shortcut, and a press beside an open dialog would close it. What the browser itself
 * does with keys and presses, typing and clicking, goes on.
 */
const silenced = [
  ...['keydown', 'keyup', 'keypress', 'pointerdown', 'pointerup', 'mousedown', 'mouseup', 'focusin', 'focusout'],
  ...['dragenter', 'dragover', 'dragleave', 'drop', 'paste'],
] as const;

/** Keeps all that from the page that is put away, and files that are dropped or pasted for later. */
export function silencePage(): () => void {
  const end = new AbortController();
  for (const name of silenced) {
    window.addEventListener(name, silence, { capture: true, signal: end.signal });
  }
  return () => end.abort();
}

function silence(event: Event): void {
  event.stopImmediatePropagation();
  // Without this the window would open the file in the place of the app.
  if (event.type.startsWith('dr')) event.preventDefault();
  if (event.type === 'drop') holdFiles(filesOf((event as DragEvent).dataTransfer), 'dropped');
  if (event.type === 'paste') holdFiles(filesOf((event as ClipboardEvent).clipboardData), 'pasted');
}

function filesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])];
}

import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { appOrigin } from './app-protocol.ts';

const trusted = new Set<number>();

/** Trusts the IPC messages of this window's main frame until it is destroyed. */
export function trustSender(contents: WebContents): void {
  const { id } = contents;
  trusted.add(id);
  contents.once('destroyed', () => trusted.delete(id));
}

/**
 * Answers whether a message comes from the main frame of a window of ours that shows our own page. The frame is null
 * once it has been navigated away or destroyed; then nothing is known about it, so it is not trusted.
 */
export function isTrustedSender(event: IpcMainInvokeEvent): boolean {
  const { sender, senderFrame } = event;
  if (!trusted.has(sender.id) || senderFrame === null) return false;
  if (senderFrame !== sender.mainFrame) return false;
  return originOf(senderFrame.url) === appOrigin;
}

/** `URL.origin` is "null" for schemes that Node does not know, so the origin is put together here. */
function originOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}

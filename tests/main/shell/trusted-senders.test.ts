import { EventEmitter } from 'node:events';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ protocol: {} }));
const { isTrustedSender, trustSender } = await import('../../../main/shell/trusted-senders.ts');

interface Frame {
  url: string;
}

let nextId = 1;
function contents(): WebContents & EventEmitter {
  const mainFrame: Frame = { url: 'app://kontor/index.html' };
  return Object.assign(new EventEmitter(), { id: nextId++, mainFrame }) as unknown as WebContents & EventEmitter;
}
function message(sender: WebContents, senderFrame: unknown): IpcMainInvokeEvent {
  return { sender, senderFrame } as IpcMainInvokeEvent;
}

describe('the sender of a message', () => {
  it('is trusted as the main frame of our window', () => {
    const ours = contents();
    trustSender(ours);
    expect(isTrustedSender(message(ours, ours.mainFrame))).toBe(true);
  });

  it('is refused from another window', () => {
    const other = contents();
    expect(isTrustedSender(message(other, other.mainFrame))).toBe(false);
  });

  it('is refused from a frame inside our window, even with our address', () => {
    const ours = contents();
    trustSender(ours);
    expect(isTrustedSender(message(ours, { url: 'app://kontor/index.html' }))).toBe(false);
  });

  it('is refused when its frame is gone', () => {
    const ours = contents();
    trustSender(ours);
    expect(isTrustedSender(message(ours, null))).toBe(false);
  });

  it('is refused after the window was destroyed', () => {
    const ours = contents();
    trustSender(ours);
    ours.emit('destroyed');
    expect(isTrustedSender(message(ours, ours.mainFrame))).toBe(false);
  });

  it.each([
    'https://kontor/index.html',
    'app://other/index.html',
    'app://kontor.evil.example/index.html',
    'about:blank',
    'data:text/html,x',
    'file:///app/index.html',
    'apps://kontor/index.html',
    '',
  ])('is refused when our main frame shows %s', (url) => {
    const ours = contents();
    trustSender(ours);
    (ours.mainFrame as unknown as Frame).url = url;
    expect(isTrustedSender(message(ours, ours.mainFrame))).toBe(false);
  });
});

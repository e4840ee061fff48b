import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { appError } from '../../domain/errors.ts';
import { fail } from '../../domain/result.ts';
import {
  channelOf,
  contract,
  eventChannelOf,
  type EventName,
  type EventPayload,
  type Handlers,
  type Method,
} from '../../preload/contract.ts';
import { answerCall, type CallOptions, type Handler } from '../service/answer-call.ts';
import { isTrustedSender } from './trusted-senders.ts';

/** Registers every method of the contract, and nothing else, on Electron's IPC. The only user of `ipcMain`. */
export function registerHandlers(handlers: Handlers, options: CallOptions): void {
  // The settings library listens on a channel of its own, which would answer anybody.
  ipcMain.removeAllListeners('electron-store-get-data');
  for (const [namespace, methods] of Object.entries(contract)) {
    for (const [name, method] of Object.entries(methods)) {
      const handler = handlerOf(handlers, namespace, name);
      ipcMain.handle(channelOf(namespace, name), (event: IpcMainInvokeEvent, ...args: unknown[]) => {
        if (!isTrustedSender(event)) return fail(appError('not_trusted'));
        return answerCall(method as Method, handler, args, options);
      });
    }
  }
}

function handlerOf(handlers: Handlers, namespace: string, name: string): Handler {
  const group = handlers[namespace as keyof Handlers] as unknown as Record<string, Handler>;
  const handler = group[name];
  if (handler === undefined) throw new Error(`no handler for ${namespace}.${name}`);
  return handler;
}

/** Sends an event to a page. A page that is gone misses it; it asks for everything again when it comes back. */
export function sendEvent<E extends EventName>(contents: WebContents, event: E, payload: EventPayload<E>): void {
  if (!contents.isDestroyed()) contents.send(eventChannelOf(event), payload);
}

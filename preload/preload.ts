import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import { channelOf, contract, eventChannelOf, events, type EventName } from './contract.ts';
import { toIncomingFiles } from './incoming-files.ts';

type Call = (...args: unknown[]) => Promise<unknown>;

function namespaceApi(namespace: string, methods: object): Record<string, Call> {
  const entries = Object.keys(methods).map((name): [string, Call] => {
    const channel = channelOf(namespace, name);
    return [name, (...args) => ipcRenderer.invoke(channel, ...args) as Promise<unknown>];
  });
  return Object.fromEntries(entries);
}

/** Hands the page the payload only: the event object would carry `sender` and `ports` across. */
function on(event: string, listener: (payload: unknown) => void): () => void {
  if (!Object.hasOwn(events, event)) throw new Error('unknown event');
  const channel = eventChannelOf(event as EventName);
  const forward = (_event: IpcRendererEvent, payload: unknown): void => listener(payload);
  ipcRenderer.on(channel, forward);
  return () => ipcRenderer.removeListener(channel, forward);
}

/** Paths of files are known here only: the page hands over `File` objects. */
async function addFiles(files: readonly File[], source: unknown = 'dropped'): Promise<unknown> {
  const incoming = await toIncomingFiles(files, (file) => webUtils.getPathForFile(file));
  return ipcRenderer.invoke(channelOf('receipts', 'addFiles'), { files: incoming, source }) as Promise<unknown>;
}

const namespaces = Object.entries(contract).map(([name, methods]) => [name, namespaceApi(name, methods)] as const);

const api = Object.fromEntries(namespaces);
contextBridge.exposeInMainWorld('kontor', { ...api, receipts: { ...api['receipts'], addFiles }, on });

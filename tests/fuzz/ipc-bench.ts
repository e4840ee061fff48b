import type { IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import type { Method } from '../../preload/contract.ts';
import { channelOf, contract } from '../../preload/contract.ts';
import { changeInput } from './change.ts';
import { hostileValue } from './hostile.ts';
import type { Luck } from './luck.ts';
import { sampleOf } from './sample.ts';

/** One method of the contract with its names. */
export interface Channel {
  namespace: string;
  name: string;
  channel: string;
  method: Method;
}

/** Every channel that the contract has. */
export const channels: readonly Channel[] = Object.entries(contract).flatMap(([namespace, group]) =>
  Object.entries(group).map(([name, method]) => ({
    namespace,
    name,
    channel: channelOf(namespace, name),
    method: method as Method,
  })),
);

/** The main frame of our window, as the IPC host trusts it. */
export const mainFrame = { url: 'app://kontor/index.html' };
export const ourWindow = { id: 7, mainFrame, once: (): void => undefined };
export const fromUs = { sender: ourWindow, senderFrame: mainFrame } as unknown as IpcMainInvokeEvent;

/** The arguments of one call: good, nearly good, or anything. */
export function makeArguments({ method }: Channel, luck: Luck): unknown[] {
  const good = method.input === null ? [] : [sampleOf(method.input, luck)];
  const kind = luck.below(10);
  if (kind === 0) return good;
  if (kind === 1) return luck.pick([[], [...good, hostileValue(luck)], [...good, ...good, null], [undefined, ...good]]);
  if (kind === 2) return [hostileValue(luck)];
  const changed = method.input === null ? [hostileValue(luck)] : [changeInput(good[0], luck)];
  return kind < 6 ? changed : (cloned(changed) ?? changed);
}

/** As Electron brings arguments across; `null` where it refuses to. */
function cloned(args: unknown[]): unknown[] | null {
  try {
    return structuredClone(args);
  } catch {
    return null;
  }
}

/** A second judgement of a call, which shares nothing with the first but the schema itself. */
export function isAcceptable(method: Method, args: readonly unknown[]): boolean {
  if (method.input === null) return args.length === 0;
  const [input] = args;
  if (args.length !== 1 || typeof input !== 'object' || input === null || Array.isArray(input)) return false;
  if (input instanceof Uint8Array) return false;
  try {
    return isData(input) && v.safeParse(method.input, input).success;
  } catch {
    return false;
  }
}

/** Data as JSON could hold it, and bytes; at most sixteen levels of objects. */
function isData(root: object): boolean {
  const known = new Set<object>();
  let level: object[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > 16) return false;
    const next: object[] = [];
    for (const one of level) {
      if (known.has(one)) continue;
      known.add(one);
      const children = childrenOf(one);
      if (children === null) return false;
      next.push(...children);
    }
    level = next;
  }
  return !hasCycle(root);
}

/** The objects right inside of one; `null` where it is no data, or something in it is not. */
function childrenOf(one: object): object[] | null {
  const prototype: unknown = Object.getPrototypeOf(one);
  if (prototype === Uint8Array.prototype) return [];
  const isList = Array.isArray(one) && prototype === Array.prototype;
  if (!isList && prototype !== Object.prototype && prototype !== null) return null;
  const children: object[] = [];
  for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(one))) {
    if (isList && key === 'length') continue;
    if (!('value' in property)) return null;
    const value: unknown = property.value;
    if (['bigint', 'symbol', 'function'].includes(typeof value)) return null;
    if (typeof value === 'object' && value !== null) children.push(value);
  }
  return children;
}

function hasCycle(root: object): boolean {
  const done = new Set<object>();
  const open = new Set<object>();
  const visit = (one: object): boolean => {
    if (done.has(one)) return false;
    if (open.has(one)) return true;
    open.add(one);
    const isRing = (childrenOf(one) ?? []).some(visit);
    open.delete(one);
    done.add(one);
    return isRing;
  };
  return visit(root);
}

import { gzipSync } from 'node:zlib';
import type { Luck } from './luck.ts';

/** An answer as it goes over the wire. */
export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
  /** Said of the body although it is longer or shorter. */
  statedLength?: number;
}

const words = [
  ...['', ' ', 'NaN', 'Infinity', '-1', '-0', '1e400', '12,50', '0x10', '1_000', '٣', '1'.repeat(60), 'newWord'],
  ...['2026-02-30T00:00:00.000+01:00', '2026-13-01', '0000-00-00T00:00:00Z', '9999-12-31T23:59:59.999-23:59'],
  ...['2026-03-29T02:30:00.000+01:00', '+275760-09-13T00:00:00Z', 'Tue Nov 24 2026', 'today', '\u0000', '\ud800'],
  ...['__proto__', '../../x', '<script>', 'x'.repeat(5_000)],
];
const values: readonly unknown[] = [
  ...[null, true, false, 0, -0, 0.1 + 0.2, 1.005, 33.333, -1, 1e15, -1e15, 2 ** 53, 1e21, 1e300, 5e-324, 99_999_999.99],
  ...[[], {}, [null], [[]], { value: 1 }, { toString: 1 }],
];
/** Numbers as JSON can hold them and JavaScript can not. */
const rawNumbers = [
  '1e999',
  '-1e999',
  '123456789012345678901234567890.123',
  '0.1000000000000000055511151231257827',
  '-0',
];

function anything(luck: Luck): unknown {
  return luck.oneIn(2) ? luck.pick(words) : luck.pick(values);
}

/** All places in a value, as the parents and keys that lead to them. */
function placesOf(value: unknown): { parent: Record<string, unknown>; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const parent = value as Record<string, unknown>;
  return Object.keys(parent).flatMap((key) => [{ parent, key }, ...placesOf(parent[key])]);
}

/** As JSON makes a property of this name. */
const owned = { enumerable: true, writable: true, configurable: true } as const;

/** Marks a place whose text is put in when the JSON is written. */
const mark = '\u2603raw:';

/** One change of a parsed answer, in place. */
const treeChanges: readonly ((place: { parent: Record<string, unknown>; key: string }, luck: Luck) => void)[] = [
  ({ parent, key }) => Reflect.deleteProperty(parent, key),
  ({ parent, key }, luck) => (parent[key] = anything(luck)),
  ({ parent, key }, luck) => (parent[key] = anything(luck)),
  ({ parent, key }, luck) => (parent[key] = mark + luck.pick(rawNumbers)),
  ({ parent, key }) => (parent[key] = JSON.stringify(parent[key])),
  ({ parent, key }) => (parent[key] = Number(JSON.stringify(parent[key]))),
  ({ parent, key }) => (parent[key] = [parent[key]]),
  ({ parent, key }) => (parent[key] = { [key]: parent[key] }),
  ({ parent, key }) => {
    parent[`${key}New`] = parent[key];
    Reflect.deleteProperty(parent, key);
  },
  ({ parent, key }) => (parent[key.toUpperCase()] = parent[key]),
  ({ parent, key }) => {
    const value = parent[key];
    if (Array.isArray(value)) value.push(...(structuredClone(value) as unknown[]), null);
  },
  ({ parent, key }) => {
    const level = { more: {} as Record<string, unknown> };
    for (let at = level.more, depth = 0; depth < 400; depth += 1) at = at['more'] = {} as Record<string, unknown>;
    parent[key] = level;
  },
  ({ parent }, luck) => Object.defineProperty(parent, '__proto__', { ...owned, value: anything(luck) }),
];

function write(tree: unknown, luck: Luck): string {
  const text = JSON.stringify(tree).replaceAll(/"\u2603raw:([^"]*)"/g, '$1');
  if (!luck.oneIn(15)) return text;
  // The same name twice in one object; the last one counts, as JSON.parse reads it.
  return text.replace('{"', `{"id":${JSON.stringify(anything(luck))},"id":"x","content":null,"`);
}

function damageText(text: string, luck: Luck): Uint8Array {
  const whole = Buffer.from(text);
  const at = luck.below(whole.length + 1);
  switch (luck.below(8)) {
    case 0:
      return whole.subarray(0, at);
    case 1:
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), whole]);
    case 2:
      return Buffer.concat([whole.subarray(0, at), Buffer.from([0xff, 0xc0, 0x80]), whole.subarray(at)]);
    case 3:
      return Buffer.from(text, 'utf16le');
    case 4:
      return Buffer.concat([whole, whole]);
    case 5:
      return Buffer.from(
        luck.pick(['<!doctype html><title>Hotel WLAN</title>', '', 'null', '[]', '{}', '"', 'NaN', '0']),
      );
    case 6:
      return Buffer.from('['.repeat(luck.pick([100, 100_000])));
    default:
      whole[at % Math.max(whole.length, 1)] = luck.below(256);
      return whole;
  }
}

const statuses = [201, 202, 204, 206, 300, 301, 302, 304, 400, 401, 402, 403, 404, 405, 406, 408, 409, 415, 422, 429];
const failing = [500, 501, 502, 503, 504, 511, 599];
const mediaTypes = ['text/html', 'text/plain', '', 'application/pdf', 'application/json;charset=utf-16', 'x'];

/** A good answer with something wrong about it: its content, its text, its headers, or its status. */
export function mutateAnswer(good: { answer: unknown; mediaType: string }, luck: Luck): WireAnswer {
  const isJson = good.mediaType === 'application/json';
  const tree: { answer: unknown } = { answer: structuredClone(good.answer) };
  for (let changes = 1 + luck.below(3); isJson && changes > 0; changes -= 1) {
    const places = placesOf(tree).filter(({ key }, index) => index > 0 || key !== 'answer' || luck.oneIn(20));
    if (places.length > 0) luck.pick(treeChanges)(luck.pick(places), luck);
  }
  const text = isJson ? write(tree.answer ?? null, luck) : String(good.answer);
  const body = luck.oneIn(4) ? damageText(text, luck) : Buffer.from(text);
  const headers = { 'content-type': luck.oneIn(10) ? luck.pick(mediaTypes) : good.mediaType };
  return damageTransport({ status: 200, headers, body }, luck);
}

function damageTransport(answer: WireAnswer, luck: Luck): WireAnswer {
  switch (luck.below(24)) {
    case 0:
    case 1:
      return { ...answer, status: luck.pick(statuses) };
    case 2:
      return { ...answer, status: luck.pick(failing) };
    case 3:
      return {
        ...answer,
        headers: { ...answer.headers, 'content-encoding': luck.pick(['gzip', 'br', 'deflate', 'x']) },
      };
    case 4:
      return { ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip' }, body: gzipSync(answer.body) };
    case 5: {
      const cut = gzipSync(answer.body).subarray(0, 12);
      return { ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip' }, body: cut };
    }
    case 6:
      return { ...answer, statedLength: answer.body.byteLength + 10 };
    case 7:
      return { ...answer, headers: { ...answer.headers, 'content-disposition': luck.pick(dispositions) } };
    case 8:
      return { ...answer, headers: { ...answer.headers, 'retry-after': luck.pick(waits) }, status: 429 };
    default:
      return answer;
  }
}

const waits = ['-1', '0', '1.5', '1e9', '999999999', 'NaN', 'soon', 'Tue, 24 Nov 2026 08:00:00 GMT', '99 99', ''];
const dispositions = [
  'attachment; filename="../../../etc/passwd"',
  'attachment; filename="C:\\Windows\\evil.exe"',
  "attachment; filename*=UTF-8''%2e%2e%2f%00evil.exe",
  `attachment; filename="${'x'.repeat(3_000)}.pdf"`,
  'attachment; filename=""',
  'filename',
];

import { fc, it as property } from '@fast-check/vitest';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { contract, type Answer, type Method } from '../../../preload/contract.ts';
import { answerCall } from '../../../main/service/answer-call.ts';

const methods = Object.entries(contract).flatMap(([namespace, group]) =>
  Object.entries(group).map(([name, method]) => ({ name: `${namespace}.${name}`, method: method as Method })),
);
const options = { onBug: vi.fn(), checkOutput: false };
const done = (): Promise<Answer<unknown>> => Promise.resolve({ ok: true, value: undefined });

const nested = (depth: number): unknown => {
  let value: unknown = 'end';
  for (let level = 0; level < depth; level++) value = { draft: value, id: value };
  return value;
};

/** Ten times ten times ten … though there are only as many lists as levels. */
const unfolding = (depth: number): unknown => {
  let value: unknown = 'end';
  for (let level = 0; level < depth; level++) value = new Array(10).fill(value);
  return value;
};

const ring: Record<string, unknown> = {};
ring['id'] = ring;

const wrongInputs: [string, readonly unknown[]][] = [
  ['two arguments', [{}, {}]],
  ['a number', [1]],
  ['NaN', [Number.NaN]],
  ['a string', ['x']],
  ['null', [null]],
  ['an array', [[]]],
  ['a date', [new Date(0)]],
  ['a map', [new Map()]],
  ['bytes', [new Uint8Array(4)]],
  ['no bytes at all', [new Uint8Array(0)]],
  ['a getter', [Object.defineProperty({}, 'id', { enumerable: true, get: () => 'x' })]],
  [
    'a getter that throws',
    [Object.defineProperty({}, 'id', { enumerable: true, get: () => JSON.parse('{') as unknown })],
  ],
  ['a ring', [ring]],
  ['few objects that unfold without an end', [{ id: unfolding(14) }]],
  ['a big integer', [1n]],
  ['unknown keys', [{ id: '00000000-0000-4000-8000-000000000000', extra: 1, method: 'oauth2' }]],
  ['a prototype', [JSON.parse('{"__proto__":{"id":"x"}}')]],
  ['deep nesting', [nested(20_000)]],
  ['a huge text', [{ id: 'x'.repeat(10_000_000), text: 'x'.repeat(10_000_000), method: 'apiKey' }]],
  ['a huge array', [Array.from({ length: 100_000 }, () => ({}))]],
];

describe.each(methods)('$name', ({ method }) => {
  it.each(wrongInputs)('does not reach its handler with %s', async (_what, args) => {
    const handler = vi.fn(done);
    expect(await answerCall(method, handler, args, options)).toMatchObject({
      ok: false,
      error: { code: 'invalid_input' },
    });
    expect(handler).not.toHaveBeenCalled();
  });

  property.prop(
    [
      fc.array(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), {
        maxLength: 3,
      }),
    ],
    {
      numRuns: 200,
    },
  )('answers anything with a value, and its handler sees parsed input only', async (args) => {
    const handler = vi.fn((...seen: unknown[]) => {
      if (method.input !== null) v.parse(method.input, seen[0]);
      else expect(seen).toEqual([]);
      return done();
    });
    const answer = await answerCall(method, handler, args, options);
    expect(answer.ok || answer.error.code === 'invalid_input').toBe(true);
  });
});

describe('bytes', () => {
  const named = v.strictObject({ id: v.string(), png: v.instance(Uint8Array) });
  it('reach a handler whose schema asks for them', async () => {
    const handler = vi.fn(done);
    const input = { id: 'x', png: new Uint8Array([1, 2]) };
    await answerCall({ input: named, output: v.undefined() }, handler, [input], options);
    expect(handler).toHaveBeenCalledWith(input);
  });

  it.each([new Uint16Array(2), new ArrayBuffer(2), new DataView(new ArrayBuffer(2)), Buffer.from('x')])(
    'of another kind do not: %o',
    async (png) => {
      const handler = vi.fn(done);
      await answerCall({ input: named, output: v.undefined() }, handler, [{ id: 'x', png }], options);
      expect(handler).not.toHaveBeenCalled();
    },
  );
});

describe('a call', () => {
  it('answers what the handler answers', async () => {
    const answer = await answerCall(
      contract.sync.now,
      () => Promise.resolve({ ok: true as const, value: undefined }),
      [],
      options,
    );
    expect(answer).toEqual({ ok: true, value: undefined });
  });

  it('hides an exception behind a code and reports it as a bug', async () => {
    const onBug = vi.fn();
    const broken = (): Promise<Answer<unknown>> => Promise.reject(new Error('secret detail'));
    const answer = await answerCall(contract.sync.now, broken, [], { onBug, checkOutput: false });
    expect(answer).toEqual({ ok: false, error: { code: 'unexpected' } });
    expect(onBug).toHaveBeenCalledOnce();
  });

  it('does not let an answer out that breaks the contract', async () => {
    const onBug = vi.fn();
    const wrong = (): Promise<Answer<unknown>> => Promise.resolve({ ok: true, value: { token: 'x' } });
    const answer = await answerCall(contract.organisations.list, wrong, [], { onBug, checkOutput: true });
    expect(answer).toEqual({ ok: false, error: { code: 'unexpected' } });
  });
});

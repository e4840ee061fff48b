import { describe, expect, test } from 'vitest';
import { appError } from '../../domain/errors.ts';
import { fail, ok } from '../../domain/result.ts';
import { kontor } from '../../renderer/bridge.ts';
import { errorText } from '../../renderer/i18n/errors.ts';
import { installFakeBridge } from './fake-bridge.ts';
import { sampleInfo } from './sample-data.ts';

describe('the bridge', () => {
  test('hands over what main answers', async () => {
    installFakeBridge();
    expect(await kontor.app.info()).toEqual(ok(sampleInfo));
  });

  test('hands over exactly the arguments that it is given', async () => {
    const bridge = installFakeBridge();
    await kontor.app.info();
    await kontor.invoices.list({ search: 'Kiel' });
    expect(bridge.inputsOf('invoices.list')).toEqual([{ search: 'Kiel' }]);
  });

  test('has the words for an error before the error is handed over', async () => {
    installFakeBridge().when('app', 'info', () => fail(appError('storage_full')));
    const answer = await kontor.app.info();
    expect(answer).toEqual(fail(appError('storage_full')));
    expect(errorText('storage_full').title).not.toBe('');
  });

  test('works with what is frozen, as all is that a preload script exposes', async () => {
    const info = () => Promise.resolve(ok(sampleInfo));
    Object.defineProperty(window, 'kontor', {
      value: Object.freeze({ app: Object.freeze({ info }) }),
      configurable: true,
    });
    expect(await kontor.app.info()).toEqual(ok(sampleInfo));
  });
});

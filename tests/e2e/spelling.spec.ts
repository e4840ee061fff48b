import { expect, test } from './harness/test.ts';

test('no spelling checker runs that would have to fetch its words', async ({ start }) => {
  const { electron } = await start();
  const isOn = await electron.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled());
  expect(isOn).toBe(process.platform === 'darwin');
});

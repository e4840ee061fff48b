import { afterEach, expect, it } from 'vitest';
import { startDemo, type Demo } from '../../sandbox/demo.ts';

const running: Demo[] = [];
const key = 'd'.repeat(36);

async function start(today: string): Promise<Demo> {
  const demo = await startDemo({ key, today });
  running.push(demo);
  return demo;
}
const ask = (demo: Demo, path: string, bearer = key): Promise<Response> =>
  fetch(`${demo.url}${path}`, { headers: { authorization: `Bearer ${bearer}`, accept: 'application/json' } });
const rows = '/v1/voucherlist?voucherType=any&voucherStatus=any&size=250&page=0';

afterEach(async () => {
  await Promise.all(running.splice(0).map((demo) => demo.close()));
});

it('listens on this machine only, at a port of the system', async () => {
  const demo = await start('2026-11-24');
  expect(demo.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

it('has one company that calls itself a demo, with a few hundred documents', async () => {
  const demo = await start('2026-11-24');
  expect(await (await ask(demo, '/v1/profile')).json()).toMatchObject({
    companyName: 'Nordlicht Werkstatt GmbH (Demo)',
  });
  expect(await (await ask(demo, rows)).json()).toMatchObject({ totalElements: 320 });
});

it('is the same company after every start for the same day', async () => {
  const [one, two] = [await start('2026-11-24'), await start('2026-11-24')];
  expect(await (await ask(two, rows)).json()).toEqual(await (await ask(one, rows)).json());
  expect(await (await ask(two, '/v1/profile')).json()).toEqual(await (await ask(one, '/v1/profile')).json());
});

it.each(['', 'e'.repeat(36), `${key}x`])('knows no bearer but its own (%j)', async (bearer) => {
  expect((await ask(await start('2026-11-24'), '/v1/profile', bearer)).ok).toBe(false);
});

it.each(['/sandbox/faults', '/sandbox/requests', '/oauth2/token'])(
  'has no back door and no sign-in (%s)',
  async (path) => {
    expect((await ask(await start('2026-11-24'), path)).ok).toBe(false);
  },
);

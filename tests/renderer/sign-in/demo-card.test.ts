import { render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Organisation } from '../../../domain/organisation.ts';
import { fail, ok } from '../../../domain/result.ts';
import { app } from '../../../renderer/features/frame/app-state.svelte.ts';
import SignInScreen from '../../../renderer/features/sign-in/SignInScreen.svelte';
import { installFakeBridge, type FakeBridge } from '../fake-bridge.ts';
import { idOf, sampleOrganisation } from '../sample-data.ts';

const demo = sampleOrganisation({ id: idOf(9), name: 'Werkstatt (Demo)', method: 'demo' });
const card = { name: /^Demo-Firma ansehen/u };

let bridge: FakeBridge;
let stop: () => void = () => undefined;

beforeEach(() => {
  bridge = installFakeBridge();
});
afterEach(() => stop());

async function show(purpose: 'first' | 'add' | 'again', organisations: Organisation[]) {
  bridge.when('organisations', 'list', () => ok(organisations));
  stop = app.start();
  await app.load();
  const onclose = vi.fn();
  const organisation = organisations[0] ?? null;
  return { ...render(SignInScreen, { purpose, organisation, onclose }), onclose };
}

test('the card opens the demo company and leaves the screen', async () => {
  bridge.when('organisations', 'signIn', () => ok(demo));
  const { getByRole, onclose } = await show('first', []);
  await userEvent.click(getByRole('button', card));
  expect(bridge.inputsOf('organisations.signIn')).toEqual([{ method: 'demo' }]);
  expect(onclose).toHaveBeenCalledOnce();
});

test('a demo that does not start is told on the screen, which stays', async () => {
  bridge.when('organisations', 'signIn', () => fail({ code: 'demo_unavailable' }));
  const { getByRole, findByText, onclose } = await show('first', []);
  await userEvent.click(getByRole('button', card));
  expect(await findByText('Die Demo-Firma ist nicht gestartet')).toBeVisible();
  expect(onclose).not.toHaveBeenCalled();
  expect(getByRole('button', card)).toBeEnabled();
});

test('pressed twice, it is asked for once', async () => {
  bridge.when('organisations', 'signIn', () => new Promise(() => undefined));
  const { getByRole } = await show('first', []);
  await userEvent.dblClick(getByRole('button', card));
  expect(bridge.inputsOf('organisations.signIn')).toHaveLength(1);
});

test.each([
  ['beside a real company', 'add', [sampleOrganisation()], true],
  ['where it is here already', 'add', [sampleOrganisation(), demo], false],
  ['in the place of a real company that has to sign in again', 'again', [sampleOrganisation()], false],
  ['where it is the demo itself that has to be opened again', 'again', [demo], true],
] as const)('is offered or not: %s', async (_where, purpose, organisations, isOffered) => {
  const { queryByRole } = await show(purpose, [...organisations]);
  expect(queryByRole('button', card) !== null).toBe(isOffered);
});

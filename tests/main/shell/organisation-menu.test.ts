import type { MenuItemConstructorOptions } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Organisation } from '../../../domain/organisation.ts';
import { ok } from '../../../domain/result.ts';
import { defaultSettings } from '../../../domain/settings.ts';
import type { Handlers } from '../../../preload/contract.ts';
import { createLog } from '../../../main/service/log.ts';

let menus: MenuItemConstructorOptions[][] = [];
vi.mock('electron', () => ({
  app: { quit: vi.fn() },
  Menu: {
    buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
    setApplicationMenu: (template: MenuItemConstructorOptions[]) => menus.push(template),
  },
}));
const { keepMenu } = await import('../../../main/shell/page-menu.ts');
const { organisationItems } = await import('../../../main/shell/organisation-menu.ts');
const { menuTexts } = await import('../../../main/shell/menu-texts.ts');

const idOf = (number: number): string => `0196a0b${number % 10}-0000-4000-8000-${String(number).padStart(12, '0')}`;

function organisation(number: number, change: Partial<Organisation> = {}): Organisation {
  return {
    id: idOf(number),
    name: `Firma ${number}`,
    companyName: `Firma ${number}`,
    colour: 'teal',
    method: 'apiKey',
    active: number === 1,
    session: 'signedIn',
    lock: null,
    taxType: 'net',
    smallBusiness: false,
    waiting: 0,
    decisions: 0,
    uncertain: 0,
    outgoing: 0,
    apiKey: null,
    missing: [],
    ...change,
  };
}

describe('the companies in the menu', () => {
  const items = (
    organisations: Organisation[],
    locale: 'de' | 'en' = 'de',
    isMac = false,
  ): MenuItemConstructorOptions[] =>
    organisationItems({ organisations, texts: menuTexts(locale), onChoose: vi.fn(), isMac });

  it('are a choice of which one is taken, with keys for the first nine that the page takes by itself', () => {
    const all = items(Array.from({ length: 11 }, (_, index) => organisation(index + 1)));
    expect(all.map(({ type, checked }) => [type, checked])).toEqual(all.map((_, index) => ['radio', index === 0]));
    expect(all.map(({ accelerator }) => accelerator?.slice(-1))).toEqual([
      ...Array.from('123456789'),
      undefined,
      undefined,
    ]);
    expect(all.slice(0, 9).every(({ registerAccelerator }) => registerAccelerator === false)).toBe(true);
    expect(items([organisation(1)], 'de', true)[0]?.registerAccelerator).toBe(true);
  });

  it('keep the ampersand of their names', () => {
    expect(items([organisation(1, { name: 'Brandt & Söhne' })])[0]?.label).toBe('Brandt && Söhne');
  });

  it('have words where the name lies in what is locked', () => {
    const locked = organisation(2, { name: '', session: 'locked' });
    expect(items([locked])[0]?.label).toBe('Gesperrte Firma 0196a0b2');
    expect(items([locked], 'en')[0]?.label).toBe('Locked organisation 0196a0b2');
  });
});

describe('the application menu', () => {
  let listed: Organisation[] = [];
  const onOrganisation = vi.fn();
  const open = (): ReturnType<typeof keepMenu> =>
    keepMenu({
      handlers: { organisations: { list: () => Promise.resolve(ok(listed)) } as Handlers['organisations'] },
      log: createLog(vi.fn(), () => new Date(0)),
      machine: {
        packaged: true,
        env: {},
        settings: { read: () => defaultSettings, write: vi.fn() },
        systemLocale: () => 'de',
      },
      devTools: false,
      onCommand: vi.fn(),
      onOrganisation,
    });
  const companies = (): MenuItemConstructorOptions[] | undefined => {
    const entry = menus.at(-1)?.find(({ label }) => label === 'Firma');
    return entry?.submenu as MenuItemConstructorOptions[] | undefined;
  };

  beforeEach(() => {
    menus = [];
    listed = [organisation(1), organisation(2)];
    onOrganisation.mockClear();
  });

  it('has no companies before anybody is signed in', async () => {
    listed = [];
    open();
    await Promise.resolve();
    expect(companies()).toBeUndefined();
  });

  it('is kept true when they change, and left alone when nothing that it shows has changed', async () => {
    const menu = open();
    await vi.waitUntil(() => companies()?.length === 2);
    const drawn = menus.length;
    listed = [organisation(1, { waiting: 3 }), organisation(2)];
    menu.hear('changed', { topics: ['organisations'] });
    menu.hear('changed', { topics: ['sync'] });
    menu.hear('command', { command: 'sync' });
    await new Promise(setImmediate);
    expect(menus).toHaveLength(drawn);
    listed = [organisation(1, { active: false }), organisation(2, { active: true })];
    menu.hear('changed', { topics: ['organisations'] });
    await vi.waitUntil(() => companies()?.[1]?.checked === true);
    expect(companies()?.map(({ checked }) => checked)).toEqual([false, true]);
  });

  it('forgets the companies while the app is locked, and lists them anew afterwards', async () => {
    const menu = open();
    await vi.waitUntil(() => companies()?.length === 2);
    const lock = {
      passphrase: 'own',
      rules: { afterMinutes: 5, withSystem: true },
      waitMs: 0,
      waitingFiles: 0,
    } as const;
    menu.hear('lock', { ...lock, state: 'locking' });
    expect(companies()).toBeUndefined();
    menu.hear('lock', { ...lock, state: 'locked' });
    menu.hear('lock', { ...lock, state: 'open' });
    await vi.waitUntil(() => companies()?.length === 2);
  });

  it('marks no other company before that one is shown', async () => {
    open();
    await vi.waitUntil(() => companies()?.length === 2);
    const drawn = menus.length;
    (companies()?.[1]?.click as () => void)();
    expect(onOrganisation).toHaveBeenCalledExactlyOnceWith(idOf(2));
    expect(menus).toHaveLength(drawn + 1);
    expect(companies()?.map(({ checked }) => checked)).toEqual([true, false]);
  });
});

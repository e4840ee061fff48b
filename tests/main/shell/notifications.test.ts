import type { EventEmitter } from 'node:events';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Notice } from '../../../main/service/notice.ts';

const recorded = vi.hoisted(() => ({ made: [] as unknown[], supported: true }));
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events');
  class Notification extends Emitter {
    static isSupported = (): boolean => recorded.supported;
    state: 'made' | 'shown' | 'closed' = 'made';
    readonly options: unknown;
    constructor(options: unknown) {
      super();
      this.options = options;
      recorded.made.push(this);
    }
    show(): void {
      this.state = 'shown';
    }
    close(): void {
      this.state = 'closed';
      this.emit('close');
    }
  }
  return { Notification };
});
const { createNotifier } = await import('../../../main/shell/notifications.ts');
const { noticeText } = await import('../../../main/shell/notice-texts.ts');

interface Shown extends EventEmitter {
  state: string;
  options: { title: string; body: string };
}
const made = recorded.made as Shown[];
const notice: Notice = { reason: 'rejected', organisationId: 'a' };
const onClick = vi.fn();
let isWanted = true;
const notifier = createNotifier({ isWanted: () => isWanted, locale: () => 'de', onClick });

beforeEach(() => {
  made.length = 0;
  isWanted = true;
  recorded.supported = true;
  onClick.mockReset();
});

it('a notice is shown in the language of the window, and its click tells what it was about', () => {
  notifier.show(notice);
  expect(made[0]).toMatchObject({ state: 'shown', options: noticeText('rejected', 'de') });
  made[0]?.emit('click');
  expect(onClick).toHaveBeenCalledExactlyOnceWith(notice);
});

it('the same notice again takes the place of the former', () => {
  notifier.show(notice);
  notifier.show(notice);
  expect(made.map(({ state }) => state)).toEqual(['closed', 'shown']);
});

it('another organisation, or another reason, is a notice of its own', () => {
  notifier.show(notice);
  notifier.show({ ...notice, organisationId: 'b' });
  notifier.show({ ...notice, reason: 'needsDecision' });
  expect(made.map(({ state }) => state)).toEqual(['shown', 'shown', 'shown']);
});

it('nothing is shown while the user looks at the window, or wants none', () => {
  isWanted = false;
  notifier.show(notice);
  expect(made).toEqual([]);
});

it('nothing is shown where the system has no notifications', () => {
  recorded.supported = false;
  notifier.show(notice);
  expect(made).toEqual([]);
});

it.each(['rejected', 'needsDecision', 'signedOut'] as const)('the words for %s hold nothing to fill in', (reason) => {
  for (const locale of ['de', 'en'] as const) {
    const { title, body } = noticeText(reason, locale);
    expect(`${title} ${body}`).not.toMatch(/[{}\d€]/u);
    expect(title.length).toBeGreaterThan(10);
  }
});

import path from 'node:path';
import type { CDPSession, Locator, Page } from '@playwright/test';
import { checkout } from './home.ts';

/** The path of a made receipt of this repository. */
export function receiptFile(name: string): string {
  return path.join(checkout, 'tests/fixtures/receipts', name);
}

/** A drag of files from outside over the window. */
export interface Drag {
  drop: () => Promise<void>;
  cancel: () => Promise<void>;
}

/**
 * Drags files over the window as a file manager does: the browser gets the drag with their paths, below the page, so
 * that the page's files have paths as they have in a real drag.
 */
export async function dragFiles(page: Page, files: readonly string[], at = { x: 640, y: 400 }): Promise<Drag> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  const send = (type: 'dragEnter' | 'dragOver' | 'drop' | 'dragCancel'): ReturnType<CDPSession['send']> =>
    session.send('Input.dispatchDragEvent', { type, ...at, data });
  await send('dragEnter');
  await send('dragOver');
  const end = async (type: 'drop' | 'dragCancel'): Promise<void> => {
    await send(type);
    await session.detach();
  };
  return { drop: () => end('drop'), cancel: () => end('dragCancel') };
}

/** Drops files onto the window. */
export async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  const drag = await dragFiles(page, files);
  await drag.drop();
}

/** The row of the inbox with this text. */
export function receiptRow(page: Page, text: string | RegExp): Locator {
  const rows = page.getByRole('grid', { name: 'Belegliste' }).getByRole('row');
  return rows.filter({ has: page.getByRole('gridcell'), hasText: text });
}

/** The pane beside the inbox. */
export function receiptDetail(page: Page): Locator {
  return page.getByRole('region', { name: 'Beleg im Einzelnen' });
}

/** An e-mail with attachments, as mail programs save it. */
export function mailWith(attachments: readonly { name: string; mediaType: string; bytes: Uint8Array }[]): string {
  const boundary = 'kontor-test-boundary';
  const part = (lines: string[]): string => [`--${boundary}`, ...lines, ''].join('\r\n');
  const wrapped = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');
  return [
    'From: Buchhaltung <rechnung@lieferant.example>',
    'To: erika@nordlicht.example',
    'Subject: Ihre Rechnungen',
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    part(['Content-Type: text/plain; charset=utf-8', '', 'anbei Ihre Rechnungen']),
    ...attachments.map(({ name, mediaType, bytes }) =>
      part([
        `Content-Type: ${mediaType}; name="${name}"`,
        'Content-Transfer-Encoding: base64',
        `Content-Disposition: attachment; filename="${name}"`,
        '',
        wrapped(bytes),
      ]),
    ),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

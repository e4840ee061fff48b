import type { IncomingFile } from '../../domain/receipt-entry.ts';
import type { Organisations } from './organisations.ts';
import type { Ports } from './ports.ts';

/**
 * Takes in files that were opened with Kontor, for the organisation that is shown, and leads to them. Without one the
 * window alone comes: nothing can be kept yet, and the files stay where they are.
 * @param paths absolute
 */
export async function takeOpenedFiles(
  organisations: Organisations,
  ports: Pick<Ports, 'emit' | 'presentWindow' | 'log'>,
  paths: readonly string[],
): Promise<void> {
  ports.presentWindow();
  const files = paths.map((path): IncomingFile => ({ kind: 'path', path }));
  const taken = await organisations.ask((session) => {
    ports.emit('command', { command: 'receipts' });
    return session.receipts.intake.take(files, { source: 'openedWith', container: null });
  });
  if (!taken.ok) ports.log.info('receipts.opened', { files: paths.length, error: taken.error.code });
}

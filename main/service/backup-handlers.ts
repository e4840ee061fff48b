import type { Handlers } from '../../preload/contract.ts';
import type { Copies } from './copies.ts';

/** `backups.*`: the copies of an organisation's data, also of a locked one. */
export function backupHandlers(copies: Copies): Handlers['backups'] {
  return {
    list: ({ organisationId }) => Promise.resolve(copies.list(organisationId)),
    create: ({ organisationId }) => copies.create(organisationId, 'asked'),
    restore: ({ organisationId, id }) => copies.restore(organisationId, id),
  };
}

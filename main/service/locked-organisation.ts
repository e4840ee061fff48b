import type { ErrorCode } from '../../domain/errors.ts';
import type { Organisation } from '../../domain/organisation.ts';
import { ok } from '../../domain/result.ts';
import { guard } from '../store/storage-error.ts';
import { describeFiles } from './organisation-files.ts';

/** Why an organisation cannot be opened, and how it was signed in, as far as that is known. */
export interface Lock {
  code: ErrorCode;
  method: Organisation['method'];
}

/** A locked organisation as the page lists it. Its name lies in what cannot be opened. */
export function describeLocked(dataDirectory: string, id: string, { code, method }: Lock): Organisation {
  const files = guard(() => ok(describeFiles(dataDirectory, id)));
  const { changedAt, bytes } = files.ok ? files.value : { changedAt: new Date(0).toISOString(), bytes: 0 };
  return {
    id,
    name: '',
    companyName: '',
    colour: 'slate',
    method,
    active: false,
    session: 'locked',
    lock: { code, changedAt, bytes },
    taxType: 'net',
    smallBusiness: false,
    waiting: 0,
    decisions: 0,
    uncertain: 0,
    outgoing: 0,
    apiKey: null,
    missing: [],
  };
}

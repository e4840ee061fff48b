import { randomUUID } from 'node:crypto';
import type { LexwareApi } from './api.ts';
import type { Caller, Timeouts } from './call.ts';
import { multipartOf } from './multipart.ts';
import { uploadedSchema } from './wire/created.ts';

/** Receipts on their way into Lexware's inbox (API reference 4.13). */
export function fileCalls(caller: Caller, timeouts: Timeouts): Pick<LexwareApi, 'uploadFile'> {
  return {
    uploadFile: (file, options) =>
      caller.read(
        {
          method: 'POST',
          path: '/v1/files',
          content: multipartOf({ type: 'voucher' }, file, `kontor-${randomUUID()}`),
          timeoutMs: timeouts.uploadMs,
        },
        uploadedSchema,
        options,
      ),
  };
}

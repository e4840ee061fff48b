/** How much of a mail has to begin with headers to be known as one, in bytes. */
const headBytes = 8 * 1024;
/** RFC 5322: a field name of printable signs, a colon. */
const fieldName = /^([!-9;-~]+)[ \t]*:/;
/** Fields that some mail program, server or list always writes; two of them make a mail. */
const mailFields = new Set([
  'bcc',
  'cc',
  'content-transfer-encoding',
  'content-type',
  'date',
  'delivered-to',
  'dkim-signature',
  'from',
  'in-reply-to',
  'message-id',
  'mime-version',
  'received',
  'references',
  'reply-to',
  'return-path',
  'sender',
  'subject',
  'to',
]);

/**
 * Whether a file begins with the header of an e-mail (RFC 5322): fields from its first line on, two of them a mail's own.
 * The `From ` line of a mailbox file and a byte order mark may stand before them.
 */
export function isMail(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, headBytes)).toString('latin1');
  const lines = head.replace(/^\xef\xbb\xbf/, '').split(/\r?\n/);
  const first = lines[0]?.startsWith('From ') === true ? 1 : 0;
  let known = 0;
  for (const line of lines.slice(first)) {
    if (/^[ \t]/.test(line)) continue;
    const name = fieldName.exec(line)?.[1]?.toLowerCase();
    if (name === undefined) return false;
    if (mailFields.has(name)) known += 1;
    if (known === 2) return true;
  }
  return false;
}

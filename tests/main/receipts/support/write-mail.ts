/** A part of a mail: its headers without the last line break, and its body as it stands on the wire. */
export interface PartSpec {
  headers: string[];
  body: string | Uint8Array;
}

const break_ = '\r\n';

/** A file as mail programs attach it. */
export function attachment(name: string, content: Uint8Array, type = 'application/pdf', more: string[] = []): PartSpec {
  const base64 = Buffer.from(content).toString('base64').replace(/.{76}/g, `$&${break_}`);
  return {
    headers: [
      `Content-Type: ${type}; name="${name}"`,
      'Content-Transfer-Encoding: base64',
      ...(more.some((line) => line.startsWith('Content-Disposition')) ? [] : ['Content-Disposition: attachment']),
      ...more,
    ],
    body: base64,
  };
}

let mails = 0;

/** A mail with a text and these parts. */
export function writeMail(parts: readonly PartSpec[], kind = 'mixed'): Uint8Array {
  const boundary = `grenze-${String(mails++)}`;
  const text: PartSpec = { headers: ['Content-Type: text/plain; charset=utf-8'], body: 'Anbei die Rechnung.' };
  const chunks: Uint8Array[] = [
    ascii(
      [
        'Received: from mail.beispiel.example by mx.muster.example',
        'From: "Beispiel GmbH" <rechnung@beispiel.example>',
        'To: buchhaltung@muster.example',
        'Subject: =?utf-8?q?Rechnung_f=C3=BCr_November?=',
        'MIME-Version: 1.0',
        `Content-Type: multipart/${kind}; boundary="${boundary}"`,
        '',
        '',
      ].join(break_),
    ),
  ];
  for (const { headers, body } of [text, ...parts]) {
    chunks.push(ascii(`--${boundary}${break_}${headers.join(break_)}${break_}${break_}`));
    chunks.push(typeof body === 'string' ? ascii(body) : body, ascii(break_));
  }
  return Buffer.concat([...chunks, ascii(`--${boundary}--${break_}`)]);
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

import { request as send } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificates.ts';

/** A server that speaks HTTPS in front of one that does not, as every server on the internet does. */
export interface TlsFront {
  /** `https://127.0.0.1:<port>`, without a path. */
  url: string;
  close: () => Promise<void>;
}

/** Passes everything on to a server on this machine: `target` is its origin. */
export async function startTlsFront(target: string, certificate: Certificate): Promise<TlsFront> {
  const { hostname, port, host } = new URL(target);
  const server = createServer(certificate, (request, response) => {
    const { method, url, headers } = request;
    const passed = send({ hostname, port, method, path: url, headers: { ...headers, host } }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: own } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `https://127.0.0.1:${own}`, close };
}

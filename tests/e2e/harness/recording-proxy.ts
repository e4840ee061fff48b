import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy that notes every host that it is asked for, and leads to the allowed ones only. */
export interface RecordingProxy {
  /** Chromium's switches: everything goes through the proxy, this machine's own addresses too. */
  switches: string[];
  /** Every `host:port` that was asked for so far, each once, in alphabetical order. */
  asked: () => string[];
  close: () => Promise<void>;
}

/** Starts the proxy on 127.0.0.1; `allowed` are hosts with their ports. */
export async function startRecordingProxy(allowed: readonly string[]): Promise<RecordingProxy> {
  const asked = new Set<string>();
  const server = createServer((request, response) => {
    const { host } = new URL(request.url ?? '', 'http://no-host.invalid');
    asked.add(host);
    if (allowed.includes(host)) pass(request, response);
    else response.writeHead(502).end();
  });
  server.on('connect', (request: IncomingMessage, socket) => {
    asked.add(request.url ?? '');
    socket.end('HTTP/1.1 502 Refused\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    switches: [`--proxy-server=http://127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>'],
    asked: () => [...asked].sort(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function pass(request: IncomingMessage, response: ServerResponse): void {
  const { method, headers } = request;
  const onward = send(request.url ?? '', { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { appError, type AppError } from '../../domain/errors.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { parseCallbackTarget, type CallbackAnswer } from './callback-link.ts';
import { pageHeaders, renderPage, type LoopbackPage } from './loopback-page.ts';
import type { CallbackOutcome, RedirectReceiver } from './sign-in-parts.ts';

const host = '127.0.0.1';

/** Small, since a browser sends one short request; cookies of other local pages come along (ports share them). */
const limits = { maxHeaderSize: 32 * 1024, headersTimeout: 10_000, requestTimeout: 10_000, keepAliveTimeout: 1 };

/**
 * Listens for the browser's answer on 127.0.0.1 and a port that the system chooses (RFC 8252 §7.3, §8.3): one exact
 * path, GET only, and closed after the first answer that `deliver` accepts. Fails with `sign_in_browser_failed` where
 * no port can be opened.
 */
export async function openLoopbackReceiver(
  path: string,
  deliver: (answer: CallbackAnswer) => CallbackOutcome,
): Promise<Result<RedirectReceiver, AppError>> {
  const server = createServer(limits, (request, response) => {
    respond(request, response, path, deliver, server);
  });
  server.maxConnections = 16;
  server.on('clientError', (_error, socket) => socket.destroy());
  const port = await listen(server);
  if (port === null) return fail(appError('sign_in_browser_failed'));
  return ok({
    kind: 'loopback',
    redirectUri: `http://${host}:${String(port)}${path}`,
    close: () => {
      // Lets an answer that is being sent get out; nothing new is taken.
      server.close();
      server.closeIdleConnections();
    },
  });
}

function respond(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  deliver: (answer: CallbackAnswer) => CallbackOutcome,
  server: Server,
): void {
  const target = request.url ?? '';
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  // A page of another name that was pointed at this address (DNS rebinding) names itself here.
  if (port !== undefined && request.headers.host !== `${host}:${String(port)}`) {
    send(request, response, 421, 'nothingHere');
  } else if (target !== path && !target.startsWith(`${path}?`)) {
    send(request, response, 404, 'nothingHere');
  } else if (request.method !== 'GET') {
    response.setHeader('allow', 'GET');
    send(request, response, 405, 'nothingHere');
  } else {
    const isAccepted = server.listening && deliver(parseCallbackTarget(target, path)) === 'accepted';
    send(request, response, isAccepted ? 200 : 400, isAccepted ? 'done' : 'refused');
  }
}

function send(request: IncomingMessage, response: ServerResponse, status: number, page: LoopbackPage): void {
  response.writeHead(status, pageHeaders);
  response.end(request.method === 'HEAD' ? undefined : renderPage(page), () => {
    // Whatever body still comes is not read.
    request.socket.destroySoon();
  });
}

function listen(server: Server): Promise<number | null> {
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(null);
    });
    server.listen(0, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : null);
    });
  });
}

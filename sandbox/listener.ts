import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The one address that anything of the sandbox listens on. */
export const loopback = '127.0.0.1';

/** Listens on 127.0.0.1; answers the port. 0 takes a free one. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Stops listening and ends every connection. */
export function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

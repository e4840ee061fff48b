import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** What a server on 127.0.0.1 needs for HTTPS, PEM. */
export interface Certificate {
  key: string;
  cert: string;
}

const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];

function openssl(folder: string, args: string[]): void {
  execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
}

/**
 * Makes an authority and a certificate of it for 127.0.0.1, and lets the user of a home trust that authority, in the way
 * in which an administrator does it for Chromium on Linux: in the NSS database of the home folder.
 * @param home the folder that HOME names
 */
export function trustedCertificate(home: string): Certificate {
  const folder = path.join(home, 'authority');
  const database = path.join(home, '.pki/nssdb');
  for (const own of [folder, database]) fs.mkdirSync(own, { recursive: true, mode: 0o700 });
  openssl(folder, [
    'req',
    '-x509',
    ...curve,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=Kontor test authority',
  ]);
  openssl(folder, [
    'req',
    ...curve.slice(0, -2),
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
    '-subj',
    '/CN=127.0.0.1',
  ]);
  fs.writeFileSync(path.join(folder, 'names'), 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n');
  const issuer = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'names'];
  openssl(folder, ['x509', '-req', '-in', 'server.csr', '-out', 'server.pem', ...issuer]);
  const certutil = (...args: string[]): Buffer => execFileSync('certutil', ['-d', `sql:${database}`, ...args]);
  certutil('-N', '--empty-password');
  certutil('-A', '-t', 'C,,', '-n', 'Kontor test authority', '-i', path.join(folder, 'ca.pem'));
  const read = (name: string): string => fs.readFileSync(path.join(folder, name), 'utf8');
  return { key: read('server.key'), cert: read('server.pem') };
}

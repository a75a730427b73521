/** A throwaway certificate authority and a certificate for this machine, so that SDKs that insist on https can be served here. */
import { randomUUID } from 'node:crypto';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { generate } from 'selfsigned';

const day = 24 * 60 * 60 * 1000;

/** Valid from yesterday for a week: nothing signed here is worth keeping. The key of the authority is dropped at once. */
export async function createCertificate(): Promise<{ key: string; cert: string; ca: string }> {
  const common = {
    keyType: 'ec' as const,
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + 6 * day),
  };
  // Two authorities of the same name in one process would be taken for each other.
  const authorityName = [{ name: 'commonName', value: `Throwaway authority ${randomUUID()}` }];
  const authority = await generate(authorityName, { ...common, extensions: ofAuthority });
  const ca = { key: authority.private, cert: authority.cert };
  const serverName = [{ name: 'commonName', value: 'localhost' }];
  const server = await generate(serverName, { ...common, ca, extensions: ofServer });
  return { key: server.private, cert: server.cert, ca: authority.cert };
}

/** For this process and connections opened from now on; another process takes the same text by NODE_EXTRA_CA_CERTS. */
export function trust(ca: string): void {
  setDefaultCACertificates([...getCACertificates('default'), ca]);
}

type Extensions = NonNullable<NonNullable<Parameters<typeof generate>[1]>['extensions']>;

const ofAuthority: Extensions = [
  { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
  { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
];

const ofServer: Extensions = [
  { name: 'basicConstraints', cA: false, critical: true },
  { name: 'keyUsage', digitalSignature: true, critical: true },
  { name: 'extKeyUsage', serverAuth: true },
  {
    name: 'subjectAltName',
    altNames: [
      { type: 2, value: 'localhost' },
      { type: 7, ip: '127.0.0.1' },
    ],
  },
];

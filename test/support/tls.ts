import { createPrivateKey, hash, X509Certificate } from 'node:crypto';
import { Agent, request } from 'node:https';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { generate } from 'selfsigned';

/** A certificate that vouches for itself, unless an authority does, made at run time. */
export interface Certified {
  readonly key: string;
  readonly cert: string;
  /** SHA-256 of its DER, base64url. */
  readonly thumbprint: string;
}

export interface CertifiedOptions {
  readonly by?: Certified;
  /** Days it has been in force, and is to be. */
  readonly since?: number;
  readonly until?: number;
}

const DAY_MS = 86_400_000;

export async function certified(name: string, { by, since = 1, until = 1 }: CertifiedOptions = {}): Promise<Certified> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - since * DAY_MS),
    notAfterDate: new Date(Date.now() + until * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
    ...(by && { ca: { key: by.key, cert: by.cert } }),
  });
  const thumbprint = hash('sha256', new X509Certificate(made.cert).raw, 'base64url');
  return { key: made.private, cert: made.cert, thumbprint };
}

/**
 * A key that passes for the certificate's and is another one: its public half is the certificate's, its private half the
 * thief's. A TLS library compares the public halves alone.
 */
export function lyingKey(certificate: Certified, thief: Certified): string {
  const [own, stolen] = [certificate, thief].map(({ key }) => createPrivateKey(key).export({ format: 'jwk' }));
  const key = createPrivateKey({ key: { ...own, d: stolen?.d ?? '' }, format: 'jwk' });
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

export interface TlsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly isReused: boolean;
}

/** POSTs over a connection of its own, or of the agent. @throws Error where there is no handshake. */
export function postOver(
  url: string,
  options: ConnectionOptions & { readonly agent?: Agent },
  headers: Readonly<Record<string, string>>,
  body = '{"query":"{ ships { name } }"}',
): Promise<TlsAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', rejectUnauthorized: false, agent: new Agent({ keepAlive: false }), ...options, headers },
      (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        answer.on('error', reject);
        const isReused = (answer.socket as TLSSocket).isSessionReused();
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, isReused }));
      },
    );
    sent.on('error', reject).end(body);
  });
}

/** A connection whose handshake is over, and every session its other end gave it. */
export async function connected(
  url: string,
  options: ConnectionOptions,
): Promise<{ socket: TLSSocket; sessions: Buffer[] }> {
  const { hostname, port } = new URL(url);
  const sessions: Buffer[] = [];
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false, ...options }, () =>
      resolve({ socket, sessions }),
    );
    socket.on('session', (session: Buffer) => sessions.push(session));
    socket.on('error', reject);
  });
}

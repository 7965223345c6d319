import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Provider } from 'oidc-provider';
import { SigningKeys } from './keys.ts';
import { LONGEST_TOKEN_S, openIdProvider } from './openid.ts';
import { KEYS_PATH, PARTNERS_PATH, partnerProvider } from './partner-provider.ts';
import { publishedKeys } from './partners.ts';

/** A running identity provider. */
export interface RunningIdentity extends AsyncDisposable {
  /** Its name as an issuer, and its address. */
  readonly url: string;
  /** Another key signs from now on; tokens of the old one hold until they end. */
  rotate(): Promise<void>;
}

export interface IdentityOptions {
  /** 0: any free one. */
  readonly port?: number;
  /** Key and certificate (PEM) of 127.0.0.1: answers over TLS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Folder of the partners' keys; none: it is no issuer of partners. */
  readonly partners?: string;
}

/** Time between rotations, milliseconds. */
const ROTATION_MS = 3_600_000;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Starts an identity provider to develop with, on this machine alone: it gives whoever asks a token of any persona.
 * Its keys live as long as it does.
 */
export async function startIdentity({ port = 0, tls, partners }: IdentityOptions = {}): Promise<RunningIdentity> {
  let answer: Answer = (_request, response) => response.writeHead(503).end();
  const handle: Answer = (request, response) => answer(request, response);
  const server = tls
    ? createTlsServer({ ...tls, requestCert: true, rejectUnauthorized: false }, handle)
    : createServer(handle);
  await listening(server, port);
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `${tls ? 'https' : 'http'}://${host}`;
  const keys = await SigningKeys.made();
  const publish = async () => {
    const personas = await openIdProvider(url, keys);
    const systems = partners === undefined ? undefined : await partnerProvider(url + PARTNERS_PATH, keys, partners);
    const toKeys = partners === undefined ? undefined : keysAnswer(partners);
    answer = ofHost(host, personas, systems, toKeys);
  };
  const rotate = async () => {
    await keys.rotate(Date.now(), LONGEST_TOKEN_S * 1000);
    await publish();
  };
  await publish();
  const timer = setInterval(() => void rotate(), ROTATION_MS).unref();
  return {
    url,
    rotate,
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A page whose name was made to lead here (DNS rebinding) asks for its own name, and is refused (RFC 9110 §15.5.20). */
function ofHost(host: string, personas: Provider, systems: Provider | undefined, toKeys: Answer | undefined): Answer {
  const [toPersonas, toSystems] = [personas.callback(), systems?.callback()];
  return (request, response) => {
    if (request.headers.host !== host) response.writeHead(421).end();
    else if (toKeys && request.url?.startsWith(KEYS_PATH)) toKeys(request, response);
    else if (toSystems && request.url?.startsWith(`${PARTNERS_PATH}/`)) void toSystems(mounted(request), response);
    else void toPersonas(request, response);
  };
}

/** The key set of the partner that the address names. */
function keysAnswer(folder: string): Answer {
  return ({ url = '' }, response) => {
    publishedKeys(folder, url.slice(KEYS_PATH.length)).then(
      (keys) => {
        response.writeHead(keys ? 200 : 404, { 'content-type': 'application/json' });
        response.end(JSON.stringify(keys ?? { error: 'not_found' }));
      },
      () => response.writeHead(503).end(),
    );
  };
}

/** The library finds by what is left out of the address where it is mounted. */
function mounted(request: IncomingMessage): IncomingMessage {
  const { url = '' } = request;
  return Object.assign(request, { originalUrl: url, url: url.slice(PARTNERS_PATH.length) });
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

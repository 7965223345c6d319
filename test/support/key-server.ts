import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

/** An issuer's addresses: its metadata and its key set, over real HTTP or TLS. */
export interface KeyServer extends AsyncDisposable {
  /** Also the issuer's name. */
  readonly url: string;
  readonly jwksUri: string;
  /** What it is certified by, PEM; undefined: plain HTTP. */
  readonly certificate: string | undefined;
  /** How often its key set was asked for. */
  readonly asked: number;
  /** The key set as it is published now. */
  keys: ReadonlyArray<Readonly<Record<string, unknown>>>;
  /** The metadata beside `issuer` and `jwks_uri`, or in their place. */
  metadata: Readonly<Record<string, unknown>>;
  /** What it does with a question for its key set in place of an answer. */
  misbehave: ((response: ServerResponse) => void) | undefined;
}

export async function startKeyServer({ isTls = false } = {}): Promise<KeyServer> {
  const certified = isTls ? await certificateFor('127.0.0.1') : undefined;
  let asked = 0;
  const listener: RequestListener = (request, response) => {
    if (request.url === '/.well-known/openid-configuration') {
      response.end(JSON.stringify({ issuer: url, jwks_uri: `${url}/jwks`, ...server.metadata }));
      return;
    }
    if (request.url !== '/jwks') {
      response.writeHead(404).end();
      return;
    }
    asked += 1;
    if (server.misbehave) server.misbehave(response);
    else response.end(JSON.stringify({ keys: server.keys }));
  };
  const http = certified
    ? createTlsServer({ key: certified.private, cert: certified.cert }, listener)
    : createServer(listener);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `${isTls ? 'https' : 'http'}://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const server: KeyServer = {
    url,
    jwksUri: `${url}/jwks`,
    certificate: certified?.cert,
    get asked() {
      return asked;
    },
    keys: [],
    metadata: {},
    misbehave: undefined,
    async [Symbol.asyncDispose]() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return server;
}

/** Made at run time: it certifies itself, for one address of this machine. */
function certificateFor(ip: string) {
  return generate([{ name: 'commonName', value: ip }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip }] },
    ],
  });
}

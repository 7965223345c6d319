import { hash, randomUUID } from 'node:crypto';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from 'jose';
import type { KeyEnrolment, KeyEnrolments } from '../../gateway/identity/enrolment.ts';
import type { Algorithm } from '../../gateway/identity/issuer.ts';
import { type Answer, type Graph, type GraphOptions, startGraph } from './graph.ts';
import { type TestIssuer, testIssuer } from './tokens.ts';

/** What a proof says; anything may be set wrong on purpose. `undefined` leaves a claim out. */
export interface ProofClaims {
  readonly htm?: unknown;
  readonly htu?: unknown;
  readonly iat?: unknown;
  readonly jti?: unknown;
  readonly ath?: unknown;
  readonly nonce?: unknown;
}

/** A key of a system, and what it signs. */
export interface ProofKey {
  readonly jwk: JWK;
  readonly privateJwk: JWK;
  /** RFC 7638. */
  readonly thumbprint: string;
  proof(token: string, claims: ProofClaims, header?: Partial<JWTHeaderParameters>, by?: CryptoKey): Promise<string>;
}

export async function proofKey(algorithm: Algorithm = 'ES256'): Promise<ProofKey> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = await exportJWK(publicKey);
  return {
    jwk,
    privateJwk: await exportJWK(privateKey),
    thumbprint: await calculateJwkThumbprint(jwk),
    proof: (token, claims, header = {}, by = privateKey) =>
      new SignJWT({
        jti: randomUUID(),
        htm: 'POST',
        iat: Math.floor(Date.now() / 1000),
        ath: hash('sha256', token, 'base64url'),
        ...claims,
      } as JWTPayload)
        .setProtectedHeader({ alg: algorithm, typ: 'dpop+jwt', jwk, ...header })
        .sign(by),
  };
}

/** Enrolments that a test may change. */
export class TestEnrolments implements KeyEnrolments {
  readonly keys = new Map<string, KeyEnrolment>();

  of(issuer: string, client: string): KeyEnrolment | undefined {
    return this.keys.get(`${issuer} ${client}`);
  }

  thumbprints(issuer: string, client: string, ...thumbprints: readonly string[]): void {
    this.keys.set(`${issuer} ${client}`, { kind: 'thumbprints', thumbprints: new Set(thumbprints) });
  }
}

export const PARTNERS = 'https://partners.test';
export const CLIENT = 'partner-one';
const QUERY = JSON.stringify({ query: '{ ships { name } }' });

/** A graph whose hub believes officers and a partner's system. */
export interface PartnerGraph extends AsyncDisposable {
  readonly graph: Graph;
  readonly officers: TestIssuer;
  readonly partners: TestIssuer;
  readonly enrolments: TestEnrolments;
  readonly key: ProofKey;
  /** A token of the partner, bound to its key unless something else is said; null: to nothing. */
  token(cnf?: unknown): Promise<string>;
  /** Nonce that the hub gives out. */
  nonce(): Promise<string>;
  /** Sends with these headers beside the usual ones. */
  send(headers: Readonly<Record<string, string>>): Promise<Answer>;
  /** Proves and sends. */
  ask(token: string, claims?: ProofClaims, header?: Partial<JWTHeaderParameters>): Promise<Answer>;
}

export async function startPartnerGraph(options: GraphOptions & { key?: ProofKey } = {}): Promise<PartnerGraph> {
  const officers = await testIssuer();
  const partners = await testIssuer(PARTNERS, { binding: 'bound', kid: 'partners' });
  const key = options.key ?? (await proofKey());
  const enrolments = new TestEnrolments();
  enrolments.thumbprints(PARTNERS, CLIENT, key.thumbprint);
  const issuers = options.issuers ?? [officers.issuer, partners.issuer];
  const graph = await startGraph({ enrolments, ...options, issuers });
  return {
    graph,
    officers,
    partners,
    enrolments,
    key,
    ...callsOf(graph, partners, key),
    [Symbol.asyncDispose]: () => graph[Symbol.asyncDispose](),
  };
}

/** What a partner does with a hub. */
export function callsOf(graph: Pick<Graph, 'url' | 'send'>, partners: TestIssuer, key: ProofKey) {
  const token = (cnf: unknown = { jkt: key.thumbprint }) =>
    partners.token({ sub: CLIENT, claims: { jti: randomUUID(), ...(cnf !== null && { cnf }) } });
  const send = (headers: Readonly<Record<string, string>>) =>
    graph.send({
      method: 'POST',
      headers: { 'hub-purpose': 'RISK_ASSESSMENT', 'content-type': 'application/json', ...headers },
      body: QUERY,
    });
  const nonce = async () => {
    const { headers } = await send({ authorization: `DPoP ${await token()}`, dpop: 'a.b.c' });
    return headers.get('dpop-nonce') ?? '';
  };
  const ask = async (text: string, claims: ProofClaims = {}, header: Partial<JWTHeaderParameters> = {}) => {
    const said = { htu: graph.url, ...(!('nonce' in claims) && { nonce: await nonce() }), ...claims };
    return send({ authorization: `DPoP ${text}`, dpop: await key.proof(text, said, header) });
  };
  return { token, send, nonce, ask };
}

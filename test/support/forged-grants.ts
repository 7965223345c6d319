import { createHmac, type generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { type AgencyKeysFile, agencyKeysOf, fixedKeys, makeGrantKeys } from '../../standards/grant/keys.ts';
import { agencies } from '../../subgraphs/index.ts';
import type { GrantTrust } from '../../subgraphs/kit/index.ts';
import { template } from '../../subgraphs/template/agency.ts';

/** What whoever is not let in gets. */
export const REFUSED = '403 {"errors":[{"message":"Ask through the hub.","extensions":{"code":"GRANT_REQUIRED"}}]}';

/** Those of the graph, and the one to copy. */
export const allAgencies = [...agencies, template];

export interface Forged {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: ReturnType<typeof generateKeyPairSync>['privateKey'];
  readonly secret?: Buffer;
  readonly at?: number;
  readonly nonce?: string;
  /** The body that is proven; the one that is sent unless said otherwise. */
  readonly proven?: string;
}

/** A hub that signs whatever it is told to. */
export interface Forger {
  /** Name of its key. */
  readonly kid: string;
  /** What an agency checks its grants with. */
  keysOf(agency: string): AgencyKeysFile;
  /** Headers of a call as the hub would make them, but for what is forged. */
  headersFor(
    agency: string,
    coordinates: readonly string[],
    body: string,
    forged?: Forged,
  ): { readonly 'hub-grant': string; readonly 'hub-proof': string };
}

export function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

export function forger(names: readonly string[]): Forger {
  const { hub, agencies: files } = makeGrantKeys(names);
  const [jwk = {}] = hub.signing;
  const kid = String((jwk as { kid?: unknown }).kid);
  return {
    kid,
    keysOf: (agency) => files.get(agency) ?? { verification: [], secrets: [] },
    headersFor(agency, coordinates, body, forged = {}) {
      const now = Math.floor(Date.now() / 1000);
      const claims = {
        iss: 'hub',
        aud: agency,
        iat: now,
        exp: now + 60,
        jti: randomBytes(12).toString('base64url'),
        viewer: { principal: 'officer-1', issuer: 'https://i.example', agency, country: 'UG', roles: ['auditor'] },
        token: '0'.repeat(64),
        coordinates,
        residuals: [],
        ...forged.claims,
      };
      const text = `${encoded({ alg: 'EdDSA', typ: 'hub-grant+jwt', kid, ...forged.header })}.${encoded(claims)}`;
      const key = forged.key ?? ({ key: jwk, format: 'jwk' } as never);
      const grant = `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
      const at = forged.at ?? Date.now();
      const nonce = forged.nonce ?? randomBytes(9).toString('base64url');
      const secret = forged.secret ?? Buffer.from(hub.secrets[agency]?.[0] ?? '', 'base64url');
      const mac = createHmac('sha256', secret)
        .update(`${claims.jti}\n${at}\n${nonce}\n\n`)
        .update(forged.proven ?? body)
        .digest('base64url');
      return { 'hub-grant': grant, 'hub-proof': `${at}.${nonce}.${mac}` };
    },
  };
}

const known = forger(allAgencies.map(({ name }) => name));
export const { headersFor } = known;

/** What an agency is told of the hub whose grants are forged here. */
export function trust(agency: string): GrantTrust {
  return { keys: fixedKeys(agencyKeysOf(known.keysOf(agency))) };
}

export async function sent(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
  const response = await fetch(url, init);
  return `${response.status} ${await response.text()}`;
}

import { readFileSync } from 'node:fs';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** Somebody to try the hub as. Nobody of that name works anywhere. */
export interface Persona {
  readonly name: string;
  readonly agency: string;
  readonly role: string;
  /** What the persona does, in one sentence. */
  readonly sentence: string;
}

/** A development identity provider: its key lives as long as the hub that started it. */
export interface DemoIdentity {
  /** What the gateway is told to believe: `HUB_ISSUERS`, public keys alone. */
  readonly issuer: {
    readonly issuer: string;
    readonly audience: string;
    readonly keys: { readonly jwks: { readonly keys: readonly JWK[] } };
    /** What it may say of its personas. */
    readonly speaksFor: {
      readonly agencies: readonly string[];
      readonly countries: readonly string[];
      readonly roles: readonly string[];
    };
  };
  /** Persona → access token, valid for twelve hours. */
  readonly tokens: ReadonlyMap<string, string>;
}

const ISSUER = 'https://identity.hub.localhost';
const AUDIENCE = 'hub';
const KEY_ID = 'demo';
const COUNTRY = 'UG';
/** Purposes every persona may state. */
const PURPOSES = (
  JSON.parse(readFileSync(new URL('../../schema/purposes.json', import.meta.url), 'utf8')) as ReadonlyArray<{
    readonly name: string;
  }>
).map(({ name }) => name);

/** The personas of the demo. */
export const PERSONAS: readonly Persona[] = JSON.parse(
  readFileSync(new URL('../personas.json', import.meta.url), 'utf8'),
) as readonly Persona[];

/** Makes a key and a token for every persona. The private key is never written. */
export async function demoIdentity(): Promise<DemoIdentity> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const key = { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'EdDSA', use: 'sig' };
  const tokens = new Map<string, string>();
  for (const { name, agency, role } of PERSONAS) {
    const token = await new SignJWT({ agency, country: COUNTRY, roles: [role], purposes: PURPOSES })
      .setProtectedHeader({ alg: 'EdDSA', kid: KEY_ID, typ: 'at+jwt' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(`demo:${name}`)
      .setIssuedAt()
      .setExpirationTime('12h')
      .sign(privateKey);
    tokens.set(name, token);
  }
  const speaksFor = {
    agencies: [...new Set(PERSONAS.map(({ agency }) => agency))],
    countries: [COUNTRY],
    roles: [...new Set(PERSONAS.map(({ role }) => role))],
  };
  return { issuer: { issuer: ISSUER, audience: AUDIENCE, keys: { jwks: { keys: [key] } }, speaksFor }, tokens };
}

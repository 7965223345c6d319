import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { type Algorithm, ISSUER_DEFAULTS, type Issuer } from '../../gateway/identity/issuer.ts';
import { agencyName, roleName } from '../../gateway/ids.ts';

/** What a token says; anything may be set wrong on purpose. */
export interface Claims {
  readonly sub?: string;
  readonly agency?: string;
  readonly country?: string;
  readonly roles?: readonly string[];
  readonly purposes?: readonly string[];
  readonly onBehalfOf?: readonly string[];
  readonly issuer?: string;
  readonly audience?: string;
  /** Seconds from now. */
  readonly expiresIn?: number;
  readonly issuedIn?: number;
  readonly notBeforeIn?: number;
  readonly typ?: string;
  readonly kid?: string;
  /** Beside the others, or in their place. */
  readonly claims?: JWTPayload;
}

export interface TestIssuer {
  readonly issuer: Issuer;
  /** Its public key, as it is published. */
  readonly jwk: Readonly<Record<string, unknown>>;
  token(claims?: Claims): Promise<string>;
}

/** What differs from an issuer that may say everything the tests' graphs know. */
export interface TestIssuerOptions extends Partial<Omit<Issuer, 'issuer'>> {
  readonly algorithm?: Algorithm;
  readonly kid?: string;
}

const AGENCIES = ['port', 'watch', 'customs', 'police', 'immigration', 'sps', 'border'];
const ROLES = [
  ...['reader', 'officer', 'broker', 'chief'],
  ...['customs-officer', 'risk-analyst', 'sps-inspector', 'border-guard', 'police-desk', 'investigator', 'shift-lead'],
  ...['auditor', 'data-protection-officer', 'unheard-of', 'partner'],
];
const PURPOSES = ['RISK_ASSESSMENT', 'BORDER_CHECK', 'CUSTOMS_CLEARANCE', 'CRIME_INVESTIGATION'];

/** Names that are in order. @throws Error */
export function namesOf<Name>(
  read: (text: unknown) => Name | undefined,
  ...texts: readonly string[]
): ReadonlySet<Name> {
  return new Set(
    texts.map((text) => {
      const name = read(text);
      if (name === undefined) throw new Error('not a name');
      return name;
    }),
  );
}

/** An issuer with a key of its own, written into the configuration unless the options say otherwise. */
export async function testIssuer(
  name = 'https://identity.test',
  { algorithm = 'EdDSA', kid = 'one', ...options }: TestIssuerOptions = {},
): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' };
  const now = () => Math.floor(Date.now() / 1000);
  return {
    issuer: {
      ...ISSUER_DEFAULTS,
      issuer: name,
      audience: 'hub',
      keys: { kind: 'keys', jwks: { keys: [jwk] } },
      speaksFor: {
        agencies: namesOf(agencyName, ...AGENCIES),
        countries: new Set(['UG', 'KE', 'RW']),
        roles: namesOf(roleName, ...ROLES),
        onBehalfOf: new Set(['KE']),
        scopes: 'any',
      },
      ...options,
    },
    jwk,
    token: (claims = {}) =>
      new SignJWT({
        agency: claims.agency ?? 'port',
        country: claims.country ?? 'UG',
        roles: [...(claims.roles ?? ['reader'])],
        purposes: [...(claims.purposes ?? PURPOSES)],
        ...(claims.onBehalfOf && { on_behalf_of: [...claims.onBehalfOf] }),
        ...(claims.notBeforeIn !== undefined && { nbf: now() + claims.notBeforeIn }),
        ...claims.claims,
      })
        .setProtectedHeader({ alg: algorithm, kid: claims.kid ?? kid, typ: claims.typ ?? 'at+jwt' })
        .setSubject(claims.sub ?? 'officer-1')
        .setIssuer(claims.issuer ?? name)
        .setAudience(claims.audience ?? 'hub')
        .setIssuedAt(now() + (claims.issuedIn ?? 0))
        .setExpirationTime(now() + (claims.expiresIn ?? 600))
        .sign(privateKey),
  };
}

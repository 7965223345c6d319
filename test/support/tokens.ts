import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { ISSUER_DEFAULTS, type Issuer } from '../../gateway/identity/issuer.ts';

/** What a token says; anything may be set wrong on purpose. */
export interface Claims {
  readonly sub?: string;
  readonly agency?: string;
  readonly country?: string;
  readonly roles?: readonly string[];
  readonly issuer?: string;
  readonly audience?: string;
  /** Seconds from now. */
  readonly expiresIn?: number;
  readonly typ?: string;
}

export interface TestIssuer {
  readonly issuer: Issuer;
  token(claims?: Claims): Promise<string>;
}

/** An issuer with an Ed25519 key of its own. */
export async function testIssuer(name = 'https://identity.test'): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'EdDSA' };
  return {
    issuer: {
      ...ISSUER_DEFAULTS,
      issuer: name,
      audience: 'hub',
      keys: { kind: 'keys', jwks: { keys: [jwk] } },
      speaksFor: { agencies: new Set(), countries: new Set(), roles: new Set(), onBehalfOf: new Set() },
    },
    token: (claims = {}) =>
      new SignJWT({
        agency: claims.agency ?? 'port',
        country: claims.country ?? 'UG',
        roles: [...(claims.roles ?? ['reader'])],
      })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'one', typ: claims.typ ?? 'at+jwt' })
        .setSubject(claims.sub ?? 'officer-1')
        .setIssuer(claims.issuer ?? name)
        .setAudience(claims.audience ?? 'hub')
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + (claims.expiresIn ?? 600))
        .sign(privateKey),
  };
}

import { hash } from 'node:crypto';
import {
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  jwtVerify,
  type ProtectedHeaderParameters,
} from 'jose';
import { viewerOf } from './claims.ts';
import { type Algorithm, algorithmNamed, type Issuer, namesOfAlgorithm } from './issuer.ts';
import { type IssuerKeys, issuerKeys } from './issuer-keys.ts';
import type { VerificationKey } from './key-set.ts';
import { type IdentityLimits, MOST_TOKEN_CHARACTERS, MOST_TOKEN_DAYS } from './limits.ts';
import { type RefusalReason, TokenRefusal } from './refusal.ts';
import type { Revocations, TokenNames } from './revocations.ts';
import type { SecurityLog } from './security-log.ts';
import type { Viewer } from './viewer.ts';

/** Verifies access tokens of the configured issuers. */
export interface TokenVerifier extends AsyncDisposable {
  /** At once where the token is known. @throws TokenRefusal */
  verify(token: string): Viewer | Promise<Viewer>;
  /** Lets go of an issuer's keys at once, and of what was verified by them, and asks for them anew. */
  reload(issuer: string): Promise<void>;
  /** Verified tokens kept. */
  readonly cached: number;
}

export interface TokenParts {
  readonly limits: IdentityLimits;
  readonly revocations: Revocations;
  readonly log: SecurityLog;
}

interface Known {
  readonly viewer: Viewer;
  readonly names: TokenNames;
  readonly key: VerificationKey;
  /** Milliseconds of `performance.now()`. */
  readonly until: number;
}

interface Believed {
  readonly issuer: Issuer;
  readonly keys: IssuerKeys;
}

/** A token whose header was read and believed in nothing yet. */
interface Claimed extends Believed {
  readonly header: ProtectedHeaderParameters;
}

/** @param issuers of different names. */
export function tokenVerifier(issuers: readonly Issuer[], parts: TokenParts): TokenVerifier {
  const byName = new Map<string, Believed>();
  for (const issuer of issuers) {
    byName.set(issuer.issuer, { issuer, keys: issuerKeys(issuer, parts.limits, parts.log) });
  }
  return new Verifier(byName, parts);
}

class Verifier implements TokenVerifier {
  readonly #byName: ReadonlyMap<string, Believed>;
  readonly #limits: IdentityLimits;
  readonly #revocations: Revocations;
  /** By SHA-256 of the token: what is kept cannot be used as one. Oldest first. */
  readonly #known = new Map<string, Known>();

  constructor(byName: ReadonlyMap<string, Believed>, { limits, revocations }: TokenParts) {
    this.#byName = byName;
    this.#limits = limits;
    this.#revocations = revocations;
    revocations.onChange(() => this.#purge());
    revocations.onKeys((issuer) => void (issuer === undefined ? this.#reloadAll() : this.reload(issuer)));
  }

  get cached(): number {
    return this.#known.size;
  }

  verify(token: string): Viewer | Promise<Viewer> {
    if (token.length > MOST_TOKEN_CHARACTERS) throw new TokenRefusal('TOKEN_TOO_LONG');
    if (this.#revocations.isAway) throw new TokenRefusal('REVOCATIONS_UNAVAILABLE');
    const digest = hash('sha256', token, 'hex');
    const known = this.#known.get(digest);
    if (known !== undefined) {
      if (known.until > performance.now() && !known.key.isDropped) return known.viewer;
      this.#known.delete(digest);
    }
    return this.#verified(token, digest);
  }

  async #verified(token: string, digest: string): Promise<Viewer> {
    const claimed = this.#claimed(token);
    try {
      return await this.#believed(token, digest, claimed);
    } catch (error) {
      if (error instanceof TokenRefusal) error.issuer = claimed.issuer.issuer;
      throw error;
    }
  }

  async #believed(token: string, digest: string, { header, issuer, keys }: Claimed): Promise<Viewer> {
    const algorithm = algorithmOf(header, issuer);
    const key = keys.known(header.kid, algorithm) ?? (await keys.sought(header.kid, algorithm));
    const claims = await checked(token, key, issuer);
    const viewer = viewerOf(claims, issuer, digest);
    const names = { hash: signedHash(token), issuer: issuer.issuer, principal: viewer.principal, id: claims.jti };
    // Nothing is awaited from here on: a revocation comes before, and is seen here, or after, and purges what is kept.
    if (this.#revocations.isRevoked(names)) throw new TokenRefusal('REVOKED');
    if (key.isDropped) throw new TokenRefusal('KEY_UNKNOWN');
    this.#keep(digest, { viewer, names, key, until: this.#until(viewer, keys) });
    return viewer;
  }

  /** Whose token it says it is: which keys to try. That it is true is what the signature proves. */
  #claimed(token: string): Claimed {
    let header: ProtectedHeaderParameters;
    let name: unknown;
    try {
      header = decodeProtectedHeader(token);
      name = decodeJwt(token).iss;
    } catch {
      throw new TokenRefusal('TOKEN_MALFORMED');
    }
    const believed = typeof name === 'string' ? this.#byName.get(name) : undefined;
    if (!believed) throw new TokenRefusal('ISSUER_UNKNOWN');
    return { ...believed, header };
  }

  #until(viewer: Viewer, keys: IssuerKeys): number {
    const now = performance.now();
    return Math.min(now + this.#limits.cachedMs, now + viewer.until - Date.now(), keys.usableUntil);
  }

  #keep(digest: string, known: Known): void {
    if (this.#known.size >= this.#limits.cachedTokens) {
      for (const oldest of this.#known.keys()) {
        this.#known.delete(oldest);
        break;
      }
    }
    this.#known.set(digest, known);
  }

  #purge(): void {
    for (const [digest, { names }] of this.#known) {
      if (this.#revocations.isRevoked(names)) this.#known.delete(digest);
    }
  }

  async reload(issuer: string): Promise<void> {
    const reloaded = this.#byName.get(issuer)?.keys.reload();
    for (const [digest, { key }] of this.#known) if (key.isDropped) this.#known.delete(digest);
    await reloaded;
  }

  async #reloadAll(): Promise<void> {
    await Promise.all([...this.#byName.keys()].map((issuer) => this.reload(issuer)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#byName.values()].map(({ keys }) => keys[Symbol.asyncDispose]()));
  }
}

/**
 * What a token is revoked by: the hash of what is signed. A signature can be written otherwise and still hold (unused
 * bits of its last character; ECDSA's second solution), and the token would pass for another one.
 */
function signedHash(token: string): string {
  return hash('sha256', token.slice(0, token.lastIndexOf('.')), 'hex');
}

/** Headers by which a token would name its own key or ask for what the hub does not do (RFC 7515 §4.1; RFC 8725 §3.10). */
const NOT_OBEYED = ['jku', 'jwk', 'x5u', 'x5c', 'crit', 'b64', 'zip'];

function algorithmOf(header: ProtectedHeaderParameters, issuer: Issuer): Algorithm {
  if (NOT_OBEYED.some((name) => Object.hasOwn(header, name))) throw new TokenRefusal('TOKEN_HEADER');
  if (header.kid !== undefined && typeof header.kid !== 'string') throw new TokenRefusal('TOKEN_HEADER');
  const algorithm = algorithmNamed(header.alg);
  if (!algorithm || !issuer.algorithms.includes(algorithm)) throw new TokenRefusal('ALGORITHM');
  return algorithm;
}

const MOST_TOKEN_S = MOST_TOKEN_DAYS * 86_400;

async function checked(token: string, { key, algorithm }: VerificationKey, issuer: Issuer): Promise<JWTPayload> {
  const { clockToleranceSeconds: tolerance } = issuer;
  try {
    const { payload } = await jwtVerify(token, key, {
      issuer: issuer.issuer,
      audience: issuer.audience,
      algorithms: namesOfAlgorithm(algorithm),
      typ: issuer.tokenType,
      requiredClaims: ['sub', 'exp'],
      clockTolerance: tolerance,
    });
    const { iat, exp = 0, jti } = payload;
    const now = Date.now() / 1000;
    const latest = now + tolerance;
    if (iat !== undefined && !(iat <= latest)) throw new TokenRefusal('NOT_YET_VALID');
    if (iat !== undefined && iat > exp) throw new TokenRefusal('CLAIMS');
    if (exp - (iat ?? now) > MOST_TOKEN_S) throw new TokenRefusal('CLAIMS');
    if (jti !== undefined && typeof jti !== 'string') throw new TokenRefusal('CLAIMS');
    return payload;
  } catch (error) {
    throw error instanceof TokenRefusal ? error : new TokenRefusal(reasonOf(error));
  }
}

function reasonOf(error: unknown): RefusalReason {
  if (error instanceof errors.JWTExpired) return 'EXPIRED';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'SIGNATURE';
  if (!(error instanceof errors.JWTClaimValidationFailed)) return 'TOKEN_MALFORMED';
  switch (error.claim) {
    case 'typ':
      return 'TOKEN_TYPE';
    case 'aud':
      return 'AUDIENCE';
    case 'nbf':
      return 'NOT_YET_VALID';
    default:
      return 'CLAIMS';
  }
}

import { timingSafeEqual } from 'node:crypto';
import { isObject } from '../json.ts';
import { TokenRefusal } from './refusal.ts';

/** The key a token is bound to: whoever has the token alone has nothing. Thumbprints are base64url of SHA-256. */
export type Binding =
  /** The JWK thumbprint (RFC 7638) of the key that signs the proofs (RFC 9449 §6.1). */
  | { readonly kind: 'DPOP'; readonly thumbprint: string }
  /** The thumbprint of the DER of the caller's certificate (RFC 8705 §3.1). */
  | { readonly kind: 'MTLS'; readonly thumbprint: string };

const THUMBPRINT = /^[\w-]{43}$/;
/** Members of `cnf` (RFC 7800 §3.1) that the hub can hold a caller to. */
const KINDS: ReadonlyMap<string, Binding['kind']> = new Map([
  ['jkt', 'DPOP'],
  ['x5t#S256', 'MTLS'],
]);

/**
 * What `cnf` says. One member, and a known one: a token bound by what the hub does not understand, or by two things at
 * once, would be taken for less than its issuer meant.
 *
 * @param claims of a verified token.
 * @returns undefined: it is bound to nothing.
 * @throws TokenRefusal BINDING_UNKNOWN
 */
export function bindingOf(claims: Readonly<Record<string, unknown>>): Binding | undefined {
  if (!Object.hasOwn(claims, 'cnf')) return undefined;
  const { cnf } = claims;
  const [entry, other] = isObject(cnf) ? Object.entries(cnf) : [];
  const [member = '', thumbprint] = entry ?? [];
  const kind = KINDS.get(member);
  if (!kind || other || !isThumbprint(thumbprint)) throw new TokenRefusal('BINDING_UNKNOWN');
  return { kind, thumbprint };
}

export function isThumbprint(text: unknown): text is string {
  return typeof text === 'string' && THUMBPRINT.test(text);
}

/** Compares in a time that says nothing of where they differ. */
export function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

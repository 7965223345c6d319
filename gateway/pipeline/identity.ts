import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Identified } from '../exchange.ts';
import type { Identity } from '../identity/identity.ts';
import { MOST_TOKEN_CHARACTERS } from '../identity/limits.ts';
import type { Peer } from '../identity/possession.ts';
import type { Viewer } from '../identity/viewer.ts';
import { decisionId } from '../ids.ts';

/** A caller whose connection is not looked at. */
type Arrived = Omit<Identified, 'gone'>;

/** A caller, and the nonce that their next proofs are to have where it is another one. */
interface Known {
  readonly caller: Arrived & { readonly viewer: Viewer };
  readonly nonce: string | undefined;
}

const AUTHORIZATION = /^(Bearer|DPoP) ([\w-]+\.[\w-]+\.[\w-]*)$/i;

/** What the stage rests on beside the request. */
export interface IdentityRoom {
  readonly identity: Identity;
  /** Whoever shows no token is let in as nobody; a token that is no good is refused all the same. */
  readonly isAnonymousServed: boolean;
  /** What the other end of a connection has proven to hold. */
  readonly peerOf: (request: IncomingMessage) => Peer;
}

/**
 * identity: who calls. Nothing is believed but one access token, of the scheme Bearer (RFC 6750 §2.1) or DPoP with its
 * proof (RFC 9449 §7.1), and the connection itself.
 *
 * @returns undefined: nobody who is known.
 * @throws HubError UNAUTHENTICATED, UNPROVEN, IDENTITY_UNAVAILABLE
 */
export async function identify(request: IncomingMessage, room: IdentityRoom): Promise<Known | undefined> {
  const { identity, isAnonymousServed } = room;
  const { authorization } = request.headers;
  const viewer = identity.of ? await identity.of(request.headers) : undefined;
  if (viewer) return known(viewer);
  if (identity.of || authorization === undefined || authorization === '') {
    if (isAnonymousServed) return undefined;
    throw identity.refusal('NO_TOKEN');
  }
  return verified(request, authorization, room);
}

async function verified(request: IncomingMessage, authorization: string, room: IdentityRoom): Promise<Known> {
  const { identity, peerOf } = room;
  const scheme = /^dpop /i.test(authorization) ? 'DPoP' : 'Bearer';
  if (authorization.length > MOST_TOKEN_CHARACTERS + scheme.length + 1) {
    throw identity.refusal('TOKEN_TOO_LONG', scheme);
  }
  const token = authorization.match(AUTHORIZATION)?.[2];
  if (!token || countOf(request, 'authorization') > 1) throw identity.refusal('TOKEN_MALFORMED', scheme);
  if (scheme === 'Bearer') {
    const viewer = identity.verify(token, peerOf(request));
    return known(viewer instanceof Promise ? await viewer : viewer);
  }
  const proof = request.headers['dpop'];
  if (typeof proof !== 'string' || countOf(request, 'dpop') > 1) {
    throw identity.refusal(proof === undefined ? 'NOT_PROVEN' : 'PROOF_MALFORMED', scheme);
  }
  const proven = await identity.prove(token, { proof, method: request.method ?? '' });
  return known(proven.viewer, proven.nonce);
}

/** Of several, node takes the first or makes one of them in silence; a server before this one may have looked at another. */
function countOf({ rawHeaders }: IncomingMessage, header: string): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (name.length === header.length && name.toLowerCase() === header) count += 1;
  }
  return count;
}

function known(viewer: Viewer, nonce?: string): Known {
  return { caller: arrived(viewer), nonce };
}

/** A caller of an open gateway. */
export function anybody(): Arrived {
  return arrived(undefined);
}

function arrived<Who extends Viewer | undefined>(viewer: Who): Arrived & { readonly viewer: Who } {
  return { decisionId: decisionId(randomUUID()), receivedAt: new Date(), viewer };
}

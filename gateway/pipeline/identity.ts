import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Identified } from '../exchange.ts';
import type { Identity } from '../identity/identity.ts';
import { MOST_TOKEN_CHARACTERS } from '../identity/limits.ts';
import type { Viewer } from '../identity/viewer.ts';
import { decisionId } from '../ids.ts';

/** A caller whose connection is not looked at. */
type Arrived = Omit<Identified, 'gone'>;

type Known = Arrived & { readonly viewer: Viewer };

const SCHEME = 'Bearer ';
const TOKEN = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/i;

/**
 * identity: who calls. Nothing is believed but the bearer token (RFC 6750 §2.1), of which there is one.
 *
 * @param isAnonymousServed whoever shows no token is let in as nobody; a token that is no good is refused all the same.
 * @returns undefined: nobody who is known.
 * @throws HubError UNAUTHENTICATED, IDENTITY_UNAVAILABLE
 */
export async function identify(
  request: IncomingMessage,
  identity: Identity,
  isAnonymousServed: boolean,
): Promise<Known | undefined> {
  const { authorization } = request.headers;
  const viewer = identity.of ? await identity.of(request.headers) : undefined;
  if (viewer) return arrived(viewer);
  if (identity.of || authorization === undefined || authorization === '') {
    if (isAnonymousServed) return undefined;
    throw identity.refusal('NO_TOKEN');
  }
  return verified(request, authorization, identity);
}

async function verified(request: IncomingMessage, authorization: string, identity: Identity): Promise<Known> {
  if (authorization.length > MOST_TOKEN_CHARACTERS + SCHEME.length) throw identity.refusal('TOKEN_TOO_LONG');
  const token = authorization.match(TOKEN)?.[1];
  if (!token || isRepeated(request)) throw identity.refusal('TOKEN_MALFORMED');
  const viewer = identity.verify(token);
  return arrived(viewer instanceof Promise ? await viewer : viewer);
}

/** Node takes the first of several in silence; a server before this one may have looked at another. */
function isRepeated({ rawHeaders }: IncomingMessage): boolean {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (name.length === 'authorization'.length && name.toLowerCase() === 'authorization') count += 1;
  }
  return count > 1;
}

/** A caller of an open gateway. */
export function anybody(): Arrived {
  return arrived(undefined);
}

function arrived<Who extends Viewer | undefined>(viewer: Who): Arrived & { readonly viewer: Who } {
  return { decisionId: decisionId(randomUUID()), receivedAt: new Date(), viewer };
}

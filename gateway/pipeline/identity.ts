import { randomUUID } from 'node:crypto';
import { HubError } from '../errors.ts';
import type { Identified } from '../exchange.ts';
import type { VerifyToken } from '../identity/tokens.ts';
import { decisionId } from '../ids.ts';

/** A caller whose connection is not looked at. */
type Arrived = Omit<Identified, 'gone'>;

/** identity: who calls. Nothing is believed but the bearer token. @throws HubError UNAUTHENTICATED */
export async function identify(authorization: string | undefined, verify: VerifyToken): Promise<Arrived> {
  const token = authorization?.match(/^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i)?.[1];
  if (!token) throw new HubError('UNAUTHENTICATED');
  return { ...arrival(), viewer: await verify(token) };
}

/** A caller of an open gateway. */
export function anybody(): Arrived {
  return { ...arrival(), viewer: undefined };
}

function arrival(): Pick<Identified, 'decisionId' | 'receivedAt'> {
  return { decisionId: decisionId(randomUUID()), receivedAt: new Date() };
}

import { randomUUID } from 'node:crypto';
import { HubError } from '../errors.ts';
import type { Identified } from '../exchange.ts';
import type { VerifyToken } from '../identity/tokens.ts';
import { decisionId } from '../ids.ts';

/** identity: who calls. Nothing is believed but the bearer token. @throws HubError UNAUTHENTICATED */
export async function identify(authorization: string | undefined, verify: VerifyToken): Promise<Identified> {
  const token = authorization?.match(/^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i)?.[1];
  if (!token) throw new HubError('UNAUTHENTICATED');
  return { decisionId: decisionId(randomUUID()), receivedAt: new Date(), viewer: await verify(token) };
}

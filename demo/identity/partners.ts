import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { type ClientKeys, publicPart } from '../partner-client/tokens.ts';
import { passableFolder, writePrivate } from '../start/home.ts';

/** A system of another country that calls the hub by itself. No such system is run by anybody. */
export interface Partner {
  /** Client identifier, and principal. */
  readonly client: string;
  readonly agency: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly roles: readonly string[];
  /** Purposes it may state. */
  readonly purposes: readonly string[];
}

const SAME = { roles: ['partner'], purposes: ['CUSTOMS_CLEARANCE', 'MUTUAL_ASSISTANCE'] } as const;

export const PARTNERS: readonly Partner[] = [
  { client: 'partner-ke', agency: 'kra', country: 'KE', ...SAME },
  { client: 'partner-rw', agency: 'rra', country: 'RW', ...SAME },
];

/** What a partner alone has, as it keeps it. */
export interface PartnerKeys extends ClientKeys {
  /** Those before it, as far as tokens may still be bound to them: public parts. */
  readonly retired?: readonly JWK[];
}

/** Keys of a partner: those in its file of the folder, else new ones, which are kept there for their owner alone. */
export async function partnerKeys(folder: string, { client }: Partner): Promise<PartnerKeys> {
  const file = join(passableFolder(folder), `${client}.json`);
  const known = read(file);
  if (known) return known;
  const keys = { authentication: await newKey(), proof: await newKey() };
  writePrivate(file, JSON.stringify(keys, null, 2));
  return keys;
}

function read(file: string): PartnerKeys | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as PartnerKeys;
  } catch {
    return undefined;
  }
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: 'ES256' };
}

/**
 * The set that a partner publishes of its keys (RFC 7517): the present one, and those before it, so that it can turn without a
 * gap. Read anew each time.
 *
 * @returns undefined: there is no such partner.
 */
export async function publishedKeys(
  folder: string,
  client: string,
): Promise<{ readonly keys: readonly JWK[] } | undefined> {
  const partner = PARTNERS.find((each) => each.client === client);
  if (!partner) return undefined;
  const { proof, retired = [] } = await partnerKeys(folder, partner);
  return { keys: [publicPart(proof), ...retired] };
}

/** Gives a partner a new key for its proofs; the one before stays published. */
export async function turnKey(folder: string, partner: Partner): Promise<PartnerKeys> {
  const { authentication, proof, retired = [] } = await partnerKeys(folder, partner);
  const keys = {
    authentication,
    proof: await newKey(),
    retired: [publicPart(proof), ...retired].slice(0, MOST_RETIRED),
  };
  writePrivate(join(folder, `${partner.client}.json`), JSON.stringify(keys, null, 2));
  return keys;
}

const MOST_RETIRED = 4;

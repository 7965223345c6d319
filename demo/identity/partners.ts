import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
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

/** What a partner alone has. */
export interface PartnerKeys {
  /** Says to the identity provider who it is (RFC 7523 §2.2). */
  readonly authentication: JWK;
  /** Its tokens are bound to it (RFC 9449): the one that is enrolled with the hub. */
  readonly proof: JWK;
}

const SECRET_MEMBERS = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi']);

/** What may be published of a key. */
export function publicPart(key: JWK): JWK {
  return Object.fromEntries(Object.entries(key).filter(([member]) => !SECRET_MEMBERS.has(member))) as JWK;
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

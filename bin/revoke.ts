import { parseArgs } from 'node:util';
import { MOST_TOKEN_DAYS } from '../gateway/identity/limits.ts';
import { type Revocation, reloadKeysEverywhere, revoke as revokeIn } from '../gateway/identity/registry.ts';
import type { Command } from './command.ts';
import { keepOperatorAct } from './ledger/opened.ts';

const USAGE = `Usage:      in the registry HUB_REGISTRY_URL names; every gateway hears of it within a second
  hub revoke --issuer I --principal P [--days N]   all tokens of a person or system, for N days (${MOST_TOKEN_DAYS} unless said)
  hub revoke --issuer I --token-id J [--days N]    one token by its jti
  hub revoke --token-hash H [--days N]             one token by the SHA-256 of its first two parts, hexadecimal:
                                                   printf %s "\${TOKEN%.*}" | sha256sum
  --by NAME                                        who does it, for the ledger that HUB_LEDGER_URL names
  hub revoke keys --issuer I                       an issuer's key is in wrong hands: all its keys are asked for anew`;

const OPTIONS = {
  issuer: { type: 'string' },
  principal: { type: 'string' },
  'token-id': { type: 'string' },
  'token-hash': { type: 'string' },
  days: { type: 'string' },
  by: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

const DAY_MS = 86_400_000;
const MOST_DAYS = 3_650;

/** `hub revoke`: what is no longer to be believed though its signature holds. */
export const revoke: Command = {
  name: 'revoke',
  summary: "revoke tokens, a person's or one, or have an issuer's keys asked for anew (hub revoke --help)",
  async run(args) {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
    const registry = process.env['HUB_REGISTRY_URL'];
    if (!registry) throw new Error('HUB_REGISTRY_URL must say where the registry is: postgres://…');
    if (positionals.length === 1 && positionals[0] === 'keys' && values.issuer) {
      await keepOperatorAct('KEYS_RELOADED', { issuer: values.issuer }, values);
      await reloadKeysEverywhere(registry, values.issuer);
      console.log('Every gateway lets go of the keys of this issuer and asks for them anew.');
      return 0;
    }
    if (positionals.length > 0) throw new Error(USAGE);
    const revocation = revocationOf(values);
    await keepOperatorAct('REVOKED', aboutOf(revocation), values);
    await revokeIn(registry, revocation);
    console.log(`Revoked until ${revocation.ends.toISOString()}.`);
    return 0;
  },
};

function aboutOf({ kind, issuer, value, ends }: Revocation): Readonly<Record<string, string>> {
  return { kind, issuer, value, ends: ends.toISOString() };
}

/** @throws Error with the usage where it is not exactly one of the three. */
function revocationOf(values: Values): Revocation {
  const { issuer, principal, 'token-id': id, 'token-hash': hash } = values;
  const given = [principal, id, hash].filter((each) => each !== undefined);
  const days = Number(values.days ?? MOST_TOKEN_DAYS);
  if (given.length !== 1 || !(days > 0 && days <= MOST_DAYS)) throw new Error(USAGE);
  const ends = new Date(Date.now() + days * DAY_MS);
  if (hash !== undefined) {
    const value = hash.toLowerCase();
    if (!/^[0-9a-f]{64}$/.test(value) || issuer !== undefined) throw new Error(USAGE);
    return { kind: 'token', issuer: '', value, ends };
  }
  if (!issuer) throw new Error(USAGE);
  if (principal) return { kind: 'principal', issuer, value: principal, ends };
  if (id) return { kind: 'id', issuer, value: id, ends };
  throw new Error(USAGE);
}

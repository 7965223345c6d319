import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { calculateJwkThumbprint } from 'jose';
import { PARTNERS_PATH } from '../demo/identity/partner-provider.ts';
import { PARTNERS, type Partner, partnerKeys } from '../demo/identity/partners.ts';
import { PERSONAS, personaOf } from '../demo/identity/personas.ts';
import { personaToken } from '../demo/identity/token.ts';
import { nonceAt, partnerToken, proofOf, publicPart } from '../demo/partner-client/tokens.ts';
import { hubHome, partnersFolder } from '../demo/start/home.ts';
import type { Command } from './command.ts';

const OPTIONS = {
  persona: { type: 'string' },
  purpose: { type: 'string', multiple: true },
  partner: { type: 'string' },
  dpop: { type: 'boolean' },
  proof: { type: 'string' },
  nonce: { type: 'string' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** `hub token`: an access token, good for an hour, from the identity provider that `hub start` runs. */
export const token: Command = {
  name: 'token',
  summary: 'print an access token of the demo: hub token --persona NAME [--purpose P]… | --partner COUNTRY --dpop',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    const partner = PARTNERS.find(({ country }) => country === values.partner);
    if (partner && values.dpop) return ofPartner(partner, values);
    if (!personaOf(values.persona)) {
      console.error(usage());
      return 2;
    }
    const { persona = '', purpose } = values;
    console.log(await personaToken(issuerOfDemo(), { persona, ...(purpose && { purposes: purpose }) }));
    return 0;
  },
};

function usage(): string {
  return [
    'Usage: hub token --persona NAME [--purpose P]…   (all its purposes unless some are named)',
    ...PERSONAS.map(({ name, sentence, purposes }) => `  ${name}: ${sentence}\n    ${purposes.join(' ')}`),
    '',
    "       hub token --partner COUNTRY --dpop        a system's token, bound to the key in its file",
    '                 [--proof URL [--nonce N]]       and the two headers of one request to the hub there',
    ...PARTNERS.map(({ country, client, purposes }) => `  ${country}: ${client}\n    ${purposes.join(' ')}`),
  ].join('\n');
}

/** The token alone, or the headers of one request; what else there is to know is said beside. */
async function ofPartner(partner: Partner, { proof: address, nonce: given }: Values): Promise<number> {
  if (address !== undefined && !URL.canParse(address)) throw new Error('--proof must be the URL of a hub: http://…');
  const identity = issuerOfDemo();
  const folder = partnersFolder(hubHome());
  const keys = await partnerKeys(folder, partner);
  const text = await partnerToken(identity + PARTNERS_PATH, partner.client, keys);
  console.error(`Key: ${join(folder, partner.client)}.json, "proof". Its thumbprint, to be enrolled (RFC 7638):`);
  console.error(`  ${await calculateJwkThumbprint(publicPart(keys.proof))}`);
  if (address === undefined) {
    console.log(text);
    console.error('Send it as authorization: DPoP …, each request with a proof of its own in the header DPoP:');
    console.error(`  hub token --partner ${partner.country} --dpop --proof URL`);
    return 0;
  }
  const nonce = given ?? (await nonceAt(address, keys.proof, text));
  if (nonce === undefined) console.error('Nobody there gave out a nonce: the proof is without one (--nonce N).');
  console.log(`Authorization: DPoP ${text}`);
  console.log(`DPoP: ${await proofOf(keys.proof, { address, token: text, nonce })}`);
  return 0;
}

/** @throws Error where no demo runs. */
function issuerOfDemo(): string {
  const file = join(hubHome(), 'demo.json');
  const record: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  const { identity } = (record ?? {}) as { readonly identity?: unknown };
  if (typeof identity === 'string') return identity;
  throw new Error('no hub runs here; start one with npm start (HUB_HOME names its folder)');
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { PARTNERS_PATH } from '../identity/partner-provider.ts';
import { PARTNERS, partnerKeys, turnKey } from '../identity/partners.ts';
import { hubHome, packageRoot, partnersFolder } from '../start/home.ts';
import { PartnerClient, Refused } from './client.ts';

const USAGE = `Usage: npm run partner -- [--country KE] [--agreement A] [--purpose P] [--turn] [MRN…]
  asks the hub that npm start runs where goods stand, as a partner country's system does
  --turn   takes a new key into use in between: nothing is lost`;

const OPTIONS = {
  country: { type: 'string', default: 'KE' },
  agreement: { type: 'string', default: 'eac-single-customs-territory' },
  purpose: { type: 'string', default: 'CUSTOMS_CLEARANCE' },
  turn: { type: 'boolean', default: false },
} as const;

/** Published for so long, a key is known to the hub. */
const NOTICED_MS = 10_500;

/** What .hub/demo.json says of the hub that runs. */
interface Demo {
  readonly url: string;
  readonly identity: string;
  readonly mrns: readonly string[];
}

interface Status {
  readonly declaration: {
    readonly mrn: string;
    readonly customsStatus: string;
    readonly customsHolds: object[];
  } | null;
}

interface Posts {
  readonly posts: {
    readonly edges: ReadonlyArray<{ readonly node: { readonly locode: string; readonly name: string } | null }>;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** Ids of approved operations are hashes of their texts: what was agreed on is what is asked. */
function idOf(agreement: string, name: string): string {
  const file = join(packageRoot(), 'schema', 'operations', 'partner', agreement, `${name}.graphql`);
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const partner = PARTNERS.find(({ country }) => country === values.country);
  if (!partner) {
    console.error(USAGE);
    return 2;
  }
  const { url: hub, identity, mrns } = JSON.parse(readFileSync(join(hubHome(), 'demo.json'), 'utf8')) as Demo;
  const folder = partnersFolder(hubHome());
  const { agreement, purpose } = values;
  const keys = await partnerKeys(folder, partner);
  const client = new PartnerClient({
    ...{ hub, issuer: identity + PARTNERS_PATH, client: partner.client, keys, purpose, agreement },
  });
  const operation = agreement === 'ug-ke-customs' ? 'declaration' : 'declaration-status';
  for (const mrn of positionals.length > 0 ? positionals : mrns) {
    const { data, conditions, left, decisionId } = await client.ask<Status>(idOf(agreement, operation), { mrn });
    console.log(JSON.stringify({ declaration: data.declaration, conditions, left, decisionId }, null, 2));
    if (values.turn) {
      const next = await turnKey(folder, partner);
      console.error('The new key is published beside the old one; the hub looks at most every 10 s …');
      await pause(NOTICED_MS);
      client.turn(next);
    }
  }
  if (agreement !== 'eac-single-customs-territory') return 0;
  const posts = client.records(idOf(agreement, 'posts'), { first: 3 }, (data: Posts) => data.posts);
  for await (const { locode, name } of posts) console.log(`${locode} ${name}`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isRefused = error instanceof Refused;
  console.error(isRefused ? `${error.code} (HTTP ${error.status}): ${error.message}` : (error as Error).message);
  process.exitCode = 1;
}

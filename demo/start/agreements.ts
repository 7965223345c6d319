import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEYS_PATH } from '../identity/partner-provider.ts';
import { packageRoot } from './home.ts';

/** What of an agreement the demo writes otherwise. */
interface Written {
  readonly clients: ReadonlyArray<{ readonly client: string }>;
}

/**
 * The national agreements with the addresses at which the demo's partners publish their keys.
 *
 * @param identity address of the identity provider.
 * @returns the folder.
 */
export function demoAgreements(home: string, identity: string): string {
  const [from, to] = [join(packageRoot(), 'schema', 'agreements'), join(home, 'agreements')];
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter((each) => each.endsWith('.json'))) {
    const agreement: Written = JSON.parse(readFileSync(join(from, name), 'utf8'));
    const clients = agreement.clients.map((each) => ({
      ...each,
      keys: { jwksUri: identity + KEYS_PATH + each.client },
    }));
    writeFileSync(join(to, name), JSON.stringify({ ...agreement, clients }, null, 2));
  }
  return to;
}

import { readFileSync } from 'node:fs';
import { agencyKeysOf, fixedKeys } from '../../standards/grant/keys.ts';
import type { Brought } from '../agency/folder.ts';
import { syntheticAgency } from './neighbour.ts';
import { type Relay, relay } from './relay.ts';

/** Agencies that are made of their SDL, running. */
export interface Neighbours extends AsyncDisposable {
  /** Agency → address of its subgraph. */
  readonly urls: ReadonlyMap<string, string>;
  /** Makes one of them, or makes it anew: its address stays. */
  make(brought: Brought, schema: URL): Promise<void>;
}

interface Made {
  readonly front: Relay;
  behind: AsyncDisposable;
}

/** @param keyFile file of the keys by which an agency knows the hub. */
export function madeNeighbours(keyFile: (agency: string) => string): Neighbours {
  const made = new Map<string, Made>();
  return {
    get urls() {
      return new Map([...made].map(([name, { front }]) => [name, front.url]));
    },
    async make({ part }, schema) {
      const keys = agencyKeysOf(JSON.parse(readFileSync(keyFile(part.name), 'utf8')));
      const agency = syntheticAgency(part.name, schema, part.document);
      const next = await agency.serve({ sourceUrl: '', grants: { keys: fixedKeys(keys) } });
      const known = made.get(part.name);
      const front = known?.front ?? (await relay());
      front.lead(next.url);
      made.set(part.name, { front, behind: next });
      await known?.behind[Symbol.asyncDispose]();
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...made.values()].map(({ front }) => front[Symbol.asyncDispose]()));
      await Promise.all([...made.values()].map(({ behind }) => behind[Symbol.asyncDispose]()));
    },
  };
}

import { agencyKeysOf, fixedKeys, type HubKeys, hubKeysOf, makeGrantKeys } from '../../standards/grant/keys.ts';
import type { GrantTrust } from '../../subgraphs/kit/index.ts';

/** Keys of a gateway and of the agencies it asks, made for one test. */
export interface TestGrants {
  /** What the gateway is told. */
  readonly config: { readonly kind: 'keys'; readonly keys: HubKeys };
  /** What an agency's subgraph is told. @throws Error where it is none of the agencies. */
  trust(agency: string): GrantTrust;
}

export function testGrants(agencies: readonly string[]): TestGrants {
  const made = makeGrantKeys(agencies);
  return {
    config: { kind: 'keys', keys: hubKeysOf(made.hub) },
    trust(agency) {
      const file = made.agencies.get(agency);
      if (!file) throw new Error(`no keys were made for ${agency}`);
      return { keys: fixedKeys(agencyKeysOf(file)) };
    },
  };
}

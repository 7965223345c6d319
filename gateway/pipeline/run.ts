import { OPEN_DOORS } from '../engine/engine.ts';
import { type Executed, grown, type Planned } from '../exchange.ts';
import type { Grants } from '../grants/grants.ts';

const NOTHING = { data: {}, isPlain: true, bytes: 0, agencyErrors: [] } as const;

/** run: asks the agencies. Where nothing is released, none is called. @throws HubError CLIENT_GONE */
export async function run(exchange: Planned, grants: Grants | undefined): Promise<Executed> {
  if (!exchange.plan) return grown(exchange, { ...NOTHING, sources: new Map() });
  const { data, isPlain, bytes, errors, sources } = await exchange.plan.run(
    exchange.variables,
    exchange.gone,
    grants?.enter(exchange) ?? OPEN_DOORS,
  );
  return grown(exchange, { data, isPlain, bytes, agencyErrors: errors, sources });
}

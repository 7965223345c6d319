import { type Executed, grown, type Planned } from '../exchange.ts';

const NOTHING = { data: {}, isPlain: true, bytes: 0, agencyErrors: [] } as const;

/** run: asks the agencies. Where nothing is released, none is called. @throws HubError CLIENT_GONE */
export async function run(exchange: Planned): Promise<Executed> {
  if (!exchange.plan) return grown(exchange, { ...NOTHING, sources: new Map() });
  const { data, isPlain, bytes, errors, sources } = await exchange.plan.run(exchange.variables, exchange.gone);
  return grown(exchange, { data, isPlain, bytes, agencyErrors: errors, sources });
}

import type { Executed, Planned } from '../exchange.ts';

/** run: asks the agencies. Where nothing is released, none is called. @throws HubError CLIENT_GONE */
export async function run(exchange: Planned): Promise<Executed> {
  if (!exchange.plan) return { ...exchange, data: {}, isPlain: true, bytes: 0, agencyErrors: [], sources: new Map() };
  const { data, isPlain, bytes, errors, sources } = await exchange.plan.run(exchange.variables, exchange.gone);
  return { ...exchange, data, isPlain, bytes, agencyErrors: errors, sources };
}

import type { Engine } from '../engine/engine.ts';
import type { Executed, Planned } from '../exchange.ts';

/** run: asks the agencies. Where nothing is released, none is called. */
export async function run(exchange: Planned, engine: Engine): Promise<Executed> {
  if (!exchange.plan) return { ...exchange, data: {}, agencyErrors: [], sources: new Map() };
  const { data, errors, sources } = await engine.run(exchange.plan, exchange.variables);
  return { ...exchange, data, agencyErrors: errors, sources };
}

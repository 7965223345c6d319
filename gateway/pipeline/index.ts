import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Engine } from '../engine/engine.ts';
import type { Purposed } from '../exchange.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { RoleCategories } from '../policy/categories.ts';
import type { Labels } from '../supergraph/labels.ts';
import { complete } from './complete.ts';
import { decide } from './decide.ts';
import { type Asked, operate } from './operation.ts';
import { plan } from './plan.ts';
import { record } from './record.ts';
import { respond } from './respond.ts';
import { run } from './run.ts';

/** The rooms an operation passes. */
export interface Rooms {
  readonly schema: GraphQLSchema;
  readonly labels: Labels;
  readonly roles: RoleCategories;
  readonly engine: Engine;
  readonly ledger: Ledger;
}

/**
 * The way of an operation, in the only order the types allow:
 * operation → decide → plan → run → complete → record → respond.
 * Identity and purpose stand before it, at the HTTP door.
 */
export async function answer(
  exchange: Purposed,
  asked: Asked,
  rooms: Rooms,
): Promise<ExecutionResult<Record<string, unknown>>> {
  const operated = operate(exchange, asked, rooms.schema);
  const decided = decide(operated, rooms);
  const planned = plan(decided, rooms.engine);
  const executed = await run(planned, rooms.engine);
  const completed = await complete(executed, rooms.schema);
  return respond(await record(completed, rooms.ledger));
}

import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Engine } from '../engine/engine.ts';
import { grown, type Purposed } from '../exchange.ts';
import type { Grants } from '../grants/grants.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Metrics } from '../metrics.ts';
import { type Completions, complete } from './complete.ts';
import { type DecideRoom, decide } from './decide.ts';
import type { NamedBeside } from './named-beside.ts';
import { type Asked, type Operations, operate } from './operation.ts';
import { type Plans, plan } from './plan.ts';
import { type PseudonymReads, type PseudonymsOf, withPseudonymsOpened } from './pseudonyms.ts';
import { charge, meter, type QuotaRoom, uncharged, unmetered } from './quota.ts';
import { record, recordIntent } from './record.ts';
import type { Recording } from './recording.ts';
import { respond } from './respond.ts';
import { run } from './run.ts';

/** The rooms an operation passes, all for one supergraph, with what they know from earlier operations. */
export interface Rooms {
  readonly operations: Operations;
  /**
   * What records are judged by: the graph of officers. A partner's own has not all that its fields are made from, nor what
   * records these are of.
   */
  readonly types: GraphQLSchema;
  readonly release: DecideRoom['release'];
  readonly decided: DecideRoom['decided'];
  readonly kept: DecideRoom['kept'];
  readonly pdp: DecideRoom['pdp'];
  readonly policyFault: DecideRoom['policyFault'];
  readonly pseudonyms: PseudonymsOf | undefined;
  readonly pseudonymReads: PseudonymReads;
  readonly engine: Engine;
  readonly plans: Plans;
  readonly interfaceObjects: ReadonlySet<string>;
  readonly completions: Completions;
  readonly ledger: Ledger;
  readonly named: NamedBeside;
  readonly recording: Recording;
  readonly metrics: Metrics;
  /** undefined: the agencies ask for none. */
  readonly grants: Grants | undefined;
  /** undefined: nothing is counted of who asks. */
  readonly quota: QuotaRoom | undefined;
}

/**
 * The way of an operation, in the only order the types allow:
 * operation → decide → plan → quota → run → complete → quota → record → respond.
 * Identity and purpose stand before it, at the HTTP door.
 */
export async function answer(
  exchange: Purposed,
  asked: Asked,
  rooms: Rooms,
): Promise<ExecutionResult<Record<string, unknown>>> {
  const room = { ...rooms, schema: rooms.operations.schema };
  const operated = operate(exchange, asked, rooms.operations);
  if (rooms.pseudonyms) {
    grown(operated, {
      variables: withPseudonymsOpened(operated, room.schema, rooms.pseudonymReads, rooms.pseudonyms),
    });
  }
  const deciding = decide(operated, room);
  const decided = deciding instanceof Promise ? await deciding : deciding;
  const planned = await plan(decided, room);
  const metered = room.quota ? await meter(planned, room.quota) : unmetered(planned);
  if (operated.operation.operation === 'mutation') await recordIntent(metered, room);
  const executed = await run(metered, room);
  const completed = await complete(executed, room);
  const charged = room.quota ? await charge(completed, room.quota, room.schema) : uncharged(completed);
  const recorded = await record(charged, room);
  rooms.metrics.answered(recorded.decisions.denials.length);
  return respond(recorded);
}

import type { GraphQLError, GraphQLSchema } from 'graphql';
import { OPEN_DOORS } from '../engine/engine.ts';
import { MOST_ERRORS_TOLD } from '../engine/limits.ts';
import { type Executed, grown, type Metered, type Planned } from '../exchange.ts';
import type { Grants } from '../grants/grants.ts';
import type { Decisions } from '../policy/decisions.ts';
import { Judging } from './judge.ts';
import { type JudgePlan, judgePlan } from './judge-tree.ts';
import { isBeside } from './named-beside.ts';

export interface RunRoom {
  /** All types of records, whether callers see them or not. */
  readonly types: GraphQLSchema;
  /** undefined: the agencies ask for none. */
  readonly grants: Grants | undefined;
}

const NOTHING = { data: {}, isPlain: true, bytes: 0, agencyErrors: [], judging: undefined } as const;

/**
 * run: asks the agencies. Where nothing is released, none is called. Records that rules have to see are judged as they
 * arrive, before anything of them is sent on.
 *
 * @throws HubError CLIENT_GONE
 */
export async function run(exchange: Metered, { types, grants }: RunRoom): Promise<Executed> {
  if (!exchange.plan) return grown(exchange, { ...NOTHING, sources: new Map() });
  const judging = judgingOf(exchange, types);
  const { data, isPlain, bytes, errors, sources } = await exchange.plan.run(
    exchange.variables,
    exchange.gone,
    grants?.enter(exchange) ?? OPEN_DOORS,
    judging,
  );
  const known = judging ? judging.end(data, errors) : errors;
  const left = known.some(isBeside) ? known.filter((error) => !isBeside(error)) : known;
  const told = left.length < errors.length ? withoutDropped(sources, errors, left) : sources;
  const agencyErrors = left.slice(0, MOST_ERRORS_TOLD);
  return grown(exchange, { data, isPlain, bytes, agencyErrors, sources: told, judging });
}

/** An agency all of whose errors were about what is not there for the caller has answered in full. */
function withoutDropped(
  sources: Executed['sources'],
  errors: readonly GraphQLError[],
  left: readonly GraphQLError[],
): Executed['sources'] {
  const failed = new Set(left.map(({ extensions }) => extensions['agency']));
  const dropped = new Set(errors.map(({ extensions }) => extensions['agency']));
  return new Map(
    [...sources].map(([agency, status]) => {
      const isWhole = status === 'PARTIAL' && dropped.has(agency) && !failed.has(agency);
      return [agency, isWhole ? 'OK' : status];
    }),
  );
}

const plans = new WeakMap<Decisions, { readonly plan: JudgePlan | undefined }>();

function judgingOf({ operation, decisions, receivedAt }: Planned, types: GraphQLSchema): Judging | undefined {
  const root = types.getRootType(operation.operation)?.name ?? '';
  let known = plans.get(decisions);
  if (!known) {
    known = { plan: judgePlan(types, operation.selectionSet, root, decisions) };
    plans.set(decisions, known);
  }
  return known.plan && new Judging(known.plan, decisions, receivedAt.getTime());
}

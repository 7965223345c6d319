import type { GraphQLSchema } from 'graphql';
import { OPEN_DOORS } from '../engine/engine.ts';
import { type Executed, grown, type Planned } from '../exchange.ts';
import type { Grants } from '../grants/grants.ts';
import type { Decisions } from '../policy/decisions.ts';
import { Judging } from './judge.ts';
import { type JudgeTree, judgeTree } from './judge-tree.ts';

export interface RunRoom {
  /** What callers see. */
  readonly schema: GraphQLSchema;
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
export async function run(exchange: Planned, { schema, grants }: RunRoom): Promise<Executed> {
  if (!exchange.plan) return grown(exchange, { ...NOTHING, sources: new Map() });
  const judging = judgingOf(exchange, schema);
  const { data, isPlain, bytes, errors, sources } = await exchange.plan.run(
    exchange.variables,
    exchange.gone,
    grants?.enter(exchange) ?? OPEN_DOORS,
    judging?.before,
  );
  const agencyErrors = judging ? judging.end(data, errors) : errors;
  return grown(exchange, { data, isPlain, bytes, agencyErrors, sources, judging });
}

const trees = new WeakMap<Decisions, { readonly tree: JudgeTree | undefined }>();

function judgingOf({ operation, decisions, receivedAt }: Planned, schema: GraphQLSchema): Judging | undefined {
  const root = schema.getRootType(operation.operation)?.name ?? '';
  let known = trees.get(decisions);
  if (!known) {
    known = { tree: judgeTree(schema, operation.selectionSet, root, decisions) };
    trees.set(decisions, known);
  }
  return known.tree && new Judging(known.tree, root, decisions, receivedAt.getTime());
}

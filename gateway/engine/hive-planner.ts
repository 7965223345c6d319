import type {
  FetchRewrite,
  FlattenNodePathSegment,
  PlanNode as HivePlanNode,
  QueryPlanner as HiveQueryPlanner,
  RequiresSelection,
} from '@graphql-hive/router-query-planner';
import type { AgencyName } from '../ids.ts';
import type { EntityAsk, PathStep, PlanNode, Planner, RequiredSelection, Rewrite } from './query-plan.ts';

/** Share of requests, in percent, that a progressive @override sends to its new agency: decided per supergraph. */
const OVERRIDE_PERCENTAGE = 0;

/**
 * The default planner: written in Rust, plans on a thread of its own.
 *
 * @returns undefined where there is no binary for this platform.
 * @throws Error where the supergraph cannot be read.
 */
export async function hivePlanner(supergraphSdl: string): Promise<Planner | undefined> {
  const loaded = await import('@graphql-hive/router-query-planner').catch(() => undefined);
  if (!loaded) return undefined;
  const { QueryPlanner } = loaded;
  const planner: HiveQueryPlanner = new QueryPlanner(supergraphSdl);
  return {
    async plan(operation, signal) {
      const { node } = await planner.planAsync(operation, undefined, new Set(), OVERRIDE_PERCENTAGE, signal);
      return node && planNode(node, []);
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

type HivePath = readonly FlattenNodePathSegment[];

function planNode(node: HivePlanNode, path: HivePath): PlanNode {
  switch (node.kind) {
    case 'Sequence':
      return { kind: 'sequence', nodes: node.nodes.map((each) => planNode(each, path)) };
    case 'Parallel':
      return { kind: 'parallel', nodes: node.nodes.map((each) => planNode(each, path)) };
    case 'Flatten':
      return planNode(node.node, [...path, ...node.path]);
    case 'Fetch':
      return {
        ...callOf(node),
        outputRewrites: node.requires ? [] : (node.outputRewrites ?? []).map(rewrite),
        entities: node.requires
          ? [
              entityAsk({
                ...node,
                requires: node.requires,
                alias: '_entities',
                paths: [[...path]],
                representationsVariableName: 'representations',
              }),
            ]
          : [],
      };
    case 'BatchFetch':
      return { ...callOf(node), outputRewrites: [], entities: node.entityBatch.aliases.map(entityAsk) };
    default:
      throw new Error(`the plan has a step of kind ${node.kind}, which this engine does not run`);
  }
}

type HiveCall = Extract<HivePlanNode, { kind: 'Fetch' | 'BatchFetch' }>;

function callOf({ serviceName, operation, variableUsages = [] }: HiveCall) {
  return { kind: 'fetch', agency: serviceName as AgencyName, operation, variables: variableUsages } as const;
}

type HiveAsk = Extract<HivePlanNode, { kind: 'BatchFetch' }>['entityBatch']['aliases'][number];

function entityAsk(ask: HiveAsk): EntityAsk {
  return {
    key: ask.alias,
    variable: ask.representationsVariableName,
    paths: ask.paths.map((path) => path.map(pathStep)),
    requires: ask.requires.map(required),
    inputRewrites: (ask.inputRewrites ?? []).map(rewrite),
    outputRewrites: (ask.outputRewrites ?? []).map(rewrite),
  };
}

function pathStep(segment: FlattenNodePathSegment): PathStep {
  if (segment === '@') return { kind: 'list' };
  if ('Field' in segment) return { kind: 'field', name: segment.Field };
  return { kind: 'types', names: segment.TypeCondition };
}

function required(selection: RequiresSelection): RequiredSelection {
  switch (selection.kind) {
    case 'Field':
      // Where both are given, `name` is the key in the answer so far and `alias` the field's own name.
      return {
        kind: 'field',
        from: selection.name,
        as: selection.alias ?? selection.name,
        selections: selection.selections?.map(required),
      };
    case 'InlineFragment':
      return { kind: 'fragment', type: selection.typeCondition, selections: selection.selections.map(required) };
    default:
      throw new Error('the plan requires a fragment by name, which this engine does not run');
  }
}

function rewrite(given: FetchRewrite): Rewrite {
  const step = (segment: { TypenameEquals: string[] } | { Key: string }): Rewrite['path'][number] =>
    'Key' in segment ? { kind: 'key', name: segment.Key } : { kind: 'types', names: segment.TypenameEquals };
  if ('KeyRenamer' in given) {
    const { path, renameKeyTo } = given.KeyRenamer;
    return { path: path.map(step), change: { kind: 'rename', to: renameKeyTo } };
  }
  const setter = 'ValueSetter' in given ? given.ValueSetter : given;
  return { path: setter.path.map(step), change: { kind: 'set', value: setter.setValueTo } };
}

import { type FieldNode, type GraphQLSchema, Kind, type OperationDefinitionNode, visit } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Decided, grown, type Operated, type Variables } from '../exchange.ts';
import type { Decisions } from '../policy/decisions.ts';
import { decideOver, type Judge, OPEN } from '../policy/walk.ts';
import { askPoint, type Pdp } from './pdp.ts';
import type { Protection } from './protection.ts';

/** What is released: everything, or what standard directives and the owners' rules allow. */
export type Release = { readonly kind: 'open' } | { readonly kind: 'protected'; readonly protection: Protection };

/** What decisions rest on beside the exchange. */
export interface DecideRoom {
  readonly schema: GraphQLSchema;
  readonly release: Release;
  /** What is known of operations decided over before. */
  readonly decided: WeakMap<OperationDefinitionNode, DecidedBefore>;
  /** All decisions that are kept, whatever the operation. */
  readonly kept: KeptDecisions;
  /** Answers for names in @policy. */
  readonly pdp: Pdp;
  /** A policy could not be evaluated: another signal than a denial. */
  readonly policyFault: (policies: readonly string[]) => void;
}

/** Decisions over one operation, by everything of a request that they rest on. */
export interface DecidedBefore {
  readonly byClass: Map<string, ClassDecisions>;
  /** Variables of which it matters whether they are given: they stand in arguments that read fields. */
  readonly argumentVariables: readonly string[];
  /** Names in @policy that the operation meets. */
  readonly policyNames: readonly string[];
}

/** What a class of requests was decided, and one of it: it is decided anew for the next supergraph. */
export interface ClassDecisions {
  readonly decisions: Decisions;
  readonly example: Pick<Operated, 'viewer' | 'purpose' | 'caseReference' | 'actingFor'>;
  /** Variables of arguments that were given. */
  readonly given: readonly string[];
}

/** Decisions that are kept, the least lately used of which go first; each with the place it is found at. */
export type KeptDecisions = LRUCache<
  ClassDecisions,
  { readonly from: Map<string, ClassDecisions>; readonly key: string }
>;

/** Decisions kept: one of an operation of a hundred fields has some 10 KB, its plan not counted. */
const MOST_KEPT = 4_096;

export function keptDecisions(): KeptDecisions {
  return new LRUCache({ max: MOST_KEPT, dispose: ({ from, key }) => void from.delete(key) });
}

/**
 * decide: every field of the operation is released, reduced or withheld before anything is planned, whatever the data
 * is. Callers of one class, purpose and moment get the same decisions; nobody gets those of another.
 */
export function decide(exchange: Operated, room: DecideRoom): Decided | Promise<Decided> {
  const before = knownOf(exchange.operation, room);
  if (before.policyNames.length === 0) return decided(exchange, room, before, NO_NAMES);
  return askPoint(room.pdp, before.policyNames, exchange).then((satisfied) =>
    decided(exchange, room, before, satisfied),
  );
}

const NO_NAMES: ReadonlySet<string> = new Set();

function decided(
  exchange: Operated,
  room: DecideRoom,
  { byClass, argumentVariables }: DecidedBefore,
  satisfied: ReadonlySet<string>,
): Decided {
  const { release } = room;
  const given = argumentVariables.map((name) => (exchange.variables[name] === undefined ? '0' : '1')).join('');
  const key = release.kind === 'open' ? '' : `${given} ${release.protection.classOf(exchange, satisfied)}`;
  const known = byClass.get(key);
  if (known) room.kept.get(known);
  let decisions = known?.decisions;
  if (!decisions) {
    const isUsed = (field: FieldNode) => usedArguments(field, exchange.variables);
    const judge: Judge = release.kind === 'open' ? OPEN : release.protection.judge(exchange, satisfied, isUsed);
    decisions = decideOver(exchange.operation, room.schema, judge);
    const { viewer, purpose, caseReference, actingFor } = exchange;
    const made: ClassDecisions = {
      decisions,
      example: { viewer, purpose, caseReference, actingFor },
      given: argumentVariables.filter((name) => exchange.variables[name] !== undefined),
    };
    byClass.set(key, made);
    room.kept.set(made, { from: byClass, key });
  }
  if (decisions.faults.length > 0) room.policyFault(decisions.faults);
  return grown(exchange, { decisions });
}

function knownOf(operation: OperationDefinitionNode, room: DecideRoom): DecidedBefore {
  const known = room.decided.get(operation);
  if (known) return known;
  const variables = new Set<string>();
  visit(operation, {
    Argument: (node) => visit(node, { Variable: ({ name }) => void variables.add(name.value) }),
  });
  const before: DecidedBefore = {
    byClass: new Map(),
    argumentVariables: [...variables].sort(),
    policyNames: room.release.kind === 'open' ? [] : room.release.protection.policyNames(operation),
  };
  room.decided.set(operation, before);
  return before;
}

/** Arguments that are given a value: a variable that is not there gives none (GraphQL §6.4.1). */
export function usedArguments(field: FieldNode, variables: Variables): readonly string[] {
  return (field.arguments ?? [])
    .filter(({ value }) => value.kind !== Kind.VARIABLE || variables[value.name.value] !== undefined)
    .map(({ name }) => name.value);
}

import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Decided, grown, type Operated } from '../exchange.ts';
import type { Decisions } from '../policy/decisions.ts';
import { type ArgumentVariable, type Given, givenBy, type Reading, readBy } from '../policy/input-reads.ts';
import { decideOver, type Judge, OPEN } from '../policy/walk.ts';
import { askPoint, type Pdp } from './pdp.ts';
import type { Protection } from './protection.ts';

/** What is released: everything, or what standard directives and the owners' rules allow. */
export type Release = { readonly kind: 'open' } | { readonly kind: 'protected'; readonly protection: Protection };

/** What decisions rest on beside the exchange. */
export interface DecideRoom {
  /** All types of records, whether callers see them or not. */
  readonly types: GraphQLSchema;
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
  /** Variables of which it matters whether they are given, and what their values read. */
  readonly argumentVariables: readonly ArgumentVariable[];
  /** Names in @policy that the operation meets. */
  readonly policyNames: readonly string[];
}

/** What a class of requests was decided, and one of it: it is decided anew for the next supergraph. */
export interface ClassDecisions {
  readonly decisions: Decisions;
  readonly example: Pick<Operated, 'viewer' | 'purpose' | 'caseReference' | 'actingFor' | 'agreement'>;
  /** What variables of arguments were given. */
  readonly given: Given;
}

/** Decisions that are kept, the least lately used of which go first; each with the place it is found at. */
export type KeptDecisions = LRUCache<
  ClassDecisions,
  { readonly from: Map<string, ClassDecisions>; readonly key: string }
>;

/** Decisions kept: one of an operation of a hundred fields has some 10 KB, its plan not counted. */
const MOST_KEPT = 4_096;
/** Characters of a key that weigh as a decision: an operation of many variables has as many ways to be asked. */
const KEY_CHARACTERS = 512;

export function keptDecisions(): KeptDecisions {
  return new LRUCache({
    maxSize: MOST_KEPT,
    // What weighs more than all may would not be kept, and so never go.
    sizeCalculation: ({ key }) => Math.min(1 + Math.floor(key.length / KEY_CHARACTERS), MOST_KEPT),
    dispose: ({ from, key }) => void from.delete(key),
  });
}

/**
 * decide: every field of the operation is released, reduced or withheld before anything is planned, whatever the data
 * is. Callers of one class, purpose and moment get the same decisions; nobody gets those of another.
 *
 * @param given in place of what the exchange's own variables give.
 */
export function decide(exchange: Operated, room: DecideRoom, given?: Given): Decided | Promise<Decided> {
  const before = knownOf(exchange.operation, room);
  const read: Read = given ? ({ name }) => given.get(name) : (variable) => readBy(variable, exchange.variables);
  if (before.policyNames.length === 0) return decided(exchange, room, read, NO_NAMES);
  return askPoint(room.pdp, before.policyNames, exchange).then((satisfied) => decided(exchange, room, read, satisfied));
}

/** What a variable is given reads; undefined: it is given nothing. */
type Read = (variable: ArgumentVariable) => readonly Reading[] | undefined;

const NO_NAMES: ReadonlySet<string> = new Set();

function decided(exchange: Operated, room: DecideRoom, read: Read, satisfied: ReadonlySet<string>): Decided {
  const { release } = room;
  const { byClass, argumentVariables } = knownOf(exchange.operation, room);
  const key =
    release.kind === 'open'
      ? ''
      : `${keyOf(argumentVariables, read)} ${release.protection.classOf(exchange, satisfied)}`;
  const known = byClass.get(key);
  if (known) room.kept.get(known);
  let decisions = known?.decisions;
  if (!decisions) {
    // INVARIANT: what is decided rests on nothing of the variables but what the key says of them.
    const given = givenBy(argumentVariables, read);
    const judge: Judge = release.kind === 'open' ? OPEN : release.protection.judge(exchange, satisfied, given);
    decisions = decideOver(exchange.operation, room.types, judge);
    const { viewer, purpose, caseReference, actingFor, agreement } = exchange;
    const made: ClassDecisions = {
      decisions,
      example: { viewer, purpose, caseReference, actingFor, agreement },
      given,
    };
    byClass.set(key, made);
    room.kept.set(made, { from: byClass, key });
  }
  if (decisions.faults.length > 0) room.policyFault(decisions.faults);
  return grown(exchange, { decisions });
}

/** Of each variable whether it is given, and what its value reads: coordinates have neither comma nor parenthesis. */
function keyOf(variables: readonly ArgumentVariable[], read: Read): string {
  let key = '';
  for (const variable of variables) {
    const reads = read(variable);
    key += reads === undefined ? '0' : reads.length === 0 ? '1' : `(${reads.join()})`;
  }
  return key;
}

function knownOf(operation: OperationDefinitionNode, room: DecideRoom): DecidedBefore {
  const known = room.decided.get(operation);
  if (known) return known;
  const { release } = room;
  const before: DecidedBefore = {
    byClass: new Map(),
    argumentVariables: release.kind === 'open' ? [] : release.protection.argumentVariables(operation),
    policyNames: release.kind === 'open' ? [] : release.protection.policyNames(operation),
  };
  room.decided.set(operation, before);
  return before;
}

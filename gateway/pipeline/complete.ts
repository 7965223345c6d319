import { type FieldNode, GraphQLError, type GraphQLSchema, Kind, type SelectionSetNode } from 'graphql';
import { type Completion, completion } from '../engine/complete.ts';
import { internalName } from '../engine/names.ts';
import { LARGE_BYTES } from '../engine/pace.ts';
import type { Problem } from '../engine/writers.ts';
import { graphqlError } from '../errors.ts';
import { type Completed, type Executed, grown, type SourceStatus } from '../exchange.ts';
import type { AgencyName, Coordinate } from '../ids.ts';
import type { Decisions } from '../policy/decisions.ts';
import { type Mask, masked } from '../policy/masks.ts';
import { responseKey } from '../response-key.ts';
import type { DecideRoom } from './decide.ts';
import type { Judging } from './judge.ts';
import type { PseudonymsOf } from './pseudonyms.ts';
import { told } from './told.ts';

/** How answers are written, by the decisions they are written for. */
export type Completions = WeakMap<Decisions, Prepared>;

/** What completion rests on beside the exchange. */
export interface CompleteRoom {
  /** What callers see. */
  readonly schema: GraphQLSchema;
  readonly interfaceObjects: ReadonlySet<string>;
  readonly completions: Completions;
  /** undefined: none are made, and what would be shown as one is withheld. */
  readonly pseudonyms: PseudonymsOf | undefined;
  readonly policyFault: DecideRoom['policyFault'];
}

interface Prepared {
  readonly completion: Completion;
  readonly denials: readonly GraphQLError[];
  /** Internal name → the caller's. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * complete: writes the answer from the ORIGINAL operation and the schema: what was removed reads null, null moves up by
 * the schema's rules, values are coerced, and internal names turn back into the caller's.
 */
export async function complete(exchange: Executed, room: CompleteRoom): Promise<Completed> {
  const { decisions } = exchange;
  let prepared = room.completions.get(decisions);
  if (!prepared) {
    prepared = preparedFor(exchange, room);
    room.completions.set(decisions, prepared);
  }
  const problems: Problem[] = [];
  const { completion: writer } = prepared;
  const { judging } = exchange;
  const { data: read, isPlain, variables } = exchange;
  const answered = { data: read, isPlain, variables, levelOf: judging?.levels };
  const isLarge = exchange.bytes > LARGE_BYTES;
  const data = (isLarge ? await writer.writeInTurns(answered, problems) : writer.write(answered, problems)) ?? null;
  if (judging && judging.faults.size > 0) room.policyFault([...judging.faults]);
  const denials = judging ? [...prepared.denials, ...deniedByRecords(judging)] : prepared.denials;
  if (problems.length === 0 && exchange.agencyErrors.length === 0) {
    return grown(exchange, { answer: { data, errors: denials } });
  }
  const { agencyErrors: errors } = exchange;
  const known = new Explained([...denials, ...errors.map((error) => renamed(error, prepared.names))]);
  const unreadable = problems.filter(
    ({ path, typeName, field }) => !known.has(path, exchange.plan?.ownerOf(typeName, field)),
  );
  const unreadableErrors = unreadable.map((problem) => unreadableError(problem, exchange));
  const agencyErrors = errors.map((error) => told(error, exchange, room.schema));
  return grown(exchange, {
    sources: withPartial(exchange, unreadable),
    answer: { data, errors: [...denials, ...agencyErrors, ...unreadableErrors] },
  });
}

/** Told once for a field and path, and never where a denial is to read as if there were no record. */
function deniedByRecords({ noted }: Judging): readonly GraphQLError[] {
  const open = [...noted].flatMap(([condition, { denied }]) => (denied > 0 && !condition.isNeutral ? [condition] : []));
  const places = new Map(open.map(({ path, coordinate }) => [`${path.join('.')} ${coordinate}`, path]));
  return [...places.values()].map((path) => graphqlError('UNAUTHORIZED_FIELD_OR_TYPE', { path, reason: 'ROW' }));
}

function preparedFor({ operation, decisions, viewer, agreement }: Executed, room: CompleteRoom): Prepared {
  const { schema, interfaceObjects } = room;
  // INVARIANT: decisions are shared by callers of one class alone, and a class is of one recipient.
  const pseudonyms = room.pseudonyms?.({ viewer, agreement });
  const reducing = (mask: Mask, coordinate: Coordinate) => (value: unknown) =>
    masked(mask, value, pseudonyms && ((text) => pseudonyms.seal(text, coordinate)));
  const reduced = new Map(
    [...decisions.masks].map(([node, { mask, coordinate }]) => [node, reducing(mask, coordinate)]),
  );
  const judged = new Map(
    [...decisions.conditions].map(([node, { mask, coordinate, isNeutral, absent }]) => [
      node,
      { reduce: mask && reducing(mask, coordinate), isNeutral, absent },
    ]),
  );
  const names = new Map<string, string>();
  collect(operation.selectionSet, names);
  return {
    completion: completion(schema, operation, { removed: decisions.removed, reduced, judged, interfaceObjects }),
    denials: decisions.denials.map(({ path, reason }) => graphqlError('UNAUTHORIZED_FIELD_OR_TYPE', { path, reason })),
    names,
  };
}

/** What completion could not use though the agency sent it, or nothing where the schema promises a value. */
function unreadableError({ path, typeName, field }: Problem, { plan }: Executed): GraphQLError {
  const agency = plan?.ownerOf(typeName, field);
  return graphqlError('SUBGRAPH_INVALID_ANSWER', { path, ...(agency && { agency }) });
}

/** An agency whose value could not be used has not answered everything. */
function withPartial({ sources, plan }: Executed, problems: readonly Problem[]): ReadonlyMap<AgencyName, SourceStatus> {
  const changed = new Map(sources);
  for (const { typeName, field } of problems) {
    const agency = plan?.ownerOf(typeName, field);
    if (agency && changed.get(agency) === 'OK') changed.set(agency, 'PARTIAL');
  }
  return changed;
}

/** Places of errors, list indexes left out: a null that one of them explains is told once. */
class Explained {
  readonly #paths = new Set<string>();
  /** Agencies that told of an error without a place. */
  readonly #agencies = new Set<unknown>();

  constructor(errors: readonly GraphQLError[]) {
    for (const { path, extensions } of errors) {
      if (path?.length) this.#paths.add(keysOf(path).join(' '));
      else this.#agencies.add(extensions['agency']);
    }
  }

  has(path: Problem['path'], agency: AgencyName | undefined): boolean {
    if (agency && this.#agencies.has(agency)) return true;
    const keys = keysOf(path);
    for (let length = 1; length <= keys.length; length += 1) {
      if (this.#paths.has(keys.slice(0, length).join(' '))) return true;
    }
    return false;
  }
}

function keysOf(path: ReadonlyArray<string | number> = []): readonly string[] {
  return path.filter((key) => typeof key === 'string');
}

/** Gives an error's path the caller's names. */
function renamed(error: GraphQLError, names: ReadonlyMap<string, string>): GraphQLError {
  const path = error.path?.map((key) => (typeof key === 'string' ? (names.get(key) ?? key) : key));
  return new GraphQLError(error.message, { ...(path && { path }), extensions: error.extensions });
}

function collect(set: SelectionSetNode, names: Map<string, string>): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) names.set(internalName(selection as FieldNode), responseKey(selection));
    if ('selectionSet' in selection && selection.selectionSet) collect(selection.selectionSet, names);
  }
}

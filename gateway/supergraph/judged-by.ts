import { type GraphQLSchema, isObjectType, Kind, type SelectionSetNode } from 'graphql';
import { fieldType } from '../field-type.ts';
import { type AgencyName, type Coordinate, coordinate } from '../ids.ts';
import type { Labels } from '../policy/labels.ts';
import { possibleTypes } from '../policy/possible-types.ts';
import type { RecordTypes } from '../policy/records.ts';
import type { Retention } from '../policy/retention.ts';
import { fieldSetOf } from './directives.ts';
import type { JoinSelection, Joins } from './joins.ts';

/** What says how the records of a graph are judged. */
export interface JudgedGraph {
  readonly types: GraphQLSchema;
  readonly labels: Labels;
  readonly recordTypes: RecordTypes;
  readonly retentions: ReadonlyMap<string, Retention>;
  readonly joins: Pick<Joins, 'keys' | 'owners' | 'selections'>;
  readonly agencies: Iterable<AgencyName>;
}

/**
 * Records are judged before anything of them is sent on: what they are judged by has to be there first, from one agency, and
 * no way to it may lead through records that are judged themselves.
 *
 * @throws Error where more than one agency gives it for records with a key: what they say could differ, and by the first
 *   answer the record would have been sent on; where it is made from what others give, or given by another for its owner;
 *   where a record that is judged is part of another's key.
 */
export function checkJudgedBy(graph: JudgedGraph): void {
  const { joins, recordTypes, retentions, labels } = graph;
  const neutral = [...labels].filter(([, { denial }]) => denial === 'NEUTRAL').map(([at]) => at.split('.')[0] ?? '');
  const judged = new Set([...recordTypes.keys(), ...retentions.keys(), ...neutral]);
  for (const selection of joins.selections) {
    if (selection.kind === 'key') checkKey(selection, judged, graph);
  }
  const provided = providedIn(graph);
  for (const typeName of new Set([...recordTypes.keys(), ...retentions.keys()])) {
    const since = retentions.get(typeName)?.since;
    for (const name of [...(recordTypes.get(typeName)?.keys() ?? []), ...(since === undefined ? [] : [since])]) {
      checkGivenOnce(typeName, name, graph);
      checkGivenItself(typeName, name, provided, graph);
    }
  }
}

function checkGivenOnce(typeName: string, name: string, { joins: { keys, owners }, agencies }: JudgedGraph): void {
  if (![...agencies].some((agency) => keys(typeName, agency).size > 0)) return;
  const givers = owners(typeName, name).filter((agency) => !keys(typeName, agency).has(name));
  if (givers.length <= 1) return;
  throw new Error(`${typeName}.${name} is given by ${givers.join(' and ')}: records are judged by what one says.`);
}

function checkGivenItself(
  typeName: string,
  name: string,
  provided: ReadonlySet<Coordinate>,
  { joins: { selections }, types }: JudgedGraph,
): void {
  const type = types.getType(typeName);
  const standing = [typeName, ...(isObjectType(type) ? type.getInterfaces().map((each) => each.name) : [])];
  const isMade = selections.some(
    ({ kind, typeName: of, field }) => kind === 'requires' && standing.includes(of) && field === name,
  );
  if (isMade) {
    throw new Error(`${typeName}.${name} is made from what others give: records are judged by what one agency knows.`);
  }
  if (standing.some((each) => provided.has(coordinate(each, name)))) {
    throw new Error(`${typeName}.${name} is provided by another agency: records are judged by what their own says.`);
  }
}

/** A key is sent as it is: a record within it would be sent unjudged. */
function checkKey({ typeName, text }: JoinSelection, judged: ReadonlySet<string>, { types }: JudgedGraph): void {
  for (const at of fieldsIn(fieldSetOf(text), typeName, types)) {
    const [parent = '', field = ''] = at.split('.');
    const below = fieldType(types, parent, field) ?? '';
    const within = possibleTypes(types, below).find((each) => judged.has(each));
    if (within === undefined) continue;
    throw new Error(
      `The key "${text}" of ${typeName} has a ${within} in it, whose records are judged: name no such record in a key.`,
    );
  }
}

function providedIn({ joins, types }: JudgedGraph): ReadonlySet<Coordinate> {
  const found = new Set<Coordinate>();
  for (const { kind, typeName, field, text } of joins.selections) {
    const below = kind === 'provides' && field !== undefined ? fieldType(types, typeName, field) : undefined;
    if (below === undefined) continue;
    for (const at of fieldsIn(fieldSetOf(text), below, types)) found.add(at);
  }
  return found;
}

/** Every field of a selection, those of interfaces in each type that may stand there as well. */
function fieldsIn(set: SelectionSetNode | undefined, typeName: string, types: GraphQLSchema): readonly Coordinate[] {
  return (set?.selections ?? []).flatMap((node): readonly Coordinate[] => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return [];
    if (node.kind === Kind.INLINE_FRAGMENT) {
      return fieldsIn(node.selectionSet, node.typeCondition?.name.value ?? typeName, types);
    }
    const parents = new Set([typeName, ...possibleTypes(types, typeName)]);
    const below = fieldType(types, typeName, node.name.value) ?? '';
    return [
      ...[...parents].map((parent) => coordinate(parent, node.name.value)),
      ...fieldsIn(node.selectionSet, below, types),
    ];
  });
}

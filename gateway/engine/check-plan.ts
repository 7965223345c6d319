import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fieldType } from '../field-type.ts';
import { type AgencyName, type Coordinate, coordinate } from '../ids.ts';
import { operationOf } from './operation-text.ts';
import type { KeyFields } from './projection.ts';
import { type FetchNode, fetchesOf, type PlanNode, type RequiredSelection, type Rewrite } from './query-plan.ts';

/** What a plan does with a value beside showing it to the caller. */
export interface InternalUse {
  /**
   * `join`: a key by which another agency knows the record; sent there. `derive`: an input of a field that another
   * agency derives; sent there. `judge`: what a rule about the record reads; stays in the gateway.
   */
  readonly kind: 'join' | 'derive' | 'judge';
  readonly coordinate: Coordinate;
  /** Who is sent the value; undefined where nobody is. */
  readonly to: AgencyName | undefined;
}

/** A plan that asks for more than it may. The planner is at fault, or the supergraph. */
export class PlanCheckError extends Error {
  readonly coordinates: readonly Coordinate[];

  constructor(coordinates: readonly Coordinate[]) {
    super(`the plan fetches ${coordinates.join(', ')}, which nobody asked for and no agency needs`);
    this.coordinates = coordinates;
  }
}

export interface CheckOptions {
  /** Coordinates that rules about records read. */
  readonly judged?: ReadonlySet<Coordinate>;
  /** Interfaces that an agency knows as if they were types of their own. */
  readonly interfaceObjects?: ReadonlySet<string>;
}

/**
 * Holds a plan against the operation it was made for: every field of every call was asked for, or is of internal use.
 *
 * INVARIANT: a value that goes to another agency is told as a use of it whether the caller asks for it as well or not:
 * whom its owner shows it to says nothing of whom it may be sent to.
 *
 * @returns the internal uses, each once.
 * @throws PlanCheckError
 */
export function checkPlan(
  plan: PlanNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  keys: (agency: AgencyName) => KeyFields,
  { judged = new Set(), interfaceObjects = new Set() }: CheckOptions = {},
): readonly InternalUse[] {
  const asked = new Set<Coordinate>();
  walk(schema, operation.selectionSet, rootName(schema, operation), (at) => void asked.add(at));
  const fetches = fetchesOf(plan);
  const uses = new Map<string, InternalUse>();
  const note = (use: InternalUse): void => void uses.set(`${use.kind} ${use.coordinate} ${use.to}`, use);
  for (const fetch of fetches) sentBy(fetch, schema, keys).forEach(note);
  const sent = new Set([...uses.values()].map((use) => use.coordinate));
  const unexplained = new Set<Coordinate>();
  for (const fetch of fetches) {
    const fetched = operationOf(fetch);
    walk(schema, fetched.selectionSet, rootName(schema, fetched), (at, typeName, field) => {
      if (isAsked(schema, asked, typeName, field, interfaceObjects)) return;
      if (judged.has(at)) note({ kind: 'judge', coordinate: at, to: undefined });
      else if (!sameField(schema, typeName, field).some((each) => sent.has(each))) unexplained.add(at);
    });
  }
  if (unexplained.size > 0) throw new PlanCheckError([...unexplained]);
  return [...uses.values()];
}

/** A field of an interface is asked for where it is of the interface, or of every type that can stand there. */
function isAsked(
  schema: GraphQLSchema,
  asked: ReadonlySet<Coordinate>,
  typeName: string,
  field: string,
  interfaceObjects: ReadonlySet<string>,
): boolean {
  const type = schema.getType(typeName);
  const interfaces = isObjectType(type) || isInterfaceType(type) ? type.getInterfaces() : [];
  if ([typeName, ...interfaces.map(({ name }) => name)].some((name) => asked.has(coordinate(name, field)))) return true;
  if (!isInterfaceType(type)) return false;
  // An agency that knows the interface as a type of its own is asked by no other name: which records, the keys decide.
  if (interfaceObjects.has(typeName)) return sameField(schema, typeName, field).some((each) => asked.has(each));
  return schema.getPossibleTypes(type).every((member) => isAsked(schema, asked, member.name, field, interfaceObjects));
}

function rootName(schema: GraphQLSchema, { operation }: OperationDefinitionNode): string {
  return schema.getRootType(operation)?.name ?? '';
}

/** Tells every field of a selection with its parent type; what names types or records only is left out. */
function walk(
  schema: GraphQLSchema,
  set: SelectionSetNode,
  typeName: string,
  visit: (at: Coordinate, typeName: string, field: string) => void,
): void {
  for (const node of set.selections) {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      walk(schema, node.selectionSet, node.typeCondition?.name.value ?? typeName, visit);
    }
    if (node.kind !== Kind.FIELD || node.name.value === '__typename') continue;
    const field = node.name.value;
    if (field !== '_entities') visit(coordinate(typeName, field), typeName, field);
    if (node.selectionSet) walk(schema, node.selectionSet, fieldType(schema, typeName, field) ?? '', visit);
  }
}

/** The coordinates under which an operation and a plan may speak of one field: of the type and of its interfaces. */
function sameField(schema: GraphQLSchema, typeName: string, field: string): Coordinate[] {
  const type = schema.getType(typeName);
  return related(schema, type)
    .filter((each) => field in each.getFields())
    .map((each) => coordinate(each.name, field));
}

function related(schema: GraphQLSchema, type: GraphQLNamedType | undefined) {
  if (isObjectType(type)) return [type, ...type.getInterfaces()];
  if (!isAbstractType(type)) return [];
  const members = schema.getPossibleTypes(type);
  return isInterfaceType(type) ? [type, ...type.getInterfaces(), ...members] : [...members];
}

/** What a call sends of each record: as a key, or as an input of a derived field. */
function sentBy(
  { agency, entities }: FetchNode,
  schema: GraphQLSchema,
  keys: (agency: AgencyName) => KeyFields,
): readonly InternalUse[] {
  const uses: InternalUse[] = [];
  // An agency may know a type by one of its interfaces alone (`@interfaceObject`): its keys are that one's.
  const isKey = (typeName: string, field: string): boolean =>
    related(schema, schema.getType(typeName)).some(({ name }) => keys(agency)(name).has(field));
  for (const { requires, inputRewrites } of entities) {
    const visit = (selections: readonly RequiredSelection[], typeName: string, outer?: InternalUse['kind']): void => {
      for (const selection of selections) {
        if (selection.kind === 'fragment') visit(selection.selections, selection.type, outer);
        else if (selection.as !== '__typename') {
          const field = sentName(selection.as, inputRewrites);
          const kind = outer ?? (isKey(typeName, field) ? 'join' : 'derive');
          uses.push({ kind, coordinate: coordinate(typeName, field), to: agency });
          if (selection.selections) visit(selection.selections, fieldType(schema, typeName, field) ?? '', kind);
        }
      }
    };
    visit(requires, '');
  }
  return uses;
}

/** The field's own name, where the planner had to give it another between two calls. */
function sentName(name: string, rewrites: readonly Rewrite[]): string {
  const renamed = rewrites.find(({ path, change }) => {
    const last = path.at(-1);
    return change.kind === 'rename' && last?.kind === 'key' && last.name === name;
  })?.change;
  return renamed?.kind === 'rename' ? renamed.to : name;
}

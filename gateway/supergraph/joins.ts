import { type ConstValueNode, type DocumentNode, Kind, parse } from 'graphql';
import type { AgencyName } from '../ids.ts';
import { directiveName, featuresOf } from './features.ts';

const JOIN = 'https://specs.apollo.dev/join';
const CONTEXT = 'https://specs.apollo.dev/context';

/** Agency → type → top-level fields of the keys by which the agency knows the type. */
export type Keys = ReadonlyMap<AgencyName, ReadonlyMap<string, ReadonlySet<string>>>;

/** Reads the keys from the supergraph's `@join__type`. */
export function keysOf(supergraph: DocumentNode, agencies: ReadonlyMap<string, AgencyName>): Keys {
  const keys = new Map<AgencyName, Map<string, Set<string>>>();
  for (const { typeName, value } of joinedTypes(supergraph)) {
    const [graph, key] = [value('graph'), value('key')];
    const agency = graph?.kind === Kind.ENUM ? agencies.get(graph.value) : undefined;
    if (!agency || key?.kind !== Kind.STRING) continue;
    const types = keys.get(agency) ?? new Map<string, Set<string>>();
    const fields = types.get(typeName) ?? new Set<string>();
    for (const field of topLevelFields(key.value)) fields.add(field);
    keys.set(agency, types.set(typeName, fields));
  }
  return keys;
}

/** Interfaces that an agency knows as if they were types of their own (`@interfaceObject`). */
export function interfaceObjectsOf(supergraph: DocumentNode): ReadonlySet<string> {
  const found = joinedTypes(supergraph).filter(({ value }) => {
    const isInterfaceObject = value('isInterfaceObject');
    return isInterfaceObject?.kind === Kind.BOOLEAN && isInterfaceObject.value;
  });
  return new Set(found.map(({ typeName }) => typeName));
}

interface JoinedType {
  readonly typeName: string;
  value(argument: string): ConstValueNode | undefined;
}

/** Every `@join__type` of an object type or interface. */
function joinedTypes(supergraph: DocumentNode): readonly JoinedType[] {
  const join = featuresOf(supergraph).find(({ identity }) => identity === JOIN);
  const directive = join ? directiveName(join, 'type') : 'join__type';
  return supergraph.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      return [];
    const typeName = definition.name.value;
    return (definition.directives ?? [])
      .filter(({ name }) => name.value === directive)
      .map(({ arguments: given = [] }) => ({
        typeName,
        value: (argument: string) => given.find(({ name }) => name.value === argument)?.value,
      }));
  });
}

/** The supergraph passes values of parents to arguments below (`@fromContext`). */
export function usesContext(supergraph: DocumentNode): boolean {
  return featuresOf(supergraph).some(({ identity }) => identity === CONTEXT);
}

function topLevelFields(fieldSet: string): readonly string[] {
  const [operation] = parse(`{${fieldSet}}`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  return operation.selectionSet.selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));
}

import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DefinitionNode,
  type DocumentNode,
  Kind,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { type Coordinate, coordinate } from '../ids.ts';
import type { Clause } from '../policy/requirements.ts';
import { applied, argumentOf, type Directed, isTrue, textOf } from './directives.ts';
import { directiveName, type Feature, featuresOf } from './features.ts';
import { JOIN } from './joins.ts';

/** The standard directives of federation, each a feature of its own. */
export const AUTHENTICATED = 'https://specs.apollo.dev/authenticated';
export const REQUIRES_SCOPES = 'https://specs.apollo.dev/requiresScopes';
export const POLICY = 'https://specs.apollo.dev/policy';

/** What the standard directives demand: every clause of a list is to be met. What is not in a map demands nothing. */
export interface Requirements {
  /** Objects, interfaces, scalars and enums by name. */
  readonly types: ReadonlyMap<string, readonly Clause[]>;
  readonly fields: ReadonlyMap<Coordinate, readonly Clause[]>;
}

type Composite = ObjectTypeDefinitionNode;

/**
 * Reads what `@authenticated`, `@requiresScopes` and `@policy` demand, under whatever names they are linked.
 *
 * What an interface demands is not taken from its own directives alone: it demands all that any type does that may stand
 * there (GHSA-mx7m-j9xf-62hw, GHSA-x33c-7c2v-mrj9), and what an agency demands of a field that it adds to an interface
 * (`@interfaceObject`) is demanded of that field in every such type.
 */
export function requirementsOf(supergraph: DocumentNode): Requirements {
  const read = clauseReader(featuresOf(supergraph));
  const types = new Map<string, readonly Clause[]>();
  const fields = new Map<Coordinate, readonly Clause[]>();
  const own = (type: Composite, field: string): readonly Clause[] =>
    type.fields?.filter(({ name }) => name.value === field).flatMap(read) ?? [];
  const composites = supergraph.definitions.filter(isComposite);
  for (const definition of supergraph.definitions) {
    if ('name' in definition && definition.name) put(types, definition.name.value, read(definition as Directed));
  }
  const added = addedByInterfaces(supergraph, composites);
  for (const type of composites) {
    const above = interfacesOf(type, composites).filter((each) => added.has(each.name.value));
    for (const { name } of type.fields ?? []) {
      const fromAbove = above.flatMap((each) =>
        added.get(each.name.value)?.has(name.value) ? own(each, name.value) : [],
      );
      put(fields, coordinate(type.name.value, name.value), [...own(type, name.value), ...fromAbove]);
    }
  }
  for (const type of composites.filter(isInterface)) {
    const members = composites.filter((each) => !isInterface(each) && interfacesOf(each, composites).includes(type));
    put(
      types,
      type.name.value,
      [type, ...members].flatMap(({ name }) => types.get(name.value) ?? []),
    );
    for (const { name } of type.fields ?? []) {
      const at = [type, ...members].map((each) => coordinate(each.name.value, name.value));
      put(
        fields,
        coordinate(type.name.value, name.value),
        at.flatMap((each) => fields.get(each) ?? []),
      );
    }
  }
  return { types, fields };
}

function put<Key>(into: Map<Key, readonly Clause[]>, key: Key, clauses: readonly Clause[]): void {
  const distinct = new Map(clauses.map((clause) => [JSON.stringify(clause), clause]));
  if (distinct.size > 0) into.set(key, [...distinct.values()]);
}

function clauseReader(features: readonly Feature[]): (node: Directed) => readonly Clause[] {
  // A feature may be linked more than once: each name it is given demands.
  const named = (identity: string, own: string): ReadonlySet<string> =>
    new Set(features.filter((each) => each.identity === identity).map((feature) => directiveName(feature, own)));
  const authenticated = named(AUTHENTICATED, 'authenticated');
  const scopes = named(REQUIRES_SCOPES, 'requiresScopes');
  const policy = named(POLICY, 'policy');
  return ({ directives = [] }) =>
    directives.flatMap((directive): readonly Clause[] => {
      const { value: name } = directive.name;
      if (authenticated.has(name)) return [{ kind: 'authenticated' }];
      if (scopes.has(name)) return [{ kind: 'scopes', anyOf: anyOf(directive, 'scopes') }];
      if (policy.has(name)) return [{ kind: 'policies', anyOf: anyOf(directive, 'policies') }];
      return [];
    });
}

/** OR of AND. What cannot be read is met by nobody. */
function anyOf(directive: ConstDirectiveNode, argument: string): ReadonlyArray<readonly string[]> {
  return listed(argumentOf(directive, argument)).map((inner) =>
    listed(inner).map((each) => {
      if (each.kind !== Kind.STRING) throw new Error(`@${directive.name.value}(${argument}:) must be [[String]].`);
      return each.value;
    }),
  );
}

/** GraphQL §3.12: one value stands for a list of it. */
function listed(value: ConstValueNode | undefined): readonly ConstValueNode[] {
  if (!value || value.kind === Kind.NULL) return [];
  return value.kind === Kind.LIST ? value.values : [value];
}

function isComposite(definition: DefinitionNode): definition is Composite {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || isInterface(definition);
}

function isInterface(definition: DefinitionNode): boolean {
  return definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

function interfacesOf(type: Composite, composites: readonly Composite[]): readonly Composite[] {
  const names = new Set(type.interfaces?.map(({ name }) => name.value));
  return composites.filter(({ name }) => names.has(name.value));
}

/** Interface → the fields that an agency adds to it which knows it as if it were a type of its own. */
function addedByInterfaces(
  supergraph: DocumentNode,
  composites: readonly Composite[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const join = featuresOf(supergraph).find(({ identity }) => identity === JOIN);
  if (!join) return new Map();
  const [onType, onField] = [directiveName(join, 'type'), directiveName(join, 'field')];
  const added = new Map<string, Set<string>>();
  for (const type of composites.filter(isInterface)) {
    const graphs = applied(type, onType)
      .filter((directive) => isTrue(directive, 'isInterfaceObject'))
      .map((directive) => textOf(directive, 'graph'));
    if (graphs.length === 0) continue;
    const fields = (type.fields ?? []).filter((field) => {
      const from = applied(field, onField).map((directive) => textOf(directive, 'graph'));
      return from.length === 0 || from.some((graph) => graphs.includes(graph));
    });
    added.set(type.name.value, new Set(fields.map(({ name }) => name.value)));
  }
  return added;
}

import { type ConstDirectiveNode, type ConstValueNode, type DocumentNode, Kind } from 'graphql';
import { type Coordinate, coordinate } from '../ids.ts';
import type { Clause } from '../policy/requirements.ts';
import { dependentsOf } from './dependents.ts';
import { argumentOf, type Directed } from './directives.ts';
import { directiveName, type Feature, featuresOf } from './features.ts';
import {
  addedByInterfaces,
  type Composite,
  compositesOf,
  interfacesOf,
  isInterface,
  namedTypeOf,
} from './interfaces.ts';

/** The standard directives of federation, each a feature of its own. */
export const AUTHENTICATED = 'https://specs.apollo.dev/authenticated';
export const REQUIRES_SCOPES = 'https://specs.apollo.dev/requiresScopes';
export const POLICY = 'https://specs.apollo.dev/policy';

/** What the standard directives demand: every clause of a list is to be met. What is not in a map demands nothing. */
export interface Requirements {
  /** Objects, interfaces, scalars and enums by name. */
  readonly types: ReadonlyMap<string, readonly Clause[]>;
  readonly fields: ReadonlyMap<Coordinate, readonly Clause[]>;
  /** What a field demands of who finds, filters or sorts by it: what it would of who is shown it. */
  readonly uses: ReadonlyMap<Coordinate, readonly Clause[]>;
}

/**
 * Reads what `@authenticated`, `@requiresScopes` and `@policy` demand, under whatever names they are linked.
 *
 * What a place demands is not taken from its own directives alone; it demands as well
 * - of an interface and its fields: all that any type does that may stand there (GHSA-mx7m-j9xf-62hw, GHSA-x33c-7c2v-mrj9),
 * - of a field that an agency adds to an interface (`@interfaceObject`): the same in every type that is one,
 * - of a field made from others: all that these and their types do (GHSA-m8jr-fxqx-8xx6).
 */
export function requirementsOf(supergraph: DocumentNode): Requirements {
  const read = clauseReader(featuresOf(supergraph));
  const composites = compositesOf(supergraph);
  const demands = new Demands();
  for (const definition of supergraph.definitions) {
    if ('name' in definition && definition.name) demands.put(definition.name.value, read(definition as Directed));
  }
  for (const type of composites) {
    for (const field of type.fields ?? []) demands.put(coordinate(type.name.value, field.name.value), read(field));
  }
  demands.follow([
    ...composites.filter(isInterface).flatMap((type) => membersOf(type, composites)),
    ...addedFields(supergraph, composites),
    ...dependentsOf(supergraph),
  ]);
  return { ...demands.read(), uses: usesOf(composites, demands) };
}

/** A field is shown where its own demands are met, those of the type it stands in and those of the type it gives. */
function usesOf(composites: readonly Composite[], demands: Demands): ReadonlyMap<Coordinate, readonly Clause[]> {
  const uses = new Map<Coordinate, readonly Clause[]>();
  for (const { name, fields = [] } of composites) {
    for (const field of fields) {
      const at = coordinate(name.value, field.name.value);
      const clauses = demands.of([at, name.value, namedTypeOf(field.type)]);
      if (clauses.length > 0) uses.set(at, clauses);
    }
  }
  return uses;
}

/** A place, a coordinate or the name of a type, and those whose demands are its own. */
type Following = readonly [place: string, from: readonly string[]];

function membersOf(type: Composite, composites: readonly Composite[]): readonly Following[] {
  const members = composites.filter((each) => !isInterface(each) && interfacesOf(each, composites).includes(type));
  const names = members.map(({ name }) => name.value);
  const fields = (type.fields ?? []).map(({ name }): Following => {
    const at = names.map((each) => coordinate(each, name.value));
    return [coordinate(type.name.value, name.value), at];
  });
  return [[type.name.value, names], ...fields];
}

function addedFields(supergraph: DocumentNode, composites: readonly Composite[]): readonly Following[] {
  const added = addedByInterfaces(supergraph, composites);
  return composites.flatMap((type) =>
    interfacesOf(type, composites).flatMap(({ name: above }) =>
      [...(added.get(above.value) ?? [])].map((field): Following => {
        return [coordinate(type.name.value, field), [coordinate(above.value, field)]];
      }),
    ),
  );
}

/** What every place demands, each clause once. */
class Demands {
  readonly #clauses = new Map<string, Map<string, Clause>>();

  /** @returns true where it demands more than before. */
  put(place: string, clauses: Iterable<Clause>): boolean {
    const known = this.#clauses.get(place) ?? new Map<string, Clause>();
    const before = known.size;
    for (const clause of clauses) known.set(JSON.stringify(clause), clause);
    if (known.size > 0) this.#clauses.set(place, known);
    return known.size > before;
  }

  /** Until nothing follows any more: what is made from others may be what others are made from. */
  follow(followings: readonly Following[]): void {
    for (let isMore = true; isMore; ) {
      isMore = false;
      for (const [place, from] of followings) {
        for (const each of from) isMore = this.put(place, this.#clauses.get(each)?.values() ?? []) || isMore;
      }
    }
  }

  of(places: readonly string[]): readonly Clause[] {
    return places.flatMap((place) => [...(this.#clauses.get(place)?.values() ?? [])]);
  }

  read(): Pick<Requirements, 'types' | 'fields'> {
    const types = new Map<string, readonly Clause[]>();
    const fields = new Map<Coordinate, readonly Clause[]>();
    for (const [place, clauses] of this.#clauses) {
      if (place.includes('.')) fields.set(place as Coordinate, [...clauses.values()]);
      else types.set(place, [...clauses.values()]);
    }
    return { types, fields };
  }
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

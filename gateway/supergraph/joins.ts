import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import type { AgencyName } from '../ids.ts';
import { applied, fieldSetOf, isTrue, textOf } from './directives.ts';
import { directiveName, featuresOf } from './features.ts';

export const JOIN = 'https://specs.apollo.dev/join';
export const CONTEXT = 'https://specs.apollo.dev/context';

/** What the supergraph says of who has what (`@join__type`, `@join__field`). */
export interface Joins {
  /** Top-level fields of the keys by which the agency knows the type. */
  keys(typeName: string, agency: AgencyName): ReadonlySet<string>;
  /** Interfaces that an agency knows as if they were types of their own (`@interfaceObject`). */
  readonly interfaceObjects: ReadonlySet<string>;
  /** Every selection it names: `key` of a type, `requires` of a field's parent, `provides` of what a field gives. */
  readonly selections: readonly JoinSelection[];
  isKnown(typeName: string, agency: AgencyName): boolean;
  isInterfaceObject(typeName: string, agency: AgencyName): boolean;
  /** The agency names the field only for others: it has it where a field above provides it, or not at all. */
  isExternal(typeName: string, field: string, agency: AgencyName): boolean;
  /** The agencies that have the field of their own: their rules decide over it. */
  owners(typeName: string, field: string): readonly AgencyName[];
  /** What the agency gives below the field beyond its own fields (`@provides`). */
  provides(typeName: string, field: string, agency: AgencyName): SelectionSetNode | undefined;
}

/** A selection as it is written. */
export interface JoinSelection {
  readonly kind: 'key' | 'requires' | 'provides';
  readonly typeName: string;
  readonly field: string | undefined;
  readonly text: string;
}

/** @param agencies value of the enum of graphs → the agency. */
export function joinsOf(supergraph: DocumentNode, agencies: ReadonlyMap<string, AgencyName>): Joins {
  const join = featuresOf(supergraph).find(({ identity }) => identity === JOIN);
  const [typeDirective, fieldDirective] = ['type', 'field'].map((own) =>
    join ? directiveName(join, own) : `join__${own}`,
  );
  const keys = new Map<string, Set<string>>();
  const interfaceObjects = new Set<string>();
  const external = new Set<string>();
  const provided = new Map<string, SelectionSetNode>();
  const owners = new Map<string, readonly AgencyName[]>();
  const selections: JoinSelection[] = [];
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const typeName = definition.name.value;
    for (const directive of applied(definition, typeDirective)) {
      const at = `${typeName} ${agencies.get(textOf(directive, 'graph') ?? '')}`;
      const fields = keys.get(at) ?? new Set<string>();
      const key = textOf(directive, 'key');
      if (key) selections.push({ kind: 'key', typeName, field: undefined, text: key });
      for (const field of topLevel(key)) fields.add(field);
      keys.set(at, fields);
      if (isTrue(directive, 'isInterfaceObject')) interfaceObjects.add(at);
    }
    const knownBy = applied(definition, typeDirective).map((directive) =>
      agencies.get(textOf(directive, 'graph') ?? ''),
    );
    for (const field of definition.fields ?? []) {
      const from = applied(field, fieldDirective);
      const owning = from.filter((directive) => !isTrue(directive, 'external') && !isTrue(directive, 'usedOverridden'));
      // No word of it: every agency that knows the type has the field. Only external: who has it as a key.
      const graphs = (owning.length > 0 ? owning : from).map((directive) =>
        agencies.get(textOf(directive, 'graph') ?? ''),
      );
      const owned = (from.length > 0 ? graphs : knownBy).filter((agency) => agency !== undefined);
      owners.set(`${typeName}.${field.name.value}`, [...new Set(owned)]);
      for (const directive of from) {
        const at = `${typeName}.${field.name.value} ${agencies.get(textOf(directive, 'graph') ?? '')}`;
        if (isTrue(directive, 'external')) external.add(at);
        for (const kind of ['requires', 'provides'] as const) {
          const text = textOf(directive, kind);
          if (text) selections.push({ kind, typeName, field: field.name.value, text });
        }
        const provides = textOf(directive, 'provides');
        const selection = provides ? fieldSetOf(provides) : undefined;
        if (selection) provided.set(at, selection);
      }
    }
  }
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    // What an agency adds to an interface it knows as a type of its own stands in its types without a graph.
    for (const { name } of definition.fields ?? []) {
      const at = `${definition.name.value}.${name.value}`;
      if (owners.get(at)?.length) continue;
      const above = definition.interfaces?.flatMap((each) => owners.get(`${each.name.value}.${name.value}`) ?? []);
      owners.set(at, [...new Set(above)]);
    }
  }
  const none: ReadonlySet<string> = new Set();
  const keysAt = (typeName: string, agency: AgencyName) => keys.get(`${typeName} ${agency}`) ?? none;
  return {
    keys: keysAt,
    selections,
    interfaceObjects: new Set([...interfaceObjects].map((at) => at.split(' ')[0] ?? '')),
    isKnown: (typeName, agency) => keys.has(`${typeName} ${agency}`),
    isInterfaceObject: (typeName, agency) => interfaceObjects.has(`${typeName} ${agency}`),
    isExternal: (typeName, field, agency) =>
      external.has(`${typeName}.${field} ${agency}`) && !keysAt(typeName, agency).has(field),
    owners: (typeName, field) => owners.get(`${typeName}.${field}`) ?? [],
    provides: (typeName, field, agency) => provided.get(`${typeName}.${field} ${agency}`),
  };
}

/** The supergraph passes values of parents to arguments below (`@fromContext`). */
export function usesContext(supergraph: DocumentNode): boolean {
  return featuresOf(supergraph).some(({ identity }) => identity === CONTEXT);
}

function topLevel(fieldSet: string | undefined): readonly string[] {
  if (!fieldSet) return [];
  const { selections = [] } = fieldSetOf(fieldSet) ?? {};
  return selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));
}

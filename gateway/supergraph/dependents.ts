import { type ConstDirectiveNode, type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { type Coordinate, coordinate } from '../ids.ts';
import { applied, fieldSetOf, objectsOf, selectionOf, textOf } from './directives.ts';
import { directiveName, featuresOf } from './features.ts';
import { type Composite, compositesOf, namedTypeOf } from './interfaces.ts';
import { CONTEXT, JOIN } from './joins.ts';

/** A field, and all that a value of it is made from: coordinates of fields and names of types. */
export type Dependent = readonly [field: Coordinate, inputs: readonly string[]];

/**
 * Fields that their agency makes from fields of others: `@requires` and `@fromContext`, as the supergraph writes them. Who
 * reads such a field reads something of its inputs (GHSA-m8jr-fxqx-8xx6).
 *
 * @throws Error where a selection cannot be followed: what it reads would not be known.
 */
export function dependentsOf(supergraph: DocumentNode): readonly Dependent[] {
  const composites = new Map(compositesOf(supergraph).map((type) => [type.name.value, type]));
  const features = featuresOf(supergraph);
  const join = features.find(({ identity }) => identity === JOIN);
  if (!join) return [];
  const onField = directiveName(join, 'field');
  const contexts = features
    .filter(({ identity }) => identity === CONTEXT)
    .map((each) => directiveName(each, 'context'));
  const bearing = typesByContext(supergraph, contexts);
  return [...composites.values()].flatMap((type) =>
    (type.fields ?? []).map((field): Dependent => {
      const directives = applied(field, onField);
      const inputs = [
        ...directives.flatMap(requiredBy(type, composites)),
        ...directives.flatMap(passedBy(bearing, composites)),
      ];
      return [coordinate(type.name.value, field.name.value), inputs];
    }),
  );
}

type Composites = ReadonlyMap<string, Composite>;

function requiredBy(type: Composite, composites: Composites) {
  return (directive: ConstDirectiveNode): readonly string[] => {
    const text = textOf(directive, 'requires');
    const set = text === undefined ? undefined : fieldSetOf(text);
    return set ? selectedBy(set, type.name.value, composites) : [];
  };
}

/** Arguments whose values stand in a type above: `contextArguments: [{context, name, type, selection}]`. */
function passedBy(bearing: ReadonlyMap<string, readonly string[]>, composites: Composites) {
  return (directive: ConstDirectiveNode): readonly string[] =>
    objectsOf(directive, 'contextArguments').flatMap((passed) => {
      const types = bearing.get(passed.get('context') ?? '') ?? [];
      const text = passed.get('selection')?.trim();
      const set = text?.startsWith('{') ? selectionOf(text) : text && fieldSetOf(text);
      if (types.length === 0 || !set) throw new Error('The supergraph passes a context that no type has.');
      return types.flatMap((typeName) => selectedBy(set, typeName, composites));
    });
}

function typesByContext(
  { definitions }: DocumentNode,
  names: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const types = new Map<string, string[]>();
  for (const definition of definitions) {
    if (!('name' in definition) || !('directives' in definition) || !definition.name) continue;
    for (const directive of definition.directives ?? []) {
      const context = names.includes(directive.name.value)
        ? textOf(directive as ConstDirectiveNode, 'name')
        : undefined;
      if (context !== undefined) types.set(context, [...(types.get(context) ?? []), definition.name.value]);
    }
  }
  return types;
}

/** Every field of a selection, and every type it goes through. */
function selectedBy(set: SelectionSetNode, typeName: string, composites: Composites): readonly string[] {
  const found = [typeName];
  for (const node of set.selections) {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const condition = node.typeCondition?.name.value ?? typeName;
      found.push(...selectedBy(node.selectionSet, condition, composites));
    }
    if (node.kind !== Kind.FIELD || node.name.value === '__typename') continue;
    const field = composites.get(typeName)?.fields?.find(({ name }) => name.value === node.name.value);
    if (!field) throw new Error(`The supergraph reads ${typeName}.${node.name.value}, which is no field of it.`);
    const named = namedTypeOf(field.type);
    found.push(coordinate(typeName, node.name.value), named);
    if (node.selectionSet) found.push(...selectedBy(node.selectionSet, named, composites));
  }
  return found;
}

import { readFileSync } from 'node:fs';
import { type FieldDefinitionNode, Kind, type NamedTypeNode, parse, type TypeNode } from 'graphql';

/**
 * A question to begin with: the first that the agency's own SDL answers, with what of the answer is a value.
 *
 * @param schema file of the SDL.
 * @returns a question that any subgraph answers where the SDL has none, or cannot be read.
 */
export function exampleQuestion(schema: URL): string {
  try {
    return questionIn(readFileSync(schema, 'utf8')) ?? '{ __typename }';
  } catch {
    return '{ __typename }';
  }
}

function questionIn(sdl: string): string | undefined {
  const types = new Map<string, readonly FieldDefinitionNode[]>();
  for (const each of parse(sdl).definitions) {
    if (each.kind !== Kind.OBJECT_TYPE_DEFINITION && each.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    types.set(each.name.value, [...(types.get(each.name.value) ?? []), ...(each.fields ?? [])]);
  }
  const [field] = types.get('Query') ?? [];
  if (!field) return undefined;
  const given = (field.arguments ?? [])
    .filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue)
    .map(({ name, type }) => `${name.value}: ${sampleOf(named(type).name.value)}`);
  const values = (types.get(named(field.type).name.value) ?? [])
    .filter((each) => !types.has(named(each.type).name.value) && !each.arguments?.length)
    .map(({ name }) => name.value);
  const asked = `${field.name.value}${given.length > 0 ? `(${given.join(', ')})` : ''}`;
  return `{ ${asked}${values.length > 0 ? ` { ${values.join(' ')} }` : ''} }`;
}

function named(type: TypeNode): NamedTypeNode {
  return type.kind === Kind.NAMED_TYPE ? type : named(type.type);
}

/** Of a number only the agency's own system knows which there are. */
function sampleOf(type: string): string {
  return type === 'Int' || type === 'Float' ? '1' : type === 'Boolean' ? 'true' : '"R-0001"';
}

import {
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import type { RecordAttributes } from '../policy/request.ts';
import { applied, argumentOf, fieldSetOf } from './directives.ts';
import { directiveName, featuresOf } from './features.ts';
import { PROTECTION } from './labels.ts';

type AttributeType = RecordAttributes extends ReadonlyMap<string, infer Type> ? Type : never;

const SCALARS: ReadonlyMap<string, AttributeType> = new Map([
  ['Int', 'Long'],
  ['Boolean', 'Bool'],
]);

/**
 * What rules may read of records: the fields that types name by `@record(attributes:)`, as Cedar's types.
 *
 * @throws Error where two types name an attribute of one name and different types, or one that is no value.
 */
export function recordAttributesOf(supergraph: DocumentNode): RecordAttributes {
  const feature = featuresOf(supergraph).find(({ identity }) => identity === PROTECTION);
  const attributes = new Map<string, AttributeType>();
  if (!feature) return attributes;
  const record = directiveName(feature, 'record');
  for (const type of supergraph.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const field of attributesOf(type, record)) {
      const name = field.name.value;
      const known = attributes.get(name);
      const found = typeOf(field.type);
      if (!found || (known && known !== found)) {
        throw new Error(
          `@record on ${type.name.value}: ${name} must be one value, and of one type wherever it is named.`,
        );
      }
      attributes.set(name, found);
    }
  }
  return attributes;
}

function attributesOf(type: ObjectTypeDefinitionNode, record: string): readonly FieldDefinitionNode[] {
  const [directive] = applied(type, record);
  const value = argumentOf(directive, 'attributes');
  if (value?.kind !== Kind.STRING) return [];
  const { selections = [] } = fieldSetOf(value.value) ?? {};
  const names = selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));
  return (type.fields ?? []).filter(({ name }) => names.includes(name.value));
}

/** Every other scalar travels as text. */
function typeOf(type: TypeNode): AttributeType | undefined {
  if (type.kind === Kind.NON_NULL_TYPE) return typeOf(type.type);
  if (type.kind === Kind.NAMED_TYPE) return SCALARS.get(type.name.value) ?? 'String';
  return typeOf(type.type) === 'String' ? 'StringSet' : undefined;
}

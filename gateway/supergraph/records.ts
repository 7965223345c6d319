import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import type { AgencyName } from '../ids.ts';
import type { RecordTypes } from '../policy/records.ts';
import type { RecordAttributes } from '../policy/request.ts';
import { periodOf, type Retention } from '../policy/retention.ts';
import { applied, argumentOf, fieldSetOf, isTrue, textOf } from './directives.ts';
import { directiveName, featuresOf } from './features.ts';
import { compositesOf, namedTypeOf } from './interfaces.ts';
import { PROTECTION } from './labels.ts';
import type { Supergraph } from './load.ts';

type AttributeType = RecordAttributes extends ReadonlyMap<string, infer Type> ? Type : never;

const SCALARS: ReadonlyMap<string, AttributeType> = new Map([
  ['Int', 'Long'],
  ['Boolean', 'Bool'],
]);

/** The scalar of moments, by the name it has in the graph. */
const INSTANT = 'DateTime';

/**
 * What rules may read of records: the fields that types name by `@record(attributes:)`, as Cedar's types.
 *
 * @throws Error where an attribute is no value, or takes arguments.
 */
export function recordTypesOf(supergraph: DocumentNode): RecordTypes {
  const types = new Map<string, RecordAttributes>();
  const composites = new Set(compositesOf(supergraph).map(({ name }) => name.value));
  for (const { type, directives } of typesWith(supergraph, 'record')) {
    const attributes = attributesOf(type, directives[0]).map((field) => {
      const found = composites.has(namedTypeOf(field.type)) ? undefined : typeOf(field.type);
      if (found && !field.arguments?.length) return [field.name.value, found] as const;
      throw new Error(`@record on ${type.name.value}: ${field.name.value} must be one value, and take no arguments.`);
    });
    if (attributes.length > 0) types.set(type.name.value, new Map(attributes));
  }
  return types;
}

/** Of all types together. @throws Error where two types name an attribute of one name and different types. */
export function recordAttributesOf(types: RecordTypes): RecordAttributes {
  const all = new Map<string, AttributeType>();
  for (const [type, attributes] of types) {
    for (const [name, found] of attributes) {
      const known = all.get(name);
      if (known && known !== found) {
        throw new Error(`@record on ${type}: ${name} must be of one type wherever it is named.`);
      }
      all.set(name, found);
    }
  }
  return all;
}

/**
 * How long records are kept: `@retained(for:, since:)`.
 *
 * @throws Error where that cannot be enforced: no duration, or no field that says since when.
 */
export function retentionsOf(supergraph: DocumentNode): ReadonlyMap<string, Retention> {
  const retentions = new Map<string, Retention>();
  for (const { type, directives } of typesWith(supergraph, 'retained')) {
    const [retained, ...more] = directives;
    const text = textOf(retained, 'for') ?? '';
    const [period, since] = [periodOf(text), textOf(retained, 'since')];
    const field = type.fields?.find(({ name }) => name.value === since);
    const isMoment = field && !field.arguments?.length && typeOf(field.type) === 'String';
    if (more.length === 0 && period && since !== undefined && isMoment) {
      const isInstant = namedTypeOf(field.type) === INSTANT;
      retentions.set(type.name.value, { since, isInstant, period, text });
      continue;
    }
    throw new Error(
      `@retained on ${type.name.value} needs an ISO 8601 duration (for: "P5Y") and one of its fields (since).`,
    );
  }
  return retentions;
}

/**
 * Object type → the agency that leaves out of its answers what a grant says is not there: `@record(restricted: true)`.
 * It is the one that has all that records are judged by; where several have it, or nobody, none is told.
 */
export function restrictedTypesOf(
  supergraph: DocumentNode,
  { recordTypes, retentions, joins }: Pick<Supergraph, 'recordTypes' | 'retentions' | 'joins'>,
): ReadonlyMap<string, AgencyName> {
  return new Map(
    typesWith(supergraph, 'record').flatMap(({ type, directives }) => {
      const typeName = type.name.value;
      const since = retentions.get(typeName)?.since;
      const read = [...(recordTypes.get(typeName)?.keys() ?? []), ...(since === undefined ? [] : [since])];
      const agencies = new Set(read.flatMap((field) => joins.owners(typeName, field)));
      const [agency, ...others] = agencies;
      const isRestricted = directives.length === 1 && directives.every((each) => isTrue(each, 'restricted'));
      return isRestricted && agency && others.length === 0 ? [[typeName, agency] as const] : [];
    }),
  );
}

/** Object type → the fields that say whose data its records are, as its owner writes them: `@record(subject:)`. */
export function subjectsOf(supergraph: DocumentNode): ReadonlyMap<string, string> {
  return new Map(
    typesWith(supergraph, 'record').flatMap(({ type, directives }) => {
      const subject = textOf(directives[0], 'subject');
      return subject === undefined ? [] : [[type.name.value, subject] as const];
    }),
  );
}

/** The same, read. @throws GraphQLError where one is no selection of fields. */
export function subjectTypesOf(supergraph: DocumentNode): ReadonlyMap<string, SelectionSetNode> {
  return new Map(
    [...subjectsOf(supergraph)].flatMap(([typeName, subject]) => {
      const set = fieldSetOf(subject);
      return set ? [[typeName, set] as const] : [];
    }),
  );
}

/** Names of the object types with `@record`. */
export function typesOfRecords(supergraph: DocumentNode): readonly string[] {
  return typesWith(supergraph, 'record').map(({ type }) => type.name.value);
}

/** Object types that a directive of the protection model stands on. */
function typesWith(supergraph: DocumentNode, own: 'record' | 'retained') {
  const feature = featuresOf(supergraph).find(({ identity }) => identity === PROTECTION);
  const name = feature && directiveName(feature, own);
  return supergraph.definitions.flatMap((type) => {
    const directives = type.kind === Kind.OBJECT_TYPE_DEFINITION && name ? applied(type, name) : [];
    return type.kind === Kind.OBJECT_TYPE_DEFINITION && directives.length > 0 ? [{ type, directives }] : [];
  });
}

function attributesOf(
  type: ObjectTypeDefinitionNode,
  directive: ConstDirectiveNode | undefined,
): readonly FieldDefinitionNode[] {
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

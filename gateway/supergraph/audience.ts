import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  type InterfaceTypeDefinitionNode,
  isTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeDefinitionNode,
  type TypeNode,
  validateSchema,
} from 'graphql';
import type { Agreement } from '../agreements/agreement.ts';
import { type Coordinate, coordinate } from '../ids.ts';
import type { Labels } from '../policy/labels.ts';
import { apiDocument } from './api-schema.ts';
import { namedTypeOf } from './interfaces.ts';

/** What of the graph an audience sees. */
export type Coverage = Pick<Agreement, 'fields' | 'queryKeys'>;

/** What an agreement says that its graph cannot be made of. */
export class CoverageError extends Error {
  override readonly name = 'CoverageError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`the graph of the agreement cannot be made: ${problems.join('; ')}`);
    this.problems = problems;
  }
}

/**
 * The schema of an agreement: of the API what it covers, and nothing else. What it does not name does not exist: no type, no
 * argument, no value of a type nobody reaches.
 *
 * @throws CoverageError
 */
export function audienceSchema(supergraph: DocumentNode, labels: Labels, coverage: Coverage): GraphQLSchema {
  const api = apiDocument(supergraph);
  const problems = problemsOf(api, labels, coverage);
  if (problems.length > 0) throw new CoverageError(problems);
  const definitions = covered(api.definitions.filter(isTypeDefinitionNode), coverage);
  const schema = buildASTSchema({ kind: Kind.DOCUMENT, definitions: reached(definitions) }, { assumeValidSDL: true });
  const wrong = validateSchema(schema).map(({ message }) => message);
  if (wrong.length > 0) throw new CoverageError(wrong);
  return schema;
}

type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

function isComposite(node: DefinitionNode): node is Composite {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

function covered(definitions: readonly TypeDefinitionNode[], { fields, queryKeys }: Coverage): TypeDefinitionNode[] {
  const isCovered = (name: string): boolean => fields.has(name);
  return definitions.flatMap((type): TypeDefinitionNode[] => {
    if (type.kind === Kind.UNION_TYPE_DEFINITION) {
      const types = type.types?.filter(({ name }) => isCovered(name.value)) ?? [];
      return types.length > 0 ? [{ ...type, types }] : [];
    }
    if (!isComposite(type)) return [type];
    const names = fields.get(type.name.value);
    if (!names) return [];
    const kept = (type.fields ?? []).filter(({ name }) => names.has(name.value));
    const interfaces = type.interfaces?.filter(({ name }) => isCovered(name.value)) ?? [];
    return [{ ...type, interfaces, fields: kept.map((field) => withKeys(type, field, queryKeys)) }];
  });
}

/** The field with the arguments that may be used. */
function withKeys(
  { name: type }: Composite,
  field: FieldDefinitionNode,
  keys: Coverage['queryKeys'],
): FieldDefinitionNode {
  const usable = keys.get(coordinate(type.value, field.name.value));
  return { ...field, arguments: field.arguments?.filter(({ name }) => usable?.has(name.value)) ?? [] };
}

/** Types that a query can come by; types of an interface or union that is one of them are as well. */
function reached(definitions: readonly TypeDefinitionNode[]): readonly TypeDefinitionNode[] {
  const byName = new Map(definitions.map((type) => [type.name.value, type]));
  const found = new Set<TypeDefinitionNode>();
  const visit = (name: string): void => {
    const type = byName.get(name);
    if (!type || found.has(type)) return;
    found.add(type);
    for (const next of namedBy(type)) visit(next);
    for (const each of definitions) {
      if (isComposite(each) && each.interfaces?.some((one) => one.name.value === name)) visit(each.name.value);
    }
  };
  visit('Query');
  return definitions.filter((type) => found.has(type));
}

function namedBy(type: TypeDefinitionNode): readonly string[] {
  if (type.kind === Kind.UNION_TYPE_DEFINITION) return type.types?.map(({ name }) => name.value) ?? [];
  if (type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) return type.fields?.map((field) => named(field.type)) ?? [];
  if (!isComposite(type)) return [];
  const fields =
    type.fields?.flatMap((field) => [field.type, ...(field.arguments ?? []).map((each) => each.type)]) ?? [];
  return [...fields.map(named), ...(type.interfaces?.map(({ name }) => name.value) ?? [])];
}

function named(type: TypeNode): string {
  return namedTypeOf(type);
}

/** What the agreement names and the graph has not, and what it would leave without a meaning. */
function problemsOf({ definitions }: DocumentNode, labels: Labels, { fields, queryKeys }: Coverage): readonly string[] {
  const composites = new Map(definitions.filter(isComposite).map((type) => [type.name.value, type]));
  const problems: string[] = [];
  if (fields.has('Mutation') || fields.has('Subscription')) problems.push('a partner reads: name fields of Query');
  const known = new Set<Coordinate>();
  for (const [typeName, names] of fields) {
    for (const name of names) {
      const at = coordinate(typeName, name);
      const field = composites.get(typeName)?.fields?.find((each) => each.name.value === name);
      if (!field) {
        problems.push(`${at} is no field of the graph`);
        continue;
      }
      known.add(at);
      const below = named(field.type);
      if (composites.has(below) && !fields.has(below)) problems.push(`${at} is a ${below}, of which nothing is named`);
      // A record of a type that its graph has not could be answered by an error alone, which would tell that it is there.
      const unnamed = membersOf(below, definitions).filter((member) => !fields.has(member));
      problems.push(...unnamed.map((member) => `${at} may be a ${member}, of which nothing is named`));
      const left = (labels.get(at)?.gradedBy ?? []).filter((grade) => !names.has(grade.split('.')[1] ?? ''));
      if (left.length > 0) problems.push(`${at} is shown beside ${left.join(', ')} alone: name these as well`);
      problems.push(...keyProblems(at, field.arguments ?? [], queryKeys.get(at)));
    }
  }
  const idle = [...queryKeys.keys()].find((at) => !known.has(at as Coordinate));
  return idle === undefined ? problems : [...problems, `queryKeys: ${idle} is not named in fields`];
}

/** Object types whose records may stand where an interface or union does; none for any other type. */
function membersOf(name: string, definitions: DocumentNode['definitions']): readonly string[] {
  return definitions.flatMap((type) => {
    if (type.kind === Kind.UNION_TYPE_DEFINITION && type.name.value === name) {
      return type.types?.map((member) => member.name.value) ?? [];
    }
    const isMember =
      type.kind === Kind.OBJECT_TYPE_DEFINITION && type.interfaces?.some((wider) => wider.name.value === name);
    return isMember ? [type.name.value] : [];
  });
}

function keyProblems(
  at: Coordinate,
  all: readonly InputValueDefinitionNode[],
  usable: ReadonlySet<string> = new Set(),
): readonly string[] {
  const unknown = [...usable].filter((name) => !all.some((each) => each.name.value === name));
  const needed = all.filter(
    ({ name, type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue && !usable.has(name.value),
  );
  return [
    ...unknown.map((name) => `queryKeys: ${at} has no argument ${name}`),
    ...needed.map(({ name }) => `queryKeys: ${at} cannot be asked without ${name.value}`),
  ];
}

import {
  type GraphQLField,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import { coordinate } from '../../gateway/ids.ts';
import type { InputReads, Reading, ValueReads } from '../../gateway/policy/input-reads.ts';
import type { Label } from '../../gateway/policy/labels.ts';
import { applied, textOf } from '../../gateway/supergraph/directives.ts';
import { subjectsOf } from '../../gateway/supergraph/records.ts';
import type { Contract } from '../release/contract.ts';
import { visible } from '../release/levels.ts';

/** A type of the graph, and who publishes it. */
export interface TypeModel {
  readonly name: string;
  readonly kind: 'object' | 'interface' | 'union' | 'enum' | 'input' | 'scalar';
  readonly description?: string;
  readonly agencies: readonly string[];
  /** `P3Y since crossedAt`: as its owner says it is kept. */
  readonly retention?: string;
  /** The fields that say whose data a record is. */
  readonly subject?: string;
  /** What rules may read of a record. */
  readonly attributes?: readonly string[];
  /** Types of a union; types that are an interface. */
  readonly members?: readonly string[];
  /** Of a type that callers select fields of. */
  readonly fields?: readonly FieldModel[];
  /** Of an input its fields, of an enum its values: what is given, and what that reads. */
  readonly given?: readonly ArgumentModel[];
}

export interface FieldModel {
  readonly name: string;
  readonly type: string;
  readonly description?: string;
  /** Those whose rules decide, all of them together. */
  readonly owners: readonly string[];
  readonly category: string;
  readonly group?: string;
  readonly mask?: string;
  readonly isNeutral?: true;
  /** What a NEUTRAL field reads when denied. */
  readonly absent?: string;
  readonly derivedFrom?: readonly string[];
  readonly gradedBy?: readonly string[];
  readonly arguments?: readonly ArgumentModel[];
  /** Agencies ask each other for it; no caller can. */
  readonly isInternal?: true;
}

export interface ArgumentModel {
  readonly name: string;
  readonly type?: string;
  readonly description?: string;
  readonly reads?: readonly Reading[];
}

/** Every type of the graph by name, internal fields included; what GraphQL itself brings is left out. */
export function typeModels(contract: Contract): readonly TypeModel[] {
  const { types } = contract.supergraph;
  const shown = new Set(visible(contract));
  const published = agenciesByType(contract);
  const subjects = subjectsOf(contract.supergraph.document);
  return Object.values(types.getTypeMap())
    .filter((type) => published.has(type.name) && !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map((type) => ({
      name: type.name,
      kind: kindOf(type),
      ...described(type.description),
      agencies: published.get(type.name) ?? [],
      ...recordOf(type.name, contract, subjects),
      ...contentOf(type, contract, shown),
    }));
}

/** As in `join__Graph`: the types that directives need are no part of the graph, whoever declares them. */
const OF_A_FEATURE = '__';

/** Type → the agencies that publish it. */
function agenciesByType({ supergraph }: Contract): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const definition of supergraph.document.definitions) {
    if (!('name' in definition) || !definition.name || !('directives' in definition)) continue;
    if (definition.name.value.includes(OF_A_FEATURE)) continue;
    const graphs = applied(definition as Parameters<typeof applied>[0], 'join__type');
    const agencies = graphs.flatMap((each) => supergraph.agencies.get(textOf(each, 'graph') ?? '') ?? []);
    if (agencies.length > 0) found.set(definition.name.value, [...new Set(agencies)].sort());
  }
  return found;
}

function recordOf(name: string, { supergraph }: Contract, subjects: ReadonlyMap<string, string>): Partial<TypeModel> {
  const [retention, subject] = [supergraph.retentions.get(name), subjects.get(name)];
  const attributes = [...(supergraph.recordTypes.get(name)?.keys() ?? [])];
  return {
    ...(retention && { retention: `${retention.text} since ${retention.since}` }),
    ...(subject !== undefined && { subject }),
    ...(attributes.length > 0 && { attributes }),
  };
}

function kindOf(type: GraphQLNamedType): TypeModel['kind'] {
  if (isObjectType(type)) return 'object';
  if (isInterfaceType(type)) return 'interface';
  if (isUnionType(type)) return 'union';
  if (isEnumType(type)) return 'enum';
  return isInputObjectType(type) ? 'input' : 'scalar';
}

function contentOf(type: GraphQLNamedType, contract: Contract, shown: ReadonlySet<string>): Partial<TypeModel> {
  const { inputs } = contract.rules;
  if (isUnionType(type)) return { members: type.getTypes().map(({ name }) => name) };
  if (isEnumType(type)) {
    const reads = inputs.get(type.name);
    return { given: type.getValues().map((each) => given(each, undefined, valueReads(reads, each.name))) };
  }
  if (isInputObjectType(type)) {
    const reads = inputs.get(type.name);
    const fields = Object.values(type.getFields());
    return { given: fields.map((each) => given(each, String(each.type), valueReads(reads, each.name))) };
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return {};
  const members = isInterfaceType(type) ? contract.supergraph.types.getPossibleTypes(type) : [];
  const fields = Object.values(type.getFields());
  return {
    ...(members.length > 0 && { members: members.map(({ name }) => name) }),
    fields: fields.flatMap((field) => fieldModel(type.name, field, contract, shown)),
  };
}

function fieldModel(
  typeName: string,
  field: GraphQLField<unknown, unknown>,
  { supergraph }: Contract,
  shown: ReadonlySet<string>,
): readonly FieldModel[] {
  const at = coordinate(typeName, field.name);
  const label = supergraph.labels.get(at);
  if (!label) return [];
  return [
    {
      name: field.name,
      type: String(field.type),
      ...described(field.description),
      owners: [...supergraph.joins.owners(typeName, field.name)].sort(),
      ...labelOf(label),
      ...(field.args.length > 0 && {
        arguments: field.args.map((each) => given(each, String(each.type), label.reads.get(each.name))),
      }),
      ...(!shown.has(at) && { isInternal: true }),
    },
  ];
}

function labelOf({ category, group, mask, denial, absent, derivedFrom, gradedBy }: Label) {
  return {
    category,
    ...(group !== undefined && { group }),
    ...(mask !== undefined && { mask }),
    ...(denial === 'NEUTRAL' && { isNeutral: true as const }),
    ...(absent !== undefined && { absent }),
    ...(derivedFrom.length > 0 && { derivedFrom }),
    ...(gradedBy.length > 0 && { gradedBy }),
  };
}

function valueReads(reads: ValueReads | undefined, name: string): Pick<InputReads, 'given' | 'byDefault'> | undefined {
  if (reads?.kind === 'object') return reads.fields.get(name);
  const given = reads?.values.get(name);
  return given && { given, byDefault: given };
}

function given(
  { name, description }: { readonly name: string; readonly description?: string | null | undefined },
  type: string | undefined,
  reads: Pick<InputReads, 'given' | 'byDefault'> | undefined,
): ArgumentModel {
  const all = [...new Set([...(reads?.given ?? []), ...(reads?.byDefault ?? [])])];
  return {
    name,
    ...(type !== undefined && { type }),
    ...described(description),
    ...(all.length > 0 && { reads: all }),
  };
}

function described(description: string | null | undefined): { readonly description?: string } {
  return description ? { description } : {};
}

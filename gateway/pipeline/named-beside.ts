import {
  type FieldNode,
  type GraphQLError,
  type GraphQLSchema,
  type InlineFragmentNode,
  isAbstractType,
  isNullableType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Reference } from '../../standards/ledger/reference.ts';
import { fieldType } from '../field-type.ts';
import type { AgencyName } from '../ids.ts';
import type { Joins } from '../supergraph/joins.ts';
import type { References } from '../supergraph/references.ts';

/** What a field is called that is fetched for the ledger alone. */
const BESIDE = 'h_ledger_';

export function nameBeside(field: string): string {
  return `${BESIDE}${field}`;
}

/** True of an error about what was fetched for the ledger alone. */
export function isBeside({ path = [] }: GraphQLError): boolean {
  return path.some((key) => typeof key === 'string' && key.startsWith(BESIDE));
}

/** Adds to the selection of a type what names its records in the ledger. */
export type NamedBeside = (set: SelectionSetNode, typeName: string) => SelectionSetNode;

/**
 * What is fetched beside what was asked for, so that the ledger can say whose data were disclosed. It stays in the gateway, and
 * what is no key of the record comes under a name of its own: that an agency fails to say it is nothing to the caller, and
 * where it could take the record with it (non-null) it is not asked for.
 *
 * INVARIANT: no agency is asked, and no call made, for the ledger alone: a name is fetched only where whichever agency
 * answers what was asked for has it too. Else an agency that is away would keep others' answers from being recorded in full.
 */
export function namedBeside(
  types: GraphQLSchema,
  references: ReadonlyMap<string, References>,
  joins: Pick<Joins, 'owners' | 'keys' | 'interfaceObjects'>,
): NamedBeside {
  const has = (agency: AgencyName, typeName: string, field: string): boolean =>
    joins.owners(typeName, field).includes(agency) || joins.keys(typeName, agency).has(field);
  const isAtHand = ({ typeName, path, fields }: Reference, from: string, agency: AgencyName): boolean => {
    let type = from;
    for (const field of path) {
      if (!has(agency, type, field)) return false;
      type = fieldType(types, type, field) ?? '';
    }
    return fields.every((field) => has(agency, typeName, field));
  };
  /** What names a record of the type, where whoever answers one of the fields has it. */
  const namesOf = (typeName: string, asked: readonly string[]): readonly FieldNode[] => {
    const known = references.get(typeName);
    if (!known) return [];
    const answering = asked.map((field) => joins.owners(typeName, field)).filter((owners) => owners.length > 0);
    return [known.subject, known.record].flatMap((reference) => {
      const isFree =
        reference && answering.some((owners) => owners.every((each) => isAtHand(reference, typeName, each)));
      return isFree && isHarmless(typeName, reference) ? selectionsOf(typeName, reference) : [];
    });
  };
  const isKey = (typeName: string, { path, fields }: Reference): boolean =>
    path.length === 0 &&
    fields.every((field) => joins.owners(typeName, field).every((each) => joins.keys(typeName, each).has(field)));
  const isHarmless = (typeName: string, reference: Reference): boolean =>
    isKey(typeName, reference) ||
    (reference.path.length > 0 ? reference.path.slice(0, 1) : reference.fields).every((field) => {
      const type = types.getType(typeName);
      return isObjectType(type) && isNullableType(type.getFields()[field]?.type);
    });
  const selectionsOf = (typeName: string, reference: Reference): readonly FieldNode[] => {
    const { path, fields } = reference;
    const nodes = path.reduceRight<readonly FieldNode[]>(
      (below, name) => [{ ...fieldNode(name), selectionSet: { kind: Kind.SELECTION_SET, selections: below } }],
      fields.map(fieldNode),
    );
    if (isKey(typeName, reference)) return nodes;
    return nodes.map((node) => ({ ...node, alias: { kind: Kind.NAME, value: nameBeside(node.name.value) } }));
  };
  /** Where records of several types stand, each is named by its own. */
  const memberNames = (typeName: string, asked: readonly string[]): readonly SelectionNode[] => {
    const type = types.getType(typeName);
    // An agency that knows the interface alone could not say of what type a record is: another would be asked.
    if (!isAbstractType(type) || joins.interfaceObjects.has(typeName)) return [];
    const found = types.getPossibleTypes(type).flatMap(({ name }) => {
      const selections = namesOf(name, asked);
      return selections.length > 0 ? [fragment(name, selections)] : [];
    });
    return found.length > 0 ? [fieldNode('__typename'), ...found] : [];
  };
  return (set, typeName) => {
    const asked = set.selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));
    const isOne = isObjectType(types.getType(typeName));
    const named = isOne ? namesOf(typeName, asked) : memberNames(typeName, asked);
    const added = named.filter((each) => each.kind !== Kind.FIELD || !isThere(set, each));
    return added.length > 0 ? { ...set, selections: [...set.selections, ...added] } : set;
  };
}

function fragment(typeName: string, selections: readonly FieldNode[]): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: typeName } },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}

function fieldNode(name: string): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } };
}

/** A value that is asked for already, under its own name. */
function isThere({ selections }: SelectionSetNode, { name, selectionSet }: FieldNode): boolean {
  return (
    !selectionSet &&
    selections.some((each: SelectionNode) => {
      return each.kind === Kind.FIELD && each.name.value === name.value && !each.alias && !each.arguments?.length;
    })
  );
}

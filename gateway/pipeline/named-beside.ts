import {
  type FieldNode,
  type GraphQLSchema,
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

/** Adds to the selection of a type what names its records in the ledger. */
export type NamedBeside = (set: SelectionSetNode, typeName: string) => SelectionSetNode;

/**
 * What is fetched beside what was asked for, so that the ledger can say whose data were disclosed. It stays in the gateway.
 *
 * INVARIANT: no agency is asked, and no call made, for the ledger alone: a name is fetched only where whichever agency
 * answers what was asked for has it too. Else an agency that is away would keep others' answers from being recorded in full.
 */
export function namedBeside(
  types: GraphQLSchema,
  references: ReadonlyMap<string, References>,
  joins: Pick<Joins, 'owners' | 'keys'>,
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
  return (set, typeName) => {
    const known = references.get(typeName);
    if (!known || !isObjectType(types.getType(typeName))) return set;
    const asked = set.selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));
    const answering = asked.map((field) => joins.owners(typeName, field)).filter((owners) => owners.length > 0);
    const named = [known.subject, known.record].flatMap((reference) => {
      const isFree =
        reference && answering.some((owners) => owners.every((each) => isAtHand(reference, typeName, each)));
      return isFree ? selectionsOf(reference) : [];
    });
    const added = named.filter((each) => !isThere(set, each));
    return added.length > 0 ? { ...set, selections: [...set.selections, ...added] } : set;
  };
}

function selectionsOf({ path, fields }: Reference): readonly FieldNode[] {
  return path.reduceRight<readonly FieldNode[]>(
    (below, name) => [{ ...fieldNode(name), selectionSet: { kind: Kind.SELECTION_SET, selections: below } }],
    fields.map(fieldNode),
  );
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

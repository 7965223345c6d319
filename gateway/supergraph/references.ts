import { type DocumentNode, type GraphQLSchema, Kind, type SelectionSetNode } from 'graphql';
import type { Reference } from '../../standards/ledger/reference.ts';
import { fieldType } from '../field-type.ts';
import { fieldSetOf } from './directives.ts';
import type { Joins } from './joins.ts';
import { subjectTypesOf, typesOfRecords } from './records.ts';

/** What names the records of a type. */
export interface References {
  /** Whose data they are (`@record(subject:)`); undefined: nobody's. */
  readonly subject: Reference | undefined;
  /** The records themselves, by their first key; undefined: they have none. */
  readonly record: Reference | undefined;
}

/** Object type with `@record` → what names its records in the disclosure ledger. */
export function referencesOf(
  supergraph: DocumentNode,
  joins: Joins,
  types: GraphQLSchema,
): ReadonlyMap<string, References> {
  const subjects = subjectTypesOf(supergraph);
  return new Map(
    typesOfRecords(supergraph).map((typeName) => {
      const key = joins.selections.find((each) => each.kind === 'key' && each.typeName === typeName);
      const [subject, record] = [subjects.get(typeName), key && fieldSetOf(key.text)];
      return [
        typeName,
        {
          subject: subject && referenceBy(subject, typeName, types),
          record: record && referenceBy(record, typeName, types),
        },
      ];
    }),
  );
}

/** @returns undefined where it names fields of several records: of which of them the name would be is not said. */
function referenceBy(set: SelectionSetNode, typeName: string, types: GraphQLSchema): Reference | undefined {
  const path: string[] = [];
  let [type, { selections }] = [typeName, set];
  for (;;) {
    const [first, ...others] = selections;
    if (first?.kind !== Kind.FIELD) return undefined;
    if (!first.selectionSet) break;
    if (others.length > 0) return undefined;
    path.push(first.name.value);
    type = fieldType(types, type, first.name.value) ?? '';
    ({ selections } = first.selectionSet);
  }
  const fields = selections.flatMap((each) =>
    each.kind === Kind.FIELD && !each.selectionSet ? [each.name.value] : [],
  );
  return fields.length < selections.length ? undefined : { typeName: type, path, fields: fields.sort() };
}

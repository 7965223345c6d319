import { type DocumentNode, type GraphQLSchema, isObjectType, Kind, type SelectionSetNode } from 'graphql';
import type { Reference } from '../../standards/ledger/reference.ts';
import { fieldType } from '../field-type.ts';
import { fieldSetOf } from './directives.ts';
import type { Joins } from './joins.ts';
import { subjectTypesOf, typesOfRecords } from './records.ts';

/** What names the records of a type. */
export interface References {
  /** Whose data they are (`@record(subject:)`); undefined: nobody's. */
  readonly subject: Reference | undefined;
  /** Whose they are nobody may be told by whom it could be hidden from: such a record is counted, not named. */
  readonly isSubjectHidden?: boolean;
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

/**
 * Without what leads over fields that rules hide without a word: a name would tell what is hidden from what is not there.
 * Where all fields of a type are hidden so, a record of it is there with them or not at all.
 */
export function openReferences(
  references: ReadonlyMap<string, References>,
  types: GraphQLSchema,
  isHiding: (typeName: string, field: string) => boolean,
): ReadonlyMap<string, References> {
  const isWhollyHiding = (typeName: string): boolean => {
    const type = types.getType(typeName);
    return isObjectType(type) && Object.keys(type.getFields()).every((field) => isHiding(typeName, field));
  };
  const isHidden = (from: string, { path, fields, typeName }: Reference): boolean => {
    let type = from;
    for (const [step, field] of path.entries()) {
      if (isHiding(type, field) && (step > 0 || !isWhollyHiding(from))) return true;
      type = fieldType(types, type, field) ?? '';
    }
    return fields.some((field) => isHiding(typeName, field)) && (path.length > 0 || !isWhollyHiding(from));
  };
  return new Map(
    [...references].map(([typeName, { subject, record }]) => {
      const isSubjectHidden = subject !== undefined && isHidden(typeName, subject);
      const isRecordHidden = record !== undefined && isHidden(typeName, record);
      const open = { subject: isSubjectHidden ? undefined : subject, record: isRecordHidden ? undefined : record };
      return [typeName, isSubjectHidden ? { ...open, isSubjectHidden } : open];
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

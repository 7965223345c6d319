import { Kind, type SelectionSetNode } from 'graphql';
import { fieldSetOf, textOf } from '../../../gateway/supergraph/directives.ts';
import type { SdlInput } from '../input.ts';
import { type CheckProblem, placeOf } from '../problem.ts';
import { directiveOf, isList, namedType, type SdlField } from '../sdl.ts';

type Wrong = Pick<CheckProblem, 'what' | 'mend'>;

/** What row rules read of a record, and whom it is about, are fields that its own agency can answer with it. */
export function recordAttributes({ parts, fields }: SdlInput): readonly CheckProblem[] {
  return parts.flatMap(({ name: agency, document }) => {
    const own = new Map(fields.filter((each) => each.agency === agency).map((each) => [each.at, each]));
    return document.definitions.flatMap((type): readonly CheckProblem[] => {
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
      const record = directiveOf(type, 'record');
      return (['attributes', 'subject'] as const).flatMap((argument) => {
        const text = textOf(record, argument);
        if (!record || text === undefined) return [];
        const found = wrongIn(text, type.name.value, own, argument);
        return found.map(({ what, mend }) => ({
          rule: 'record-attributes',
          severity: 'error' as const,
          ...placeOf(record),
          what: `${agency}: @record(${argument}: "${text}") of ${type.name.value} ${what}`,
          why: 'Rules over the record could not be decided, and whatever cannot be decided is withheld.',
          mend,
        }));
      });
    });
  });
}

function wrongIn(text: string, type: string, own: ReadonlyMap<string, SdlField>, argument: string): readonly Wrong[] {
  const set = fieldSet(text);
  if (!set) return [{ what: 'is no set of fields.', mend: 'Write names of fields: "state holder { id }".' }];
  const walk = ({ selections }: SelectionSetNode, parent: string): readonly Wrong[] =>
    selections.flatMap((node): readonly Wrong[] => {
      if (node.kind !== Kind.FIELD) return [{ what: 'holds a fragment.', mend: 'Name the fields alone.' }];
      const field = own.get(`${parent}.${node.name.value}`);
      if (!field) {
        const what = `names ${parent}.${node.name.value}, which this agency does not have.`;
        return [{ what, mend: "Name a field of the agency's own SDL." }];
      }
      if (field.isExternal) {
        const what = `names ${field.at}, which is another agency's.`;
        return [{ what, mend: 'Name a field the agency answers itself; a rule cannot wait for a neighbour.' }];
      }
      // A list of texts is a value: rules ask what it contains.
      if (argument === 'attributes' && node.selectionSet && isList(field.field.type)) {
        const what = `goes through the list ${field.at}.`;
        return [{ what, mend: 'Publish what the rule needs as one field of the record, e.g. whether any of them is.' }];
      }
      if (argument === 'attributes' && node.selectionSet) {
        const what = `goes through ${field.at} to another record.`;
        return [{ what, mend: 'Publish what the rule needs as one field of the record itself.' }];
      }
      return node.selectionSet ? walk(node.selectionSet, namedType(field.field.type)) : [];
    });
  return walk(set, type);
}

function fieldSet(text: string): SelectionSetNode | undefined {
  try {
    return fieldSetOf(text);
  } catch {
    return undefined;
  }
}

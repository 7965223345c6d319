import { Kind } from 'graphql';
import { fieldSetOf, textOf } from '../../../gateway/supergraph/directives.ts';
import type { SdlInput } from '../input.ts';
import { type CheckProblem, placeOf } from '../problem.ts';
import { compositesOf, directiveOf, type SdlPart } from '../sdl.ts';

/** Of a record that several agencies have by its key, one says what it is judged by. */
export function attributeGivenTwice({ parts, fields }: SdlInput): readonly CheckProblem[] {
  const keys = keysOf(parts);
  return parts.flatMap(({ name: agency, document }) =>
    compositesOf(document).flatMap((type): readonly CheckProblem[] => {
      const typeName = type.name.value;
      const record = directiveOf(type, 'record');
      const keyed = keys.get(typeName);
      if (!record || !keyed) return [];
      return topLevel(textOf(record, 'attributes')).flatMap((name): readonly CheckProblem[] => {
        const at = `${typeName}.${name}`;
        const givers = fields.filter((each) => each.at === at && !each.isExternal).map((each) => each.agency);
        if (new Set(givers).size <= 1 || keyed.has(name)) return [];
        return [
          {
            rule: 'attribute-given-twice',
            severity: 'error',
            ...placeOf(record),
            what: `${agency}: records of ${typeName} are judged by ${name}, which ${[...new Set(givers)].join(' and ')} all say.`,
            why: 'Where they differ, a record would be sent on by what the first of them said. The gateway serves no such graph.',
            mend: `Leave ${at} with the agency that decides it; the others take it out of their SDL.`,
          },
        ];
      });
    }),
  );
}

/** Type → fields of its keys, of whatever agency. */
function keysOf(parts: readonly SdlPart[]): ReadonlyMap<string, ReadonlySet<string>> {
  const keys = new Map<string, Set<string>>();
  for (const type of parts.flatMap(({ document }) => compositesOf(document))) {
    for (const directive of type.directives ?? []) {
      if (directive.name.value !== 'key') continue;
      const known = keys.get(type.name.value) ?? new Set<string>();
      for (const name of topLevel(textOf(directive, 'fields'))) known.add(name);
      keys.set(type.name.value, known);
    }
  }
  return keys;
}

function topLevel(text: string | undefined): readonly string[] {
  try {
    const set = text === undefined ? undefined : fieldSetOf(text);
    return (set?.selections ?? []).flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : []));
  } catch {
    // Another rule says that it is no set of fields.
    return [];
  }
}

import { isTrue, textOf } from '../../../gateway/supergraph/directives.ts';
import type { SdlInput } from '../input.ts';
import { judgedTypes } from '../judged-types.ts';
import { type CheckProblem, placeOf } from '../problem.ts';
import { compositesOf, directiveOf, namedType } from '../sdl.ts';

/** A page is cut by the agency before the hub leaves out what is denied: its length would tell. */
export function neutralPage(input: SdlInput): readonly CheckProblem[] {
  const { parts, fields } = input;
  const judged = judgedTypes(parts, fields);
  const node = new Map(
    fields
      .filter(({ field }) => field.name.value === 'node')
      .map(({ typeName, field }) => [typeName, namedType(field.type)]),
  );
  return fields
    .filter(({ typeName, field }) => typeName.endsWith('Connection') && field.name.value === 'edges')
    .filter(({ agency, field }) => {
      const typeName = node.get(namedType(field.type)) ?? '';
      return judged.get(typeName) === 'NEUTRAL' && !isRestricted(input, agency, typeName);
    })
    .map(({ agency, typeName, field }) => ({
      rule: 'neutral-page',
      severity: 'error',
      ...placeOf(field),
      what: `${agency}: ${typeName} pages records whose denial must read as if there were none.`,
      why: 'A page that is shorter by what is denied tells how many records were left out of it.',
      mend: 'Leave out what grants say is not there and write @record(restricted: true) on their type, give them as a plain list that is not cut, or write denial: OPEN.',
    }));
}

/** The agency leaves out by itself what is not there for a caller, by what it alone says of the records. */
function isRestricted({ parts, fields }: SdlInput, agency: string, typeName: string): boolean {
  const own = parts.filter(({ name }) => name === agency).flatMap(({ document }) => compositesOf(document));
  const types = own.filter(({ name }) => name.value === typeName);
  const record = types.map((type) => directiveOf(type, 'record')).find((each) => each && isTrue(each, 'restricted'));
  const since = types.map((type) => textOf(directiveOf(type, 'retained'), 'since'));
  const read = [textOf(record, 'attributes'), ...since].flatMap((text) => text?.match(/\w+/g) ?? []);
  const owners = fields.filter((each) => !each.isExternal && read.some((name) => each.at === `${typeName}.${name}`));
  return record !== undefined && owners.length > 0 && owners.every((each) => each.agency === agency);
}

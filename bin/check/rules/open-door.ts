import { Kind } from 'graphql';
import { isTrue } from '../../../gateway/supergraph/directives.ts';
import type { CheckInput } from '../input.ts';
import { SdlPlaces } from '../places.ts';
import { type CheckProblem, placeOf } from '../problem.ts';
import { directiveOf, type SdlPart } from '../sdl.ts';

/** An agency without the kit answers whoever reaches it: that is told, since no rule of the hub changes it. */
export function openDoor({ parts }: Pick<CheckInput, 'parts'>): readonly CheckProblem[] {
  const places = new SdlPlaces(parts);
  const open = parts.filter(({ isKit }) => isKit === false);
  return [...open.flatMap(restrictsNothing), ...open.map(({ name }) => toldOf(name, places))];
}

/** Totals and cursors of such types are released because the agency leaves out what a grant says: it reads none. */
function restrictsNothing({ name, document }: SdlPart): readonly CheckProblem[] {
  return document.definitions.flatMap((type) => {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
    const record = directiveOf(type, 'record');
    if (!record || !isTrue(record, 'restricted')) return [];
    return [
      {
        ...{ rule: 'open-door', severity: 'error' as const, ...placeOf(record) },
        what: `${name}: ${type.name.value} says restricted: true, and its door looks at no grant.`,
        why: 'Totals and cursors would tell of records that rules hide: nobody leaves them out.',
        mend: 'Take restricted off, or use the kit ("door": "grants").',
      },
    ];
  });
}

function toldOf(name: string, places: SdlPlaces): CheckProblem {
  return {
    ...{ rule: 'open-door', severity: 'note', file: places.head(name)?.file ?? '?', line: 1 },
    what: `${name} is joined by SDL and address, without the kit: its _entities door rests on the network.`,
    why: 'It asks for no grant: whoever reaches its address is given every record by its key, past all rules.',
    mend: 'Let nobody but the hub reach the address (mutual TLS, or a network of the two), or use the kit; hub check --live compares what runs there with the SDL.',
  };
}
